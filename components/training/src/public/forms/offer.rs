//! Answering an offer by the link in the email. Who only looks, such as a scanner of mail, spends nothing.

use http::StatusCode;
use records::ChangeError;
use store::access::Sent;
use store::training::OpenedBooking;
use web::limit::SUBMISSIONS;
use web::{Fingerprint, IntoResponse, Problem, Response, Visit};

use crate::opening::if_any;
use crate::problems::{conflict, problem};
use crate::public::pages::{self, Offered};

/// An offer, or what became of it.
pub(crate) async fn show_offer(visit: Visit) -> Result<Response, Problem> {
    let token = visit.part("token").to_owned();
    let Some(opened) = open(&visit).await? else { return unknown(&visit) };
    let run = opened.run();
    let offer = opened.party().and_then(|party| party.offer());
    match offer.filter(|offer| visit.app.now() < offer.until && !run.has_begun(visit.app.now())) {
        Some(offer) => {
            let offered = Offered {
                reference: opened.reference().to_string(),
                run,
                offer,
                action: format!("/training/offer/{token}"),
                attempt: visit.new_attempt(),
            };
            Ok(pages::offer(visit.council()?, &offered).into_response())
        }
        None => {
            let (title, sentence) = if opened.is_confirmed() {
                (
                    "There is nothing to accept",
                    "You have answered this offer, or it has run out. Your booking says which places you have.",
                )
            } else {
                (
                    "This offer has ended",
                    "It was answered, or it has run out, and the places were offered to the next in the queue.",
                )
            };
            Ok(pages::offer_gone(visit.council()?, Some(run), title, sentence).status(StatusCode::GONE).into_response())
        }
    }
}

/// Takes it or not.
pub(crate) async fn answer_offer(visit: Visit) -> Result<Response, Problem> {
    let Some(opened) = open(&visit).await? else { return unknown(&visit) };
    let run = opened.run().clone();
    SUBMISSIONS.count(&visit.app, &visit.caller).await?;
    let accepts = match visit.form.text("answer").as_str() {
        "accept" => true,
        "decline" => false,
        _ => return Err(Problem::malformed("The form lacks its answer. Open the page again")),
    };
    let key = visit.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of_typed(&accepts) };
    let answered = if accepts {
        store::training::accept(visit.app.database(), opened, sent).await.map(drop)
    } else {
        store::training::decline(visit.app.database(), opened, sent).await.map(drop)
    };
    match answered {
        Ok(()) if accepts => {
            let sentence = "The places are confirmed. We send you an email. To see or change your booking, come back to it with your \
                            reference and access code.";
            Ok(pages::offer_gone(visit.council()?, Some(&run), "You have accepted the offer", sentence).into_response())
        }
        Ok(()) => {
            let sentence = "We offer the places to the next in the queue. Nothing else changes.";
            Ok(pages::offer_gone(visit.council()?, Some(&run), "You have declined the offer", sentence).into_response())
        }
        Err(ChangeError::Refused(refused)) => {
            let conflict = conflict(refused)?;
            let page = pages::offer_gone(visit.council()?, Some(&run), "This offer has ended", &conflict.sentence);
            Ok(page.status(conflict.status).into_response())
        }
        Err(error) => Err(problem(error)),
    }
}

/// The booking that the link opens.
async fn open(visit: &Visit) -> Result<Option<OpenedBooking>, Problem> {
    if_any(OpenedBooking::by_offer_link(visit.app.database(), visit.part("token")).await)
}

fn unknown(visit: &Visit) -> Result<Response, Problem> {
    let sentence = "It is too old, or not complete. Copy the whole link from our email.";
    let page = pages::offer_gone(visit.council()?, None, "We do not know this link", sentence);
    Ok(page.status(StatusCode::NOT_FOUND).into_response())
}
