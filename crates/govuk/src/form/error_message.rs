//! What is wrong with one answer, beside it. It never blames and never decides what is wrong.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::{classes, present};
use crate::setters::setters;

/// An error message. Fields make their own; this is for a form control that is not one of ours.
/// See <https://design-system.service.gov.uk/components/error-message/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct ErrorMessage {
    content: Content,
    id: String,
    classes: String,
    prefix: String,
}

impl ErrorMessage {
    /// A message that says `content`, read out after "Error:".
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), id: String::new(), classes: String::new(), prefix: "Error".to_owned() }
    }

    setters! {
        /// The id that the input's `aria-describedby` names.
        id: into String;
        /// Further class names.
        classes: into String;
        /// What a screen reader says first; empty for nothing.
        prefix: into String;
    }
}

impl Render for ErrorMessage {
    fn render(&self) -> Markup {
        html! {
            p id=[present(&self.id)] class=(classes(&["govuk-error-message", &self.classes])) {
                @if !self.prefix.is_empty() {
                    span class="govuk-visually-hidden" { (self.prefix) ":" } " "
                }
                (self.content)
            }
        }
    }
}
