//! Several fields under one question. It never draws the fields.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::{Size, classes, present};
use crate::setters::setters;

/// A group of fields that answer one question.
/// See <https://design-system.service.gov.uk/components/fieldset/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct Fieldset {
    legend: Legend,
    content: Markup,
    described_by: String,
    role: String,
    classes: String,
}

/// The question a group of fields answers. Made from plain text by `into()`.
/// See <https://design-system.service.gov.uk/get-started/labels-legends-headings/>.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Legend {
    content: Content,
    size: Option<Size>,
    page_heading: bool,
    classes: String,
}

impl Fieldset {
    /// The fields in `content`, under `legend`.
    pub fn new(legend: impl Into<Legend>, content: Markup) -> Self {
        let (described_by, role, classes) = (String::new(), String::new(), String::new());
        Self { legend: legend.into(), content, described_by, role, classes }
    }

    setters! {
        /// The id of what describes the whole group.
        described_by: into String;
        /// An ARIA role, such as `group`.
        role: into String;
        /// Further class names.
        classes: into String;
    }
}

impl Legend {
    /// A legend that says `content`.
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }

    /// A question that is the whole page: large, and its `h1`.
    pub fn heading(content: impl Into<Content>) -> Self {
        Self::new(content).size(Size::L).page_heading(true)
    }

    setters! {
        /// How large it is set.
        size: just Size;
        /// Whether it is also the page's only `h1`, as when a page asks one question.
        page_heading: set bool;
        /// Further class names.
        classes: into String;
    }
}

impl Render for Fieldset {
    fn render(&self) -> Markup {
        html! {
            fieldset class=(classes(&["govuk-fieldset", &self.classes])) role=[present(&self.role)]
                aria-describedby=[present(&self.described_by)] {
                (self.legend)
                (self.content)
            }
        }
    }
}

impl Render for Legend {
    fn render(&self) -> Markup {
        let size = Size::class(self.size, "govuk-fieldset__legend");
        html! {
            legend class=(classes(&["govuk-fieldset__legend", &size, &self.classes])) {
                @if self.page_heading {
                    h1 class="govuk-fieldset__heading" { (self.content) }
                } @else {
                    (self.content)
                }
            }
        }
    }
}

impl<T: Into<Content>> From<T> for Legend {
    fn from(content: T) -> Self {
        Self::new(content)
    }
}
