//! From one page of a list to the next. It never counts pages: whoever made the list did.

use std::fmt::Display;

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::{class_if, classes};
use crate::setters::setters;

/// Links to the previous and the next page, with numbered pages between or without.
/// See <https://design-system.service.gov.uk/components/pagination/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct Pagination {
    previous: Option<PageLink>,
    next: Option<PageLink>,
    items: Vec<PageItem>,
    landmark: String,
    classes: String,
}

/// The link to the previous or the next page.
#[derive(Clone, Debug)]
#[must_use]
pub struct PageLink {
    href: String,
    content: Option<Content>,
    label: Option<String>,
}

/// One numbered page, or a gap between them.
#[derive(Clone, Debug)]
#[must_use]
pub struct PageItem(Place);

#[derive(Clone, Debug)]
enum Place {
    Gap,
    Page { number: String, href: String, current: bool, label: String },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Towards {
    Previous,
    Next,
}

impl Pagination {
    /// Pagination without links yet.
    pub fn new() -> Self {
        let (items, landmark, classes) = (Vec::new(), "Pagination".to_owned(), String::new());
        Self { previous: None, next: None, items, landmark, classes }
    }

    setters! {
        /// The link to the previous page, if there is one.
        previous: option PageLink;
        /// The link to the next page, if there is one.
        next: option PageLink;
        /// What the landmark is called, when a page has two.
        landmark: into String;
        /// Further class names.
        classes: into String;
    }

    /// Adds a numbered page or a gap.
    pub fn item(mut self, item: PageItem) -> Self {
        self.items.push(item);
        self
    }

    fn link(&self, link: &PageLink, towards: Towards) -> Markup {
        let block = self.items.is_empty();
        let decorated = class_if(block && link.label.is_none(), "govuk-pagination__link-title--decorated");
        let (class, rel, default) = match towards {
            Towards::Previous => ("govuk-pagination__prev", "prev", "Previous"),
            Towards::Next => ("govuk-pagination__next", "next", "Next"),
        };
        html! {
            div class=(class) {
                a class="govuk-link govuk-pagination__link" href=(link.href) rel=(rel) {
                    @if block || towards == Towards::Previous { (towards.arrow()) }
                    span class=(classes(&["govuk-pagination__link-title", decorated])) {
                        @match &link.content {
                            Some(content) => (content),
                            None => { (default) span class="govuk-visually-hidden" { " page" } },
                        }
                    }
                    @if let (Some(label), true) = (&link.label, block) {
                        " " span class="govuk-visually-hidden" { ":" }
                        " " span class="govuk-pagination__link-label" { (label) }
                    }
                    @if !block && towards == Towards::Next { (towards.arrow()) }
                }
            }
        }
    }
}

impl Default for Pagination {
    fn default() -> Self {
        Self::new()
    }
}

impl PageLink {
    /// A link that says "Previous page" or "Next page".
    pub fn new(href: impl Into<String>) -> Self {
        Self { href: href.into(), content: None, label: None }
    }

    setters! {
        /// What it says instead.
        content: some Content;
        /// What is on that page, when there are no numbers.
        label: some String;
    }
}

impl PageItem {
    /// A page and where it is.
    pub fn page(number: impl Display, href: impl Into<String>) -> Self {
        let label = format!("Page {number}");
        Self(Place::Page { number: number.to_string(), href: href.into(), current: false, label })
    }

    /// The page being looked at.
    pub fn current(number: impl Display, href: impl Into<String>) -> Self {
        let label = format!("Page {number}");
        Self(Place::Page { number: number.to_string(), href: href.into(), current: true, label })
    }

    /// Pages left out.
    pub fn gap() -> Self {
        Self(Place::Gap)
    }

    /// What a screen reader says instead of "Page 3".
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Place::Page { label, .. } = &mut self.0 {
            *label = text.into();
        }
        self
    }
}

impl Render for Pagination {
    fn render(&self) -> Markup {
        let block = self.items.is_empty() && (self.previous.is_some() || self.next.is_some());
        let block = class_if(block, "govuk-pagination--block");
        html! {
            nav class=(classes(&["govuk-pagination", block, &self.classes])) aria-label=(self.landmark) {
                @if let Some(previous) = &self.previous { (self.link(previous, Towards::Previous)) }
                @if !self.items.is_empty() {
                    ul class="govuk-pagination__list" { @for item in &self.items { (item) } }
                }
                @if let Some(next) = &self.next { (self.link(next, Towards::Next)) }
            }
        }
    }
}

impl Render for PageItem {
    fn render(&self) -> Markup {
        match &self.0 {
            Place::Gap => html! {
                li class="govuk-pagination__item govuk-pagination__item--ellipsis" { "\u{22ef}" }
            },
            Place::Page { number, href, current, label } => html! {
                @let modifier = class_if(*current, "govuk-pagination__item--current");
                li class=(classes(&["govuk-pagination__item", modifier])) {
                    a class="govuk-link govuk-pagination__link" href=(href) aria-label=(label)
                        aria-current=[current.then_some("page")] { (number) }
                }
            },
        }
    }
}

impl Towards {
    fn arrow(self) -> Markup {
        let (class, path) = match self {
            Self::Previous => (
                "govuk-pagination__icon govuk-pagination__icon--prev",
                "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-\
                 1.414-1.414z",
            ),
            Self::Next => (
                "govuk-pagination__icon govuk-pagination__icon--next",
                "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-\
                 6.7246-6.7266z",
            ),
        };
        html! {
            svg class=(class) xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true"
                focusable="false" viewBox="0 0 15 13" { path d=(path) {} }
        }
    }
}
