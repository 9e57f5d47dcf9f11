//! Saved replies: everybody on the staff sees them, managers keep them.

use domain::advice::{Request, SaveReply, SavedReplies, SavedReply, ShelfRefusal};
use domain::input::{Style, form_value};
use domain::people::Role;
use domain::problems::Problems;
use http::StatusCode;
use records::ChangeError;
use store::access::Sent;
use store::advice::{RepliesChange, change_replies, saved_replies};
use web::{Fingerprint, Html, IntoResponse, Problem, Response, Staff, Visit, see_other};

use crate::desk::pages::{self, Deleting, REPLIES, Writing};

/// All of them.
pub(crate) async fn show_list(visit: Visit) -> Result<Html, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Adviser)?;
    let replies = saved_replies(visit.app.database()).await?;
    let keeps = staff.member.role >= Role::Manager;
    Ok(pages::replies(visit.council()?, &replies, keeps, visit.query.text("done")))
}

/// The form of a new one.
pub(crate) async fn show_new(visit: Visit) -> Result<Html, Problem> {
    keeper(&visit).await?;
    Ok(pages::write_reply(visit.council()?, &Writing::blank(visit.new_attempt())))
}

/// Adds one.
pub(crate) async fn add(visit: Visit) -> Result<Response, Problem> {
    let staff = keeper(&visit).await?;
    let now = visit.app.now();
    let saved = match read(&visit) {
        Ok(saved) => saved,
        Err(problems) => return again(&visit, None, problems),
    };
    let change = |replies: SavedReplies| replies.add(saved.clone(), &staff.member, now);
    match changed(&visit, &staff, "added a saved reply", &change).await? {
        Ok(()) => Ok(see_other(&format!("{REPLIES}?done=added"))),
        Err(refusal) => again(&visit, None, refusal.problem().ok_or_else(Problem::not_found)?),
    }
}

/// The form that changes one.
pub(crate) async fn show_one(visit: Visit) -> Result<Html, Problem> {
    keeper(&visit).await?;
    let reply = named(&visit).await?;
    Ok(pages::write_reply(visit.council()?, &Writing::of(&reply, visit.new_attempt())))
}

/// Writes one anew.
pub(crate) async fn change(visit: Visit) -> Result<Response, Problem> {
    let staff = keeper(&visit).await?;
    let (number, edition, now) = (number(&visit)?, edition(&visit), visit.app.now());
    let saved = match read(&visit) {
        Ok(saved) => saved,
        Err(problems) => return again(&visit, Some(number), problems),
    };
    let change = |replies: SavedReplies| replies.change(number, edition, saved.clone(), &staff.member, now);
    match changed(&visit, &staff, "changed a saved reply", &change).await? {
        Ok(()) => Ok(see_other(&format!("{REPLIES}?done=changed"))),
        Err(ShelfRefusal::WrittenAnew) => {
            let theirs = named(&visit).await?;
            let writing = Writing { edition: theirs.edition, theirs: Some(theirs), ..typed(&visit, Some(number)) };
            let page = pages::write_reply(visit.council()?, &writing);
            Ok(page.status(StatusCode::PRECONDITION_FAILED).into_response())
        }
        // Deleted meanwhile: the words are not lost, they can be saved as a new one.
        Err(ShelfRefusal::Gone) => {
            let writing = Writing { gone: true, ..typed(&visit, None) };
            Ok(pages::write_reply(visit.council()?, &writing).status(StatusCode::GONE).into_response())
        }
        Err(refusal) => again(&visit, Some(number), refusal.problem().unwrap_or_default()),
    }
}

/// Asks whether somebody is sure.
pub(crate) async fn show_delete(visit: Visit) -> Result<Html, Problem> {
    keeper(&visit).await?;
    let reply = named(&visit).await?;
    let deleting = Deleting { reply: &reply, attempt: visit.new_attempt(), written_anew: false };
    Ok(pages::delete_reply(visit.council()?, &deleting))
}

/// Deletes one.
pub(crate) async fn delete(visit: Visit) -> Result<Response, Problem> {
    let staff = keeper(&visit).await?;
    let (number, edition) = (number(&visit)?, edition(&visit));
    let change = |replies: SavedReplies| replies.delete(number, edition);
    match changed(&visit, &staff, "deleted a saved reply", &change).await? {
        Err(ShelfRefusal::WrittenAnew) => {
            let reply = named(&visit).await?;
            let deleting = Deleting { reply: &reply, attempt: visit.new_attempt(), written_anew: true };
            let page = pages::delete_reply(visit.council()?, &deleting);
            Ok(page.status(StatusCode::PRECONDITION_FAILED).into_response())
        }
        // Who deletes what somebody else has deleted has what they wanted.
        Ok(()) | Err(_) => Ok(see_other(&format!("{REPLIES}?done=deleted"))),
    }
}

async fn keeper(visit: &Visit) -> Result<Staff, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Manager)?;
    Ok(staff)
}

/// Changes them; inside, why they stay as they are.
async fn changed(
    visit: &Visit,
    staff: &Staff,
    done: &'static str,
    change: RepliesChange<'_>,
) -> Result<Result<(), ShelfRefusal>, Problem> {
    let typed = ["title", "text", "edition"].map(|name| visit.form.text(name));
    let (key, fingerprint) = (visit.attempt()?, Fingerprint::of_typed(&(typed, visit.part("number"))));
    let sent = Sent { key: Some(&key), fingerprint };
    match change_replies(visit.app.database(), &staff.member, done, sent, change).await {
        Ok(()) => Ok(Ok(())),
        Err(ChangeError::Refused(refusal)) => Ok(Err(refusal)),
        Err(error) => Err(error.map(|_| Problem::not_found()).into()),
    }
}

fn read(visit: &Visit) -> Result<SaveReply, Problems> {
    let body = form_value(["title", "text"].map(|name| (name, visit.form.text(name))));
    SaveReply::read(&body, Style::Form)
}

/// The form once more, with what is wrong.
fn again(visit: &Visit, number: Option<u32>, problems: Problems) -> Result<Response, Problem> {
    let page = pages::write_reply(visit.council()?, &Writing { problems, ..typed(visit, number) });
    Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// What was typed, for a form with an attempt of its own.
fn typed(visit: &Visit, number: Option<u32>) -> Writing {
    let (title, text) = (visit.form.text("title"), visit.form.text("text"));
    Writing { number, edition: edition(visit), title, text, ..Writing::blank(visit.new_attempt()) }
}

async fn named(visit: &Visit) -> Result<SavedReply, Problem> {
    let number = number(visit)?;
    saved_replies(visit.app.database()).await?.get(number).cloned().ok_or_else(Problem::not_found)
}

fn number(visit: &Visit) -> Result<u32, Problem> {
    visit.part("number").parse().map_err(|_| Problem::not_found())
}

/// The edition that a form was made from; none that ever was where it does not say.
fn edition(visit: &Visit) -> u32 {
    visit.form.text("edition").parse().unwrap_or_default()
}
