//! Buttons, and links that look like them. A button acts, a link goes somewhere; it is never both.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::{class_if, classes};
use crate::setters::setters;

/// A button.
/// See <https://design-system.service.gov.uk/components/button/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct Button {
    content: Content,
    act: Act,
    style: ButtonStyle,
    start: bool,
    name: Option<String>,
    value: Option<String>,
    id: Option<String>,
    disabled: bool,
    prevent_double_click: Option<bool>,
    classes: String,
    pub(crate) rel: Option<&'static str>,
}

/// What a [`Button`] looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonStyle {
    /// Green: the page's main action.
    #[default]
    Primary,
    /// Grey: anything else.
    Secondary,
    /// Red: what cannot be undone.
    Warning,
    /// White, on a dark ground.
    Inverse,
}

#[derive(Clone, Debug)]
enum Act {
    Submit,
    Script,
    Go(String),
}

impl Button {
    /// A button that sends its form.
    pub fn new(content: impl Into<Content>) -> Self {
        Self::with(content.into(), Act::Submit)
    }

    /// A button that does nothing without script.
    pub fn script(content: impl Into<Content>) -> Self {
        Self::with(content.into(), Act::Script)
    }

    /// A link that looks like a button.
    pub fn link(content: impl Into<Content>, href: impl Into<String>) -> Self {
        Self::with(content.into(), Act::Go(href.into()))
    }

    fn with(content: Content, act: Act) -> Self {
        Self {
            content,
            act,
            style: ButtonStyle::Primary,
            start: false,
            name: None,
            value: None,
            id: None,
            disabled: false,
            prevent_double_click: None,
            classes: String::new(),
            rel: None,
        }
    }

    setters! {
        /// What it looks like.
        style: set ButtonStyle;
        /// Whether it starts a service, with the arrow that says so.
        start: set bool;
        /// The name it is sent as when pressed.
        name: some String;
        /// The value it is sent with when pressed.
        value: some String;
        /// Its id.
        id: some String;
        /// Whether it cannot be pressed. Better to let people press it and say what is missing.
        disabled: set bool;
        /// `true` lets script swallow a second press within a second. The server must not rely on it.
        prevent_double_click: just bool;
        /// Further class names.
        classes: into String;
    }
}

impl ButtonStyle {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "",
            Self::Secondary => "govuk-button--secondary",
            Self::Warning => "govuk-button--warning",
            Self::Inverse => "govuk-button--inverse",
        }
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        let start = class_if(self.start, "govuk-button--start");
        let class = classes(&["govuk-button", self.style.class(), &self.classes, start]);
        let inside = html! {
            // A start button is a flexbox, which would drop the spaces around elements in its words.
            @match (&self.content, self.start) {
                (Content::Markup(markup), true) => span { (markup) },
                (content, _) => (content),
            }
            @if self.start { (start_icon()) }
        };
        let kind = match &self.act {
            Act::Go(href) => {
                return html! {
                    a href=(href) role="button" draggable="false" class=(class) data-module="govuk-button"
                        rel=[self.rel] id=[&self.id] { (inside) }
                };
            }
            Act::Submit => "submit",
            Act::Script => "button",
        };
        html! {
            button type=(kind) value=[&self.value] name=[&self.name] disabled[self.disabled]
                aria-disabled=[self.disabled.then_some(true)] data-prevent-double-click=[self.prevent_double_click]
                class=(class) data-module="govuk-button" id=[&self.id] { (inside) }
        }
    }
}

fn start_icon() -> Markup {
    html! {
        svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19"
            viewBox="0 0 33 40" aria-hidden="true" focusable="false" {
            path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" {}
        }
    }
}
