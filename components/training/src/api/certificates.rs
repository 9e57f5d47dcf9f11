//! Checking a certificate, for anybody who is shown one. It never says whose it is.

use domain::training::words::CertificateCode;
use web::{App, Caller, Json, Lookups, Path, Problem};

use crate::api::bodies::CertificateView;

/// Checks a certificate by its code, read generously.
///
/// It says which course was attended and when, and the attendee's initials. Unknown codes are counted, and after too
/// many of them none is looked up for an hour.
#[utoipa::path(
    get, path = "", tag = "everybody",
    responses((status = 200, description = "What the certificate says", body = CertificateView)),
)]
pub(crate) async fn check(
    app: App,
    caller: Caller,
    Path(code): Path<String>,
) -> Result<Json<CertificateView>, Problem> {
    let code = CertificateCode::parse(&code).map_err(|_| Problem::not_found())?;
    let attempt = Lookups::of(&app, &caller, code.as_str());
    attempt.admit().await?;
    match store::training::certificate(app.database(), &code).await? {
        Some(certificate) => Ok(Json(CertificateView::of(&certificate))),
        None => Err(attempt.failed().await),
    }
}
