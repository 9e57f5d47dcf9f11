//! The pages of the site: words of ours, and what the council says of itself in its settings. A page cannot fetch.

mod accessibility;
mod api;
mod cookies;
mod feedback;
mod privacy;
mod start;

use govuk::Page;
use maud::{Markup, Render, html};
use web::{Council, HOME, Html, frame};

use crate::documents::Document;

/// The start page.
#[utoipa::path(get, path = "")]
pub(crate) async fn start(council: Council) -> Html {
    page(&council, &council.virtual_school, &start::content(&council))
}

/// The accessibility statement.
#[utoipa::path(get, path = "")]
pub(crate) async fn accessibility(council: Council) -> Html {
    page(&council, "Accessibility statement", &accessibility::content(&council))
}

/// The privacy notice.
#[utoipa::path(get, path = "")]
pub(crate) async fn privacy(council: Council) -> Html {
    page(&council, "Privacy notice", &privacy::content(&council))
}

/// What cookies there are.
#[utoipa::path(get, path = "")]
pub(crate) async fn cookies(council: Council) -> Html {
    page(&council, "Cookies", &cookies::content())
}

/// How to tell us what is good and what is not.
#[utoipa::path(get, path = "")]
pub(crate) async fn feedback(council: Council) -> Html {
    page(&council, "Feedback and complaints", &feedback::content(&council))
}

/// Where the API is described.
pub(crate) fn api(council: &Council, documents: &[Document]) -> Html {
    page(council, "API", &api::content(documents))
}

/// A page that is the same for everybody who asks.
fn page(council: &Council, title: &str, content: &Markup) -> Html {
    let layout = frame(council, &HOME);
    let content = html! { h1 class="govuk-heading-l" { (title) } (content) };
    Html::new(Page::new(&layout, title, content)).findable()
}

fn heading(text: &str) -> Markup {
    html! { h2 class="govuk-heading-m" { (text) } }
}

fn paragraph(content: impl Render) -> Markup {
    html! { p class="govuk-body" { (content) } }
}

fn bullets<'a>(items: impl IntoIterator<Item = &'a str>) -> Markup {
    html! { ul class="govuk-list govuk-list--bullet" { @for item in items { li { (item) } } } }
}

fn link(text: &str, href: &str) -> Markup {
    html! { a class="govuk-link" href=(href) { (text) } }
}
