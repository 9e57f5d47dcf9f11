//! The list of work, and finding an enquiry by its reference.

use domain::advice::{Shown, sorted};
use domain::calendar::{Calendar, london_date};
use domain::people::Role;
use domain::reference::{Prefix, Reference};
use http::StatusCode;
use store::advice::{open_rows, read};
use web::{Html, IntoResponse, PageRequest, Problem, Response, see_other};

use crate::desk::pages::{self, List};

/// The part of the list that the address names. One read of what is open, however much was ever closed.
pub(crate) async fn show_list(request: PageRequest) -> Result<Html, Problem> {
    let staff = request.staff().await?;
    staff.require(Role::Adviser)?;
    let shown = request.query.read(Shown::read)?;
    let today = london_date(request.app.now());
    let rows = sorted(open_rows(request.app.database()).await?, &shown.filter(), today);
    let list = List { shown, rows, me: &staff.member, today, calendar: &Calendar::england_and_wales() };
    Ok(pages::list(request.council()?, &list))
}

/// Asks for a reference.
pub(crate) async fn show_find(request: PageRequest) -> Result<Html, Problem> {
    request.staff().await?.require(Role::Adviser)?;
    Ok(pages::find(request.council()?, "", None))
}

/// Leads to the enquiry of a reference, open or closed.
pub(crate) async fn find(request: PageRequest) -> Result<Response, Problem> {
    request.staff().await?.require(Role::Adviser)?;
    let typed = request.form.text("reference");
    let wrong = match Reference::parse(&typed) {
        Ok(reference) if reference.prefix() == Prefix::Enquiry => {
            if read(request.app.database(), &reference).await?.is_some() {
                return Ok(see_other(&pages::thread_path(&reference)));
            }
            "We have no enquiry with this reference. Check it and try again".to_owned()
        }
        Ok(_) => "Check the reference. The reference of an enquiry begins with ENQ".to_owned(),
        Err(_) if typed.trim().is_empty() => "Enter a reference".to_owned(),
        Err(fault) => fault.detail("The reference", "Enter a reference"),
    };
    let page = pages::find(request.council()?, &typed, Some(&wrong));
    Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
