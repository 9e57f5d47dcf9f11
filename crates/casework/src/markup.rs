//! Small pieces that most pages have. Never what a page says.

use govuk::{Button, NotificationBanner};
use maud::{Markup, html};

/// A page's heading.
#[must_use]
pub fn heading(words: &str) -> Markup {
    html! { h1 class="govuk-heading-l" { (words) } }
}

/// A page's heading with what it belongs to above it.
#[must_use]
pub fn heading_of(caption: impl std::fmt::Display, words: &str) -> Markup {
    html! {
        span class="govuk-caption-l front-door-unbroken" { (caption) }
        h1 class="govuk-heading-l" { (words) }
    }
}

/// The heading of a part of a page.
#[must_use]
pub fn subheading(words: &str) -> Markup {
    html! { h2 class="govuk-heading-m" { (words) } }
}

/// A paragraph.
pub fn paragraph(words: impl maud::Render) -> Markup {
    html! { p class="govuk-body" { (words) } }
}

/// A link.
#[must_use]
pub fn link(href: &str, words: &str) -> Markup {
    html! { a class="govuk-link" href=(href) { (words) } }
}

/// Words as they were typed, line by line.
#[must_use]
pub fn typed(words: &str) -> Markup {
    html! { div class="govuk-body front-door-typed" { (words) } }
}

/// Lines below one another.
pub fn lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> Markup {
    html! { @for (place, line) in lines.into_iter().enumerate() { @if place > 0 { br; } (line) } }
}

/// Sentences as a list.
#[must_use]
pub fn bullets(sentences: &[String]) -> Markup {
    html! { ul class="govuk-list govuk-list--bullet" { @for sentence in sentences { li { (sentence) } } } }
}

/// A button that takes a form of its own; `attempt` names the sending, where it is to happen once.
#[must_use]
pub fn post(action: &str, attempt: Option<&str>, button: &Button) -> Markup {
    html! {
        form method="post" action=(action) novalidate {
            @if let Some(attempt) = attempt { (hidden("attempt", attempt)) }
            (button)
        }
    }
}

/// The button that leads on.
pub fn continue_button() -> Button {
    Button::new("Continue").prevent_double_click(true)
}

/// A field that nobody sees.
pub fn hidden(name: &str, value: impl maud::Render) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// What was just done.
#[must_use]
pub fn banner(done: Option<&str>) -> Option<NotificationBanner> {
    done.map(NotificationBanner::success)
}

/// An email address that breaks where it must.
#[must_use]
pub fn address(email: &str) -> Markup {
    html! { span class="govuk-!-text-break-word" { (email) } }
}

/// "1 place", "3 places".
pub fn count(number: impl TryInto<u64>, one: &str, many: &str) -> String {
    match number.try_into().unwrap_or(u64::MAX) {
        1 => format!("1 {one}"),
        number => format!("{number} {many}"),
    }
}

/// The same words with a small first letter, for the middle of a sentence. Words of ours begin with letters of ASCII.
#[must_use]
pub fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
}
