//! Keys for staff: made once, shown once, listed without their secret, ended for good.

mod pages;

use serde_json::json;

use crate::door::story;
use crate::people::Staff;

const KEYS: &str = "/api/v1/desk/keys";

#[test]
fn a_key_is_shown_once_and_the_same_request_again_makes_no_second_one() {
    story(|door| async move {
        let once = format!("story-{:032x}", rand::random::<u128>());
        let body = json!({"label": "Laptop", "name": "Amara Osei", "role": "manager"});
        let make = || door.post(KEYS, &body).key(door.admin_key()).header("idempotency-key", &once).send();
        let (first, again) = (make().await.is(201), make().await.is(201));
        assert_eq!(first.text, again.text, "the first answer again, key and all");
        assert_eq!((first.header("idempotency-replayed"), again.header("idempotency-replayed")), (None, Some("true")));

        let key = first.json()["key"].as_str().unwrap().to_owned();
        let read = door.get(first.header("location").unwrap()).key(door.admin_key()).send().await.is(200);
        assert!(!read.text.contains(&key) && read.json()["key"].is_null());
    });
}

#[test]
fn what_is_wrong_with_a_key_to_be_made_is_told_at_once() {
    story(|door| async move {
        let body = json!({"label": "", "role": "king", "expires_on": "2020-01-01", "colour": "red"});
        let refused = door.post(KEYS, &body).key(door.admin_key()).send().await.tells(422, "validation");
        let expected = [
            ("#/label", "CANNOT_BE_EMPTY"),
            ("#/name", "CANNOT_BE_EMPTY"),
            ("#/role", "INVALID_VALUE"),
            ("#/expires_on", "DATE_MUST_BE_IN_THE_FUTURE"),
            ("#/colour", "UNKNOWN_FIELD"),
        ];
        let expected: Vec<_> = expected.iter().map(|(at, code)| ((*at).to_owned(), (*code).to_owned())).collect();
        assert_eq!(refused.errors(), expected);
    });
}

#[test]
fn keys_are_listed_by_whether_they_still_work() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let on_list = async |state: &str| {
            let mut after = String::new();
            // Far more pages than stories make keys.
            for _ in 0..1_000 {
                let path = format!("{KEYS}?limit=100&state={state}{after}");
                let page = door.get(&path).key(door.admin_key()).send().await.is(200).json();
                if page["items"].as_array().unwrap().iter().any(|key| key["id"] == sam.id.as_str()) {
                    return true;
                }
                let Some(next) = page["next"].as_str() else { return false };
                after = format!("&after={next}");
            }
            panic!("the list never ends");
        };
        assert!(on_list("live").await && !on_list("revoked").await);
        let path = format!("{KEYS}/{}", sam.id);
        let seen = door.get(&path).key(door.admin_key()).send().await.etag().to_owned();
        let end =
            || door.post(&format!("{path}/revocation"), &json!({})).key(door.admin_key()).header("if-match", &seen);
        end().send().await.is(200);
        end().send().await.tells(412, "stale");
        assert!(!on_list("live").await && on_list("revoked").await);
    });
}
