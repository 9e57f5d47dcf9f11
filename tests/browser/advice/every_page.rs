//! One visit that comes to every page there is, so that none is without a look.

use std::collections::BTreeSet;
use std::fs;

use crate::door::root;
use crate::family::{ABOUT_A_CHILD, GENERAL, QUESTION};
use crate::visit::visit;
use crate::way::Way;

/// What is not for people: programs' paths, files, parts of pages, and forms that only lead on.
const NOT_PAGES: [&str; 13] = [
    "/assets/{name}",
    "/robots.txt",
    "/health",
    "/advice/forget",
    "/advice/enquiry/leave",
    "/training/settings/{run}/found",
    "/training/book/{run}/forget",
    "/training/book/{run}/attendee/{number}/remove",
    "/training/bookings/{reference}/accept",
    "/training/bookings/{reference}/decline",
    "/training/bookings/{reference}/leave",
    "/desk/directory/found",
    "/desk/directory/import/{import}/cancellation",
];

#[test]
fn every_page_is_looked_at() {
    visit(Way::ORDINARY, |person| async move {
        for path in ["/", "/accessibility", "/privacy", "/cookies", "/feedback", "/api"] {
            person.visits(path).await;
        }
        person.begins_to_ask().await;
        person.chooses("In care now").await;
        person.presses("Continue").await;
        for steps in [&GENERAL[..], &ABOUT_A_CHILD] {
            person.answers_all(steps).await;
            person.presses("Change your question").await;
            person.fills_in("Your question", "Please write to robin@family.example.").await;
            person.presses("Continue").await;
            person.presses("Change my question").await;
            person.fills_in("Your question", QUESTION).await;
            person.presses("Continue").await;
            person.presses("Send my question").await;
            let family = person.receipt().await;
            person.saves("Save as a text file", "reference.txt").await;
            person.comes_back_to(&family).await;
            person.presses("See who has opened it").await;
            person.presses("Back").await;
            person.presses("Take it back").await;
            person.forgets_its_cookies().await;
        }
        // To sign in and be at the desk is for staff, whose stories look at those pages.
        // Whoever books training has stories of their own.
        let others = ["/desk", "/sign-in", "/training"];
        let missed = missed(&person.has_seen(), |page| !others.iter().any(|place| page.starts_with(place)));
        assert!(missed.is_empty(), "nobody looked at {missed:?}");
    });
}

/// The pages among those meant that nobody has seen.
pub(crate) fn missed(seen: &BTreeSet<String>, meant: impl Fn(&str) -> bool) -> Vec<String> {
    let missed = pages().into_iter().filter(|page| meant(page) && !seen.iter().any(|path| fits(page, path)));
    missed.collect()
}

/// The routes of all pages, as the components' route tables have them.
fn pages() -> BTreeSet<String> {
    let mut pages = BTreeSet::new();
    for component in fs::read_dir(root().join("components")).unwrap() {
        let table = fs::read_to_string(component.unwrap().path().join("src/routes.rs")).unwrap();
        for call in [".at(\"", ".page(\""] {
            pages.extend(table.split(call).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()));
        }
    }
    assert!(pages.contains("/advice/ask/{question}") && pages.contains("/cookies"), "the tables are read: {pages:?}");
    pages.retain(|page| !page.starts_with("/api/") && !NOT_PAGES.contains(&page.as_str()));
    pages
}

/// Whether a path is one of those that a route stands for.
fn fits(page: &str, path: &str) -> bool {
    let (page, path): (Vec<_>, Vec<_>) = (page.split('/').collect(), path.split('/').collect());
    page.len() == path.len() && page.iter().zip(&path).all(|(route, part)| route == part || route.starts_with('{'))
}
