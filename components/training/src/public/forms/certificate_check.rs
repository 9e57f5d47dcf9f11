//! What anybody may know of a certificate by its code.

use domain::training::words::CertificateCode;
use http::StatusCode;
use web::{Html, IntoResponse, Limit, PageRequest, Problem, Response, see_other};

use crate::public::pages;

/// How many codes one network may look up.
const LOOKS: Limit = Limit { name: "certificates", max: 120, window_seconds: 3_600 };

/// The page that asks for a code; with one in the address, what it stands for.
pub(crate) async fn show_certificate_check(request: PageRequest) -> Result<Response, Problem> {
    let typed = request.query.text("code");
    if !request.query.has("code") {
        return Ok(pages::check_certificate(request.council()?, "", None).into_response());
    }
    match CertificateCode::parse(typed) {
        Ok(code) => Ok(see_other(&format!("/training/certificate/{}", code.as_str()))),
        Err(fault) => {
            let wrong = fault.detail("The code", "Enter the code of the certificate");
            let page = pages::check_certificate(request.council()?, typed, Some(&wrong));
            Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// What a code stands for.
pub(crate) async fn check_certificate(request: PageRequest) -> Result<Html, Problem> {
    let code = CertificateCode::parse(request.part("code")).map_err(|_| Problem::not_found())?;
    LOOKS.count(&request.app, &request.caller).await?;
    let found = store::training::certificate(request.app.database(), &code).await?;
    let shown = found.as_ref().map(|found| (found.title.as_str(), found.held_at, found.initials.as_str()));
    let status = if shown.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    Ok(pages::certificate_checked(request.council()?, &code, shown).status(status))
}
