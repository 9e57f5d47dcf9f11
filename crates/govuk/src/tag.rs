//! A status in one or two words. Colour only helps; the words must do without it.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::classes;
use crate::setters::setters;

/// A tag.
/// See <https://design-system.service.gov.uk/components/tag/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct Tag {
    content: Content,
    colour: Colour,
    classes: String,
}

/// The colour of a [`Tag`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Blue, as tags are unless said otherwise.
    #[default]
    Blue,
    /// Grey.
    Grey,
    /// Green.
    Green,
    /// Teal.
    Teal,
    /// Purple.
    Purple,
    /// Magenta.
    Magenta,
    /// Red.
    Red,
    /// Orange.
    Orange,
    /// Yellow.
    Yellow,
}

impl Tag {
    /// A tag that says `content`.
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), colour: Colour::Blue, classes: String::new() }
    }

    setters! {
        /// Its colour.
        colour: set Colour;
        /// Further class names.
        classes: into String;
    }
}

impl Colour {
    fn class(self) -> &'static str {
        match self {
            Self::Blue => "",
            Self::Grey => "govuk-tag--grey",
            Self::Green => "govuk-tag--green",
            Self::Teal => "govuk-tag--teal",
            Self::Purple => "govuk-tag--purple",
            Self::Magenta => "govuk-tag--magenta",
            Self::Red => "govuk-tag--red",
            Self::Orange => "govuk-tag--orange",
            Self::Yellow => "govuk-tag--yellow",
        }
    }
}

impl Render for Tag {
    fn render(&self) -> Markup {
        html! { strong class=(classes(&["govuk-tag", self.colour.class(), &self.classes])) { (self.content) } }
    }
}
