//! The looks of a page about training. Never what it says.

use govuk::Button;
use maud::{Markup, html};
use web::Sheet;

use crate::public::SECTION;

/// A page of the service.
pub(crate) fn sheet(title: impl Into<String>, content: Markup) -> Sheet {
    Sheet::new(&SECTION, title, content)
}

/// The button that leads on.
pub(crate) fn continue_button() -> Button {
    Button::new("Continue").prevent_double_click(true)
}

/// A button that takes a form of its own, such as one that deletes; `attempt` names the sending, where it is to happen once.
pub(crate) fn post(action: &str, attempt: Option<&str>, button: &Button) -> Markup {
    html! {
        form method="post" action=(action) novalidate {
            @if let Some(attempt) = attempt { input type="hidden" name="attempt" value=(attempt); }
            (button)
        }
    }
}

/// Words as somebody typed them, line by line.
pub(crate) fn typed(words: &str) -> Markup {
    html! { div class="govuk-body front-door-typed" { (words) } }
}

/// A page's heading.
pub(crate) fn heading(words: &str) -> Markup {
    html! { h1 class="govuk-heading-l" { (words) } }
}

/// A paragraph.
pub(crate) fn paragraph(words: impl maud::Render) -> Markup {
    html! { p class="govuk-body" { (words) } }
}

/// A link.
pub(crate) fn link(href: &str, words: &str) -> Markup {
    html! { a class="govuk-link" href=(href) { (words) } }
}

/// Lines below one another.
pub(crate) fn lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> Markup {
    html! { @for (place, line) in lines.into_iter().enumerate() { @if place > 0 { br; } (line) } }
}

/// Sentences as a list.
pub(crate) fn bullets(sentences: &[String]) -> Markup {
    html! { ul class="govuk-list govuk-list--bullet" { @for sentence in sentences { li { (sentence) } } } }
}

/// An address that breaks where it must.
pub(crate) fn address(email: &str) -> Markup {
    html! { span class="govuk-!-text-break-word" { (email) } }
}
