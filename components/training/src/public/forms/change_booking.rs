//! Giving places up, with the cost shown first, and sending somebody else.

use crate::problems::{conflict, problem};
use crate::public::forms::access_cookie::{Held, open};
use crate::public::paths::booking_path;
use domain::calendar::Calendar;
use domain::choice::choice;
use domain::input::{Request, Style, form_value};
use domain::problems::{Code, Problems};
use domain::training::booking::Attendee;
use domain::training::questionnaire::Typed;
use domain::training::requests::{CancelPlaces, Substitute};
use domain::training::run::RunRefusal;
use domain::training::seats::{PlaceNumber, PlaceState};
use domain::training::words::Exemption;
use domain::words::Pence;
use http::StatusCode;
use records::ChangeError;
use store::access::Sent;
use store::training::Refused;
use web::limit::SUBMISSIONS;
use web::{Fingerprint, IntoResponse, Problem, Response, Value, Visit, see_other, with_cookie};

use super::booking::view_context;
use crate::public::pages::{self, Choosing, Costed, Substituting};

/// Says that nothing was chosen, in the words of the API.
const CHOOSE: &str = "Select at least one place";

/// The booking's page.
fn path(held: &Held) -> String {
    booking_path(held.opened.reference())
}

/// The places that can be given up.
fn live(held: &Held) -> Vec<(PlaceNumber, &Attendee, PlaceState)> {
    let places = held.opened.places().map(|(place, attendee, _)| (place.number, attendee, place.state));
    places.filter(|(.., state)| state.is_live()).collect()
}

/// The page on which places to give up are chosen.
pub(crate) async fn show_cancel(visit: Visit) -> Result<Response, Problem> {
    let held = match open(&visit).await? {
        Ok(held) => held,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if live(&held).is_empty() || held.opened.run().has_begun(visit.app.now()) {
        return Ok(see_other(&path(&held)));
    }
    choosing(&visit, held, &[], None)
}

fn choosing(visit: &Visit, held: Held, chosen: &[String], wrong: Option<String>) -> Result<Response, Problem> {
    let calendar = Calendar::england_and_wales();
    let context = view_context(visit, &held, &calendar);
    let run = held.opened.run();
    let cost = store::training::cost_of_cancelling(&held.opened, None, context.now);
    let exemptions: &[Exemption] = if cost.free { &[] } else { &run.details().policy.exemptions };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = pages::cancel(
        visit.council()?,
        &Choosing { context: &context, places: live(&held), exemptions, chosen, wrong },
    );
    let page = page.status(status).into_response();
    Ok(with_cookie(page, held.cookie))
}

/// Takes which places somebody would give up, and leads on to what that costs.
pub(crate) async fn choose_places(visit: Visit) -> Result<Response, Problem> {
    let held = match open(&visit).await? {
        Ok(held) => held,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let chosen: Vec<String> = visit.form.all("places").map(|place| place.to_owned()).collect();
    let exemption = visit.form.text("exemption");
    let pairs = chosen.iter().map(|place| ("places", place.as_str())).chain([("exemption", exemption.as_str())]);
    match CancelPlaces::read(&form_value(pairs), Style::Form) {
        Ok(CancelPlaces { places, exemption }) => {
            let places: Vec<String> = places.iter().map(|place| format!("places={place}")).collect();
            let exemption = exemption.map_or(String::new(), |exemption| {
                use domain::choice::Choice;
                format!("&exemption={}", exemption.name())
            });
            let cost = format!("{}/cancel/cost?{}{exemption}", path(&held), places.join("&"));
            Ok(with_cookie(see_other(&cost), held.cookie))
        }
        Err(_) => choosing(&visit, held, &chosen, Some(CHOOSE.to_owned())),
    }
}

/// What it costs, before anything happens.
pub(crate) async fn show_cost(visit: Visit) -> Result<Response, Problem> {
    let held = match open(&visit).await? {
        Ok(held) => held,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let wanted: Vec<String> = match visit.query.0.get("places") {
        Some(Value::Array(places)) => places.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(place)) => vec![place.clone()],
        _ => Vec::new(),
    };
    let exemption = choice(visit.query.text("exemption")).ok();
    cost(&visit, held, &wanted, exemption)
}

fn cost(visit: &Visit, held: Held, wanted: &[String], exemption: Option<Exemption>) -> Result<Response, Problem> {
    let calendar = Calendar::england_and_wales();
    let context = view_context(visit, &held, &calendar);
    let places: Vec<_> = live(&held).into_iter().filter(|(number, ..)| wanted.contains(&number.to_string())).collect();
    if places.is_empty() || held.opened.run().has_begun(context.now) {
        return Ok(see_other(&path(&held)));
    }
    let cost = store::training::cost_of_cancelling(&held.opened, exemption, context.now);
    let page = pages::cost(visit.council()?, &Costed { context: &context, places, cost, exemption }).into_response();
    Ok(with_cookie(page, held.cookie))
}

/// Gives them up, at the cost that was shown: where it has changed meanwhile, it is shown again instead.
pub(crate) async fn cancel(visit: Visit) -> Result<Response, Problem> {
    let held = match open(&visit).await? {
        Ok(held) => held,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let chosen: Vec<String> = visit.form.all("places").map(|place| place.to_owned()).collect();
    let exemption = visit.form.text("exemption");
    let pairs = chosen.iter().map(|place| ("places", place.as_str())).chain([("exemption", exemption.as_str())]);
    let asked =
        CancelPlaces::read(&form_value(pairs), Style::Form).map_err(|problems| Problem::validation(&problems))?;
    // What the page that was sent said; where it said nothing, nothing was agreed to.
    let agreed = visit.form.text("fee").parse().ok().and_then(|pence| Pence::new(pence).ok()).unwrap_or(Pence::ZERO);
    SUBMISSIONS.count(&visit.app, &visit.caller).await?;
    let key = visit.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of_typed(&(&chosen, exemption)) };
    let done = format!("{}?done=cancelled", path(&held));
    match store::training::cancel_for(visit.app.database(), held.opened, &asked, Some(agreed), sent).await {
        Ok(_) => Ok(with_cookie(see_other(&done), held.cookie)),
        Err(ChangeError::Refused(Refused::Run(RunRefusal::CostsMore { .. }))) => match open(&visit).await? {
            Ok(held) => cost(&visit, held, &chosen, asked.exemption),
            Err(elsewhere) => Ok(elsewhere),
        },
        Err(error) => Err(problem(error)),
    }
}

/// The page on which somebody else is named.
pub(crate) async fn show_substitute(visit: Visit) -> Result<Response, Problem> {
    let held = match open(&visit).await? {
        Ok(held) => held,
        Err(elsewhere) => return Ok(elsewhere),
    };
    substituting(&visit, held, Typed::default(), Problems::new())
}

fn substituting(visit: &Visit, held: Held, typed: Typed, problems: Problems) -> Result<Response, Problem> {
    let place = asked_for(visit)?;
    let calendar = Calendar::england_and_wales();
    let context = view_context(visit, &held, &calendar);
    let Some((_, attendee, _)) = live(&held).into_iter().find(|(number, ..)| *number == place) else {
        return Ok(see_other(&path(&held)));
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let substituting = Substituting { context: &context, place, attendee, typed, problems };
    let page = pages::substitute(visit.council()?, &substituting).status(status).into_response();
    Ok(with_cookie(page, held.cookie))
}

/// Names somebody else.
pub(crate) async fn substitute(visit: Visit) -> Result<Response, Problem> {
    let held = match open(&visit).await? {
        Ok(held) => held,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let place = asked_for(&visit)?;
    let typed = Typed::sent(|name| visit.form.text(name));
    let number = place.to_string();
    let pairs = Typed::FIELDS.map(|field| (field, typed.text(field)));
    let body = form_value(pairs.into_iter().chain([("place", number.as_str())]));
    let asked = match Substitute::read(&body, Style::Form) {
        Ok(asked) => asked,
        Err(problems) => return substituting(&visit, held, typed, problems),
    };
    SUBMISSIONS.count(&visit.app, &visit.caller).await?;
    let key = visit.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of_typed(&(number, typed.clone())) };
    let done = format!("{}?done=substituted", path(&held));
    match store::training::substitute(visit.app.database(), held.opened, &asked, sent).await {
        Ok(_) => Ok(with_cookie(see_other(&done), held.cookie)),
        // Somebody else has this address on the run, or it is too late: what was typed is shown again, with the reason.
        Err(ChangeError::Refused(refused)) => {
            let reason = conflict(refused)?.sentence;
            match open(&visit).await? {
                Ok(held) => substituting(&visit, held, typed, Problems::one("#/email", Code::InvalidValue, reason)),
                Err(elsewhere) => Ok(elsewhere),
            }
        }
        Err(error) => Err(problem(error)),
    }
}

fn asked_for(visit: &Visit) -> Result<PlaceNumber, Problem> {
    let number = visit.part("place").parse().ok().and_then(|number| PlaceNumber::new(number).ok());
    number.ok_or_else(Problem::not_found)
}
