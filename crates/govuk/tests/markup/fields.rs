//! Every field is tied to its label, hint and error, and the error summary finds it. Nothing here looks at a fixture.

use std::collections::BTreeSet;

use govuk::{
    CharacterCount, Checkboxes, Choice, DateInput, ErrorSummary, FormField, Legend, Limit, Radios, Select,
    SelectOption, TextInput, Textarea,
};
use maud::{Markup, Render, html};

use crate::html::{Token, tokens};

const HINT: &str = "Help with the answer";
const ERROR: Option<&str> = Some("Enter an answer");

/// One of each field, with everything that has to be tied to something.
fn fields() -> Vec<(Box<dyn FormField>, Markup)> {
    fn both<F: FormField + Render + 'static>(field: F) -> (Box<dyn FormField>, Markup) {
        let markup = field.render();
        (Box::new(field), markup)
    }
    let choices = || [Choice::new("yes", "Yes").hint("Most people"), Choice::new("no", "No").reveals(html! { "Why?" })];
    vec![
        both(TextInput::new("email", "Email").hint(HINT).error(ERROR).prefix("£")),
        both(Textarea::new("story", "Story").hint(HINT).error(ERROR)),
        both(CharacterCount::new("question", "Question", Limit::Length(500)).hint(HINT).error(ERROR)),
        both(Select::new("year", "Year").option(SelectOption::new("7", "Year 7")).hint(HINT).error(ERROR)),
        both(Radios::new("role", Legend::heading("Role")).choices(choices()).hint(HINT).error(ERROR)),
        both(Checkboxes::new("needs", "Needs").choices(choices()).hint(HINT).error(ERROR)),
        both(DateInput::new("born", "Born").hint(HINT).error(ERROR)),
        both(DateInput::new("sent", "Sent").wrong([false, true, false]).hint(HINT).error(ERROR)),
    ]
}

fn ids(tokens: &[Token]) -> BTreeSet<&str> {
    tokens.iter().filter_map(|token| token.attribute("id")).collect()
}

#[test]
fn every_label_and_every_description_points_at_something_on_the_page() {
    for (_, markup) in fields() {
        let tokens = tokens(&markup.0);
        let ids = ids(&tokens);
        for token in &tokens {
            for attribute in ["for", "aria-describedby", "data-aria-controls"] {
                let named = token.attribute(attribute).unwrap_or_default();
                assert!(named.split_ascii_whitespace().all(|id| ids.contains(id)), "{token}");
            }
        }
    }
}

#[test]
fn every_input_has_a_label_of_its_own() {
    for (_, markup) in fields() {
        let tokens = tokens(&markup.0);
        let labelled: BTreeSet<_> = tokens.iter().filter_map(|token| token.attribute("for")).collect();
        let inputs: Vec<_> =
            tokens.iter().filter_map(|token| token.attribute("name").and(token.attribute("id"))).collect();
        assert!(!inputs.is_empty());
        assert!(inputs.iter().all(|id| labelled.contains(id)), "{}", markup.0);
    }
}

#[test]
fn every_hint_and_every_error_is_read_out_with_its_field() {
    for (_, markup) in fields() {
        let tokens = tokens(&markup.0);
        let described: BTreeSet<_> = tokens.iter().filter_map(|token| token.attribute("aria-describedby")).collect();
        let described: BTreeSet<_> = described.iter().flat_map(|ids| ids.split_ascii_whitespace()).collect();
        let help = |token: &&Token| {
            let class = token.attribute("class").unwrap_or_default();
            class.split_ascii_whitespace().any(|name| name == "govuk-hint" || name == "govuk-error-message")
        };
        for token in tokens.iter().filter(help) {
            assert!(token.attribute("id").is_some_and(|id| described.contains(id)), "{token}");
        }
    }
}

#[test]
fn the_error_summary_links_to_an_input_in_every_field() {
    for (field, markup) in fields() {
        let summary = ErrorSummary::of([&*field]).render();
        let summary = tokens(&summary.0);
        let href = summary.iter().find_map(|token| token.attribute("href")).expect("the summary links to the field");
        let tokens = tokens(&markup.0);
        let target =
            tokens.iter().find(|token| token.attribute("id").map(|id| format!("#{id}")).as_deref() == Some(href));
        assert!(target.is_some_and(|target| target.attribute("name").is_some()), "{href} in {}", markup.0);
    }
}

#[test]
fn the_error_summary_links_to_the_part_of_a_date_that_is_wrong() {
    let date = DateInput::new("born", "Born").wrong([false, false, true]).error(ERROR);
    assert!(ErrorSummary::of([&date as &dyn FormField]).render().0.contains("href=\"#born-year\""));
}

#[test]
fn a_field_without_an_error_is_not_in_the_summary() {
    let field = TextInput::new("email", "Email").error(None::<&str>);
    assert!(ErrorSummary::of([&field as &dyn FormField]).is_empty());
}

#[test]
fn the_parts_of_a_date_are_sent_under_the_dates_own_name() {
    let html = DateInput::new("born", "Born").values(["egg", "2", ""]).own_birthday().render().0;
    assert!(html.contains("name=\"born-day\" type=\"text\" value=\"egg\""), "{html}");
    assert!(html.contains("autocomplete=\"bday-month\""), "{html}");
}

#[test]
fn a_textarea_plays_back_a_line_break_that_comes_first() {
    // A browser drops the first line break after the tag, so one more has to be there.
    for value in ["\nSecond line", "\r\nSecond line", "First line\nsecond"] {
        let html = Textarea::new("story", "Story").value(value).render().0;
        let (_, held) = html.split_once("5\">").expect("a textarea has five rows");
        let (held, _) = held.split_once("</textarea>").expect("a textarea ends");
        assert_eq!(held.strip_prefix('\n').unwrap_or(held), value);
    }
}
