//! What was said with the family, and apart from it what staff wrote for each other.

use casework::markup::{count, link, paragraph, subheading, typed};
use domain::advice::{Author, Enquiry, Message, Note, Purpose};
use domain::calendar::moment_in_words;
use govuk::{Colour, Tag};
use maud::{Markup, html};

use super::ViewContext;

/// So many messages and notes are shown; the others when they are asked for.
const LATEST: usize = 10;

/// The thread: the question, then the latest messages or all of them. Those from `new` on are marked.
pub(super) fn conversation(context: &ViewContext<'_>, whole: bool, new: Option<usize>) -> Markup {
    let messages = context.enquiry.messages();
    let hidden = if whole { 0 } else { messages.len().saturating_sub(LATEST) };
    html! {
        (question(context.enquiry))
        @if hidden > 0 {
            p class="govuk-body" {
                (link(&format!("{}?all", context.path()), &format!("Show {}", count(hidden, "earlier message", "earlier messages"))))
            }
        }
        @for (place, said) in messages.iter().enumerate().skip(hidden) {
            (message(context.enquiry, said, new.is_some_and(|new| place >= new)))
        }
    }
}

/// The messages from `new` on.
pub(super) fn messages_since(enquiry: &Enquiry, new: usize) -> Markup {
    html! { @for said in enquiry.messages().iter().skip(new) { (message(enquiry, said, true)) } }
}

/// What staff wrote for each other.
pub(super) fn notes(context: &ViewContext<'_>, whole: bool) -> Markup {
    let notes = context.enquiry.notes();
    let hidden = if whole { 0 } else { notes.len().saturating_sub(LATEST) };
    html! {
        (subheading("Notes between colleagues"))
        (paragraph("The family does not see these on their pages, but can ask for everything that we hold about them."))
        @if notes.is_empty() { (paragraph("Nobody has written a note.")) }
        @if hidden > 0 {
            p class="govuk-body" {
                (link(&format!("{}?all", context.path()), &format!("Show {}", count(hidden, "earlier note", "earlier notes"))))
            }
        }
        @for kept in notes.iter().skip(hidden) { (note(kept, false)) }
    }
}

/// The notes from `new` on.
pub(super) fn notes_since(enquiry: &Enquiry, new: usize) -> Markup {
    html! { @for kept in enquiry.notes().iter().skip(new) { (note(kept, true)) } }
}

fn question(enquiry: &Enquiry) -> Markup {
    let who = format!("{} (the family) asked", enquiry.ask().name.as_str());
    said("front-door-message", &who, &moment_in_words(enquiry.received_at()), enquiry.ask().question.as_str(), false)
}

fn message(enquiry: &Enquiry, message: &Message, new: bool) -> Markup {
    let (class, who) = match &message.from {
        Author::Family => ("front-door-message", format!("{} (the family) wrote", enquiry.ask().name.as_str())),
        Author::Staff { by, purpose } => {
            let did = match purpose {
                Purpose::Question => "asked the family",
                Purpose::Answer => "answered",
                Purpose::Signpost => "pointed the family to another service",
                Purpose::Redirect => "pointed the family to another council",
            };
            ("front-door-message front-door-ours", format!("{} {did}", by.name.as_str()))
        }
    };
    said(class, &who, &moment_in_words(message.at), message.text.as_str(), new)
}

fn note(note: &Note, new: bool) -> Markup {
    let who = format!("{} noted", note.by.name.as_str());
    said("front-door-message front-door-note", &who, &moment_in_words(note.at), note.text.as_str(), new)
}

fn said(class: &str, who: &str, when: &str, text: &str, new: bool) -> Markup {
    html! {
        section class=(class) {
            h3 class="govuk-heading-s govuk-!-margin-bottom-1" {
                (who) @if new { " " (Tag::new("New").colour(Colour::Orange)) }
            }
            p class="govuk-body-s govuk-hint" { (when) }
            (typed(text))
        }
    }
}
