//! The words that name a field. It never stands without its field: fields point it at themselves.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::{Size, classes, present};
use crate::setters::setters;

/// A field's name. Made from plain text by `into()`; sized, or made the page's heading, with the methods here.
/// See <https://design-system.service.gov.uk/get-started/labels-legends-headings/>.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Label {
    content: Content,
    size: Option<Size>,
    page_heading: bool,
    classes: String,
    target: String,
}

impl Label {
    /// A label that says `content`.
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }

    setters! {
        /// How large it is set.
        size: just Size;
        /// Whether it is also the page's only `h1`, as when a page asks one question.
        page_heading: set bool;
        /// Further class names.
        classes: into String;
        /// The id of the input it names; a field sets this itself.
        target: into String;
    }

    /// A question that is the whole page: large, and its `h1`.
    pub fn heading(content: impl Into<Content>) -> Self {
        Self::new(content).size(Size::L).page_heading(true)
    }
}

impl Render for Label {
    fn render(&self) -> Markup {
        let class = classes(&["govuk-label", &Size::class(self.size, "govuk-label"), &self.classes]);
        let label = html! { label class=(class) for=[present(&self.target)] { (self.content) } };
        if self.page_heading {
            html! { h1 class="govuk-label-wrapper" { (label) } }
        } else {
            label
        }
    }
}

impl<T: Into<Content>> From<T> for Label {
    fn from(content: T) -> Self {
        Self::new(content)
    }
}
