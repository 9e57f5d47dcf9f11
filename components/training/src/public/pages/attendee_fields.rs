//! The fields about somebody who is to come, wherever they are named.

use govuk::{CharacterCount, InputKind, Label, Limit, Size, TextInput};
use maud::{Markup, html};
use web::{Council, about_safety};

/// The most that is said about what somebody needs.
const NEEDS_CHARS: u32 = 500;

/// The fields, with what was typed into each and what is wrong with it.
pub(crate) fn fields<'a>(
    value: &dyn Fn(&str) -> &'a str,
    error: &dyn Fn(&str) -> Option<&'a str>,
    council: &Council,
) -> Markup {
    html! {
        (TextInput::new("name", "Their full name").hint("As it should stand on their certificate").spellcheck(false)
            .autocomplete("off").value(value("name")).error(error("name")))
        (TextInput::new("email", "Their email address").hint("Each person needs their own").kind(InputKind::Email)
            .spellcheck(false).autocomplete("off").value(value("email")).error(error("email")))
        (TextInput::new("role", "Their job").hint("For example, designated teacher or foster carer").autocomplete("off")
            .value(value("role")).error(error("role")))
        (about_safety(&council.safeguarding))
        (CharacterCount::new("needs", Label::new("What they need to take part (optional)").size(Size::S), Limit::Length(NEEDS_CHARS))
            .hint("For example, step-free access, a hearing loop or large print. Please do not write about a child.")
            .rows(3).value(value("needs")).error(error("needs")))
    }
}
