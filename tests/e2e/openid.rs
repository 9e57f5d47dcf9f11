//! Staff sign in with the account that their council or their school gave them, at a real OpenID provider.

mod provider;

use std::time::{Duration, Instant};

use reqwest::Method;
use runner::{Builder, Running};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::browser::Browser;
use crate::door::{Answer, Door, House, house};
use provider::Provider;

const KEYS: &str = "/api/v1/desk/keys";
const PEOPLE: &str = "/api/v1/desk/people";

/// So long does a door leave a provider alone before it looks for new keys, or after it did not answer.
const PAUSE: Duration = Duration::from_secs(10);

/// A door that offers to sign in with this provider, as a council's and as the schools'.
async fn open(house: &House, provider: &Provider) -> (Door, Running) {
    let running = offering(house, provider.url()).start().await.unwrap();
    (Door::at(running.url()), running)
}

/// A door that takes what is at this address for a provider, to be started.
fn offering(house: &House, url: &str) -> Builder {
    let mut builder = house.builder();
    for kind in ["council", "school"] {
        for (what, value) in [("issuer", url), ("host", url), ("client_id", kind)] {
            builder = builder.variable(format!("{kind}_sign_in_{what}"), value);
        }
        builder = builder.variable(format!("{kind}_sign_in_client_secret"), format!("the secret of {kind}"));
    }
    builder
}

async fn invite(door: &Door, person: Value) -> Answer {
    door.post(PEOPLE, &person).key(door.admin_key()).send().await.is(201)
}

fn amara() -> Value {
    json!({"name": "Amara Osei", "email": "amara@larkshire.example", "belongs_to": "desk", "role": "admin"})
}

fn robin(urn: &str) -> Value {
    json!({"name": "Robin Ashe", "email": "robin@school.example", "belongs_to": "school", "urn": urn})
}

/// What the provider knows of Amara.
fn amara_there() -> Value {
    json!({"sub": "amara-1", "email": "amara@larkshire.example", "email_verified": true, "name": "Amara Osei"})
}

/// And of Robin.
fn robin_there(urn: &str) -> Value {
    json!({"sub": "robin-1", "email": "Robin@School.example", "name": "Robin Ashe", "organisation": {"urn": urn}})
}

impl Provider {
    /// Makes it sign with new keys, and forget the old ones.
    pub(crate) async fn changes_its_keys(&self) {
        Browser::new(&Door::at(self.url().to_owned())).asks(Method::POST, "/new-keys", &[]).await.is(200);
    }

    /// Somebody who was sent to `address` says who they are, or `nobody`. Answers with where they are sent back to.
    pub(crate) async fn is_told(&self, address: &str, claims: &Value) -> String {
        let there = Browser::new(&Door::at(self.url().to_owned()));
        let led = |answer: crate::door::Answer| {
            let to = answer.is(303).header("location").unwrap().to_owned();
            to.strip_prefix(self.url()).map_or(to.clone(), str::to_owned)
        };
        let asked = led(there.asks(Method::GET, address.strip_prefix(self.url()).unwrap(), &[]).await);
        let said = claims.as_str().map_or_else(|| claims.to_string(), str::to_owned);
        let on = led(there.asks(Method::POST, &asked, &[("claims", &said)]).await);
        led(there.asks(Method::GET, &on, &[]).await)
    }
}

/// Sets out to the provider: where the browser is sent.
async fn sets_out(browser: &Browser, way: &str) -> String {
    let sent = browser.asks(Method::GET, &format!("/sign-in/with/{way}"), &[]).await.is(303);
    sent.header("location").unwrap().to_owned()
}

/// Goes there and says who they are: the path that leads back.
async fn way_back(browser: &Browser, provider: &Provider, way: &str, claims: &Value) -> String {
    let back = provider.is_told(&sets_out(browser, way).await, claims).await;
    back.strip_prefix(browser.door.url()).unwrap_or_else(|| panic!("{back} leads elsewhere")).to_owned()
}

/// All the way there and back.
async fn signs_in(browser: &Browser, provider: &Provider, way: &str, claims: &Value) -> Answer {
    let back = way_back(browser, provider, way, claims).await;
    browser.asks(Method::GET, &back, &[]).await
}

/// Checks that nobody was let in, and what the page says.
#[track_caller]
fn is_out(browser: &Browser, answer: Answer, status: u16, title: &str) {
    assert_eq!((answer.status.as_u16(), browser.cookie("fd_session")), (status, None), "{}", answer.text);
    assert!(answer.text.contains(&format!("<h1 class=\"govuk-heading-l\">{title}</h1>")), "{}", answer.text);
}

const AGAIN: &str = "Start signing in again";
const DOWN: &str = "You cannot sign in with your council account at the moment";
const STRANGER: &str = "You cannot sign in with this account";

#[test]
fn our_staff_sign_in_with_their_council_account_and_go_where_they_wanted() {
    house(|house| async move {
        let provider = Provider::start();
        let (door, running) = open(&house, &provider).await;
        invite(&door, amara()).await;
        let browser = Browser::new(&door);
        let start = browser.goes("/sign-in?back=/desk/people").await;
        assert!(start.words().contains("Sign in with your council account"), "{}", start.words());
        assert!(start.words().contains("Sign in with DfE Sign-in"), "{}", start.words());

        let entered = signs_in(&browser, &provider, "council", &amara_there()).await.is(303);
        assert_eq!(entered.header("location"), Some("/desk/people"));
        browser.asks(Method::GET, KEYS, &[]).await.is(200);
        assert_eq!(browser.cookie("fd_with"), None, "the attempt is over");
        let log = running.lines().concat();
        assert!(!log.contains("amara") && !log.contains("code="), "{log}");
    });
}

#[test]
fn a_school_s_staff_sign_in_for_the_very_school_that_they_are_let_in_for() {
    house(|house| async move {
        let provider = Provider::start();
        let (door, _running) = open(&house, &provider).await;
        invite(&door, robin("100869")).await;
        invite(&door, amara()).await;
        let try_as = |claims: Value| {
            let (browser, provider) = (Browser::new(&door), &provider);
            async move { (signs_in(&browser, provider, "school", &claims).await, browser) }
        };
        for claims in [robin_there("100870"), robin_there(""), amara_there()] {
            let (answer, browser) = try_as(claims).await;
            is_out(&browser, answer, 403, STRANGER);
        }
        let (entered, browser) = try_as(robin_there("100869")).await;
        assert_eq!(entered.is(303).header("location"), Some("/"));
        assert!(browser.cookie("fd_session").is_some());
        let council = Browser::new(&door);
        let answer = signs_in(&council, &provider, "council", &robin_there("100869")).await;
        is_out(&council, answer, 403, STRANGER);
    });
}

#[test]
fn what_a_browser_brings_back_counts_once_and_only_from_the_browser_that_set_out() {
    house(|house| async move {
        let provider = Provider::start();
        let (door, _running) = open(&house, &provider).await;
        invite(&door, amara()).await;
        let (browser, thief) = (Browser::new(&door), Browser::new(&door));
        let back = way_back(&browser, &provider, "council", &amara_there()).await;
        let get = |browser: &Browser, path: String| {
            let browser = browser.clone();
            async move { browser.asks(Method::GET, &path, &[]).await }
        };
        is_out(&thief, get(&thief, back.clone()).await, 400, AGAIN);
        sets_out(&thief, "council").await;
        is_out(&thief, get(&thief, back.clone()).await, 400, AGAIN);
        let attempt = browser.cookie("fd_with").unwrap();
        is_out(&browser, get(&browser, back.replace("/council/", "/school/")).await, 400, AGAIN);
        for (from, to) in [("state=", "state=x"), ("code=", "code=&code="), ("iss=http", "iss=https"), ("code=", "x=")]
        {
            browser.plant("fd_with", &attempt);
            is_out(&browser, get(&browser, back.replace(from, to)).await, 400, AGAIN);
        }
        browser.plant("fd_with", &attempt);
        get(&browser, back.clone()).await.is(303);
        assert!(browser.cookie("fd_session").is_some());
        let twice = get(&browser, back.clone()).await.is(303);
        assert_eq!(twice.header("location"), Some("/desk"), "a double click is harmless");
        thief.plant("fd_with", &attempt);
        is_out(&thief, get(&thief, back).await, 400, AGAIN);
    });
}

#[test]
fn a_token_that_is_spoilt_lets_nobody_in_and_the_log_says_what_was_wrong() {
    house(|house| async move {
        let provider = Provider::start();
        let (door, running) = open(&house, &provider).await;
        invite(&door, amara()).await;
        let cases = [
            ("signature", "has a wrong signature"),
            ("iss", "has another issuer"),
            ("aud", "is for another audience"),
            ("exp", "has expired"),
            ("nonce", "has another nonce"),
            ("sub", "has no subject"),
        ];
        for (spoilt, cause) in cases {
            let mut claims = amara_there();
            claims["spoilt"] = json!(spoilt);
            let browser = Browser::new(&door);
            let answer = signs_in(&browser, &provider, "council", &claims).await;
            is_out(&browser, answer, 502, "There is a problem with signing in with your council account");
            let log = running.lines().concat();
            assert!(log.contains(&format!("\"cause\":\"the token {cause}\"")), "{spoilt}: {log}");
        }
    });
}

#[test]
fn who_is_not_invited_or_has_left_is_told_whom_to_ask() {
    house(|house| async move {
        let provider = Provider::start();
        let (door, _running) = open(&house, &provider).await;
        let made = invite(&door, amara()).await;
        let out = |claims: Value| {
            let (browser, provider) = (Browser::new(&door), &provider);
            async move {
                let answer = signs_in(&browser, provider, "council", &claims).await;
                assert!(answer.text.contains("01632 960 900"), "whom to ask");
                is_out(&browser, answer, 403, STRANGER);
            }
        };
        out(json!({"sub": "eve", "email": "eve@larkshire.example", "email_verified": true})).await;
        out(json!({"sub": "eve", "email": "amara@larkshire.example", "email_verified": false})).await;
        out(json!({"sub": "eve", "email": "amara@larkshire.example"})).await;
        out(json!({"sub": "eve"})).await;

        let browser = Browser::new(&door);
        signs_in(&browser, &provider, "council", &amara_there()).await.is(303);
        out(json!({"sub": "eve", "email": "amara@larkshire.example", "email_verified": true})).await;

        let ending = format!("{}/ending", made.header("location").unwrap());
        door.post(&ending, &json!({})).key(door.admin_key()).send().await.is(200);
        out(amara_there()).await;
    });
}

#[test]
fn a_provider_that_changes_its_keys_is_believed_again_after_a_moment() {
    house(|house| async move {
        let provider = Provider::start();
        let (door, _running) = open(&house, &provider).await;
        invite(&door, amara()).await;
        signs_in(&Browser::new(&door), &provider, "council", &amara_there()).await.is(303);
        provider.changes_its_keys().await;
        tokio::time::sleep(PAUSE).await;
        signs_in(&Browser::new(&door), &provider, "council", &amara_there()).await.is(303);
    });
}

#[test]
fn a_provider_that_is_down_is_said_to_be_and_who_says_no_there_starts_again_here() {
    house(|house| async move {
        let mut provider = Provider::start();
        let (door, running) = open(&house, &provider).await;
        let browser = Browser::new(&door);
        let declined = signs_in(&browser, &provider, "council", &json!("nobody")).await.is(303);
        assert_eq!((declined.header("location"), browser.cookie("fd_with")), (Some("/sign-in"), None));

        let back = way_back(&browser, &provider, "council", &amara_there()).await;
        provider.goes_down();
        is_out(&browser, browser.asks(Method::GET, &back, &[]).await, 503, DOWN);
        running.stop().await;
        let (door, _running) = open(&house, &provider).await;
        let browser = browser.at(door.url().to_owned());
        is_out(&browser, browser.asks(Method::GET, "/sign-in/with/council", &[]).await, 503, DOWN);
        browser.sends("/sign-in", &[("email", "amara@larkshire.example")]).await.is("/sign-in/sent", 200);
    });
}

#[test]
fn a_provider_that_hangs_or_floods_is_given_up_in_time_and_the_door_stays_open() {
    house(|house| async move {
        let cases = [
            (Behaviour::Hangs, "the other host did not answer in time"),
            (Behaviour::BreaksOff, "the other host's answer broke off"),
            (Behaviour::Floods, "the other host answered more than is read"),
        ];
        for (behaviour, cause) in cases {
            let url = behaviour.at_a_port().await;
            let running = offering(&house, &url).start().await.unwrap();
            let door = Door::at(running.url());
            let browser = Browser::new(&door);
            let asked = Instant::now();
            let answer = browser.asks(Method::GET, "/sign-in/with/council", &[]).await;
            is_out(&browser, answer, 503, DOWN);
            assert!(asked.elapsed() < Duration::from_secs(15), "{cause}: {:?}", asked.elapsed());
            let log = running.lines().concat();
            assert!(log.contains(cause), "{cause}: {log}");
            browser.goes("/sign-in").await.is("/sign-in", 200);
            running.stop().await;
        }
    });
}

/// What else may be found at a provider's address.
#[derive(Clone, Copy)]
enum Behaviour {
    /// Takes a request and says nothing.
    Hangs,
    /// Ends in the middle of its answer.
    BreaksOff,
    /// Never ends its answer.
    Floods,
}

impl Behaviour {
    /// Where somebody behaves like that from now on.
    async fn at_a_port(self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            loop {
                let (mut caller, _) = listener.accept().await.unwrap();
                tokio::spawn(async move { self.answers(&mut caller).await });
            }
        });
        url
    }

    /// Until the caller hangs up.
    async fn answers(self, caller: &mut TcpStream) -> std::io::Result<()> {
        let mut request = [0; 4096];
        let _ = caller.read(&mut request).await?;
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000000\r\n\r\n{";
        if !matches!(self, Self::Hangs) {
            caller.write_all(head.as_bytes()).await?;
        }
        match self {
            Self::Hangs => caller.read(&mut request).await.map(drop),
            Self::BreaksOff => caller.shutdown().await,
            Self::Floods => loop {
                caller.write_all(&[b' '; 4096]).await?;
            },
        }
    }
}

#[test]
fn where_no_provider_is_named_none_is_offered() {
    house(|house| async move {
        let (door, _running) = house.open().await;
        let browser = Browser::new(&door);
        let words = browser.goes("/sign-in").await.is("/sign-in", 200).words();
        assert!(!words.contains("council account") && !words.contains("DfE"), "{words}");
        for path in ["/sign-in/with/council", "/sign-in/with/school/back?code=a&state=b", "/sign-in/with/link"] {
            browser.asks(Method::GET, path, &[]).await.tells_on_a_page(404, "We could not find what you asked for");
        }
    });
}
