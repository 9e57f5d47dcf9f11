//! The Virtual School's own pages, and what anybody meets on any page.

use serde_json::json;

use crate::person::Person;
use crate::visit::visit;
use crate::way::Way;

const STATEMENTS: [(&str, &str); 5] = [
    ("Accessibility statement", "/accessibility"),
    ("Privacy notice", "/privacy"),
    ("Cookies", "/cookies"),
    ("Feedback and complaints", "/feedback"),
    ("API", "/api"),
];

/// The first visit to the start page brings no more over the wire, in all and compressed.
const FIRST_VISIT_BYTES_MAX: u64 = 60 * 1024;

/// Everything that a visit brought over the wire, and how many files that was.
const BROUGHT: &str = "
    const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    return [files.reduce((sum, file) => sum + file.transferSize, 0), files.length];";

/// From the start page to every statement, by the links at the foot of each page, and to a page that is not there.
async fn finds_every_statement(person: Person) {
    person.visits("/").await;
    for (words, path) in STATEMENTS {
        person.presses(words).await;
        assert_eq!(person.path().await, path);
    }
    person.visits("/nothing-here").await;
    person.sees("We could not find what you asked for").await;
}

#[test]
fn the_statements_are_found_from_the_start_page() {
    visit(Way::ORDINARY, finds_every_statement);
}

#[test]
fn the_statements_are_found_on_a_narrow_screen() {
    visit(Way::NARROW, finds_every_statement);
}

#[test]
fn the_statements_are_found_without_script() {
    visit(Way::WITHOUT_SCRIPT, finds_every_statement);
}

#[test]
fn the_statements_are_found_by_keyboard_alone() {
    visit(Way::KEYBOARD, finds_every_statement);
}

#[test]
fn the_statements_are_found_at_four_times_the_size() {
    visit(Way::ZOOMED, finds_every_statement);
}

#[test]
fn the_statements_are_found_in_colours_of_ones_own() {
    visit(Way::FORCED_COLOURS, |person| async move {
        finds_every_statement(person.clone()).await;
        assert!(person.asks_the_page::<bool>("return matchMedia('(forced-colors: active)').matches;", &[]).await);
    });
}

#[test]
fn the_first_key_leads_past_what_every_page_begins_with() {
    visit(Way::KEYBOARD, |person| async move {
        person.visits("/").await;
        person.presses_only("Skip to main content").await;
        let there = person.soon(|| async {
            let focused: bool = person.asks_the_page("return document.activeElement?.localName === 'main';", &[]).await;
            focused.then_some(())
        });
        assert!(there.await.is_some(), "the link leads nowhere");
    });
}

#[test]
fn the_first_visit_brings_little() {
    visit(Way::ORDINARY, |person| async move {
        person.tells_the_browser("Network.setCacheDisabled", json!({"cacheDisabled": true})).await;
        person.visits("/").await;
        let (bytes, files): (u64, u64) = person.asks_the_page(BROUGHT, &[]).await;
        assert!(files > 2, "a page, a stylesheet and a script, at least: {files}");
        assert!(bytes <= FIRST_VISIT_BYTES_MAX, "{bytes} bytes in {files} files");
    });
}

#[test]
fn a_statement_can_be_kept_on_paper() {
    visit(Way::ORDINARY, |person| async move {
        person.visits("/privacy").await;
        let printed = person.prints("privacy").await;
        assert!(printed.contains("Privacy notice"));
        assert!(!printed.contains("Skip to main content") && !printed.contains("Accessibility statement"), "{printed}");
    });
}
