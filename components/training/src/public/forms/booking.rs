//! Coming back to a booking: seeing it, answering an offer, saving it to a calendar.

use crate::calendar::{CALENDAR_MEDIA_TYPE, booking_calendar};
use crate::opening;
use crate::problems::{conflict, problem};
use crate::public::forms::access_cookie::{AccessCookie, Held, closed, open};
use crate::public::forms::evaluation_links::evaluations;
use crate::public::paths::booking_path;
use domain::calendar::Calendar;
use domain::input::{Request, Style, form_value};
use domain::problems::{Code, Problems};
use domain::training::requests::ComeBack;
use http::StatusCode;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use records::ChangeError;
use store::access::Sent;
use web::limit::SUBMISSIONS;
use web::{Fingerprint, Html, IntoResponse, Problem, Response, Visit, see_other, with_cookie};

use crate::public::pages::{self, ComingBack, ViewContext};
use crate::service_url::service_url;

/// The page that asks for reference and code.
pub(crate) async fn show_come_back(visit: Visit) -> Result<Html, Problem> {
    let coming = ComingBack { away: visit.query.has("away"), ..ComingBack::default() };
    Ok(pages::come_back(visit.council()?, &coming))
}

/// Opens a booking for this browser.
pub(crate) async fn come_back(visit: Visit) -> Result<Response, Problem> {
    let typed = |name| visit.form.text(name);
    let (reference, access_code) = (typed("reference"), typed("access_code"));
    let body = form_value([("reference", reference.as_str()), ("access_code", access_code.as_str())]);
    let again = |problems: Problems| {
        let coming = ComingBack { reference, access_code, away: false, problems };
        Ok(pages::come_back(visit.council()?, &coming).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
    };
    let cookie = match ComeBack::read(&body, Style::Form) {
        Ok(ComeBack { reference, code }) => AccessCookie { reference, code },
        Err(problems) => return again(problems),
    };
    match opening::by_code(&visit.app, &visit.caller, &cookie.reference, &cookie.code).await? {
        Some(_) => Ok(with_cookie(see_other(&booking_path(&cookie.reference)), Some(cookie.keep(&visit)?))),
        None => again(Problems::one(
            "#/reference",
            Code::InvalidValue,
            "We have no booking with this reference and access code. Check both and try again",
        )),
    }
}

/// The booking that the browser has open.
pub(crate) async fn show_booking(visit: Visit) -> Result<Response, Problem> {
    let held = match open(&visit).await? {
        Ok(held) => held,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let done = match visit.query.text("done") {
        "accepted" => Some("You have accepted the offer"),
        "declined" => Some("You have declined the offer"),
        "ended" => Some("The offer ended before you answered it"),
        "cancelled" => Some("You have given up places"),
        "substituted" => Some("Somebody else comes instead"),
        _ => None,
    };
    let evaluations = evaluations(&visit.app, &held.opened)?;
    let calendar = Calendar::england_and_wales();
    let context = ViewContext { done, evaluations, ..view_context(&visit, &held, &calendar) };
    let page = pages::booking(visit.council()?, &context).into_response();
    Ok(with_cookie(page, held.cookie))
}

/// What a page about the booking shows, with nothing beside it.
pub(super) fn view_context<'a>(visit: &Visit, held: &'a Held, calendar: &'a Calendar) -> ViewContext<'a> {
    ViewContext {
        booking: held.opened.booking(),
        run: held.opened.run(),
        calendar,
        now: visit.app.now(),
        attempt: visit.new_attempt(),
        school: held.school,
        evaluations: Vec::new(),
        done: None,
    }
}

/// Takes what is offered.
pub(crate) async fn accept(visit: Visit) -> Result<Response, Problem> {
    answer(visit, true).await
}

/// Does not take it.
pub(crate) async fn decline(visit: Visit) -> Result<Response, Problem> {
    answer(visit, false).await
}

async fn answer(visit: Visit, accepts: bool) -> Result<Response, Problem> {
    let held = match open(&visit).await? {
        Ok(held) => held,
        Err(elsewhere) => return Ok(elsewhere),
    };
    SUBMISSIONS.count(&visit.app, &visit.caller).await?;
    let key = visit.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of_typed(&accepts) };
    let path = booking_path(held.opened.reference());
    let answered = if accepts {
        store::training::accept(visit.app.database(), held.opened, sent).await.map(drop)
    } else {
        store::training::decline(visit.app.database(), held.opened, sent).await.map(drop)
    };
    let done = match answered {
        Ok(()) if accepts => "accepted",
        Ok(()) => "declined",
        // It was answered elsewhere, or ran out: the booking says how its places stand now.
        Err(ChangeError::Refused(refused)) => {
            conflict(refused)?;
            "ended"
        }
        Err(error) => return Err(problem(error)),
    };
    Ok(with_cookie(see_other(&format!("{path}?done={done}")), held.cookie))
}

/// The booking as a calendar shows it.
pub(crate) async fn calendar(visit: Visit) -> Result<Response, Problem> {
    let held = match open(&visit).await? {
        Ok(held) => held,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let headers = [(CONTENT_TYPE, CALENDAR_MEDIA_TYPE), (CONTENT_DISPOSITION, "attachment; filename=\"training.ics\"")];
    let file = booking_calendar(visit.council()?, service_url(&visit.app)?, visit.app.now(), &held.opened);
    Ok(with_cookie((headers, file).into_response(), held.cookie))
}

/// Closes the booking in this browser.
pub(crate) async fn leave(visit: Visit) -> Result<Response, Problem> {
    Ok(with_cookie(see_other("/training"), Some(closed(&visit))))
}
