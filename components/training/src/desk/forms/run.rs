//! One run.

use crate::desk::forms::visits::{self, page, staff};
use domain::calendar::Calendar;
use domain::choice::choice;
use store::training::{RunAudit, audit, bookings_of};
use web::{Html, Problem, Visit};

use crate::desk::pages::{self, OneRun, PlaceView, Verdict};

/// Everything about a run.
pub(crate) async fn show(visit: Visit) -> Result<Html, Problem> {
    staff(&visit).await?;
    let found = visits::run(&visit).await?;
    let run = &found.record.0;
    let view = choice(visit.query.text("view")).unwrap_or(PlaceView::Confirmed);
    let (parties, page, pages) = pages::parties(run, view, page(&visit));
    let bookings = bookings_of(visit.app.database(), &parties).await?;
    let done = match visit.query.text("done") {
        "planned" => Some("The run is planned"),
        "changed" => Some("The run is changed"),
        "cancelled" => Some("The run is cancelled, and everybody on it is told"),
        "sent" => Some("The message is on its way"),
        _ => None,
    };
    let RunAudit { seats, history_verified, history_count } = audit(&found)?;
    let verdict = Verdict { seats, whole: history_verified, changes: history_count };
    let (calendar, now) = (&Calendar::england_and_wales(), visit.app.now());
    let one = OneRun { run, view, page: (page, pages), bookings, calendar, now, verdict, done };
    Ok(pages::one_run(visit.council()?, &one))
}
