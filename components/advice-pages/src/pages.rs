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
use govuk::{Button, ErrorSummary, ExitThisPage, NotificationBanner, Page, Problem};
use maud::{Markup, html};
use web::{Council, Html, Section, frame};

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

/// A page of the service: always with a way off it in one press, for whoever must not be seen reading it.
struct Sheet {
    title: String,
    content: Markup,
    back: Option<govuk::BackLink>,
    errors: ErrorSummary,
    banner: Option<NotificationBanner>,
}

impl Sheet {
    fn new(title: impl Into<String>, content: Markup) -> Self {
        Self { title: title.into(), content, back: None, errors: ErrorSummary::new(), banner: None }
    }

    fn back(mut self, href: impl Into<String>) -> Self {
        self.back = Some(govuk::BackLink::new(href));
        self
    }

    /// What is wrong, as the id of the field that mends it and the sentence that says how.
    fn errors<'a>(mut self, errors: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let problems = errors.into_iter().map(|(field, sentence)| Problem::at(sentence, field));
        self.errors = problems.fold(self.errors, ErrorSummary::problem);
        self
    }

    fn banner(mut self, banner: Option<NotificationBanner>) -> Self {
        self.banner = banner;
        self
    }

    fn html(self, council: &Council) -> Html {
        let layout = frame(council, &SECTION);
        let mut page =
            Page::new(&layout, self.title, self.content).exit_this_page(ExitThisPage::new()).errors(self.errors);
        if let Some(back) = &self.back {
            page = page.back_link(back);
        }
        if let Some(banner) = self.banner {
            page = page.banner(banner);
        }
        Html::new(page)
    }
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
