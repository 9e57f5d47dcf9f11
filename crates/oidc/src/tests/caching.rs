//! What is known of a provider is asked for once in a while: seldom enough not to hammer it, often enough to notice that
//! it changed its keys.

use serde_json::json;

use super::fake::{Fake, NOW, OTHER_RSA, RSA, rsa_jwk, rsa_sign, token};
use crate::{Fault, Spoilt};

const DOCUMENT: &str = "/.well-known/openid-configuration";
const HOUR: i64 = 60 * 60;

/// From now on the provider signs with a key of another name.
fn sign_with_another_key(fake: &Fake) {
    let header = json!({"alg": "RS256", "kid": "newer"});
    fake.gives(&token(&header, &fake.claims(), |message| rsa_sign(&OTHER_RSA, message)));
}

#[test]
fn documents_and_keys_are_asked_for_once_an_hour() {
    let fake = Fake::new();
    fake.start(NOW).unwrap();
    fake.finish(NOW).unwrap();
    assert_eq!(fake.asked_paths(), [DOCUMENT, "/token", "/keys"]);
    fake.start(NOW + 60).unwrap();
    fake.finish(NOW + 60).unwrap();
    assert_eq!(fake.asked_paths(), ["/token"]);
    fake.start(NOW + HOUR).unwrap();
    assert_eq!(fake.asked_paths(), [DOCUMENT]);
    let _ = fake.finish(NOW + HOUR);
    assert_eq!(fake.asked_paths(), ["/token", "/keys"]);
}

#[test]
fn a_key_that_is_new_is_looked_for_and_found() {
    let fake = Fake::new();
    fake.finish(NOW).unwrap();
    sign_with_another_key(&fake);
    fake.answer("/keys", 200, &json!({"keys": [rsa_jwk(&RSA, "one"), rsa_jwk(&OTHER_RSA, "newer")]}));
    fake.asked();
    fake.finish(NOW + 30).unwrap();
    assert_eq!(fake.asked_paths(), ["/token", "/keys"]);
    fake.finish(NOW + 31).unwrap();
    assert_eq!(fake.asked_paths(), ["/token"]);
}

#[test]
fn a_key_that_nobody_has_is_looked_for_once_in_a_while() {
    let fake = Fake::new();
    fake.finish(NOW).unwrap();
    sign_with_another_key(&fake);
    fake.asked();
    for second in 0..30 {
        assert_eq!(fake.finish(NOW + second), Err(Fault::Token(Spoilt::Key)));
    }
    let looks = fake.asked_paths().into_iter().filter(|path| path == "/keys").count();
    assert_eq!(looks, 2, "after 10 and after 20 seconds");
}

#[test]
fn a_key_that_was_withdrawn_is_good_for_an_hour_at_most() {
    let fake = Fake::new();
    fake.finish(NOW).unwrap();
    fake.answer("/keys", 200, &json!({"keys": [rsa_jwk(&OTHER_RSA, "newer")]}));
    let mut claims = fake.claims();
    claims["exp"] = json!(NOW + 2 * HOUR);
    fake.gives(&super::fake::rs256(&claims));
    assert!(fake.finish(NOW + HOUR - 1).is_ok());
    assert_eq!(fake.finish(NOW + HOUR), Err(Fault::Token(Spoilt::Key)));
}

#[test]
fn a_provider_that_is_down_is_left_alone_for_a_moment() {
    let fake = Fake::new();
    fake.hang_up(DOCUMENT);
    for second in 0..10 {
        assert_eq!(fake.start(NOW + second), Err(Fault::Unavailable("nobody there".to_owned())));
    }
    assert_eq!(fake.asked_paths(), [DOCUMENT]);
    fake.answer(DOCUMENT, 200, &fake.document(fake.client.issuer()));
    assert!(fake.start(NOW + 10).is_ok(), "and it is back");
}

#[test]
fn a_clock_that_was_put_back_makes_nothing_last_for_ever() {
    let fake = Fake::new();
    fake.start(NOW).unwrap();
    fake.asked();
    fake.start(NOW - HOUR).unwrap();
    assert_eq!(fake.asked_paths(), [DOCUMENT]);
}
