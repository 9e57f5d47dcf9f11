//! Stories of staff who work on advice on pages: what they see, what they send, and what becomes of it.

mod audit;
mod failing;
mod list;
mod replies;
mod steps;
mod thread;
mod together;

use serde_json::json;

use crate::browser::{Browser, Seen};
use crate::people::{Family, Staff};

const LIST: &str = "/desk/advice";

/// Where a family's enquiry is on the desk.
fn thread(family: &Family) -> String {
    format!("{LIST}/{}", family.reference)
}

/// What a form on this page sends beside what is typed.
fn hidden(page: &Seen) -> Vec<(String, String)> {
    let value = |name| page.value(name).unwrap_or_else(|| panic!("no {name} in {}", page.words())).to_owned();
    ["seen", "attempt"].map(|name| (name.to_owned(), value(name))).to_vec()
}

/// Sends what is typed with the form of a page.
async fn sends(browser: &Browser, page: &Seen, path: &str, typed: &[(&str, &str)]) -> Seen {
    let hidden = hidden(page);
    let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend(typed);
    browser.sends(path, &fields).await
}

/// Takes a step on the page that is made for it.
async fn takes(browser: &Browser, family: &Family, step: &str, typed: &[(&str, &str)]) -> Seen {
    let path = format!("{}/{step}", thread(family));
    let page = browser.goes(&path).await.is(&path, 200);
    sends(browser, &page, &path, typed).await
}

/// A family whose enquiry a member of staff has taken.
async fn taken(staff: &Staff, family: Family) -> Family {
    staff.steps(&family, "assignment", &json!({"to": "me"})).await.is(200);
    family
}
