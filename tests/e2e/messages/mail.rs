//! A stand-in for GOV.UK Notify on this machine, in whichever mood a story wants it, and a door that sends to it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use runner::{Clock, Running};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::door::{Answer, Door, House};

const SERVICE: &str = "26785a09-ab16-4eb0-8407-a37497a57506";
const SECRET: &str = "3d844edf-8d35-48ac-975b-e847b4f122b0";
/// The real service wants a token to be no older, and no younger.
const TOKEN_SECONDS: u64 = 30;
/// Longer than anybody waits for an answer.
const TOO_LONG: Duration = Duration::from_secs(12);

pub(crate) const RECEIPT_TOKEN: &str = "the-token-that-receipts-of-these-tests-show";
pub(crate) const KINDS: [&str; 7] =
    ["received", "waiting_for_you", "answered", "reminder", "family_wrote", "sign_in_link", "training"];

/// How the next request to send is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    /// It is taken.
    Takes,
    /// It is refused with this status, and not taken.
    Refuses(u16),
    /// It is taken, and the answer says that it failed.
    TakesAndFails,
    /// It is taken, and the answer comes too late.
    TakesAndDawdles,
}

/// The stand-in. Clones are one.
#[derive(Clone)]
pub(crate) struct Mail {
    url: String,
    clock: Clock,
    state: Arc<Mutex<Inside>>,
}

#[derive(Default)]
struct Inside {
    moods: VecDeque<Mood>,
    emails: Vec<Value>,
    looks: usize,
    bad_tokens: usize,
}

impl Mail {
    pub(crate) async fn opens() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let mail = Self { url, clock: Clock::default(), state: Arc::default() };
        let router = Router::new()
            .route("/v2/notifications/email", post(send))
            .route("/v2/notifications", get(look))
            .with_state(mail.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        mail
    }

    /// The next requests are met so; those after are taken.
    pub(crate) fn is_in(&self, moods: &[Mood]) {
        self.state.lock().unwrap().moods = moods.iter().copied().collect();
    }

    /// The emails that were taken.
    pub(crate) fn emails(&self) -> Vec<Value> {
        let state = self.state.lock().unwrap();
        assert_eq!(state.bad_tokens, 0, "every request shows a good token");
        state.emails.clone()
    }

    /// The kinds of the emails taken, by their template.
    pub(crate) fn kinds(&self) -> Vec<String> {
        let kind = |email: &Value| {
            let template = email["template_id"].as_str().unwrap();
            KINDS.into_iter().find(|kind| template_of(kind) == template).unwrap().to_owned()
        };
        self.emails().iter().map(kind).collect()
    }

    /// How often it was asked whether a reference has arrived.
    pub(crate) fn looks(&self) -> usize {
        self.state.lock().unwrap().looks
    }

    /// Whether the token is one of ours, made now: by its parts, with a library of another author than the sender's.
    fn trusts(&self, headers: &HeaderMap) -> bool {
        let token = headers["authorization"].to_str().unwrap().strip_prefix("Bearer ").unwrap().to_owned();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let (head, claims) = signed.split_once('.').unwrap();
        let read = |part: &str| -> Value {
            serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).unwrap()
        };
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(SECRET.as_bytes()).unwrap();
        mac.update(signed.as_bytes());
        let genuine = mac.verify_slice(&BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap()).is_ok();
        let fresh = read(claims)["iat"].as_u64().unwrap().abs_diff(self.clock.since_1970().as_secs()) <= TOKEN_SECONDS;
        let trusted = genuine && fresh && read(head)["alg"] == "HS256" && read(claims)["iss"] == SERVICE;
        self.state.lock().unwrap().bad_tokens += usize::from(!trusted);
        trusted
    }
}

async fn send(State(mail): State<Mail>, headers: HeaderMap, Json(email): Json<Value>) -> (StatusCode, Json<Value>) {
    if !mail.trusts(&headers) {
        return (StatusCode::FORBIDDEN, Json(json!({"errors": [{"error": "AuthError"}]})));
    }
    let mood = mail.state.lock().unwrap().moods.pop_front().unwrap_or(Mood::Takes);
    if let Mood::Refuses(status) = mood {
        return (StatusCode::from_u16(status).unwrap(), Json(json!({"errors": [], "status_code": status})));
    }
    let number = {
        let mut state = mail.state.lock().unwrap();
        state.emails.push(email.clone());
        state.emails.len()
    };
    match mood {
        Mood::TakesAndFails => return (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({}))),
        Mood::TakesAndDawdles => tokio::time::sleep(TOO_LONG).await,
        Mood::Takes | Mood::Refuses(_) => {}
    }
    (StatusCode::CREATED, Json(json!({"id": format!("{number}"), "reference": email["reference"]})))
}

async fn look(
    State(mail): State<Mail>,
    headers: HeaderMap,
    Query(query): Query<Vec<(String, String)>>,
) -> (StatusCode, Json<Value>) {
    if !mail.trusts(&headers) {
        return (StatusCode::FORBIDDEN, Json(json!({})));
    }
    let reference = query.iter().find(|(name, _)| name == "reference").map(|(_, value)| value.as_str());
    let mut state = mail.state.lock().unwrap();
    state.looks += 1;
    let found = state.emails.iter().filter(|email| email["reference"].as_str() == reference);
    let found: Vec<Value> = found.map(|email| json!({"id": "x", "reference": email["reference"]})).collect();
    (StatusCode::OK, Json(json!({"notifications": found, "links": {}})))
}

/// The id of a kind's template.
pub(crate) fn template_of(kind: &str) -> String {
    let place = KINDS.into_iter().position(|known| known == kind).unwrap();
    format!("00000000-0000-4000-8000-00000000000{place}")
}

/// A door that sends to the stand-in.
pub(crate) struct PostOffice {
    pub(crate) mail: Mail,
    pub(crate) door: Door,
    pub(crate) running: Running,
}

/// A door, to be started, that would send to the stand-in.
pub(crate) fn sending_to(house: &House, mail: &Mail) -> runner::Builder {
    let templates: String = KINDS.iter().map(|kind| format!("{kind} = {}\n", template_of(kind))).collect();
    house
        .builder()
        .clock(mail.clock.clone())
        .variable("notify_url", &mail.url)
        .variable("notify_api_key", format!("tests-{SERVICE}-{SECRET}"))
        .variable("notify_receipt_token", RECEIPT_TOKEN)
        .variable("notify_templates", templates)
        .variable("service_url", "https://front-door.example")
}

impl PostOffice {
    pub(crate) async fn opens(house: &House) -> Self {
        let mail = Mail::opens().await;
        let running = sending_to(house, &mail).start().await.unwrap();
        Self { door: Door::at(running.url()), mail, running }
    }

    /// Has what is due sent, once.
    pub(crate) async fn delivers(&self) -> Value {
        self.tries_to_deliver().await.is(200).json()
    }

    pub(crate) async fn tries_to_deliver(&self) -> Answer {
        self.door.post("/api/v1/messages/delivery", &json!({})).key(self.door.admin_key()).send().await
    }

    /// Has what is due sent until nothing more is.
    pub(crate) async fn delivers_all(&self) {
        for _ in 0..50 {
            let delivered = self.delivers().await;
            if delivered["busy"] == false && delivered["sent"] == 0 {
                return;
            }
        }
        panic!("there is no end to it");
    }

    /// Lets time pass on everybody's clock.
    pub(crate) fn waits(&self, minutes: u64) {
        self.mail.clock.advance(Duration::from_secs(minutes * 60));
    }
}
