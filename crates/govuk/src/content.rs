//! What stands inside an element: words, or markup made with maud. It never takes a string for markup.

use std::borrow::Cow;

use maud::{Markup, Render};

/// Words or markup. Strings become words and are escaped; only maud's [`Markup`] is taken as it is.
#[derive(Clone, Debug)]
pub enum Content {
    /// Words, escaped when they are written out.
    Text(String),
    /// Markup, already escaped by the `html!` that made it.
    Markup(Markup),
}

impl Content {
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Markup(markup) => markup.0.is_empty(),
        }
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Render for Content {
    fn render_to(&self, buffer: &mut String) {
        match self {
            Self::Text(text) => text.render_to(buffer),
            Self::Markup(markup) => markup.render_to(buffer),
        }
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Content {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Cow<'_, str>> for Content {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Text(text.into_owned())
    }
}

impl From<Markup> for Content {
    fn from(markup: Markup) -> Self {
        Self::Markup(markup)
    }
}
