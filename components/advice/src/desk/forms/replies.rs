//! Saved replies: everybody on the staff sees them, managers keep them.

use domain::advice::{Request, SaveReply, SavedReplies, SavedReply, ShelfRefusal};
use domain::input::{Style, form_value};
use domain::people::Role;
use domain::problems::Problems;
use http::StatusCode;
use records::ChangeError;
use store::access::Sent;
use store::advice::{RepliesChange, change_replies, saved_replies};
use web::{Fingerprint, Html, IntoResponse, PageRequest, Problem, Response, Staff, see_other};

use crate::desk::pages::{self, Deleting, REPLIES, Writing};

/// All of them.
pub(crate) async fn show_list(request: PageRequest) -> Result<Html, Problem> {
    let staff = request.staff().await?;
    staff.require(Role::Adviser)?;
    let replies = saved_replies(request.app.database()).await?;
    let keeps = staff.member.role >= Role::Manager;
    Ok(pages::replies(request.council()?, &replies, keeps, request.query.text("done")))
}

/// The form of a new one.
pub(crate) async fn show_new(request: PageRequest) -> Result<Html, Problem> {
    keeper(&request).await?;
    Ok(pages::write_reply(request.council()?, &Writing::blank(request.new_attempt())))
}

/// Adds one.
pub(crate) async fn add(request: PageRequest) -> Result<Response, Problem> {
    let staff = keeper(&request).await?;
    let now = request.app.now();
    let saved = match read(&request) {
        Ok(saved) => saved,
        Err(problems) => return again(&request, None, problems),
    };
    let change = |replies: SavedReplies| replies.add(saved.clone(), &staff.member, now);
    match changed(&request, &staff, "added a saved reply", &change).await? {
        Ok(()) => Ok(see_other(&format!("{REPLIES}?done=added"))),
        Err(refusal) => again(&request, None, refusal.problem().ok_or_else(Problem::not_found)?),
    }
}

/// The form that changes one.
pub(crate) async fn show_one(request: PageRequest) -> Result<Html, Problem> {
    keeper(&request).await?;
    let reply = named(&request).await?;
    Ok(pages::write_reply(request.council()?, &Writing::of(&reply, request.new_attempt())))
}

/// Writes one anew.
pub(crate) async fn change(request: PageRequest) -> Result<Response, Problem> {
    let staff = keeper(&request).await?;
    let (number, edition, now) = (number(&request)?, edition(&request), request.app.now());
    let saved = match read(&request) {
        Ok(saved) => saved,
        Err(problems) => return again(&request, Some(number), problems),
    };
    let change = |replies: SavedReplies| replies.change(number, edition, saved.clone(), &staff.member, now);
    match changed(&request, &staff, "changed a saved reply", &change).await? {
        Ok(()) => Ok(see_other(&format!("{REPLIES}?done=changed"))),
        Err(ShelfRefusal::WrittenAnew) => {
            let theirs = named(&request).await?;
            let writing = Writing { edition: theirs.edition, theirs: Some(theirs), ..typed(&request, Some(number)) };
            let page = pages::write_reply(request.council()?, &writing);
            Ok(page.status(StatusCode::PRECONDITION_FAILED).into_response())
        }
        // Deleted meanwhile: the words are not lost, they can be saved as a new one.
        Err(ShelfRefusal::Gone) => {
            let writing = Writing { gone: true, ..typed(&request, None) };
            Ok(pages::write_reply(request.council()?, &writing).status(StatusCode::GONE).into_response())
        }
        Err(refusal) => again(&request, Some(number), refusal.problem().unwrap_or_default()),
    }
}

/// Asks whether somebody is sure.
pub(crate) async fn show_delete(request: PageRequest) -> Result<Html, Problem> {
    keeper(&request).await?;
    let reply = named(&request).await?;
    let deleting = Deleting { reply: &reply, attempt: request.new_attempt(), written_anew: false };
    Ok(pages::delete_reply(request.council()?, &deleting))
}

/// Deletes one.
pub(crate) async fn delete(request: PageRequest) -> Result<Response, Problem> {
    let staff = keeper(&request).await?;
    let (number, edition) = (number(&request)?, edition(&request));
    let change = |replies: SavedReplies| replies.delete(number, edition);
    match changed(&request, &staff, "deleted a saved reply", &change).await? {
        Err(ShelfRefusal::WrittenAnew) => {
            let reply = named(&request).await?;
            let deleting = Deleting { reply: &reply, attempt: request.new_attempt(), written_anew: true };
            let page = pages::delete_reply(request.council()?, &deleting);
            Ok(page.status(StatusCode::PRECONDITION_FAILED).into_response())
        }
        // Who deletes what somebody else has deleted has what they wanted.
        Ok(()) | Err(_) => Ok(see_other(&format!("{REPLIES}?done=deleted"))),
    }
}

async fn keeper(request: &PageRequest) -> Result<Staff, Problem> {
    let staff = request.staff().await?;
    staff.require(Role::Manager)?;
    Ok(staff)
}

/// Changes them; inside, why they stay as they are.
async fn changed(
    request: &PageRequest,
    staff: &Staff,
    done: &'static str,
    change: RepliesChange<'_>,
) -> Result<Result<(), ShelfRefusal>, Problem> {
    let typed = ["title", "text", "edition"].map(|name| request.form.text(name));
    let (key, fingerprint) = (request.attempt()?, Fingerprint::of_typed(&(typed, request.part("number"))));
    let sent = Sent { key: Some(&key), fingerprint };
    match change_replies(request.app.database(), &staff.member, done, sent, change).await {
        Ok(()) => Ok(Ok(())),
        Err(ChangeError::Refused(refusal)) => Ok(Err(refusal)),
        Err(error) => Err(error.map(|_| Problem::not_found()).into()),
    }
}

fn read(request: &PageRequest) -> Result<SaveReply, Problems> {
    let body = form_value(["title", "text"].map(|name| (name, request.form.text(name))));
    SaveReply::read(&body, Style::Form)
}

/// The form once more, with what is wrong.
fn again(request: &PageRequest, number: Option<u32>, problems: Problems) -> Result<Response, Problem> {
    let page = pages::write_reply(request.council()?, &Writing { problems, ..typed(request, number) });
    Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// What was typed, for a form with an attempt of its own.
fn typed(request: &PageRequest, number: Option<u32>) -> Writing {
    let (title, text) = (request.form.text("title"), request.form.text("text"));
    Writing { number, edition: edition(request), title, text, ..Writing::blank(request.new_attempt()) }
}

async fn named(request: &PageRequest) -> Result<SavedReply, Problem> {
    let number = number(request)?;
    saved_replies(request.app.database()).await?.get(number).cloned().ok_or_else(Problem::not_found)
}

fn number(request: &PageRequest) -> Result<u32, Problem> {
    request.part("number").parse().map_err(|_| Problem::not_found())
}

/// The edition that a form was made from; none that ever was where it does not say.
fn edition(request: &PageRequest) -> u32 {
    request.form.text("edition").parse().unwrap_or_default()
}
