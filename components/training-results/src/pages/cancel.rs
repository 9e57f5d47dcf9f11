//! Calling a run off.

use domain::calendar::moment_in_words;
use domain::problems::Problems;
use domain::training::run::Run;
use domain::training::seats::PlaceStateName;
use govuk::{Button, ButtonStyle, TextInput, WarningText};
use jiff::Timestamp;
use maud::{Markup, html};
use web::{Council, Html};

use super::{count, heading, hidden, link, paragraph, results_path, run_path, sheet, subheading, when, wrong};

/// The id of the words about what changed.
const NEWS: &str = "news";

/// What the error summary says of it.
const TOLD: &str = "Somebody changed this while you were writing. Nothing was done, and what you typed is still here";

/// A line of a history in words.
pub(crate) struct Did {
    /// When.
    pub(crate) at: Timestamp,
    /// Who: a name.
    pub(crate) who: String,
    /// What.
    pub(crate) what: String,
}

/// Who did what meanwhile, so that whoever sends again has read it.
fn told(done: &[Did]) -> Markup {
    html! {
        div id=(NEWS) class="front-door-news" tabindex="-1" {
            (subheading("What changed since you opened it"))
            ul class="govuk-list govuk-list--bullet" {
                @for did in done.iter().rev() {
                    li { strong { (did.who) } " " (did.what) " at " (moment_in_words(did.at)) "." }
                }
            }
        }
    }
}

/// A run that somebody is about to call off.
pub(crate) struct Calling<'a> {
    /// Which.
    pub(crate) run: &'a Run,
    /// Why, as it was typed.
    pub(crate) reason: String,
    /// The version that the form was made from.
    pub(crate) version: u64,
    /// Names what is sent, so that sending it twice does it once.
    pub(crate) attempt: String,
    /// What is wrong.
    pub(crate) problems: Problems,
    /// What changed meanwhile.
    pub(crate) news: Option<Vec<Did>>,
}

/// Asks why a run is called off, and whether somebody is sure.
pub(crate) fn call_off(council: &Council, calling: &Calling<'_>) -> Html {
    let run = calling.run;
    let path = run_path(run.id());
    let live = run.seats().parties().iter().filter(|party| party.is_live()).count();
    let of = |state| run.seats().parties().iter().map(|party| usize::from(party.how_many(state))).sum::<usize>();
    let content = html! {
        (heading(run.title().as_str(), "Cancel this run"))
        @if let Some(news) = &calling.news { (told(news)) }
        (paragraph(format!("It would take place from {}.", when(run.details().starts_at, run.details().ends_at))))
        @if live == 0 {
            (paragraph("Nobody is booked on it, so nobody has to be told."))
        } @else {
            (paragraph(format!(
                "{} and {} will be told by email, with your reason. Nobody pays.",
                count(of(PlaceStateName::Confirmed) + of(PlaceStateName::Offered), "person with a place", "people with a place"),
                count(of(PlaceStateName::Queued), "person in the queue", "people in the queue"),
            )))
        }
        form method="post" action={ (results_path(run.id())) "/cancel" } novalidate {
            (hidden("attempt", &calling.attempt))
            (hidden("version", calling.version))
            (TextInput::new("reason", "Why it does not take place").hint("For example, the trainer is ill. Everybody who booked reads it")
                .value(&calling.reason).error(wrong(&calling.problems, "reason")).autocomplete("off"))
            (WarningText::new("A run that is cancelled cannot be taken up again."))
            div class="govuk-button-group" {
                (Button::new("Cancel the run").style(ButtonStyle::Warning).prevent_double_click(true))
                (link(&path, "Keep it"))
            }
        }
    };
    let wrong = calling.problems.iter().map(|problem| ("reason", problem.detail.as_str()));
    let errors = calling.news.iter().map(|_| (NEWS, TOLD)).chain(wrong);
    sheet("Cancel this run", content).back(path).errors(errors).html(council)
}
