//! The list of work, and finding an enquiry by its reference.

use domain::advice::{Shown, sorted};
use domain::calendar::{Calendar, london_date};
use domain::people::Role;
use domain::reference::{Prefix, Reference};
use http::StatusCode;
use store::advice::{open_rows, read};
use web::{Html, IntoResponse, Problem, Response, Visit, see_other};

use crate::desk::pages::{self, List};

/// The part of the list that the address names. One read of what is open, however much was ever closed.
pub(crate) async fn show_list(visit: Visit) -> Result<Html, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Adviser)?;
    let shown = visit.query.read(Shown::read)?;
    let today = london_date(visit.app.now());
    let rows = sorted(open_rows(visit.app.database()).await?, &shown.filter(), today);
    let list = List { shown, rows, me: &staff.member, today, calendar: &Calendar::england_and_wales() };
    Ok(pages::list(visit.council()?, &list))
}

/// Asks for a reference.
pub(crate) async fn show_find(visit: Visit) -> Result<Html, Problem> {
    visit.staff().await?.require(Role::Adviser)?;
    Ok(pages::find(visit.council()?, "", None))
}

/// Leads to the enquiry of a reference, open or closed.
pub(crate) async fn find(visit: Visit) -> Result<Response, Problem> {
    visit.staff().await?.require(Role::Adviser)?;
    let typed = visit.form.text("reference");
    let wrong = match Reference::parse(&typed) {
        Ok(reference) if reference.prefix() == Prefix::Enquiry => {
            if read(visit.app.database(), &reference).await?.is_some() {
                return Ok(see_other(&pages::thread_path(&reference)));
            }
            "We have no enquiry with this reference. Check it and try again".to_owned()
        }
        Ok(_) => "Check the reference. The reference of an enquiry begins with ENQ".to_owned(),
        Err(_) if typed.trim().is_empty() => "Enter a reference".to_owned(),
        Err(fault) => fault.detail("The reference", "Enter a reference"),
    };
    let page = pages::find(visit.council()?, &typed, Some(&wrong));
    Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
