//! Answering an offer by the link in the email. Whoever only looks, such as a scanner of mail, spends nothing.

use http::StatusCode;
use store::training::Opened;
use web::limit::SUBMISSIONS;
use web::{Fingerprint, IntoResponse, Problem, Response, Visit};

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
    let sent = store::training::Sent { key: Some(&key), fingerprint: Fingerprint::of_typed(&accepts) };
    let answered = if accepts {
        store::training::accept(&visit.app, opened, sent).await.map(drop)
    } else {
        store::training::decline(&visit.app, opened, sent).await.map(drop)
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
        Err(problem) if matches!(problem.status(), StatusCode::CONFLICT | StatusCode::GONE) => {
            let sentence = problem.detail_text().unwrap_or(problem.kind().title);
            let page = pages::offer_gone(visit.council()?, Some(&run), "This offer has ended", sentence);
            Ok(page.status(problem.status()).into_response())
        }
        Err(problem) => Err(problem),
    }
}

/// The booking that the link opens.
async fn open(visit: &Visit) -> Result<Option<Opened>, Problem> {
    match Opened::by_offer_link(&visit.app, visit.part("token")).await {
        Ok(opened) => Ok(Some(opened)),
        Err(problem) if problem.status() == StatusCode::NOT_FOUND => Ok(None),
        Err(problem) => Err(problem),
    }
}

fn unknown(visit: &Visit) -> Result<Response, Problem> {
    let sentence = "It is too old, or not complete. Copy the whole link from our email.";
    let page = pages::offer_gone(visit.council()?, None, "We do not know this link", sentence);
    Ok(page.status(StatusCode::NOT_FOUND).into_response())
}
