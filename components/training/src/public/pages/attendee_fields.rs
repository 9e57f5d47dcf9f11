//! The fields about somebody who is to come, wherever they are named.

use casework::form::Filled;
use domain::training::fields as f;
use govuk::{Label, Size};
use maud::{Markup, html};
use web::{Council, about_safety};

/// The fields, with what was typed into each and what is wrong with it.
pub(crate) fn fields(form: &impl Filled, council: &Council) -> Markup {
    html! {
        (form.line(&f::ATTENDEE_NAME, "Their full name").hint("As it should stand on their certificate").spellcheck(false)
            .autocomplete("off"))
        (form.line(&f::ATTENDEE_EMAIL, "Their email address").hint("Each person needs their own").autocomplete("off"))
        (form.line(&f::ATTENDEE_ROLE, "Their job").hint("For example, designated teacher or foster carer").autocomplete("off"))
        (about_safety(&council.safeguarding))
        (form.counted(&f::ATTENDEE_NEEDS, Label::new("What they need to take part (optional)").size(Size::S))
            .hint("For example, step-free access, a hearing loop or large print. Please do not write about a child.")
            .rows(3))
    }
}
