//! What was done to a record while somebody wrote about it: who did what and when, so that whoever sends again has read it.

use domain::calendar::moment_in_words;
use jiff::Timestamp;
use maud::{Markup, html};

use crate::markup::subheading;

/// The id of the words about it, for the error summary.
pub const NEWS: &str = "news";

/// A line of a history in words.
#[derive(Clone, Debug)]
pub struct Did {
    /// When.
    pub at: Timestamp,
    /// Who: a name.
    pub who: String,
    /// What: "closed it".
    pub what: String,
}

/// Who did what since, the first first; `done` is the latest first, `more` follows it.
pub fn since(done: &[Did], more: impl maud::Render) -> Markup {
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
