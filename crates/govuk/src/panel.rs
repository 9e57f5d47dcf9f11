//! A panel in a strong colour: it is done, or stop and look. One to a page, and never for anything less.

use maud::{Markup, Render, html};

use crate::button::{Button, ButtonStyle};
use crate::content::Content;
use crate::looks::{Level, classes};
use crate::setters::setters;

/// A panel.
/// See <https://design-system.service.gov.uk/components/panel/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct Panel {
    title: Content,
    content: Option<Content>,
    kind: Kind,
    actions: Vec<PanelAction>,
    level: Level,
    classes: String,
}

#[derive(Clone, Debug)]
enum PanelAction {
    Button(Box<Button>),
    Link { content: Content, href: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Confirmation,
    Interruption,
}

impl Panel {
    /// Green: something was sent, booked or finished.
    pub fn confirmation(title: impl Into<Content>) -> Self {
        Self::with(title.into(), Kind::Confirmation)
    }

    /// Blue: a person must look before going on.
    pub fn interruption(title: impl Into<Content>) -> Self {
        Self::with(title.into(), Kind::Interruption)
    }

    fn with(title: Content, kind: Kind) -> Self {
        Self { title, content: None, kind, actions: Vec::new(), level: Level::One, classes: String::new() }
    }

    setters! {
        /// What stands under the title.
        content: some Content;
        /// Which heading the title is; `h1` unless said otherwise.
        level: set Level;
        /// Further class names.
        classes: into String;
    }

    /// Adds a button to an interruption, in white because the panel is dark. A confirmation has nothing left to do.
    pub fn button(mut self, button: Button) -> Self {
        self.actions.push(PanelAction::Button(Box::new(button.style(ButtonStyle::Inverse))));
        self
    }

    /// Adds a link to an interruption. A confirmation has nothing left to do.
    pub fn link(mut self, content: impl Into<Content>, href: impl Into<String>) -> Self {
        self.actions.push(PanelAction::Link { content: content.into(), href: href.into() });
        self
    }
}

impl Render for Panel {
    fn render(&self) -> Markup {
        let kind = match self.kind {
            Kind::Confirmation => "govuk-panel--confirmation",
            Kind::Interruption => "govuk-panel--interruption",
        };
        html! {
            div class=(classes(&["govuk-panel", kind, &self.classes])) {
                (self.level.heading("govuk-panel__title", None, &self.title))
                @if let Some(content) = &self.content { div class="govuk-panel__body" { (content) } }
                @if self.kind == Kind::Interruption && !self.actions.is_empty() {
                    div class="govuk-panel__actions" {
                        div class="govuk-button-group" { @for action in &self.actions { (action) } }
                    }
                }
            }
        }
    }
}

impl Render for PanelAction {
    fn render(&self) -> Markup {
        match self {
            Self::Button(button) => button.render(),
            Self::Link { content, href } => {
                html! { a class="govuk-link govuk-link--inverse" href=(href) { (content) } }
            }
        }
    }
}
