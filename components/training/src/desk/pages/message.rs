//! Writing to those who booked places on a run.

use crate::desk::pages::markup::{count, heading, hidden, sheet, wrong};
use crate::desk::paths::{TRAINING, run_path};
use crate::public::pages::markup::paragraph;
use crate::public::pages::words::when;
use domain::choice::Choice;
use domain::problems::Problems;
use domain::training::booking::NoticeAudience;
use domain::training::run::Run;
use govuk::{Button, CharacterCount, Choice as Offer, Label, Legend, Limit, Radios, Size};
use maud::html;
use web::{Council, Html};

/// A message that somebody writes.
pub(crate) struct Message<'a> {
    /// About which run.
    pub(crate) run: &'a Run,
    /// As it was typed.
    pub(crate) text: String,
    /// To whom, as it was chosen.
    pub(crate) to: String,
    /// Names what is sent, so that sending it twice does it once.
    pub(crate) attempt: String,
    /// What is wrong.
    pub(crate) problems: Problems,
    /// Why it was not sent.
    pub(crate) refusal: Option<String>,
}

/// The form of a message.
pub(crate) fn message(council: &Council, message: &Message<'_>) -> Html {
    let (run, problems) = (message.run, &message.problems);
    let path = run_path(run.id());
    let action = format!("{TRAINING}/messages/{}", run.id().as_str());
    let of = |to: NoticeAudience| run.seats().parties().iter().filter(|party| to.holds(party)).count();
    let choices = NoticeAudience::ALL
        .iter()
        .copied()
        .map(|to| Offer::new(to.name(), to.label()).hint(count(of(to), "booking", "bookings")));
    let title = "Write to those who booked";
    let content = html! {
        (heading(run.title().as_str(), title))
        (paragraph(format!("About the run from {}.", when(run.details().starts_at, run.details().ends_at))))
        form id="message" method="post" action=(action) novalidate {
            (hidden("attempt", &message.attempt))
            (Radios::new("to", Legend::new("To whom").size(Size::S)).choices(choices)
                .value(Some(message.to.as_str())).error(wrong(problems, "to")))
            (CharacterCount::new("text", Label::new("Your message").size(Size::S), Limit::Length(2_000))
                .hint("Whoever booked reads it on the page of their booking. An email tells them that it is there. \
                       Write nothing about a child.")
                .rows(8).threshold(75).value(&message.text).error(wrong(problems, "text")))
            (Button::new("Send the message").prevent_double_click(true))
        }
    };
    let wrong = problems.iter().map(|problem| (problem.pointer.trim_start_matches("#/"), problem.detail.as_str()));
    let refused = message.refusal.iter().map(|why| ("message", why.as_str()));
    sheet(title, content).back(path).errors(refused.chain(wrong)).html(council)
}
