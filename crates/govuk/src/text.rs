//! Text set apart: inset, as a warning, or folded away. Never the only place where something needed is said.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::classes;
use crate::setters::setters;

/// Text set apart from what surrounds it.
/// See <https://design-system.service.gov.uk/components/inset-text/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct InsetText {
    content: Content,
    id: Option<String>,
    classes: String,
}

/// A warning of something that cannot be undone, or that the law says.
/// See <https://design-system.service.gov.uk/components/warning-text/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct WarningText {
    content: Content,
    icon_text: String,
    classes: String,
}

/// Text that only some people need, folded away.
/// See <https://design-system.service.gov.uk/components/details/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct Details {
    summary: Content,
    content: Content,
    id: Option<String>,
    open: bool,
    classes: String,
}

impl InsetText {
    /// An inset that says `content`.
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), id: None, classes: String::new() }
    }

    setters! {
        /// Its id.
        id: some String;
        /// Further class names.
        classes: into String;
    }
}

impl WarningText {
    /// A warning that says `content`, read out after "Warning".
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), icon_text: "Warning".to_owned(), classes: String::new() }
    }

    setters! {
        /// What a screen reader says for the icon.
        icon_text: into String;
        /// Further class names.
        classes: into String;
    }
}

impl Details {
    /// `content` folded under `summary`.
    pub fn new(summary: impl Into<Content>, content: impl Into<Content>) -> Self {
        Self { summary: summary.into(), content: content.into(), id: None, open: false, classes: String::new() }
    }

    setters! {
        /// Its id.
        id: some String;
        /// Whether it is unfolded when the page loads.
        open: set bool;
        /// Further class names.
        classes: into String;
    }
}

impl Render for InsetText {
    fn render(&self) -> Markup {
        html! { div id=[&self.id] class=(classes(&["govuk-inset-text", &self.classes])) { (self.content) } }
    }
}

impl Render for WarningText {
    fn render(&self) -> Markup {
        html! {
            div class=(classes(&["govuk-warning-text", &self.classes])) {
                span class="govuk-warning-text__icon" aria-hidden="true" { "!" } " "
                strong class="govuk-warning-text__text" {
                    span class="govuk-visually-hidden" { (self.icon_text) } " "
                    (self.content)
                }
            }
        }
    }
}

impl Render for Details {
    fn render(&self) -> Markup {
        html! {
            details id=[&self.id] class=(classes(&["govuk-details", &self.classes])) open[self.open] {
                summary class="govuk-details__summary" {
                    span class="govuk-details__summary-text" { (self.summary) }
                }
                div class="govuk-details__text" { (self.content) }
            }
        }
    }
}
