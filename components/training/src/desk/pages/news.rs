//! What changed while somebody wrote: who did what and when, and what now stands where they typed something else.

use crate::desk::news::{self, Did, NEWS};
use crate::public::pages::markup::paragraph;
use maud::{Markup, html};

use crate::desk::typed::Typed;

/// What the error summary says.
const TOLD: &str = "Somebody changed this while you were writing. Nothing was saved, and what you typed is still here";

/// What was done since somebody saw it.
pub(crate) struct News {
    /// The latest first.
    pub(crate) done: Vec<Did>,
    /// What the form would hold now.
    pub(crate) now: Typed,
}

/// Who did what since, so that whoever sends again has read it; and what stands now in the fields, by their labels, where
/// something else was typed.
pub(super) fn told(news: &News, typed: &Typed, labels: &[(&str, String)]) -> Markup {
    // A browser sends an empty field along, and what now stands may not have it at all: both say nothing.
    let said = |typed: &Typed, name: &str| -> Vec<String> {
        typed.all(name).filter(|value| !value.is_empty()).map(str::to_owned).collect()
    };
    let differs = |names: &str| names.split(' ').any(|name| said(&news.now, name) != said(typed, name));
    let in_words = |names: &str| {
        let values: Vec<String> = names.split(' ').flat_map(|name| said(&news.now, name)).collect();
        // The boxes of a date are one value.
        let between = if names.contains(' ') { " " } else { ", " };
        if values.is_empty() { "nothing".to_owned() } else { values.join(between) }
    };
    let differing: Vec<_> = labels.iter().filter(|(names, _)| differs(names)).collect();
    let more = html! {
        @if !differing.is_empty() {
            (paragraph("Where it differs from what you typed, it now says:"))
            ul class="govuk-list govuk-list--bullet" {
                @for (names, label) in differing { li class="front-door-typed" { (label) ": " strong { (in_words(names)) } } }
            }
        }
        (paragraph("What you typed is in the form below. Change it if you need to, and send it again."))
    };
    news::told(&news.done, more)
}

/// The line of the error summary.
pub(super) fn error(news: Option<&News>) -> Option<(&'static str, &'static str)> {
    news.map(|_| (NEWS, TOLD))
}
