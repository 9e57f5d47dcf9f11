//! That the service is new and how to say what is wrong with it. Never on a page of somebody else's.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::classes;
use crate::setters::setters;
use crate::tag::Tag;

/// A phase banner. [`crate::Layout::phase_banner`] puts it on every page.
/// See <https://design-system.service.gov.uk/components/phase-banner/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct PhaseBanner {
    phase: Content,
    content: Content,
    classes: String,
    tag_classes: String,
}

impl PhaseBanner {
    /// A banner that says the phase, such as "Beta", and what it means for whoever reads it.
    pub fn new(phase: impl Into<Content>, content: impl Into<Content>) -> Self {
        Self { phase: phase.into(), content: content.into(), classes: String::new(), tag_classes: String::new() }
    }

    setters! {
        /// Further class names.
        classes: into String;
        /// Further class names of the tag.
        tag_classes: into String;
    }
}

impl Render for PhaseBanner {
    fn render(&self) -> Markup {
        let tag_class = classes(&["govuk-phase-banner__content__tag", &self.tag_classes]);
        html! {
            div class=(classes(&["govuk-phase-banner govuk-width-container", &self.classes])) {
                p class="govuk-phase-banner__content" {
                    (Tag::new(self.phase.clone()).classes(tag_class)) " "
                    span class="govuk-phase-banner__text" { (self.content) }
                }
            }
        }
    }
}
