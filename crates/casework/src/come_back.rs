//! Coming back with a reference and an access code: the page that asks for both.

use domain::problems::Problems;
use govuk::{Button, InsetText, TextInput, Width};
use maud::{Markup, html};
use web::{Council, Html, Section, Sheet};

use crate::markup::heading;

/// What somebody typed to come back, and what was wrong with it.
#[derive(Default)]
pub struct ComingBack {
    /// As it was typed.
    pub reference: String,
    /// As it was typed.
    pub access_code: String,
    /// A message that was being written when the record was closed; it comes along.
    pub text: String,
    /// Whether it was closed because nobody had looked for too long.
    pub away: bool,
    /// What is wrong.
    pub problems: Problems,
}

/// The words of one service.
pub struct Words<'a> {
    /// The part of the site.
    pub section: &'a Section,
    /// The page's heading.
    pub title: &'a str,
    /// Where it is sent, and the link of the navigation that it stands under.
    pub action: &'static str,
    /// What a reference looks like.
    pub example: &'a str,
    /// What its button says.
    pub button: &'a str,
    /// Why the record was closed.
    pub away: &'a str,
    /// What stands below: what to do without a code.
    pub below: Markup,
}

/// The page.
pub fn page(council: &Council, words: Words<'_>, coming: &ComingBack) -> Html {
    let wrong = |pointer: &str| coming.problems.at(pointer).map(|problem| problem.detail.as_str());
    let (reference, code) = (wrong("#/reference"), wrong("#/access_code"));
    let content = html! {
        @if coming.away {
            (InsetText::new(html! {
                p class="govuk-body" { (words.away) " Enter your reference and access code again." }
                @if !coming.text.is_empty() {
                    p class="govuk-body" { "We still have the message that you were writing. We have not sent it yet." }
                }
            }))
        }
        form method="post" action=(words.action) novalidate {
            (heading(words.title))
            (TextInput::new("reference", "Reference").value(&coming.reference).error(reference)
                .hint(format!("It looks like {}", words.example)).width(Width::Chars20).spellcheck(false).autocomplete("off"))
            (TextInput::new("access_code", "Access code").value(&coming.access_code).error(code)
                .hint("16 letters and numbers, in four groups of four").width(Width::Chars20).spellcheck(false)
                .autocomplete("off"))
            @if !coming.text.is_empty() { input type="hidden" name="text" value=(coming.text); }
            (Button::new(words.button).prevent_double_click(true))
        }
        (words.below)
    };
    let errors = [("reference", reference), ("access_code", code)];
    let errors = errors.into_iter().filter_map(|(field, wrong)| Some((field, wrong?)));
    Sheet::new(words.section, words.title, content)
        .back(words.section.href)
        .section(words.action)
        .errors(errors)
        .html(council)
}
