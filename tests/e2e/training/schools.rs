//! Who sees bookings without a code: whoever is signed in for the school, and staff. Another school's are not there.

use reqwest::Method;
use serde_json::json;

use super::people::{BOOKINGS, a_run, a_wish_of_a_school, makes_run, states};
use crate::browser::Browser;
use crate::door::{Answer, Door, house};
use crate::people::Staff;
use crate::sign_in::{link_for, moved_in};

/// Somebody who is signed in for a school.
struct School {
    door: Door,
    cookie: String,
}

impl School {
    async fn signs_in(admin: &Browser, email: &str, urn: &str) -> Self {
        let kim = [("email", email), ("name", "Kim Lee"), ("belongs_to", "school"), ("urn", urn)];
        admin.asks(Method::POST, "/desk/people/invite", &kim).await.is(303);
        let link = link_for(admin, email).await;
        let browser = Browser::new(&admin.door);
        browser.asks(Method::POST, &link, &[]).await.is(303);
        Self { door: browser.door.clone(), cookie: format!("fd_session={}", browser.cookie("fd_session").unwrap()) }
    }

    async fn gets(&self, path: &str) -> Answer {
        self.door.get(path).header("cookie", &self.cookie).send().await
    }

    async fn posts(&self, path: &str, body: &serde_json::Value) -> Answer {
        self.door.post(path, body).header("cookie", &self.cookie).send().await
    }
}

#[test]
fn a_school_has_its_bookings_in_one_list_and_changes_them_without_a_code() {
    house(|house| async move {
        let (admin, _running) = moved_in(&house).await;
        let sam = Staff::joins(&admin.door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(5)).await;
        let hill = School::signs_in(&admin, "kim@hill.example", "100869").await;
        let oak = School::signs_in(&admin, "kim@oak.example", "100870").await;

        let mut wish = a_wish_of_a_school(&run, "100869");
        wish.as_object_mut().unwrap().remove("urn");
        let booked = hill.posts(BOOKINGS, &wish).await.is(201).json();
        assert_eq!(booked["organisation"]["urn"], "100869", "whoever is signed in books for their school");
        let reference = booked["reference"].as_str().unwrap();
        let theirs = oak.posts(BOOKINGS, &a_wish_of_a_school(&run, "100870")).await.is(201).json();
        let theirs = theirs["reference"].as_str().unwrap();

        let list = hill.gets(BOOKINGS).await.is(200).json();
        assert_eq!(list["items"].as_array().unwrap().len(), 1);
        assert_eq!(
            (&list["items"][0]["reference"], &list["items"][0]["places"]),
            (&json!(reference), &json!(["confirmed"]))
        );
        hill.gets(&format!("{BOOKINGS}/{theirs}")).await.tells(404, "not-found");
        hill.posts(&format!("{BOOKINGS}/{theirs}/cancellation"), &json!({"places": [1]})).await.tells(404, "not-found");
        let given_up = hill.posts(&format!("{BOOKINGS}/{reference}/cancellation"), &json!({"places": [1]})).await;
        assert_eq!(states(&given_up.is(200).json()), ["cancelled_free"]);

        let elsewhere = hill.door.post(&format!("{BOOKINGS}/{reference}/view"), &json!({}));
        let elsewhere = elsewhere.header("cookie", &hill.cookie).header("sec-fetch-site", "cross-site").send().await;
        elsewhere.tells(403, "cross-site");
        assert_eq!(sam.gets(&format!("{BOOKINGS}/{theirs}")).await.is(200).json()["reference"], theirs);
        sam.gets(BOOKINGS).await.tells(403, "forbidden");
        for path in [BOOKINGS.to_owned(), format!("{BOOKINGS}/{reference}")] {
            admin.door.another_caller().get(&path).send().await.tells(401, "unauthenticated");
        }
    });
}
