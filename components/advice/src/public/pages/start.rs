//! The first page of the service: what it is, whom it is for, and what will be asked.

use casework::markup::{heading, link, post};
use domain::calendar::moment_in_words;
use govuk::{Button, ButtonStyle, NotificationBanner};
use jiff::Timestamp;
use maud::html;
use web::{Council, Html, about_safety, email_link, phone_link};

use super::sheet;

/// Answers that somebody left half given.
pub(crate) struct Halfway {
    /// Where they go on.
    pub(crate) href: String,
    /// Until when the answers are kept.
    pub(crate) until: Option<Timestamp>,
}

/// The start page.
pub(crate) fn start(council: &Council, halfway: Option<Halfway>, deleted: bool) -> Html {
    let working_days = council.reply_working_days;
    let content = html! {
        (heading("Ask the Virtual School for advice"))
        p class="govuk-body-l" {
            "Ask us about the education of a child who was in care and has left it. You do not need an account."
        }
        (about_safety(&council.safeguarding))
        @if let Some(Halfway { href, until }) = &halfway {
            div class="govuk-inset-text" {
                h2 class="govuk-heading-m" { "You have a question that you have not sent yet" }
                p class="govuk-body" {
                    "We keep your answers "
                    @if let Some(until) = until { "until " (moment_in_words(*until)) }
                    ", or until you close your browser."
                }
                div class="govuk-button-group" {
                    (Button::link("Carry on with it", href))
                    (post("/advice/forget", None, &Button::new("Delete my answers").style(ButtonStyle::Secondary)))
                }
            }
        }
        h2 class="govuk-heading-m" { "Who can ask" }
        p class="govuk-body" { "You can ask us if you look after a child who left care through:" }
        ul class="govuk-list govuk-list--bullet" {
            li { "adoption, in this country or from care abroad" }
            li { "special guardianship" }
            li { "a child arrangements order" }
        }
        p class="govuk-body" {
            "The child must go to school in " (council.authority_name)
            ". If they go to school somewhere else, we will tell you who can help."
        }
        h2 class="govuk-heading-m" { "What happens" }
        ol class="govuk-list govuk-list--number" {
            li { "We ask a few questions, one at a time. It takes about 5 minutes." }
            li { "You get a reference and an access code. You need both to read our answer." }
            li {
                "We answer within " (working_days) " working days."
            }
        }
        p class="govuk-body" {
            "Please do not send us the child’s surname, their birth name, their pupil number or any court papers. "
            "We do not need them. Our " (link("/privacy", "privacy notice")) " says what we keep and for how long."
        }
        @if halfway.is_none() { (Button::link("Start now", "/advice/ask/route").start(true)) }
        p class="govuk-body" { (link("/advice/come-back", "Come back to a question you sent before")) }
        h2 class="govuk-heading-m" { "If you would rather talk to us" }
        p class="govuk-body" {
            "Phone " (phone_link(&council.contact.phone))
            @if let Some(hours) = &council.contact.opening_hours { " (" (hours) ")" }
            " or email " (email_link(&council.contact.email)) "."
        }
    };
    let banner = deleted.then(|| NotificationBanner::success("We have deleted your answers"));
    sheet("Ask the Virtual School for advice", content).banner(banner).html(council).findable()
}
