//! The desk's own pages: what needs doing, people, keys, what was done.

use reqwest::Method;
use serde_json::{Value, json};

use crate::browser::{Browser, Seen};
use crate::door::{Door, house};
use crate::people::{Family, Staff, a_question};
use crate::sign_in::moved_in;

const INVITE: &str = "/desk/people/invite";
const KEYS: &str = "/api/v1/desk/keys";

/// A colleague as the invitation form knows them.
const SAM: [(&str, &str); 4] =
    [("email", "sam@larkshire.example"), ("name", "Sam Okoro"), ("belongs_to", "desk"), ("role", "adviser")];

async fn invites(admin: &Browser, colleague: &[(&str, &str)]) -> Seen {
    let page = admin.sends(INVITE, colleague).await;
    assert!(page.path.ends_with("?done=invited"), "{} {}", page.path, page.words());
    page
}

/// The path of the person whose page that is.
fn path_of(page: &Seen) -> String {
    page.path.split('?').next().unwrap().to_owned()
}

#[test]
fn the_desk_is_for_who_is_signed_in_and_leads_back_to_where_they_wanted_to_be() {
    house(|house| async move {
        let (admin, _running) = moved_in(&house).await;
        let stranger = Browser::new(&admin.door);
        for path in ["/desk", "/desk/account", "/desk/people", "/desk/keys", "/desk/audit"] {
            let led = stranger.asks(Method::GET, path, &[]).await.is(303);
            assert_eq!(led.header("location"), Some(format!("/sign-in?back={}", path.replace('/', "%2F")).as_str()));
            admin.goes(path).await.is(path, 200);
        }
        let sent = stranger.asks(Method::POST, INVITE, &SAM).await.is(401);
        assert!(sent.text.contains("value=\"Sam Okoro\""), "what they typed waits for them to sign in");
    });
}

#[test]
fn the_first_page_counts_what_is_open_and_names_no_family() {
    house(|house| async move {
        let (admin, running) = moved_in(&house).await;
        let quiet = admin.goes("/desk").await;
        assert!(quiet.words().contains("Nothing is overdue or due today"), "{}", quiet.words());
        let door = Door::at(running.url());
        for _ in 0..3 {
            Family::asks(&door, &a_question()).await;
        }
        let page = admin.goes("/desk").await;
        assert!(page.words().contains("Nobody’s yet 3"), "{}", page.words());
        assert!(page.words().contains("You are Amara Osei"));
        assert!(!page.answer.text.contains("Robin"), "no name of a family");
    });
}

#[test]
fn what_was_closed_costs_the_desk_nothing() {
    house(|house| async move {
        let (admin, running) = moved_in(&house).await;
        let door = Door::at(running.url());
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        for _ in 0..60 {
            let mut question = a_question();
            question["reply"] = json!({"by": "phone", "phone": "01632 960 001", "safe_to_leave_message": true});
            let family = Family::asks(&door, &question).await;
            manager.steps(&family, "closure", &json!({"outcome": "duplicate"})).await.is(200);
        }
        // Two for each of the sixteen parts of every list that is read, of which only those are looked into that hold
        // anything, and one for the session. The first page reads the runs of training too.
        for (path, operations_max) in [("/desk", 33 + 16), ("/desk/advice?view=all", 33)] {
            admin.goes(path).await.is(path, 200);
            let line = running.lines().into_iter().rfind(|line| line.contains("\"method\":\"GET\"")).unwrap();
            let line: Value = serde_json::from_str(&line).unwrap();
            assert!(line["key_value_operations"].as_u64().unwrap() <= operations_max, "{path}: {line}");
        }
    });
}

#[test]
fn an_administrator_lets_somebody_in_changes_them_and_ends_their_access() {
    house(|house| async move {
        let (admin, _running) = moved_in(&house).await;
        let wrong = admin.sends(INVITE, &[("email", "sam"), ("name", ""), ("belongs_to", "desk")]).await;
        let wrong = wrong.is(INVITE, 422);
        for sentence in ["Enter an email address in the correct format", "Enter their name", "Select their role"] {
            assert!(wrong.words().contains(sentence), "{sentence}: {}", wrong.words());
        }
        assert!(wrong.answer.text.contains("value=\"sam\""), "what was typed stays");

        let sam = invites(&admin, &SAM).await;
        assert!(sam.words().contains("A link is on its way") && sam.words().contains("Virtual School: adviser"));
        let again = admin.sends(INVITE, &SAM).await.is(INVITE, 422);
        assert!(again.words().contains("This person has access already"), "{}", again.words());

        let (path, version) = (path_of(&sam), sam.value("version").unwrap().to_owned());
        let promote =
            [("version", version.as_str()), ("name", "Sam Okoro"), ("belongs_to", "desk"), ("role", "manager")];
        let changed = admin.sends(&path, &promote).await;
        assert!(changed.words().contains("Virtual School: manager"), "{}", changed.words());
        let stale = admin.sends(&path, &promote).await.is(&path, 422);
        assert!(stale.words().contains("Somebody else changed this person"), "{}", stale.words());

        admin.goes(&format!("{path}/end")).await.is(&format!("{path}/end"), 200);
        let ended = admin.sends(&format!("{path}/end"), &[]).await;
        assert!(ended.words().contains("Their access has ended") && !ended.words().contains("Sam Okoro"));
        assert!(admin.goes("/desk/people?left").await.words().contains("Sam Okoro"));
        assert!(invites(&admin, &SAM).await.words().contains("Virtual School: adviser"), "and lets them in again");
        assert_eq!(path_of(&admin.goes(&path).await), path, "as the same person");
    });
}

#[test]
fn people_of_schools_and_providers_belong_to_them() {
    house(|house| async move {
        let (admin, _running) = moved_in(&house).await;
        let school = [
            ("email", "head@oak.example"),
            ("name", "Ola Berg"),
            ("belongs_to", "school"),
            ("urn", "100 869"),
            ("role", ""),
            ("provider", ""),
        ];
        assert!(invites(&admin, &school).await.words().contains("Setting 100869"));
        let provider = [
            ("email", "lead@tutors.example"),
            ("name", "Pat Ray"),
            ("belongs_to", "provider"),
            ("provider", "winchmore-tutors"),
        ];
        assert!(invites(&admin, &provider).await.words().contains("Provider winchmore-tutors"));
    });
}

#[test]
fn nobody_shuts_themselves_out() {
    house(|house| async move {
        let (admin, _running) = moved_in(&house).await;
        let list = admin.goes("/desk/people").await;
        let (_, rest) = list.answer.text.split_once("href=\"/desk/people/").unwrap();
        let mut rest = rest;
        while rest.starts_with("invite") {
            rest = rest.split_once("href=\"/desk/people/").unwrap().1;
        }
        let path = format!("/desk/people/{}", rest.split('"').next().unwrap());
        let me = admin.goes(&path).await;
        assert!(!me.words().contains("End their access"));
        admin.asks(Method::POST, &format!("{path}/end"), &[]).await.is(409);
        let version = me.value("version").unwrap().to_owned();
        let lesser =
            [("version", version.as_str()), ("name", "Amara Osei"), ("belongs_to", "desk"), ("role", "adviser")];
        let refused = admin.sends(&path, &lesser).await.is(&path, 422);
        assert!(refused.words().contains("You cannot end your own access or change your own role"));
        admin.asks(Method::GET, KEYS, &[]).await.is(200);
    });
}

#[test]
fn a_key_is_shown_once_made_once_and_ended_for_good() {
    house(|house| async move {
        let (admin, _running) = moved_in(&house).await;
        let form = admin.goes("/desk/keys/new").await;
        let attempt = form.value("attempt").unwrap().to_owned();
        let wrong = admin.sends("/desk/keys/new", &[("attempt", &attempt), ("label", "Case system")]).await;
        let wrong = wrong.is("/desk/keys/new", 422);
        assert!(wrong.words().contains("Enter the name of whoever will use the key"), "{}", wrong.words());
        let fields = [
            ("attempt", attempt.as_str()),
            ("label", "Case system"),
            ("name", "Case system"),
            ("role", "adviser"),
            ("scope", "reading"),
        ];
        let shown = |page: &Seen| page.words().split(' ').find(|word| word.starts_with("fd_")).unwrap().to_owned();
        let (first, second) =
            (admin.sends("/desk/keys/new", &fields).await, admin.sends("/desk/keys/new", &fields).await);
        assert_eq!(shown(&first), shown(&second), "pressed twice, one key");
        let key = shown(&first);
        admin.door.get("/api/v1/advice/enquiries").key(&key).send().await.is(200);
        let list = admin.goes("/desk/keys").await;
        assert_eq!(list.words().matches("Case system (looking only)").count(), 1, "{}", list.words());
        assert!(!list.answer.text.contains(&key) && !list.words().contains("Last used Never"), "{}", list.words());

        let (_, rest) = list.answer.text.split_once("href=\"/desk/keys/").unwrap();
        let path = rest.split("href=\"/desk/keys/").chain([rest]).find(|rest| rest.contains("/end\"")).unwrap();
        let path = format!("/desk/keys/{}", path.split('"').next().unwrap());
        let version = admin.goes(&path).await.value("version").unwrap().to_owned();
        let ended = admin.sends(&path, &[("version", &version)]).await;
        assert!(ended.words().contains("The key no longer works"));
        admin.door.get("/api/v1/advice/enquiries").key(&key).send().await.is(401);
    });
}

#[test]
fn what_administrators_did_is_there_to_be_read_with_who_did_it() {
    house(|house| async move {
        let (admin, _running) = moved_in(&house).await;
        invites(&admin, &SAM).await;
        let page = admin.goes("/desk/audit").await;
        let words = page.words();
        assert!(words.contains("The histories are whole"), "{words}");
        assert!(words.contains("Who Amara Osei What invited To Sam Okoro"), "{words}");
        assert!(words.contains("Who Whoever started the service first What invited To Amara Osei"), "{words}");
    });
}
