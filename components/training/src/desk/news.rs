//! What was done to a course or a run while somebody wrote about it: who did what and when, so that whoever sends again has
//! read it.

use domain::calendar::moment_in_words;
use domain::people::StaffId;
use jiff::Timestamp;
use maud::{Markup, html};
use records::History;
use web::{Problem, Staff, Visit};

use crate::desk::pages::markup::subheading;

/// The id of the words about it.
pub(crate) const NEWS: &str = "news";

/// A line of a history in words.
pub(crate) struct Did {
    at: Timestamp,
    who: String,
    what: String,
}

/// What was done in versions after that one, the latest first.
///
/// # Errors
/// 503 where the store fails.
pub(crate) async fn done_since(
    visit: &Visit,
    staff: &Staff,
    history: &History,
    version: u64,
) -> Result<Vec<Did>, Problem> {
    let mut names: Vec<(&str, String)> = vec![(staff.actor(), format!("{} (you)", staff.member.name.as_str()))];
    let mut done = Vec::new();
    for entry in history.entries().iter().rev().take_while(|entry| entry.version > version) {
        let known = names.iter().find(|(actor, _)| *actor == entry.actor).map(|(_, name)| name.clone());
        let who = match known {
            Some(name) => name,
            None => {
                let name = name_of(visit, &entry.actor).await?;
                names.push((&entry.actor, name.clone()));
                name
            }
        };
        done.push(Did { at: entry.at, who, what: in_words(&entry.action).to_owned() });
    }
    Ok(done)
}

/// The same on the page; `more` follows it.
pub(crate) fn told(done: &[Did], more: impl maud::Render) -> Markup {
    html! {
        div id=(NEWS) class="front-door-news" tabindex="-1" {
            (subheading("What changed since you opened it"))
            ul class="govuk-list govuk-list--bullet" {
                @for did in done.iter().rev() {
                    li { strong { (did.who) } " " (did.what) " at " (moment_in_words(did.at)) "." }
                }
            }
            (more)
        }
    }
}

/// A colleague's name; the id of who has left, whom nobody remembers here.
async fn name_of(visit: &Visit, actor: &str) -> Result<String, Problem> {
    let Ok(id) = StaffId::parse(actor) else { return Ok(actor.to_owned()) };
    let found = store::people::colleague(visit.app.database(), &id).await?;
    Ok(found.map_or_else(|| actor.to_owned(), |member| member.name.as_str().to_owned()))
}

/// What histories call a thing that was done, as somebody would say it.
fn in_words(action: &str) -> &str {
    match action {
        "made" => "made it",
        "changed" => "changed it",
        "called off" => "cancelled it",
        "retired" => "said that no new runs are planned",
        "took into use again" => "took it up again",
        action => action,
    }
}
