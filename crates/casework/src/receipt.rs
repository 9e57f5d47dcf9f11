//! What somebody has in hand once they have sent something: the access code, shown to the browser that sent it and to no
//! other, on a page that prints and as a file.

use govuk::{Button, ButtonStyle};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName};
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use web::{Council, Html, Section, Sheet, email_link, phone_link};

use crate::markup::{heading, subheading};

/// How long the receipt shows the access code to the browser that sent it. After it, a browser that was left open gives
/// nothing away.
pub const CODE_SHOWN: SignedDuration = SignedDuration::from_hours(1);

/// Whether what was sent at `at` may no longer be shown with its code.
#[must_use]
pub fn is_too_late(at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(at) > CODE_SHOWN
}

/// The headers of the receipt as a text file. Its name says nothing to whoever else looks through the files of a shared
/// computer.
pub const FILE_HEADERS: [(HeaderName, &str); 2] =
    [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=\"reference.txt\"")];

/// The access code, and how to keep it; `to` says what it is needed for ("to read our answer").
#[must_use]
pub fn access_code(grouped: &str, to: &str, save: &str) -> Markup {
    html! {
        (subheading("Your access code"))
        p class="govuk-body-l front-door-code" { strong { (grouped) } }
        p class="govuk-body" {
            "You need the reference and the access code " (to) ". Write both down now, print this page, or save "
            "them. We cannot show you the access code again once you leave."
        }
        div class="govuk-button-group" {
            (Button::link("Save as a text file", save).style(ButtonStyle::Secondary))
            (Button::script("Print this page").style(ButtonStyle::Secondary).classes("front-door-print"))
        }
    }
}

/// The words of one service for what was sent too long ago to show its code again.
pub struct SentBefore<'a> {
    /// The part of the site.
    pub section: &'a Section,
    /// The page's heading.
    pub title: &'a str,
    /// Its reference.
    pub reference: &'a str,
    /// When the code is shown: "after you send a question".
    pub after: &'a str,
    /// The page before.
    pub back: String,
    /// What can be done now.
    pub buttons: Markup,
}

/// The page of somebody who comes back to what they sent too long ago.
pub fn sent_before(council: &Council, sent: SentBefore<'_>) -> Html {
    let content = html! {
        (heading(sent.title))
        p class="govuk-body" { "Your reference is " strong class="front-door-unbroken" { (sent.reference) } "." }
        p class="govuk-body" {
            "We show the access code for one hour " (sent.after) ", to keep it private. "
            "If you did not keep it, phone us on " (phone_link(&council.contact.phone)) " or email "
            (email_link(&council.contact.email)) "."
        }
        (sent.buttons)
    };
    Sheet::new(sent.section, sent.title, content).back(sent.back).html(council)
}
