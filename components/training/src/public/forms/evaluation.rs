//! What somebody who attended thought of it, by a link that is theirs alone.

use crate::public::forms::evaluation_links::evaluations;
use domain::input::{Style, form_value};
use domain::problems::Problems;
use domain::training::evaluation::Evaluation;
use domain::training::seats::{Attendance, PlaceNumber};
use http::StatusCode;
use records::ChangeError;
use store::training::OpenedBooking;
use web::limit::SUBMISSIONS;
use web::{IntoResponse, Problem, Response, Visit, see_other};

use super::certificate::certificate;
use crate::opening::if_any;
use crate::problems::{conflict, problem};
use crate::public::pages::{self, Evaluating};

/// The form; afterwards what came of it.
pub(crate) async fn show_evaluation(visit: Visit) -> Result<Response, Problem> {
    show(&visit, Problems::new()).await
}

async fn show(visit: &Visit, problems: Problems) -> Result<Response, Problem> {
    let council = visit.council()?;
    let token = visit.part("token");
    let Some((opened, place)) = open(visit).await? else {
        let sentence = "It is too old, or not complete. Copy the whole link from our email.";
        let page = pages::unknown(council, None, "We do not know this link", sentence);
        return Ok(page.status(StatusCode::NOT_FOUND).into_response());
    };
    let (booking, run) = (opened.booking(), opened.run());
    let action = format!("/training/evaluation/{token}");
    let Some(place) = place else {
        let links = evaluations(&visit.app, &opened)?;
        let links: Vec<_> = links
            .iter()
            .filter_map(|(place, href)| Some((booking.attendee(*place)?.0.name.as_str(), href.as_str())))
            .collect();
        return Ok(pages::wanted(council, run, &links).into_response());
    };
    let Some((attendee, notes)) = booking.attendee(place) else { return Err(Problem::not_found()) };
    let attendance = opened.party().and_then(|party| party.place(place)?.attendance);
    if let Some(code) = notes.certificate.as_ref().filter(|_| visit.query.has("certificate")) {
        return Ok(certificate(visit, run, (attendee.name.as_str(), code), action).await?.into_response());
    }
    if notes.evaluation.is_some() {
        let href = format!("{action}?certificate");
        let certificate = notes.certificate.as_ref().map(|code| (code, href.as_str()));
        return Ok(pages::evaluated(council, run, certificate).into_response());
    }
    if !matches!(attendance, Some(Attendance::Attended | Attendance::PartAttended)) {
        let sentence = "Our register does not say that you attended. If you did, please phone us.";
        let page = pages::unknown(council, Some(run), "You cannot tell us what you thought yet", sentence);
        return Ok(page.status(StatusCode::CONFLICT).into_response());
    }
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let certificate = attendance == Some(Attendance::Attended);
    let name = attendee.name.as_str();
    let evaluating = Evaluating { run, name, action, form: &visit.form, problems, certificate };
    Ok(pages::evaluation(council, &evaluating).status(status).into_response())
}

/// Takes what they thought.
pub(crate) async fn evaluate(visit: Visit) -> Result<Response, Problem> {
    let token = visit.part("token");
    let Some((opened, Some(place))) = open(&visit).await? else { return Err(Problem::not_found()) };
    let names = Evaluation::names().into_iter().chain(["most_useful"]);
    let body = form_value(names.map(|name| (name, visit.form.text(name))));
    let evaluation = match Evaluation::read(&body, Style::Form, visit.app.now()) {
        Ok(evaluation) => evaluation,
        Err(problems) => return show(&visit, problems).await,
    };
    SUBMISSIONS.count(&visit.app, &visit.caller).await?;
    match store::training::evaluate(visit.app.database(), opened, place, &evaluation).await {
        Ok(_) => {}
        // It was said before: the page says so.
        Err(ChangeError::Refused(refused)) => drop(conflict(refused)?),
        Err(error) => return Err(problem(error)),
    }
    Ok(see_other(&format!("/training/evaluation/{token}")))
}

/// The booking that the link opens, and which of its places, where that is plain.
async fn open(visit: &Visit) -> Result<Option<(OpenedBooking, Option<PlaceNumber>)>, Problem> {
    if_any(OpenedBooking::by_evaluation_link(visit.app.database(), visit.part("token")).await)
}
