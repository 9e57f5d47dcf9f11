//! The page of messages. It fetches nothing and decides nothing.

use domain::calendar::moment_in_words;
use domain::choice::Choice;
use govuk::{Button, ButtonStyle, InsetText, Level, NotificationBanner, SummaryCard, SummaryList, SummaryRow};
use maud::{Markup, html};
use store::messages::{Overview, ShownMessage};
use web::{Council, DESK, Html, Sheet};

/// How messages stand.
pub(crate) struct MessagesPage {
    /// What waits and what failed.
    pub(crate) overview: Overview,
    /// How many went out in seven days.
    pub(crate) sent: i64,
    /// Whether anything is sent at all.
    pub(crate) sends: bool,
    /// What was just done.
    pub(crate) done: Option<&'static str>,
}

/// The page.
pub(crate) fn messages(council: &Council, standing: &MessagesPage) -> Html {
    let MessagesPage { overview, sent, sends, done } = standing;
    let (failed, waiting): (Vec<&ShownMessage>, Vec<&ShownMessage>) =
        overview.messages.iter().partition(|message| message.failure.is_some());
    let content = html! {
        h1 class="govuk-heading-l" { "Messages" }
        @if !sends { (nothing_is_sent()) }
        (figures(overview, *sent))
        h2 class="govuk-heading-m" { "Messages that failed" }
        @if overview.failed == 0 {
            p class="govuk-body" { "There are none." }
        } @else {
            p class="govuk-body" { "These do not go out by themselves. Put right what is wrong, then send them again." }
        }
        @for message in &failed { (card(message)) (buttons(message)) }
        @if !waiting.is_empty() {
            h2 class="govuk-heading-m" { "Messages that nobody was sent" }
            @for message in &waiting { (card(message)) }
        }
    };
    Sheet::new(&DESK, "Messages", content).banner(done.map(NotificationBanner::success)).html(council)
}

fn nothing_is_sent() -> InsetText {
    InsetText::new(html! {
        "There is no key for GOV.UK Notify in the settings, so nothing is sent by email. Administrators see below what "
        "would have gone out, and can pass it on."
    })
}

fn figures(overview: &Overview, sent: i64) -> SummaryList {
    let row = |what: &'static str, number: String| SummaryRow::new(what, number);
    SummaryList::new()
        .row(row("Waiting to go out", overview.waiting.to_string()))
        .row(row("Failed", overview.failed.to_string()))
        .row(row("Sent in the last 7 days", sent.to_string()))
}

fn card(message: &ShownMessage) -> SummaryList {
    let to = message.to.as_deref().unwrap_or("Nobody has an address for this");
    let mut list = SummaryList::new()
        .card(SummaryCard::new(format!("{}: {}", message.about, message.kind.label())).level(Level::Three))
        .row(SummaryRow::new("To", html! { span class="govuk-!-text-break-word" { (to) } }))
        .row(SummaryRow::new("Written", moment_in_words(message.made_at)));
    if let Some(failure) = message.failure {
        list = list.row(SummaryRow::new("Why it failed", failure.label()));
    } else if let Some(due_at) = message.due_at {
        list = list.row(SummaryRow::new("Goes out", moment_in_words(due_at)));
    }
    // Only what leads somewhere is of use to who passes a message on; the rest stands in the template.
    let link = message.values.iter().find(|(name, _)| *name == "link" && message.failure.is_none());
    match link {
        Some((_, link)) => list.row(SummaryRow::new(
            "Link",
            html! { a class="govuk-link govuk-!-text-break-word" href=(link) { (link) } },
        )),
        None => list,
    }
}

fn buttons(message: &ShownMessage) -> Markup {
    html! {
        div class="govuk-button-group" {
            @if message.may_go_again { (button(message, "retry", "Send again", ButtonStyle::Secondary)) }
            (button(message, "dismissal", "Dismiss", ButtonStyle::Secondary))
        }
    }
}

fn button(message: &ShownMessage, act: &str, words: &'static str, style: ButtonStyle) -> Markup {
    let about = format!(" the message “{}” about {}", message.kind.label(), message.about);
    let content = html! { (words) span class="govuk-visually-hidden" { (about) } };
    html! {
        form method="post" action={ "/desk/messages/" (message.name) "/" (act) } novalidate {
            (Button::new(content).style(style).prevent_double_click(true))
        }
    }
}
