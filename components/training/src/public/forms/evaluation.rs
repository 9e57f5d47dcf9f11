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
use web::{IntoResponse, PageRequest, Problem, Response, see_other};

use super::certificate::certificate;
use crate::opening::if_any;
use crate::problems::{conflict, problem};
use crate::public::pages::{self, Evaluating};

/// The form; afterwards what came of it.
pub(crate) async fn show_evaluation(request: PageRequest) -> Result<Response, Problem> {
    show(&request, Problems::new()).await
}

async fn show(request: &PageRequest, problems: Problems) -> Result<Response, Problem> {
    let council = request.council()?;
    let token = request.part("token");
    let Some((opened, place)) = open(request).await? else {
        let sentence = "It is too old, or not complete. Copy the whole link from our email.";
        let page = pages::unknown(council, None, "We do not know this link", sentence);
        return Ok(page.status(StatusCode::NOT_FOUND).into_response());
    };
    let (booking, run) = (opened.booking(), opened.run());
    let action = format!("/training/evaluation/{token}");
    let Some(place) = place else {
        let links = evaluations(&request.app, &opened)?;
        let links: Vec<_> = links
            .iter()
            .filter_map(|(place, href)| Some((booking.attendee(*place)?.0.name.as_str(), href.as_str())))
            .collect();
        return Ok(pages::wanted(council, run, &links).into_response());
    };
    let Some((attendee, notes)) = booking.attendee(place) else { return Err(Problem::not_found()) };
    let attendance = opened.party().and_then(|party| party.place(place)?.attendance);
    if let Some(code) = notes.certificate.as_ref().filter(|_| request.query.has("certificate")) {
        return Ok(certificate(request, run, (attendee.name.as_str(), code), action).await?.into_response());
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
    let evaluating = Evaluating { run, name, action, form: &request.form, problems, certificate };
    Ok(pages::evaluation(council, &evaluating).status(status).into_response())
}

/// Takes what they thought.
pub(crate) async fn evaluate(request: PageRequest) -> Result<Response, Problem> {
    let token = request.part("token");
    let Some((opened, Some(place))) = open(&request).await? else { return Err(Problem::not_found()) };
    let names = Evaluation::names().into_iter().chain(["most_useful"]);
    let body = form_value(names.map(|name| (name, request.form.text(name))));
    let evaluation = match Evaluation::read(&body, Style::Form, request.app.now()) {
        Ok(evaluation) => evaluation,
        Err(problems) => return show(&request, problems).await,
    };
    SUBMISSIONS.count(&request.app, &request.caller).await?;
    match store::training::evaluate(request.app.database(), opened, place, &evaluation).await {
        Ok(_) => {}
        // It was said before: the page says so.
        Err(ChangeError::Refused(refused)) => drop(conflict(refused)?),
        Err(error) => return Err(problem(error)),
    }
    Ok(see_other(&format!("/training/evaluation/{token}")))
}

/// The booking that the link opens, and which of its places, where that is plain.
async fn open(request: &PageRequest) -> Result<Option<(OpenedBooking, Option<PlaceNumber>)>, Problem> {
    if_any(OpenedBooking::by_evaluation_link(request.app.database(), request.part("token")).await)
}
