//! Discovery documents of providers that are careless, mistaken or hostile.

use serde_json::{Value, json};

use super::fake::{Fake, ISSUER, NOW};
use crate::{Fault, MAX_ANSWER_BYTES};

const DOCUMENT: &str = "/.well-known/openid-configuration";

fn with(name: &str, value: Value) -> Result<String, Fault> {
    let fake = Fake::new();
    let mut document = fake.document(ISSUER);
    document[name] = value;
    fake.answer(DOCUMENT, 200, &document);
    fake.start(NOW)
}

#[test]
fn a_document_is_believed_only_where_it_is_this_issuers() {
    let cases = [
        json!("https://login.example/other"),
        json!(format!("{ISSUER}/")),
        json!("https://login.example:443/tenant"),
        json!("HTTPS://login.example/tenant"),
        json!("https://login.example/{tenantid}"),
        json!([ISSUER]),
        json!(null),
    ];
    for issuer in cases {
        assert_eq!(with("issuer", issuer.clone()), Err(Fault::Discovery("is another issuer's")), "{issuer}");
    }
}

#[test]
fn endpoints_are_over_tls_or_there_is_no_sign_in() {
    let unusable = Err(Fault::Discovery("names an endpoint that cannot be used, or none"));
    for name in ["authorization_endpoint", "token_endpoint", "jwks_uri"] {
        let strange =
            ["http://login.example/x", "javascript:alert(1)", "//login.example/x", "https://a@b.example/", ""];
        for address in strange {
            assert_eq!(with(name, json!(address)), unusable, "{name} {address}");
        }
        assert_eq!(with(name, json!(null)), unusable);
        assert_eq!(with(name, json!(["https://login.example/x"])), unusable);
        assert!(with(name, json!("https://elsewhere.example/x")).is_ok(), "another host is the operator's to grant");
    }
    assert!(with("userinfo_endpoint", json!("http://login.example/x")).is_ok(), "it is not asked then");
}

#[test]
fn a_provider_must_offer_what_we_insist_on_or_say_nothing_of_it() {
    let cases = [
        ("response_types_supported", json!(["id_token"]), false, "no code flow"),
        ("code_challenge_methods_supported", json!(["plain"]), false, "no S256"),
        ("code_challenge_methods_supported", json!(null), true, "Entra says nothing of it and does it"),
        ("id_token_signing_alg_values_supported", json!(["HS256", "none"]), false, "no signature of ours"),
        ("id_token_signing_alg_values_supported", json!(["ES256"]), true, "one of ours"),
        ("token_endpoint_auth_methods_supported", json!(["private_key_jwt"]), false, "no secret"),
        ("token_endpoint_auth_methods_supported", json!([]), false, "nothing"),
        ("token_endpoint_auth_methods_supported", json!(["client_secret_post"]), true, "in the form"),
    ];
    for (name, value, usable, why) in cases {
        assert_eq!(with(name, value).is_ok(), usable, "{why}");
    }
}

#[test]
fn what_is_not_a_document_is_not_read() {
    let fake = || Fake::new();
    let cases = [
        (200, "<html>sign in to the hotel's network</html>", Fault::Discovery("is not a JSON object")),
        (200, "[]", Fault::Discovery("is not a JSON object")),
        (200, r#"{"issuer":"a","issuer":"b"}"#, Fault::Discovery("is not a JSON object")),
        (404, "{}", Fault::Unavailable("it answered 404".to_owned())),
        (301, "{}", Fault::Unavailable("it answered 301".to_owned())),
        (503, "", Fault::Unavailable("it answered 503".to_owned())),
    ];
    for (status, body, fault) in cases {
        let fake = fake();
        fake.answer_text(DOCUMENT, status, body);
        assert_eq!(fake.start(NOW), Err(fault), "{status} {body}");
    }
    let huge = fake();
    let mut document = huge.document(ISSUER);
    document["filler"] = json!("x".repeat(MAX_ANSWER_BYTES));
    huge.answer(DOCUMENT, 200, &document);
    assert_eq!(huge.start(NOW), Err(Fault::Unavailable("it answered more than is read".to_owned())));
}
