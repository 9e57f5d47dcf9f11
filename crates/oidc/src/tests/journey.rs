//! There and back: what the provider is asked, and who is proven by what it answers.

use std::collections::BTreeMap;

use data_encoding::BASE64;
use serde_json::{Value, json};

use super::fake::{CLIENT_ID, Fake, NOW, P256, REDIRECT, p256_sign, rs256, token};
use crate::{Attempt, Back, Emails, Fault, Organisation, Provider, Spoilt};

const ENTRA: &str = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0";

fn fields(text: &str) -> BTreeMap<String, String> {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

fn with(claims: &Value, name: &str, value: Value) -> Value {
    let mut claims = claims.clone();
    match value {
        Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
        value => claims[name] = value,
    }
    claims
}

#[test]
fn a_browser_is_sent_with_all_that_ties_the_answer_to_it() {
    let fake = Fake::new();
    let address = fake.start(NOW).unwrap();
    let (endpoint, query) = address.split_once("?x=y&").unwrap();
    assert_eq!(endpoint, "https://login.example/tenant/authorise");
    let sent = fields(query);
    let expected = [
        ("response_type", "code"),
        ("client_id", CLIENT_ID),
        ("redirect_uri", REDIRECT),
        ("scope", "openid email profile"),
        ("state", &fake.attempt.state),
        ("nonce", &fake.attempt.nonce),
        ("code_challenge_method", "S256"),
    ];
    for (name, value) in expected {
        assert_eq!(sent[name], value, "{name}");
    }
    assert_eq!(sent.len(), expected.len() + 1);
    assert!(!address.contains(&fake.attempt.verifier), "the verifier stays here");
}

#[test]
fn the_challenge_is_the_digest_of_the_verifier() {
    // The example of RFC 7636, appendix B.
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let text = format!("{verifier}.{verifier}.{verifier}");
    let mut fake = Fake::new();
    fake.attempt = Attempt::parse(&text).unwrap();
    assert!(fake.start(NOW).unwrap().contains("code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&"));
}

#[test]
fn an_attempt_survives_the_browser_and_is_never_printed() {
    let attempt = Attempt::new(std::array::from_fn(|at| u8::try_from(at).unwrap()));
    assert_eq!(Attempt::parse(&attempt.to_text()), Some(attempt.clone()));
    assert_eq!(format!("{attempt:?}"), "Attempt(..)");
    let secrets: std::collections::BTreeSet<_> = [&attempt.state, &attempt.nonce, &attempt.verifier].into();
    assert_eq!(secrets.len(), 3);
    for text in ["", "a.b.c", &format!("{}.", attempt.to_text()), &attempt.to_text()[1..]] {
        assert_eq!(Attempt::parse(text), None, "{text}");
    }
}

#[test]
fn who_comes_back_is_proven_and_the_code_is_shown_to_the_provider_alone() {
    let fake = Fake::new();
    let identity = fake.finish(NOW).unwrap();
    assert_eq!((identity.issuer.as_str(), identity.subject.as_str()), ("https://login.example/tenant", "robin-1"));
    assert_eq!((identity.email.as_deref(), identity.email_is_proven), (Some("robin@council.example"), true));
    assert_eq!(identity.name.as_deref(), Some("Robin Ashe"));
    assert_eq!(format!("{identity:?}"), "Identity(https://login.example/tenant)");

    let asked = fake.asked();
    let [_, exchange, _] = &asked[..] else { panic!("{asked:?}") };
    let sent = fields(std::str::from_utf8(exchange.body()).unwrap());
    let expected = [
        ("grant_type", "authorization_code"),
        ("code", "c0de"),
        ("redirect_uri", REDIRECT),
        ("code_verifier", &fake.attempt.verifier),
    ];
    assert_eq!(sent, expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    let basic = format!("Basic {}", BASE64.encode(b"front+door:a+secret%3A+100%25"));
    assert_eq!(exchange.headers()["authorization"], basic);
}

#[test]
fn a_provider_that_wants_the_secret_in_the_form_gets_it_there() {
    let fake = Fake::new();
    let document = with(
        &fake.document(fake.client.issuer()),
        "token_endpoint_auth_methods_supported",
        json!(["private_key_jwt", "client_secret_post"]),
    );
    fake.answer("/.well-known/openid-configuration", 200, &document);
    fake.finish(NOW).unwrap();
    let asked = fake.asked();
    let sent = fields(std::str::from_utf8(asked[1].body()).unwrap());
    assert_eq!((sent["client_id"].as_str(), sent["client_secret"].as_str()), (CLIENT_ID, "a secret: 100%"));
    assert!(!asked[1].headers().contains_key("authorization"));
}

#[test]
fn where_both_ways_are_offered_the_other_is_tried_once() {
    let fake = Fake::new();
    let mut document = fake.document(fake.client.issuer());
    document["token_endpoint_auth_methods_supported"] = json!(["client_secret_basic", "client_secret_post"]);
    fake.answer("/.well-known/openid-configuration", 200, &document);
    fake.answer("/token", 401, &json!({"error": "invalid_client"}));
    assert_eq!(fake.finish(NOW), Err(Fault::Client));
    let asked = fake.asked();
    let shown: Vec<_> = asked[1..].iter().map(|request| request.headers().contains_key("authorization")).collect();
    assert_eq!(shown, [true, false]);

    fake.answer("/token", 400, &json!({"error": "invalid_grant"}));
    assert_eq!(fake.finish(NOW), Err(Fault::Code));
    assert_eq!(fake.asked_paths(), ["/token"], "a code that is not taken is not offered again");
}

#[test]
fn a_token_may_be_signed_with_either_kind_of_key() {
    let fake = Fake::new();
    fake.gives(&token(&json!({"alg": "ES256", "kid": "two"}), &fake.claims(), |message| p256_sign(&P256, message)));
    assert_eq!(fake.finish(NOW).unwrap().subject, "robin-1");
}

#[test]
fn what_does_not_belong_to_this_browsers_attempt_is_not_even_shown_to_the_provider() {
    let fake = Fake::new();
    let state = fake.attempt.state.clone();
    let cases: &[(&[(&str, &str)], Fault)] = &[
        (&[("code", "c")], Fault::State),
        (&[("code", "c"), ("state", "")], Fault::State),
        (&[("code", "c"), ("state", "another")], Fault::State),
        (&[("code", "c"), ("state", &state[1..])], Fault::State),
        (&[("error", "access_denied"), ("state", "another")], Fault::State),
        (&[("error", "access_denied"), ("state", &state)], Fault::Declined),
        (&[("error", "invalid_scope"), ("state", &state)], Fault::Said("invalid_scope")),
        (&[("error", "<b>pwned</b>"), ("state", &state)], Fault::Said("something unknown")),
        (&[("state", &state)], Fault::Back("has no code")),
        (&[("state", &state), ("code", "")], Fault::Back("has no code")),
        (&[("state", &state), ("code", &"c".repeat(8193))], Fault::Back("has a code that is too long")),
        (&[("state", &state), ("code", "c"), ("code", "c")], Fault::Back("says something twice")),
        (&[("state", &state), ("state", &state), ("code", "c")], Fault::Back("says something twice")),
        (&[("state", &state), ("code", "c"), ("iss", "https://evil.example")], Fault::Back("is from another issuer")),
    ];
    for (back, fault) in cases {
        assert_eq!(fake.back(back, NOW).as_ref(), Err(fault), "{back:?}");
    }
    assert!(!fake.asked_paths().contains(&"/token".to_owned()));
    let right = [("state", state.as_str()), ("code", "c"), ("iss", fake.client.issuer()), ("session_state", "x")];
    assert!(fake.back(&right, NOW).is_ok());
    assert_eq!(format!("{:?}", Back::read([("code", "c")]).unwrap()), "Back(..)");
}

#[test]
fn a_provider_that_says_it_names_itself_must() {
    let fake = Fake::new();
    let document =
        with(&fake.document(fake.client.issuer()), "authorization_response_iss_parameter_supported", json!(true));
    fake.answer("/.well-known/openid-configuration", 200, &document);
    assert_eq!(fake.finish(NOW), Err(Fault::Back("is from another issuer")));
}

#[test]
fn a_code_that_the_provider_does_not_take_proves_nobody() {
    let cases = [
        (400, r#"{"error":"invalid_grant","error_description":"robin"}"#, Fault::Code),
        (401, r#"{"error":"invalid_client"}"#, Fault::Client),
        (400, r#"{"error":"unauthorized_client"}"#, Fault::Client),
        (400, r#"{"error":"invalid_request"}"#, Fault::Said("invalid_request")),
        (400, r#"{"error":"<script>"}"#, Fault::Said("something unknown")),
        (400, "not JSON", Fault::Said("something unknown")),
        (500, r#"{"error":"invalid_grant"}"#, Fault::Unavailable("it answered 500 to a code".to_owned())),
        (302, "", Fault::Unavailable("it answered 302 to a code".to_owned())),
        (200, "not JSON", Fault::Exchange("is not a JSON object")),
        (200, "{}", Fault::Exchange("has no token of a known type")),
        (200, r#"{"token_type":"mac","id_token":"a"}"#, Fault::Exchange("has no token of a known type")),
        (200, r#"{"token_type":"bearer"}"#, Fault::Exchange("has no token that proves who signed in")),
        (200, r#"{"token_type":"bearer","id_token":"a","id_token":"b"}"#, Fault::Exchange("is not a JSON object")),
        (200, r#"{"token_type":"bearer","id_token":"a"}"#, Fault::Token(Spoilt::Shape)),
    ];
    for (status, body, fault) in cases {
        let fake = Fake::new();
        fake.answer_text("/token", status, body);
        assert_eq!(fake.finish(NOW), Err(fault), "{status} {body}");
    }
    let fake = Fake::new();
    fake.hang_up("/token");
    assert_eq!(fake.finish(NOW), Err(Fault::Unavailable("nobody there".to_owned())));
    fake.answer_text("/token", 200, &" ".repeat(crate::MAX_ANSWER_BYTES + 1));
    assert_eq!(fake.finish(NOW), Err(Fault::Unavailable("it answered more than is read".to_owned())));
}

#[test]
fn what_the_token_does_not_say_the_provider_is_asked_for() {
    let fake = Fake::with(
        Provider::new("https://login.example", CLIENT_ID, "s", &["email", "organisation"], Emails::All).unwrap(),
    );
    let bare = with(&with(&fake.claims(), "email", Value::Null), "email_verified", Value::Null);
    fake.gives(&rs256(&bare));
    let me =
        json!({"sub": "robin-1", "email": "robin@school.example", "organisation": {"urn": "123456", "name": "Ashe"}});
    fake.answer("/me", 200, &me);
    let identity = fake.finish(NOW).unwrap();
    assert_eq!((identity.email.as_deref(), identity.email_is_proven), (Some("robin@school.example"), true));
    assert_eq!(identity.organisation, Some(Organisation { urn: Some("123456".to_owned()) }));
    assert_eq!(fake.asked().last().unwrap().headers()["authorization"], "Bearer opens-me");

    for spoilt in [json!({"sub": "somebody-else", "email": "x@y.example"}), json!({"email": "x@y.example"}), json!([])]
    {
        fake.answer("/me", 200, &spoilt);
        assert!(matches!(fake.finish(NOW), Err(Fault::UserInfo(_))), "{spoilt}");
    }
    fake.answer("/me", 401, &json!({}));
    assert_eq!(fake.finish(NOW), Err(Fault::Unavailable("it answered 401".to_owned())));
}

#[test]
fn an_organisation_is_read_however_it_is_written() {
    let urn = |urn: &str| Some(Organisation { urn: Some(urn.to_owned()) });
    let cases = [
        (json!({"id": "x", "urn": "123456"}), urn("123456"), "as it is said to be"),
        (json!({"urn": 123_456}), urn("123456"), "as a number"),
        (json!(r#"{"urn":"123456"}"#), urn("123456"), "as text"),
        (json!({"id": "x", "urn": null}), Some(Organisation { urn: None }), "a local authority"),
        (json!({"urn": " "}), Some(Organisation { urn: None }), "left empty"),
        (json!("123456"), None, "no organisation"),
        (json!(["123456"]), None, "a list"),
    ];
    for (claim, expected, why) in cases {
        let fake = Fake::new();
        fake.gives(&rs256(&with(&fake.claims(), "organisation", claim)));
        assert_eq!(fake.finish(NOW).unwrap().organisation, expected, "{why}");
    }
}

#[test]
fn an_email_address_counts_only_where_somebody_proved_it() {
    let tenant = "11111111-2222-3333-4444-555555555555";
    let cases = [
        (Emails::Claimed, "https://login.example", json!({"email_verified": true}), true, "it says so"),
        (Emails::Claimed, "https://login.example", json!({"email_verified": "true"}), true, "it says so in text"),
        (Emails::Claimed, "https://login.example", json!({"email_verified": false}), false, "it says no"),
        (Emails::Claimed, "https://login.example", json!({"email_verified": null}), false, "it says nothing"),
        (
            Emails::Claimed,
            "https://login.example",
            json!({"email_verified": null, "xms_edov": 1}),
            true,
            "Entra says so",
        ),
        (Emails::Claimed, "https://login.example", json!({"email_verified": null, "tid": tenant}), false, "not Entra"),
        (Emails::Claimed, ENTRA, json!({"email_verified": null, "tid": tenant}), true, "one tenant's own"),
        (Emails::Claimed, ENTRA, json!({"email_verified": null, "tid": "another"}), false, "another tenant's"),
        (Emails::Claimed, ENTRA, json!({"email_verified": null, "tid": tenant, "xms_edov": false}), false, "a guest's"),
        (Emails::All, "https://login.example", json!({"email_verified": null}), true, "the provider proves all"),
        (Emails::All, "https://login.example", json!({"email_verified": false}), false, "all but this one"),
    ];
    for (emails, issuer, change, proven, why) in cases {
        let fake = Fake::trusting(emails, issuer);
        let mut claims = fake.claims();
        for (name, value) in change.as_object().unwrap() {
            claims = with(&claims, name, value.clone());
        }
        fake.gives(&rs256(&claims));
        assert_eq!(fake.finish(NOW).unwrap().email_is_proven, proven, "{why}");
    }
}

#[test]
fn a_name_in_two_parts_is_a_name() {
    let fake = Fake::new();
    let claims = with(&fake.claims(), "name", Value::Null);
    fake.gives(&rs256(&with(&with(&claims, "given_name", json!("Robin")), "family_name", json!("Ashe"))));
    assert_eq!(fake.finish(NOW).unwrap().name.as_deref(), Some("Robin Ashe"));
    fake.gives(&rs256(&with(&claims, "given_name", json!("Robin"))));
    assert_eq!(fake.finish(NOW).unwrap().name, None);
}

#[test]
fn settings_that_cannot_be_used_are_refused_and_the_secret_is_never_printed() {
    let new = |issuer, id, secret| Provider::new(issuer, id, secret, &[], Emails::Claimed);
    assert!(new("http://login.example", "id", "secret").is_err());
    assert!(new("https://login.example?tenant=1", "id", "secret").is_err());
    assert!(new("https://login.example", "", "secret").is_err());
    assert!(new("https://login.example", "id", "").is_err());
    let provider = new("https://login.example:443", "id", "secret").unwrap();
    assert_eq!(format!("{provider:?}"), "Provider(https://login.example:443)");
}
