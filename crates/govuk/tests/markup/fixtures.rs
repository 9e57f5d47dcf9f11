//! Our components beside govuk-frontend's: each of its fixtures is built from its own options with our components and
//! has to come out the same. Nothing is passed over in silence.

mod around;
mod blocks;
mod form;
mod left_out;
mod options;
mod package;

use std::collections::BTreeSet;
use std::fs;

use maud::Markup;
use serde_json::Value;

use crate::html;
use left_out::{LEFT_OUT, NOT_BUILT};
use options::Options;

type Build = fn(&mut Options) -> Markup;

/// Declares each component once: a test of its own, and a line in the list that the other tests go through.
macro_rules! components {
    ($($test:ident: $component:literal by $build:path;)*) => {
        const COMPONENTS: &[(&str, Build)] = &[$(($component, $build)),*];

        $(#[test]
        fn $test() {
            compare($component, $build);
        })*
    };
}

components! {
    back_link_is_as_in_govuk_frontend: "back-link" by around::back_link;
    breadcrumbs_are_as_in_govuk_frontend: "breadcrumbs" by around::breadcrumbs;
    button_is_as_in_govuk_frontend: "button" by blocks::button;
    character_count_is_as_in_govuk_frontend: "character-count" by form::fields::character_count;
    checkboxes_are_as_in_govuk_frontend: "checkboxes" by form::choices::checkboxes;
    date_input_is_as_in_govuk_frontend: "date-input" by form::date::date_input;
    details_are_as_in_govuk_frontend: "details" by blocks::details;
    error_message_is_as_in_govuk_frontend: "error-message" by form::words::error_message;
    error_summary_is_as_in_govuk_frontend: "error-summary" by form::words::error_summary;
    exit_this_page_is_as_in_govuk_frontend: "exit-this-page" by around::exit_this_page;
    fieldset_is_as_in_govuk_frontend: "fieldset" by form::words::fieldset;
    footer_is_as_in_govuk_frontend_without_what_is_the_crowns: "footer" by around::footer;
    hint_is_as_in_govuk_frontend: "hint" by form::words::hint;
    inset_text_is_as_in_govuk_frontend: "inset-text" by blocks::inset_text;
    label_is_as_in_govuk_frontend: "label" by form::words::label;
    masthead_is_as_the_generic_header_in_govuk_frontend: "generic-header" by around::masthead;
    notification_banner_is_as_in_govuk_frontend: "notification-banner" by blocks::notification_banner;
    pagination_is_as_in_govuk_frontend: "pagination" by around::pagination;
    panel_is_as_in_govuk_frontend: "panel" by blocks::panel;
    phase_banner_is_as_in_govuk_frontend: "phase-banner" by around::phase_banner;
    radios_are_as_in_govuk_frontend: "radios" by form::choices::radios;
    select_is_as_in_govuk_frontend: "select" by form::fields::select;
    service_navigation_is_as_in_govuk_frontend: "service-navigation" by around::service_navigation;
    skip_link_is_as_in_govuk_frontend: "skip-link" by around::skip_link;
    summary_list_is_as_in_govuk_frontend: "summary-list" by blocks::summary_list;
    table_is_as_in_govuk_frontend: "table" by blocks::table;
    tabs_are_as_in_govuk_frontend: "tabs" by blocks::tabs;
    tag_is_as_in_govuk_frontend: "tag" by blocks::tag;
    task_list_is_as_in_govuk_frontend: "task-list" by around::task_list;
    text_input_is_as_in_govuk_frontend: "input" by form::fields::input;
    textarea_is_as_in_govuk_frontend: "textarea" by form::fields::textarea;
    warning_text_is_as_in_govuk_frontend: "warning-text" by blocks::warning_text;
}

#[test]
fn every_component_of_govuk_frontend_is_built_or_said_not_to_be() {
    let mut known: BTreeSet<String> = COMPONENTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    for (name, reason) in NOT_BUILT {
        assert!(!reason.is_empty() && known.insert((*name).to_owned()), "{name} is both built and not built");
    }
    let folders = fs::read_dir(package::components()).unwrap().map(Result::unwrap);
    let folders = folders.filter(|folder| folder.path().join("fixtures.json").exists());
    let there: BTreeSet<String> = folders.map(|folder| folder.file_name().into_string().unwrap()).collect();
    assert_eq!(known, there);
}

#[test]
fn every_fixture_left_out_is_one_of_a_component_we_build() {
    for (reason, component, _) in left_out() {
        assert!(!reason.is_empty());
        assert!(COMPONENTS.iter().any(|(name, _)| *name == component), "{component} is not built");
    }
}

#[test]
fn no_text_can_become_markup() {
    let close_everything = " \" poison=\"\"></textarea></title><poison poison='' >&lt;poison poison>";
    for (component, build) in COMPONENTS {
        for fixture in package::fixtures(component) {
            let mut options = fixture["options"].clone();
            each_text(&mut options, &mut |text, markup| text.push_str(if markup { "" } else { close_everything }));
            let (mut options, _) = Options::new(&options);
            let html = build(&mut options).into_string();
            for token in html::tokens(&html) {
                let hit = matches!(&token, html::Token::Open { name, .. } if name.starts_with("poison"));
                assert!(!hit && token.attribute("poison").is_none(), "{component}, {}: {html}", fixture["name"]);
            }
        }
    }
}

#[test]
fn no_component_needs_script_or_style_within_the_page() {
    for (component, build) in COMPONENTS {
        for fixture in package::fixtures(component) {
            let mut options = fixture["options"].clone();
            // Some fixtures bring style in markup of their own.
            each_text(&mut options, &mut |text, markup| {
                if markup {
                    text.replace_range(.., "<b>markup</b>")
                }
            });
            let (mut options, _) = Options::new(&options);
            html::obeys_the_policy(&build(&mut options).into_string());
        }
    }
}

#[test]
fn the_lock_file_names_no_registry() {
    let lock = package::read(&package::frontend().join("package-lock.json"));
    let packages = lock["packages"].as_object().unwrap();
    assert!(packages.values().all(|package| package.get("resolved").is_none()));
}

/// Changes every text in the options; `true` comes with those that are markup.
fn each_text(value: &mut Value, change: &mut dyn FnMut(&mut String, bool)) {
    fn walk(value: &mut Value, markup: bool, change: &mut dyn FnMut(&mut String, bool)) {
        match value {
            Value::String(text) => change(text, markup),
            Value::Array(items) => items.iter_mut().for_each(|item| walk(item, markup, change)),
            Value::Object(members) => {
                for (key, value) in members {
                    walk(value, key == "html" || key == "end" || key.ends_with("Html"), change);
                }
            }
            _ => {}
        }
    }
    walk(value, false, change);
}

/// (reason, component, fixture) of everything that is left out.
fn left_out() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    LEFT_OUT.iter().flat_map(|(reason, components)| {
        components.iter().flat_map(|(component, names)| names.iter().map(|name| (*reason, *component, *name)))
    })
}

fn compare(component: &str, build: Build) {
    let mut left: BTreeSet<&str> =
        left_out().filter(|(_, of, _)| *of == component).map(|(_, _, fixture)| fixture).collect();
    let mut complaints = Vec::new();
    for fixture in package::fixtures(component) {
        let name = fixture["name"].as_str().expect("a fixture has a name");
        let listed = left.remove(name);
        match difference(component, build, &fixture) {
            Some(difference) if !listed => complaints.push(format!("\"{name}\": {difference}")),
            None if listed => complaints.push(format!("\"{name}\" is left out, but comes out the same")),
            _ => {}
        }
    }
    complaints.extend(left.iter().map(|name| format!("\"{name}\" is left out, but is no longer there")));
    assert!(complaints.is_empty(), "{component}:\n{}", complaints.join("\n"));
}

/// Why a fixture does not come out the same; `None` when it does.
fn difference(component: &str, build: Build, fixture: &Value) -> Option<String> {
    let (mut options, left) = Options::new(&fixture["options"]);
    let ours = build(&mut options).into_string();
    drop(options);
    let left = left.take();
    if !left.is_empty() {
        return Some(format!("it uses what we do not support: {}", left.join(", ")));
    }
    let theirs = fixture["html"].as_str().expect("a fixture has its HTML");
    let (ours, theirs) = (html::tokens(&ours), without_the_crowns(component, html::tokens(theirs)));
    let at = ours.iter().zip(&theirs).position(|(ours, theirs)| ours != theirs);
    let at = at.or((ours.len() != theirs.len()).then(|| ours.len().min(theirs.len())))?;
    let show = |token: Option<&html::Token>| token.map_or("the end".to_owned(), ToString::to_string);
    Some(format!("\n  ours:   {}\n  theirs: {}", show(ours.get(at)), show(theirs.get(at))))
}

/// A council's footer bears neither crown, royal arms and Crown copyright, nor the licence of the Crown's content.
fn without_the_crowns(component: &str, tokens: Vec<html::Token>) -> Vec<html::Token> {
    let crowns = [
        "govuk-footer__crown",
        "govuk-footer__licence-logo",
        "govuk-footer__licence-description",
        "govuk-footer__meta-item",
    ];
    match component {
        "footer" => crowns.iter().fold(tokens, |tokens, class| html::without(&tokens, class)),
        _ => tokens,
    }
}
