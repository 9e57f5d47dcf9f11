//! What somebody has in hand once they have booked.

use crate::public::forms::access_cookie::school;
use crate::public::forms::draft::{BookingDrafts, Sent};
use crate::public::paths::{book_path, run_path};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use jiff::SignedDuration;
use web::{Council, IntoResponse, Problem, Response, Visit, see_other};

use crate::public::pages::{self, Receipt};
use crate::{named, opening};

/// How long the receipt shows the access code to the browser that booked. After it, a browser that was left open gives
/// nothing away.
const CODE_SHOWN: SignedDuration = SignedDuration::from_hours(1);

/// The receipt, as long as it may be shown.
pub(crate) async fn show_receipt(visit: Visit) -> Result<Response, Problem> {
    receipt(&visit, |council, receipt| pages::receipt(council, receipt).into_response()).await
}

/// The same as a text file.
pub(crate) async fn save_receipt(visit: Visit) -> Result<Response, Problem> {
    let headers = [
        (CONTENT_TYPE, "text/plain; charset=utf-8"),
        // A name that says nothing to others who look through the files of a shared computer.
        (CONTENT_DISPOSITION, "attachment; filename=\"reference.txt\""),
    ];
    receipt(&visit, |council, receipt| (headers, pages::receipt_file(council, receipt)).into_response()).await
}

async fn receipt(visit: &Visit, show: impl FnOnce(&Council, &Receipt<'_>) -> Response) -> Result<Response, Problem> {
    let app = &visit.app;
    let id = named::run_id(visit.part("run"))?;
    let drafts = BookingDrafts::of(visit).await?;
    let Some(draft) = drafts.draft(&id) else { return Ok(see_other(&run_path(&id))) };
    let Some(Sent { reference, at }) = draft.sent.clone() else { return Ok(see_other(&book_path(&id, "check"))) };
    let too_late = app.now().duration_since(at) > CODE_SHOWN;
    let code = store::training::code_again(app.database(), &draft.key()?, &reference);
    // After a change of secret no code of ours is theirs: better none than a wrong one.
    let Some(code) = code.filter(|_| !too_late) else {
        return Ok(pages::sent_before(visit.council()?, &id, &reference.to_string()).into_response());
    };
    let opened = opening::by_code(app, &visit.caller, &reference, &code).await?.ok_or_else(Problem::not_found)?;
    // Who is signed in for the school that it is for needs no code.
    let own = match school(visit).await? {
        Some((_, urn)) => {
            let of = opened.booking().book().organisation.as_ref().and_then(|organisation| organisation.urn.as_ref());
            of == Some(&urn)
        }
        None => false,
    };
    let code = Some(&code).filter(|_| !own);
    Ok(show(visit.council()?, &Receipt { booking: opened.booking(), run: opened.run(), code }))
}
