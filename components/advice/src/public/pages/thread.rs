//! A question that was sent: where it stands, what was said, and what the family can do about it.

use casework::markup::{heading, link, paragraph, post, typed};
use domain::advice::{Author, Enquiry, MAX_MESSAGE_CHARS, Message, Opened, StageName};
use domain::calendar::{Calendar, day_in_words, moment_in_words};
use domain::choice::Choice;
use domain::clock::Standing;
use govuk::{
    Button, ButtonStyle, CharacterCount, Colour, Label, Limit, NotificationBanner, Size, SummaryCard, SummaryList,
    SummaryRow, Tag,
};
use jiff::Timestamp;
use maud::{Markup, html};
use web::{Council, Html, about_safety, phone_link};

use super::check_answers::{kept, why_this_day};
use super::sheet;

const THREAD: &str = "/advice/enquiry";

/// A question and the message that is being written about it.
pub(crate) struct Conversation<'a> {
    /// The day counts by this calendar.
    pub(crate) calendar: &'a Calendar,
    /// The time now.
    pub(crate) now: Timestamp,
    /// What was typed and not sent.
    pub(crate) text: &'a str,
    /// Why it was not sent.
    pub(crate) error: Option<String>,
    /// Names this attempt, so that sending it twice sends it once.
    pub(crate) attempt: String,
    /// Whether a message can be written now.
    pub(crate) may_write: bool,
    /// Whether the question can be taken back now.
    pub(crate) may_withdraw: bool,
    /// What was just done.
    pub(crate) done: Option<&'static str>,
}

/// The question as the family sees it.
pub(crate) fn thread(council: &Council, enquiry: &Enquiry, conversation: &Conversation<'_>) -> Html {
    let title = format!("Your question {}", enquiry.reference());
    let content = html! {
        (heading(&title))
        (standing(council, enquiry, conversation))
        h2 class="govuk-heading-m" { "Messages" }
        (message("You asked", &moment_in_words(enquiry.received_at()), enquiry.ask().question.as_str()))
        @for said in enquiry.messages() {
            (message(&who(said), &moment_in_words(said.at), said.text.as_str()))
        }
        @if conversation.may_write { (reply(council, enquiry.is_open(), conversation)) }
        h2 class="govuk-heading-m" { "More about your question" }
        ul class="govuk-list govuk-list--spaced" {
            li { (link("/advice/enquiry/looked", "See who has opened it")) }
            @if conversation.may_withdraw { li { (link("/advice/enquiry/withdraw", "Take it back")) } }
        }
        (paragraph(kept(enquiry, conversation.calendar)))
        p class="govuk-body" {
            "On a shared phone or computer, lock your question before you leave. To read it again you then need your access "
            "code."
        }
        (post("/advice/enquiry/leave", None, &Button::new("Lock and leave").style(ButtonStyle::Secondary)))
    };
    let errors = conversation.error.iter().map(|sentence| ("text", sentence.as_str()));
    let banner = conversation.done.map(NotificationBanner::success);
    sheet(title, content).errors(errors).banner(banner).html(council)
}

fn standing(council: &Council, enquiry: &Enquiry, conversation: &Conversation<'_>) -> Markup {
    let stage = enquiry.stage().name();
    let tag = Tag::new(stage.for_the_family()).colour(match stage {
        StageName::WaitingForFamily => Colour::Yellow,
        StageName::Answered => Colour::Green,
        StageName::Received | StageName::Triaged | StageName::Assigned => Colour::Blue,
        StageName::Closed | StageName::Redirected | StageName::Signposted | StageName::Withdrawn => Colour::Grey,
    });
    let topics = html! {
        @for (place, topic) in enquiry.topics().iter().enumerate() { @if place > 0 { br; } (topic.label()) }
    };
    let list = SummaryList::new()
        .row(SummaryRow::new("Where it stands", html! { (tag) }))
        .row(SummaryRow::new("What it is about", topics));
    let promise = if enquiry.is_open() { promise(council, enquiry, conversation) } else { None };
    html! { (promise.map_or_else(|| list.clone(), |promise| list.clone().row(SummaryRow::new("Our reply", promise)))) }
}

/// When we reply; `None` once we have.
fn promise(council: &Council, enquiry: &Enquiry, conversation: &Conversation<'_>) -> Option<Markup> {
    let standing = enquiry.clocks().reply().standing(conversation.calendar, conversation.now);
    Some(match standing {
        Standing::Due(due) => html! {
            p class="govuk-body" { "We reply by " strong { (day_in_words(due.date)) } "." }
            (why_this_day(&due))
        },
        Standing::Overdue(due) => html! {
            p class="govuk-body" {
                "We said that we would reply by " (day_in_words(due.date)) ", and we have not. We are sorry. "
                "You can phone us on " (phone_link(&council.contact.phone)) "."
            }
        },
        Standing::Waiting { days_left } => html! {
            p class="govuk-body" {
                "We are waiting to hear from you. Once you write, we reply within " (days_left)
                @if days_left == 1 { " working day." } @else { " working days." }
            }
        },
        Standing::Kept | Standing::KeptLate(_) => return None,
    })
}

fn who(said: &Message) -> String {
    match &said.from {
        Author::Staff { by, .. } => format!("{} wrote", by.name.as_str()),
        Author::Family => "You wrote".to_owned(),
    }
}

fn message(who: &str, when: &str, text: &str) -> Markup {
    html! {
        section class="front-door-message" {
            h3 class="govuk-heading-s govuk-!-margin-bottom-1" { (who) }
            p class="govuk-body-s govuk-hint" { (when) }
            (typed(text))
        }
    }
}

fn reply(council: &Council, open: bool, conversation: &Conversation<'_>) -> Markup {
    let limit = Limit::Length(u32::try_from(MAX_MESSAGE_CHARS).unwrap_or(u32::MAX));
    let hint = if open {
        "Please leave out surnames, pupil numbers, NHS numbers and court papers."
    } else {
        "If you write to us, we open your question again. Please leave out surnames, pupil numbers, NHS numbers and court \
         papers."
    };
    html! {
        form method="post" action=(THREAD) novalidate {
            input type="hidden" name="attempt" value=(conversation.attempt);
            (about_safety(&council.safeguarding))
            (CharacterCount::new("text", Label::new("Write to us").size(Size::M), limit)
                .hint(hint)
                .value(conversation.text).error(conversation.error.as_deref()))
            (Button::new("Send my message").prevent_double_click(true))
        }
    }
}

/// The page that asks whether somebody is sure.
pub(crate) fn withdraw(council: &Council, reference: &str, attempt: &str) -> Html {
    let title = "Take back your question";
    let content = html! {
        (heading(title))
        p class="govuk-body" {
            "We will stop working on your question " strong class="front-door-unbroken" { (reference) }
            ", and we will not answer it."
        }
        (paragraph("If you change your mind later, you can write to us about it. Then we open it again."))
        form method="post" action="/advice/enquiry/withdraw" novalidate {
            input type="hidden" name="attempt" value=(attempt);
            div class="govuk-button-group" {
                (Button::new("Take it back").style(ButtonStyle::Warning).prevent_double_click(true))
                (link(THREAD, "Keep my question"))
            }
        }
    };
    sheet(title, content).back(THREAD).html(council)
}

/// Who of our staff opened the question.
pub(crate) fn looked(council: &Council, opened: &Opened) -> Html {
    let title = "Who has opened your question";
    // A card for each, not a table: four columns do not fit a phone.
    let people = opened.people().iter().map(|looks| {
        SummaryList::new()
            .card(SummaryCard::new(looks.by.name.as_str()))
            .row(SummaryRow::new("First opened it", moment_in_words(looks.first_at)))
            .row(SummaryRow::new("Last opened it", moment_in_words(looks.last_at)))
            .row(SummaryRow::new("How many times", looks.times.to_string()))
    });
    let content = html! {
        (heading(title))
        @if opened.people().is_empty() {
            (paragraph("Nobody has opened it yet. We write it down each time one of our staff does."))
        } @else {
            (paragraph("We write it down each time one of our staff opens your question."))
            @for person in people { (person) }
        }
    };
    sheet(title, content).back(THREAD).html(council)
}
