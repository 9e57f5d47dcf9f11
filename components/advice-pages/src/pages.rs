//! The family's pages. Each is a function of what stands on it; it fetches nothing and decides nothing.

mod come_back;
mod door;
mod identity;
mod question;
mod sending;
mod start;
mod thread;

use domain::advice::questionnaire::Question;
use domain::choice::Choice;
use govuk::Button;
use maud::{Markup, html};
use web::{Section, Sheet};

pub(crate) use come_back::{ComingBack, come_back};
pub(crate) use door::who_can_help;
pub(crate) use identity::{identity, identity_in_message};
pub(crate) use question::{Asked, question};
pub(crate) use sending::{Receipt, check, gone, saved, sent, sent_before};
pub(crate) use start::{Halfway, start};
pub(crate) use thread::{Conversation, looked, thread, withdraw};

/// The service, as its pages and its problems name it.
pub(crate) const SECTION: Section = Section {
    name: Some("Ask the Virtual School"),
    href: "/advice",
    links: &[("Ask a question", "/advice"), ("Come back to a question", "/advice/come-back")],
    exit: true,
};

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
