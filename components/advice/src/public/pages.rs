//! The family's pages. Each is a function of what stands on it; it fetches nothing and decides nothing.

mod check_answers;
mod come_back;
mod identity;
mod question;
mod start;
mod thread;
mod who_can_help;

use domain::advice::questionnaire::Question;
use domain::choice::Choice;
use govuk::Button;
use maud::{Markup, html};
use web::Sheet;

use crate::public::SECTION;

pub(crate) use check_answers::{Receipt, check, gone, saved, sent, sent_before};
pub(crate) use come_back::{ComingBack, come_back};
pub(crate) use identity::{identity, identity_in_message};
pub(crate) use question::{Asked, question};
pub(crate) use start::{Halfway, start};
pub(crate) use thread::{Conversation, looked, thread, withdraw};
pub(crate) use who_can_help::who_can_help;

/// A page of the service.
fn sheet(title: impl Into<String>, content: Markup) -> Sheet {
    Sheet::new(&SECTION, title, content)
}

/// Where a question is asked.
pub(crate) fn question_path(question: Question) -> String {
    format!("/advice/ask/{}", question.name())
}

fn continue_button() -> Button {
    Button::new("Continue").prevent_double_click(true)
}

/// A button that takes a form of its own, such as one that deletes.
fn post(action: &str, button: &Button) -> Markup {
    html! { form method="post" action=(action) novalidate { (button) } }
}

/// Words as somebody typed them, line by line.
fn typed(words: &str) -> Markup {
    html! { div class="govuk-body front-door-typed" { (words) } }
}

fn heading(words: &str) -> Markup {
    html! { h1 class="govuk-heading-l" { (words) } }
}

fn paragraph(words: impl maud::Render) -> Markup {
    html! { p class="govuk-body" { (words) } }
}

fn link(href: &str, words: &str) -> Markup {
    html! { a class="govuk-link" href=(href) { (words) } }
}
