//! Staff sign in and out.

use std::time::Duration;

use reqwest::Method;

use crate::browser::Browser;
use crate::door::{Door, House, SETUP_KEY, house};
use runner::{Clock, Fault, Running, When};

const KEYS: &str = "/api/v1/desk/keys";

/// A new installation, and its first administrator in a browser.
pub(crate) async fn moved_in(house: &House) -> (Browser, Running) {
    moved_in_behind(house.builder()).await
}

/// The same behind a door that is still to be started.
async fn moved_in_behind(door: runner::Builder) -> (Browser, Running) {
    let running = door.start().await.unwrap();
    let browser = Browser::new(&Door::at(running.url()));
    let fields = [("key", SETUP_KEY), ("name", "Amara Osei"), ("email", "amara@larkshire.example")];
    let entered = browser.asks(Method::POST, "/sign-in/first", &fields).await.is(303);
    assert_eq!(entered.header("location"), Some("/desk"));
    (browser, running)
}

/// The path of the link that goes to this address, as an administrator is shown it where there is no mail service.
pub(crate) async fn link_for(admin: &Browser, email: &str) -> String {
    Browser::new(&admin.door).sends("/sign-in", &[("email", email)]).await.is("/sign-in/sent", 200);
    let page = admin.goes("/desk/messages").await.is("/desk/messages", 200);
    let (_, links) = page.answer.text.split_once(email).unwrap();
    let link = &links[links.find("/sign-in/link/").unwrap()..];
    link.split('"').next().unwrap().to_owned()
}

/// Lets an adviser in, who then signs in with a link.
async fn joins(admin: &Browser) -> Browser {
    let sam = [("email", "sam@larkshire.example"), ("name", "Sam Okoro"), ("belongs_to", "desk"), ("role", "adviser")];
    admin.asks(Method::POST, "/desk/people/invite", &sam).await.is(303);
    let link = link_for(admin, "sam@larkshire.example").await;
    let browser = Browser::new(&admin.door);
    browser.sends(&link, &[]).await.is("/desk", 200);
    browser
}

fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(minutes * 60)
}

#[test]
fn a_link_signs_in_once_and_who_only_looks_at_it_spends_nothing() {
    house(|house| async move {
        let clock = Clock::default();
        let (admin, _running) = moved_in_behind(house.builder().clock(clock.clone())).await;
        let link = link_for(&admin, "amara@larkshire.example").await;
        let browser = Browser::new(&admin.door);
        for _ in 0..3 {
            let page = browser.goes(&link).await.is(&link, 200);
            assert!(page.words().contains("You are signing in as Amara Osei"), "{}", page.words());
        }
        browser.sends(&link, &[]).await.is("/desk", 200);
        browser.sends(&link, &[]).await.is("/desk", 200);
        let other = Browser::new(&admin.door);
        other.sends(&link, &[]).await.is(&link, 410);
        assert_eq!(other.cookie("fd_session"), None);

        let late = link_for(&admin, "amara@larkshire.example").await;
        clock.advance(minutes(30));
        other.goes(&late).await.is(&late, 410);
        other.sends(&late, &[]).await.is(&late, 410);
    });
}

#[test]
fn whoever_signs_in_comes_to_where_they_wanted_to_be_and_never_to_another_site() {
    house(|house| async move {
        let (admin, _running) = moved_in(&house).await;
        for (wanted, comes_to) in [("/desk/keys", "/desk/keys"), ("//elsewhere.example", "/desk")] {
            let browser = Browser::new(&admin.door);
            browser.goes(&format!("/sign-in?back={}", wanted.replace('/', "%2F"))).await;
            let link = link_for(&admin, "amara@larkshire.example").await;
            browser.sends(&link, &[]).await.is(comes_to, 200);
        }
    });
}

#[test]
fn whose_access_ends_is_out_with_every_browser_within_half_a_minute() {
    house(|house| async move {
        let clock = Clock::default();
        let (admin, _running) = moved_in_behind(house.builder().clock(clock.clone())).await;
        let sam = joins(&admin).await;
        let list = admin.goes("/desk/people").await.answer.text;
        let person =
            list.split("href=\"").find(|rest| rest.contains(">Sam Okoro<")).unwrap().split('"').next().unwrap();
        admin.asks(Method::POST, &format!("{person}/end"), &[]).await.is(303);
        clock.advance(Duration::from_secs(30));
        sam.goes("/desk").await.is("/sign-in?back=%2Fdesk", 200);
        sam.asks(Method::GET, "/api/v1/advice/enquiries", &[]).await.tells(401, "unauthenticated");
    });
}

#[test]
fn who_signs_out_everywhere_is_out_with_every_browser() {
    house(|house| async move {
        let clock = Clock::default();
        let (admin, _running) = moved_in_behind(house.builder().clock(clock.clone())).await;
        let other = Browser::new(&admin.door);
        other.sends(&link_for(&admin, "amara@larkshire.example").await, &[]).await.is("/desk", 200);
        admin.sends("/sign-in/everywhere", &[]).await.is("/sign-in/signed-out", 200);
        clock.advance(Duration::from_secs(30));
        for browser in [&admin, &other] {
            browser.goes("/desk").await.is("/sign-in?back=%2Fdesk", 200);
        }
    });
}

#[test]
fn a_session_ends_after_an_hour_without_a_request_and_after_twelve_in_any_case() {
    house(|house| async move {
        let clock = Clock::default();
        let (admin, _running) = moved_in_behind(house.builder().clock(clock.clone())).await;
        let idle = joins(&admin).await;
        for _ in 0..14 {
            clock.advance(minutes(50));
            admin.goes("/desk").await.is("/desk", 200);
        }
        idle.goes("/desk").await.is("/sign-in?back=%2Fdesk", 200);
        clock.advance(minutes(20));
        admin.goes("/desk").await.is("/sign-in?back=%2Fdesk", 200);
    });
}

#[test]
fn whoever_starts_it_first_becomes_the_administrator_once() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let welcome = running.welcome().unwrap().to_owned();
        assert_eq!(welcome, format!("{}/sign-in/first?key={SETUP_KEY}", running.url()), "said at the start");

        let browser = Browser::new(&door);
        let page = browser.goes(&format!("/sign-in/first?key={SETUP_KEY}")).await;
        assert!(page.words().contains("You will be its first administrator"), "{}", page.words());
        let wrong = browser.sends("/sign-in/first", &[("key", SETUP_KEY), ("name", "Amara"), ("email", "amara")]).await;
        let wrong = wrong.is("/sign-in/first", 422);
        assert_eq!(
            (wrong.value("key"), wrong.answer.text.contains("value=\"Amara\"")),
            (Some(SETUP_KEY), true),
            "{}",
            wrong.answer.text
        );
        running.stop().await;

        let (browser, running) = moved_in(&house).await;
        running.stop().await;
        let (_, running) = house.open().await;
        assert_eq!(running.welcome(), None, "there is somebody now");
        let browser = browser.at(running.url());
        browser.asks(Method::GET, KEYS, &[]).await.is(200);
        for path in ["/sign-in/first", &format!("/sign-in/first?key={SETUP_KEY}")] {
            Browser::new(&browser.door).goes(path).await.is(path, 404);
        }
        let fields = [("key", SETUP_KEY), ("name", "Second"), ("email", "second@larkshire.example")];
        Browser::new(&browser.door).sends("/sign-in/first", &fields).await.is("/sign-in/first", 404);
    });
}

#[test]
fn without_the_setup_key_nobody_becomes_an_administrator() {
    house(|house| async move {
        let (door, _running) = house.open().await;
        let browser = Browser::new(&door);
        for path in ["/sign-in/first", "/sign-in/first?key=", "/sign-in/first?key=guessed"] {
            browser.goes(path).await.is(path, 404);
        }
        let fields = [("key", "guessed"), ("name", "Eve"), ("email", "eve@elsewhere.example")];
        browser.sends("/sign-in/first", &fields).await.is("/sign-in/first", 404);
    });
}

#[test]
fn a_session_opens_the_api_too_and_no_other_site_can_use_it() {
    house(|house| async move {
        let (browser, _running) = moved_in(&house).await;
        let cookie = format!("fd_session={}", browser.cookie("fd_session").unwrap());
        let key = serde_json::json!({"label": "Laptop", "name": "Sam Okoro", "role": "adviser"});
        let make =
            |site: &str| browser.door.post(KEYS, &key).header("cookie", &cookie).header("sec-fetch-site", site).send();
        make("same-origin").await.is(201);
        make("cross-site").await.tells(403, "cross-site");
        make("same-site").await.tells(403, "cross-site");
        browser.door.get(KEYS).header("cookie", "fd_session=00").send().await.tells(401, "unauthenticated");
    });
}

#[test]
fn who_signs_out_is_signed_out_here_and_a_copied_cookie_with_them() {
    house(|house| async move {
        let (browser, running) = moved_in(&house).await;
        let copied = format!("fd_session={}", browser.cookie("fd_session").unwrap());
        browser.sends("/sign-in/out", &[]).await.is("/sign-in/signed-out", 200);
        assert_eq!(browser.cookie("fd_session"), None);
        browser.asks(Method::GET, KEYS, &[]).await.is(401);
        // The instance that never saw this session asks the store; one that did may believe it for half a minute.
        running.stop().await;
        let (_, running) = house.open().await;
        let browser = browser.at(running.url());
        browser.door.get(KEYS).header("cookie", &copied).send().await.tells(401, "unauthenticated");
        browser.sends("/sign-in/out", &[]).await.is("/sign-in/signed-out", 200);
    });
}

#[test]
fn asking_for_a_link_gets_the_same_answer_and_the_same_work_whoever_it_is_for() {
    house(|house| async move {
        // Under this secret the two addresses have neither a postbox nor a part of the list in common, where the second
        // would find what the first left.
        let secret = house.builder().variable("secret", "a-secret-of-the-tests-and-of-nothing-else");
        let (browser, running) = moved_in_behind(secret).await;
        let ask = |email: &'static str| {
            let stranger = Browser::new(&browser.door);
            async move { stranger.sends("/sign-in", &[("email", email)]).await.is("/sign-in/sent", 200) }
        };
        let known = ask("amara@larkshire.example").await;
        let unknown = ask("nobody@larkshire.example").await;
        assert_eq!(known.words(), unknown.words());
        let line = |line: &String| line.contains("\"method\":\"POST\",\"route\":\"/sign-in\"");
        let lines: Vec<_> = running.lines().into_iter().filter(line).collect();
        let operations =
            |line: &String| serde_json::from_str::<serde_json::Value>(line).unwrap()["key_value_operations"].clone();
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert_eq!(operations(&lines[0]), operations(&lines[1]), "{lines:?}");
        assert!(!running.lines().concat().contains("larkshire.example"), "no address in the log");

        let wrong = browser.sends("/sign-in", &[("email", "amara")]).await.is("/sign-in", 422);
        assert!(wrong.words().contains("Enter an email address in the correct format"), "{}", wrong.words());
    });
}

#[test]
fn what_is_no_link_of_ours_signs_nobody_in() {
    house(|house| async move {
        let (browser, _running) = moved_in(&house).await;
        for token in ["00", "abc", &"0".repeat(400)] {
            let path = format!("/sign-in/link/{token}");
            let stranger = Browser::new(&browser.door);
            stranger.goes(&path).await.is(&path, 410);
            stranger.sends(&path, &[]).await.is(&path, 410);
            assert_eq!(stranger.cookie("fd_session"), None);
        }
    });
}

#[test]
fn a_failing_store_lets_nobody_in_and_signs_nobody_out() {
    house(|house| async move {
        let (browser, running) = moved_in(&house).await;
        running.stop().await;
        let (_, running) = house.open().await;
        let browser = browser.at(running.url());
        house.faults().inject(When::any(), Fault::Fail);
        browser.asks(Method::GET, KEYS, &[]).await.tells(503, "unavailable");
        browser.asks(Method::POST, "/sign-in/out", &[]).await.is(503);
        house.faults().clear();
        browser.asks(Method::GET, KEYS, &[]).await.is(200);
    });
}
