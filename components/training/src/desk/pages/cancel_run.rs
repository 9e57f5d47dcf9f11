//! Calling a run off.

use crate::desk::news::{Did, NEWS, told};
use crate::desk::pages::markup::{count, heading, hidden, sheet, wrong};
use crate::desk::paths::{results_path, run_path};
use crate::public::pages::markup::{link, paragraph};
use crate::public::pages::words::when;
use domain::problems::Problems;
use domain::training::run::Run;
use domain::training::seats::PlaceStateName;
use govuk::{Button, ButtonStyle, TextInput, WarningText};
use maud::html;
use web::{Council, Html};

/// What the error summary says of it.
const TOLD: &str = "Somebody changed this while you were writing. Nothing was done, and what you typed is still here";

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
        @if let Some(news) = &calling.news { (told(news, html! {})) }
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
