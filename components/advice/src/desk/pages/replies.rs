//! Saved replies: the shelf, writing one, deleting one.

use casework::markup::{heading, link, paragraph};
use domain::advice::{MAX_MESSAGE_CHARS, MAX_REPLY_TITLE_CHARS, MAX_SAVED_REPLIES, SavedReplies, SavedReply};
use domain::calendar::moment_in_words;
use domain::problems::Problems;
use govuk::{
    Action, Button, ButtonStyle, CharacterCount, Limit, NotificationBanner, SummaryCard, SummaryList, SummaryRow,
    TextInput, WarningText,
};
use maud::{Markup, html};
use web::{Council, Html};

use super::{LIST, sheet};

/// Where they are.
pub(crate) const REPLIES: &str = "/desk/advice/replies";

/// A reply that somebody writes.
pub(crate) struct Writing {
    /// Its number; `None` for a new one.
    pub(crate) number: Option<u32>,
    /// Which edition the form was made from.
    pub(crate) edition: u32,
    /// As it was typed.
    pub(crate) title: String,
    /// As it was typed.
    pub(crate) text: String,
    /// What is wrong.
    pub(crate) problems: Problems,
    /// What somebody else made of it meanwhile.
    pub(crate) theirs: Option<SavedReply>,
    /// Whether somebody deleted it meanwhile.
    pub(crate) gone: bool,
    /// Names what is sent, so that sending it twice does it once.
    pub(crate) attempt: String,
}

impl Writing {
    /// A new one.
    pub(crate) fn blank(attempt: String) -> Self {
        let (title, text, problems) = (String::new(), String::new(), Problems::new());
        Self { number: None, edition: 0, title, text, problems, theirs: None, gone: false, attempt }
    }

    /// One as it stands.
    pub(crate) fn of(reply: &SavedReply, attempt: String) -> Self {
        Self {
            number: Some(reply.number),
            edition: reply.edition,
            title: reply.title.as_str().to_owned(),
            text: reply.text.as_str().to_owned(),
            ..Self::blank(attempt)
        }
    }

    fn error(&self, field: &str) -> Option<&str> {
        self.problems.at(&format!("#/{field}")).map(|problem| problem.detail.as_str())
    }
}

/// A reply that somebody is about to delete.
pub(crate) struct Deleting<'a> {
    /// Which.
    pub(crate) reply: &'a SavedReply,
    /// Names what is sent, so that sending it twice does it once.
    pub(crate) attempt: String,
    /// Whether it was written anew since they asked to delete it.
    pub(crate) written_anew: bool,
}

/// All saved replies; `keeps` says whether whoever looks may change them.
pub(crate) fn replies(council: &Council, replies: &SavedReplies, keeps: bool, done: &str) -> Html {
    let all = replies.by_title();
    let cards = all.iter().map(|reply| {
        let card = SummaryCard::new(reply.title.as_str());
        let card = if keeps {
            card.action(Action::change("", path(reply.number))).action(Action::new(
                "Delete",
                "",
                format!("{}/delete", path(reply.number)),
            ))
        } else {
            card
        };
        let written = format!("{}, by {}", moment_in_words(reply.written_at), reply.written_by.name.as_str());
        SummaryList::new()
            .card(card)
            .row(SummaryRow::new("Text", typed(reply.text.as_str())))
            .row(SummaryRow::new("Last written", written))
    });
    let content = html! {
        (heading("Saved replies"))
        (paragraph(
            "Texts to use again when you answer or ask. Put one in where you write, and change it there to fit the family."
        ))
        @if keeps {
            (Button::link("Add a saved reply", format!("{REPLIES}/new")))
        } @else {
            (paragraph("Managers and administrators keep this list. Ask one of them when something is missing."))
        }
        @if all.is_empty() { (paragraph("There are no saved replies yet.")) }
        @for card in cards { (card) }
    };
    let banner = match done {
        "added" => Some("The reply is saved"),
        "changed" => Some("The reply is changed"),
        "deleted" => Some("The reply is deleted"),
        _ => None,
    };
    sheet("Saved replies", content).back(LIST).banner(banner.map(NotificationBanner::success)).html(council)
}

/// The form of a reply.
pub(crate) fn write_reply(council: &Council, writing: &Writing) -> Html {
    let title = if writing.number.is_some() { "Change a saved reply" } else { "Add a saved reply" };
    let action = writing.number.map_or_else(|| format!("{REPLIES}/new"), path);
    let limit = Limit::Length(u32::try_from(MAX_MESSAGE_CHARS).unwrap_or(u32::MAX));
    let content = html! {
        (heading(title))
        @if let Some(theirs) = &writing.theirs { (written_anew(theirs)) }
        @if writing.number.is_none() {
            (paragraph(format!("There may be {MAX_SAVED_REPLIES}. Leave out everything about a family: all staff see them.")))
        }
        form method="post" action=(action) novalidate {
            input type="hidden" name="attempt" value=(writing.attempt);
            input type="hidden" name="edition" value=(writing.edition);
            (TextInput::new("title", "Title").hint(format!("What you choose it by, up to {MAX_REPLY_TITLE_CHARS} characters."))
                .value(&writing.title).error(writing.error("title")).autocomplete("off"))
            (CharacterCount::new("text", "Text", limit).rows(10).threshold(75)
                .value(&writing.text).error(writing.error("text")))
            (Button::new("Save").prevent_double_click(true))
        }
    };
    let wrong =
        writing.problems.iter().map(|problem| (problem.pointer.trim_start_matches("#/"), problem.detail.as_str()));
    let words = "Somebody changed this reply while you were writing. What you typed is still here";
    let stale = writing.theirs.iter().map(|_| ("news", words));
    let words = "Somebody deleted this reply while you were writing. You can save what you typed as a new one";
    let gone = writing.gone.then_some(("title", words));
    sheet(title, content).back(REPLIES).errors(stale.chain(gone).chain(wrong)).html(council)
}

fn written_anew(theirs: &SavedReply) -> Markup {
    html! {
        div id="news" class="front-door-news" tabindex="-1" {
            h2 class="govuk-heading-m" { "What it says now" }
            p class="govuk-body" {
                strong { (theirs.written_by.name.as_str()) } " changed it at " (moment_in_words(theirs.written_at)) " to:"
            }
            p class="govuk-body govuk-!-font-weight-bold" { (theirs.title.as_str()) }
            (typed(theirs.text.as_str()))
            (paragraph("If you save again, what you typed below takes its place."))
        }
    }
}

/// The page that asks whether somebody is sure.
pub(crate) fn delete_reply(council: &Council, deleting: &Deleting<'_>) -> Html {
    let reply = deleting.reply;
    let title = "Delete a saved reply";
    let content = html! {
        (heading(title))
        @if deleting.written_anew {
            (WarningText::new(format!("{} changed it while you looked. Read it once more.", reply.written_by.name.as_str())))
        }
        p class="govuk-body govuk-!-font-weight-bold" { (reply.title.as_str()) }
        (typed(reply.text.as_str()))
        form method="post" action={ (path(reply.number)) "/delete" } novalidate {
            input type="hidden" name="attempt" value=(deleting.attempt);
            input type="hidden" name="edition" value=(reply.edition);
            div class="govuk-button-group" {
                (Button::new("Delete it").style(ButtonStyle::Warning).prevent_double_click(true))
                (link(REPLIES, "Keep it"))
            }
        }
    };
    sheet(title, content).back(REPLIES).html(council)
}

fn path(number: u32) -> String {
    format!("{REPLIES}/{number}")
}

/// Words as somebody typed them, line by line.
fn typed(words: &str) -> Markup {
    html! { div class="govuk-body front-door-typed" { (words) } }
}
