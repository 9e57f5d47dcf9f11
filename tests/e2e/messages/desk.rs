//! The page of messages.

use reqwest::Method;
use serde_json::json;

use super::mail::{Mood, PostOffice};
use crate::browser::Browser;
use crate::door::{Answer, Door, house};
use crate::people::{Family, Staff, a_question};

const PAGE: &str = "/desk/messages";

async fn page(door: &Door, key: &str) -> Answer {
    door.get(PAGE).key(key).header("accept", "text/html").send().await
}

#[test]
fn what_failed_stands_on_the_page_with_its_reason_and_goes_again_with_one_press() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let manager = Staff::joins(&office.door, "Mo Diaz", "manager").await;
        let family = Family::asks(&office.door, &a_question()).await;
        office.mail.is_in(&[Mood::Refuses(400)]);
        office.delivers().await;
        let html = page(&office.door, &manager.key).await.is(200).text;
        for words in [&family.reference, "robin@family.example", "GOV.UK Notify refused it", "Send again", "Dismiss"] {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert!(html.len() <= crate::browser::PAGE_BYTES_MAX);

        let action = html.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert!(action.starts_with("/desk/messages/advice.") && action.ends_with("/retry"), "{action}");
        let press = || {
            let form = ("content-type", "application/x-www-form-urlencoded");
            office.door.ask(Method::POST, &action).header(form.0, form.1).key(&manager.key).send()
        };
        for _ in 0..2 {
            assert_eq!(press().await.is(303).header("location"), Some("/desk/messages?done=retry"), "a double click");
        }
        assert_eq!(office.delivers().await["sent"], 1);
        let html = page(&office.door, &manager.key).await.is(200).text;
        assert!(html.contains("There are none."), "{html}");
    });
}

#[test]
fn the_page_is_for_managers() {
    house(|house| async move {
        let (door, _running) = house.open().await;
        let adviser = Staff::joins(&door, "Sam Okoro", "adviser").await;
        page(&door, &adviser.key).await.is(403);
        let stranger = Browser::new(&door).asks(Method::GET, PAGE, &[]).await;
        assert!([303, 401].contains(&stranger.status.as_u16()), "{stranger:?}");
    });
}

#[test]
fn without_a_mail_service_nothing_is_sent_and_administrators_see_what_would_have_been() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        let family = Family::asks(&door, &a_question()).await;
        let delivered =
            door.post("/api/v1/messages/delivery", &json!({})).key(door.admin_key()).send().await.is(200).json();
        assert_eq!((&delivered["sent"], &delivered["waiting"]), (&json!(0), &json!(1)));
        let html = page(&door, door.admin_key()).await.is(200).text;
        for words in ["nothing is sent by email", &family.reference, "robin@family.example", "/advice/come-back"] {
            assert!(html.contains(words), "{words} in {html}");
        }
        let html = page(&door, &manager.key).await.is(200).text;
        assert!(html.contains("nothing is sent by email") && !html.contains("robin@family.example"));
        let lines = running.lines().concat();
        assert!(lines.contains("\"waiting\":1") && !lines.contains("robin@"), "a number in the log, and no address");
    });
}

#[test]
fn without_a_mail_service_whoever_asked_for_a_link_can_be_given_it() {
    house(|house| async move {
        let (browser, running) = crate::sign_in::moved_in(&house).await;
        let colleague = Browser::new(&browser.door);
        for email in ["amara@larkshire.example", "nobody@larkshire.example"] {
            colleague.sends("/sign-in", &[("email", email)]).await.is("/sign-in/sent", 200);
        }
        let door = Door::at(running.url());
        let html = page(&door, door.admin_key()).await.is(200).text;
        assert!(html.contains("amara@larkshire.example") && !html.contains("nobody@larkshire.example"), "{html}");
        let link = crate::sign_in::link_for(&browser, "amara@larkshire.example").await;
        colleague.asks(Method::POST, &link, &[]).await.is(303);
        assert!(colleague.cookie("fd_session").is_some());
    });
}
