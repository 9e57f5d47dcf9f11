//! Who is let in.

use std::time::Duration;

use domain::people::{ApiKey, KeyText, Member, Membership, Role, Scope, Session, SessionId, StaffId, StaffMember};
use domain::text::ShortText;
use domain::words::{PersonName, Urn};
use futures::executor::block_on;
use http::Method;
use records::{By, Decision, RecordId};

use super::{Proof, Staff, StoredKey};
use crate::problem::Problem;
use crate::settings::Settings;
use crate::signed::Signed;
use crate::testing::{Bench, extract, request};

const ADMIN_KEY: &str = "an-admin-key-of-32-characters-or-more";

fn bench() -> Bench {
    let settings = Settings { admin_key: Some(ADMIN_KEY.to_owned()), ..Settings::default() };
    Bench::with("2026-11-21T10:00:00Z", settings)
}

/// A key that works for 30 days.
fn issue(bench: &Bench, draw: u8, role: Role) -> KeyText {
    let app = bench.app();
    let text = KeyText::draw([draw; 32]);
    let holder = StaffMember { id: StaffId::draw([draw; 32]), role, name: PersonName::parse("Amara Osei").unwrap() };
    let digest = StoredKey::digest(app.keyring(), &text);
    let label = ShortText::parse("Laptop").unwrap();
    let key = StoredKey(ApiKey::issue(text.id().clone(), label, holder, digest, app.now(), 30).unwrap());
    change(bench, &text, Decision::Write(key));
    text
}

fn change(bench: &Bench, key: &KeyText, decision: Decision<StoredKey>) {
    let id = RecordId::parse(key.id().as_str()).unwrap();
    let app = bench.app();
    let decide = |_: Option<&_>| Ok::<_, Problem>(decision.clone());
    block_on(app.records::<StoredKey>().change(&id, By::new("tests", "made"), decide)).unwrap();
}

fn ask(bench: &Bench, authorization: &[&str]) -> Result<Staff, Problem> {
    let lines: Vec<_> = authorization.iter().map(|line| ("authorization", *line)).collect();
    block_on(Staff::prove(&bench.app(), &Method::GET, request("GET", "/", &lines, "").headers()))
}

#[test]
fn a_key_says_who_is_asking() {
    let bench = bench();
    let key = issue(&bench, 1, Role::Adviser);
    for scheme in ["Bearer", "bearer", "BEARER"] {
        let staff = ask(&bench, &[&format!("{scheme} {}", key.expose())]).unwrap();
        assert_eq!(staff.member.name.as_str(), "Amara Osei");
        assert_eq!(staff.actor(), StaffId::draw([1; 32]).as_str());
        assert_eq!(staff.proof, Proof::ApiKey(key.id().clone()));
    }
}

#[test]
fn everybody_else_gets_the_same_401() {
    let bench = bench();
    let key = issue(&bench, 1, Role::Admin).expose();
    let other_secret = KeyText::draw([2; 32]).expose();
    let mixed = format!("{}{}", &key[..16], &other_secret[16..]);
    let cases: &[(&[&str], &str)] = &[
        (&[], "no header"),
        (&[""], "an empty one"),
        (&["Bearer"], "no token"),
        (&["Bearer "], "a blank token"),
        (&[&key], "no scheme"),
        (&[&format!("Basic {key}")], "another scheme"),
        (&[&format!("Bearer {key} x")], "two tokens"),
        (&[&format!("Bearer {key}"), &format!("Bearer {key}")], "two headers"),
        (&[&format!("Bearer {}", key.to_uppercase())], "in capitals"),
        (&[&format!("Bearer {other_secret}")], "a key that was never made"),
        (&[&format!("Bearer {mixed}")], "a key's id with another's secret"),
        (&[&format!("Bearer {ADMIN_KEY}x")], "more than the bootstrap key"),
        (&[&format!("Bearer {}", &ADMIN_KEY[1..])], "less than the bootstrap key"),
        (&["Bearer é"], "not ASCII"),
    ];
    for (lines, why) in cases {
        let problem = ask(&bench, lines).unwrap_err();
        assert_eq!(problem.to_string(), "401 unauthenticated", "{why}");
    }
}

#[test]
fn a_key_ends_when_its_time_is_over_or_somebody_ends_it() {
    let bench = bench();
    let (expiring, revoked) = (issue(&bench, 1, Role::Admin), issue(&bench, 2, Role::Admin));
    let header = |key: &KeyText| format!("Bearer {}", key.expose());
    let id = RecordId::parse(revoked.id().as_str()).unwrap();
    let app = bench.app();
    let current = block_on(app.records::<StoredKey>().read(&id)).unwrap().unwrap().record;
    change(&bench, &revoked, Decision::Write(StoredKey(current.0.revoked(app.now()))));
    assert_eq!(ask(&bench, &[&header(&revoked)]).unwrap_err().status(), 401);

    bench.env.pass(Duration::from_secs(30 * 86_400 - 1));
    assert!(ask(&bench, &[&header(&expiring)]).is_ok());
    bench.env.pass(Duration::from_secs(1));
    assert_eq!(ask(&bench, &[&header(&expiring)]).unwrap_err().status(), 401);
}

#[test]
fn the_bootstrap_key_is_an_administrator_and_an_empty_one_is_nobody() {
    let staff = ask(&bench(), &[&format!("Bearer {ADMIN_KEY}")]).unwrap();
    assert_eq!((staff.member.role, staff.proof), (Role::Admin, Proof::BootstrapKey));
    let none = Bench::at("2026-11-21T10:00:00Z");
    assert_eq!(ask(&none, &[&format!("Bearer {ADMIN_KEY}")]).unwrap_err().status(), 401);
    assert_eq!(ask(&none, &["Bearer "]).unwrap_err().status(), 401);
}

#[test]
fn a_role_may_do_what_the_ones_below_it_may() {
    let bench = bench();
    let manager = ask(&bench, &[&format!("Bearer {}", issue(&bench, 1, Role::Manager).expose())]).unwrap();
    assert!(manager.require(Role::Adviser).is_ok());
    assert!(manager.require(Role::Manager).is_ok());
    assert_eq!(manager.require(Role::Admin).unwrap_err().status(), 403);
}

#[test]
fn a_key_costs_two_operations_once_its_use_today_is_noted_and_no_key_none() {
    let bench = bench();
    let text = issue(&bench, 1, Role::Adviser);
    let key = format!("Bearer {}", text.expose());
    ask(&bench, &[&key]).unwrap();
    let app = bench.app();
    let stored = block_on(app.records::<StoredKey>().read(&RecordId::parse(text.id().as_str()).unwrap()));
    let stored = stored.unwrap().unwrap();
    assert_eq!(stored.record.0.last_used_on, Some(jiff::civil::date(2026, 11, 21)));
    assert_eq!(stored.version, 1, "whoever has the key before them has it as it is");
    for (line, operations) in [(key.as_str(), 2), ("Bearer x", 0)] {
        let app = bench.app();
        let _ =
            block_on(Staff::prove(&app, &Method::GET, request("GET", "/", &[("authorization", line)], "").headers()));
        assert_eq!(app.store().operations(), operations);
    }
}

#[test]
fn no_secret_is_stored() {
    let bench = bench();
    let key = issue(&bench, 1, Role::Adviser);
    let app = bench.app();
    let id = RecordId::parse(key.id().as_str()).unwrap();
    let stored = block_on(app.records::<StoredKey>().read(&id)).unwrap().unwrap();
    assert!(!serde_json::to_string(&stored.record).unwrap().contains(key.expose_secret()));
}

#[test]
fn a_store_that_fails_is_503_and_not_401() {
    let bench = bench();
    let key = format!("Bearer {}", issue(&bench, 1, Role::Adviser).expose());
    bench.store.fail(true);
    assert_eq!(ask(&bench, &[&key]).unwrap_err().status(), 503);
}

/// The cookie of a browser that somebody signed in with.
fn signed_in(bench: &Bench, membership: Membership) -> String {
    let member = Member { id: StaffId::draw([7; 32]), name: PersonName::parse("Amara Osei").unwrap(), membership };
    let app = bench.app();
    let session = Session::begun(SessionId::draw([8; 32]), member, app.now());
    let browser = extract(request("GET", "/", &[], "")).unwrap();
    let set = crate::session::cookie(&app, &browser, &session).unwrap();
    set.to_str().unwrap().split(';').next().unwrap().to_owned()
}

#[test]
fn a_browser_that_is_signed_in_says_who_is_asking() {
    let bench = bench();
    let cookie = signed_in(&bench, Membership::Desk(Role::Manager));
    let ask = |method: &Method, headers: &[(&str, &str)]| {
        let headers: Vec<_> = headers.iter().copied().chain([("cookie", cookie.as_str())]).collect();
        let asked = request(method.as_str(), "/", &headers, "");
        block_on(Staff::prove(&bench.app(), method, asked.headers())).map_err(|problem| problem.status().as_u16())
    };
    let staff = ask(&Method::GET, &[]).unwrap();
    assert_eq!((staff.member.role, staff.proof), (Role::Manager, Proof::Session(SessionId::draw([8; 32]))));
    assert_eq!(ask(&Method::GET, &[("sec-fetch-site", "cross-site")]).err(), None, "a link from elsewhere");
    assert_eq!(ask(&Method::POST, &[("sec-fetch-site", "cross-site")]).unwrap_err(), 403, "a form from elsewhere");
    assert_eq!(ask(&Method::POST, &[("sec-fetch-site", "same-origin")]).err(), None);
    assert_eq!(ask(&Method::GET, &[("authorization", "Bearer none")]).unwrap_err(), 401, "a key that is sent counts");
}

#[test]
fn somebody_of_a_school_is_signed_in_and_not_on_the_staff() {
    let bench = bench();
    let cookie = signed_in(&bench, Membership::School(Urn::parse("100869").unwrap()));
    let asked = request("GET", "/", &[("cookie", cookie.as_str())], "");
    let refused = block_on(Staff::prove(&bench.app(), &Method::GET, asked.headers())).unwrap_err();
    assert_eq!(refused.status(), 403);
    let signed = block_on(Signed::prove(&bench.app(), &Method::GET, asked.headers())).unwrap();
    assert_eq!(signed.member().id, StaffId::draw([7; 32]));
    let asked = request("POST", "/", &[("cookie", cookie.as_str()), ("sec-fetch-site", "cross-site")], "");
    let refused = block_on(Signed::prove(&bench.app(), &Method::POST, asked.headers())).unwrap_err();
    assert_eq!(refused.status(), 403, "a form from elsewhere");
    let nobody = request("GET", "/", &[], "");
    let refused = block_on(Signed::prove(&bench.app(), &Method::GET, nobody.headers())).unwrap_err();
    assert_eq!(refused.status(), 401);
}

#[test]
fn a_key_for_looking_changes_nothing() {
    let bench = bench();
    let text = issue(&bench, 1, Role::Admin);
    let app = bench.app();
    let stored = block_on(app.records::<StoredKey>().read(&RecordId::parse(text.id().as_str()).unwrap()));
    let key = StoredKey(ApiKey { scope: Scope::Reading, ..stored.unwrap().unwrap().record.0 });
    change(&bench, &text, Decision::Write(key));
    let authorization = format!("Bearer {}", text.expose());
    let ask = |method: Method| {
        let asked = request(method.as_str(), "/", &[("authorization", &authorization)], "");
        block_on(Staff::prove(&bench.app(), &method, asked.headers())).map_err(|problem| problem.status().as_u16())
    };
    assert!(ask(Method::GET).is_ok());
    assert_eq!(ask(Method::POST).unwrap_err(), 403);
}
