//! What anybody may know of a certificate by its code.

use domain::training::words::CertificateCode;
use http::StatusCode;
use web::{Html, IntoResponse, Limit, Problem, Response, Visit, see_other};

use crate::public::pages;

/// How many codes one network may look up.
const LOOKS: Limit = Limit { name: "certificates", max: 120, window_seconds: 3_600 };

/// The page that asks for a code; with one in the address, what it stands for.
pub(crate) async fn show_certificate_check(visit: Visit) -> Result<Response, Problem> {
    let typed = visit.query.text("code");
    if !visit.query.has("code") {
        return Ok(pages::check_certificate(visit.council()?, "", None).into_response());
    }
    match CertificateCode::parse(typed) {
        Ok(code) => Ok(see_other(&format!("/training/certificate/{}", code.as_str()))),
        Err(fault) => {
            let wrong = fault.detail("The code", "Enter the code of the certificate");
            let page = pages::check_certificate(visit.council()?, typed, Some(&wrong));
            Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// What a code stands for.
pub(crate) async fn check_certificate(visit: Visit) -> Result<Html, Problem> {
    let code = CertificateCode::parse(visit.part("code")).map_err(|_| Problem::not_found())?;
    LOOKS.count(&visit.app, &visit.caller).await?;
    let found = store::training::certificate(visit.app.database(), &code).await?;
    let shown = found.as_ref().map(|found| (found.title.as_str(), found.held_at, found.initials.as_str()));
    let status = if shown.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    Ok(pages::certificate_checked(visit.council()?, &code, shown).status(status))
}
