//! Sizes, widths and heading levels that several components share, and the joining of class names.

use maud::{Markup, html};

use crate::content::Content;

/// How large a label, a legend or a caption is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Small, bold.
    S,
    /// Medium.
    M,
    /// Large: a question that is the page's heading.
    L,
    /// Extra large.
    Xl,
}

impl Size {
    fn suffix(self) -> &'static str {
        match self {
            Self::S => "s",
            Self::M => "m",
            Self::L => "l",
            Self::Xl => "xl",
        }
    }

    /// The modifier of `block`, as in `govuk-label--l`; nothing for the plain size.
    pub(crate) fn class(size: Option<Self>, block: &str) -> String {
        size.map(|size| format!("{block}--{}", size.suffix())).unwrap_or_default()
    }
}

/// How wide a field is, so that it shows how much is asked for.
/// See <https://design-system.service.gov.uk/components/text-input/#use-appropriately-sized-text-inputs>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// Two characters.
    Chars2,
    /// Three characters.
    Chars3,
    /// Four characters.
    Chars4,
    /// Five characters.
    Chars5,
    /// Ten characters.
    Chars10,
    /// Twenty characters.
    Chars20,
    /// Thirty characters.
    Chars30,
    /// A quarter of the column.
    OneQuarter,
    /// A third of the column.
    OneThird,
    /// Half of the column.
    OneHalf,
    /// Two thirds of the column.
    TwoThirds,
    /// Three quarters of the column.
    ThreeQuarters,
    /// The whole column.
    Full,
}

impl Width {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Chars2 => "govuk-input--width-2",
            Self::Chars3 => "govuk-input--width-3",
            Self::Chars4 => "govuk-input--width-4",
            Self::Chars5 => "govuk-input--width-5",
            Self::Chars10 => "govuk-input--width-10",
            Self::Chars20 => "govuk-input--width-20",
            Self::Chars30 => "govuk-input--width-30",
            Self::OneQuarter => "govuk-!-width-one-quarter",
            Self::OneThird => "govuk-!-width-one-third",
            Self::OneHalf => "govuk-!-width-one-half",
            Self::TwoThirds => "govuk-!-width-two-thirds",
            Self::ThreeQuarters => "govuk-!-width-three-quarters",
            Self::Full => "govuk-!-width-full",
        }
    }
}

/// Which heading a component's title is, so that headings nest as the page does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// `h1`.
    One,
    /// `h2`.
    Two,
    /// `h3`.
    Three,
    /// `h4`.
    Four,
}

impl Level {
    pub(crate) fn heading(self, class: &str, id: Option<&str>, content: &Content) -> Markup {
        match self {
            Self::One => html! { h1 class=(class) id=[id] { (content) } },
            Self::Two => html! { h2 class=(class) id=[id] { (content) } },
            Self::Three => html! { h3 class=(class) id=[id] { (content) } },
            Self::Four => html! { h4 class=(class) id=[id] { (content) } },
        }
    }
}

/// The class names that are not empty, with one space between.
pub(crate) fn classes(names: &[&str]) -> String {
    let mut joined = String::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(name);
    }
    joined
}

/// The name when it holds, nothing when it does not.
pub(crate) fn class_if(holds: bool, name: &'static str) -> &'static str {
    if holds { name } else { "" }
}

/// `None` for the empty string, so that an attribute is left out instead of written empty.
pub(crate) fn present(value: &str) -> Option<&str> {
    (!value.is_empty()).then_some(value)
}
