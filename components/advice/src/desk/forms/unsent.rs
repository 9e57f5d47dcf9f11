//! What somebody wrote for a step that was not taken, kept for their browser: neither its back button nor a closed tab costs
//! them a word. One at a time: who begins something else has dropped the last.

use domain::advice::StepName;
use enquiries::drafts;
use http::HeaderValue;
use records::DraftKey;
use web::{Cookie, Problem, Staff, Visit};

use crate::desk::typed::Typed;

/// Which writing is this browser's.
const COOKIE: Cookie = Cookie { name: "fd_writing", path: "/desk/advice" };

/// Whose it is and for which form; then its fields.
type Writing = (String, Vec<(String, String)>);

/// Where writing belongs: nobody else at the same browser is shown it.
fn place(staff: &Staff, path: &str) -> String {
    format!("{} {path}", staff.actor())
}

/// Keeps what was typed, and says what the browser must remember of it.
///
/// # Errors
/// 503 where the store fails.
pub(super) async fn keep(
    visit: &Visit,
    staff: &Staff,
    path: &str,
    typed: &Typed,
) -> Result<Option<HeaderValue>, Problem> {
    if typed.has_no_words() {
        return Ok(None);
    }
    let writing: Writing = (place(staff, path), typed.fields());
    let held = key(visit).filter(|key| key.until().is_some_and(|until| visit.app.now() < until));
    if let Some(key) = held {
        drafts(&visit.app).write(&key, &writing).await?;
        return Ok(None);
    }
    let key = drafts(&visit.app).begin(&writing).await?;
    Ok(Some(visit.browser.remember(&COOKIE, &key.expose())))
}

/// What they wrote for this form and have not sent. One operation, where their browser remembers any writing.
///
/// # Errors
/// 503 where the store fails.
pub(super) async fn find(visit: &Visit, staff: &Staff, path: &str, step: StepName) -> Result<Option<Typed>, Problem> {
    let Some(key) = key(visit) else { return Ok(None) };
    let found: Option<Writing> = drafts(&visit.app).read(&key).await?;
    Ok(found.filter(|(theirs, _)| *theirs == place(staff, path)).map(|(_, fields)| Typed::kept(step, &fields)))
}

/// Drops what they wrote for this form, because it is sent or they want it gone, and says what the browser must forget.
///
/// # Errors
/// 503 where the store fails.
pub(super) async fn drop(
    visit: &Visit,
    staff: &Staff,
    path: &str,
    step: StepName,
) -> Result<Option<HeaderValue>, Problem> {
    let (Some(key), Some(_)) = (key(visit), find(visit, staff, path, step).await?) else { return Ok(None) };
    drafts::<Writing>(&visit.app).discard(&key).await?;
    Ok(Some(visit.browser.forget(&COOKIE)))
}

fn key(visit: &Visit) -> Option<DraftKey> {
    DraftKey::parse(visit.browser.cookie(&COOKIE)?)
}
