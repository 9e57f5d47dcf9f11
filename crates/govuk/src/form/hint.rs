//! Help that stays in sight while a person answers. It never holds a link, because a screen reader reads it as one
//! sentence with the input.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::{classes, present};
use crate::setters::setters;

/// A hint. Fields make their own; this is for a form control that is not one of ours.
/// See <https://design-system.service.gov.uk/components/text-input/#hint-text>.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Hint {
    content: Content,
    id: String,
    classes: String,
}

impl Hint {
    /// A hint that says `content`.
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }

    setters! {
        /// The id that the input's `aria-describedby` names.
        id: into String;
        /// Further class names.
        classes: into String;
    }
}

impl Render for Hint {
    fn render(&self) -> Markup {
        html! { div id=[present(&self.id)] class=(classes(&["govuk-hint", &self.classes])) { (self.content) } }
    }
}
