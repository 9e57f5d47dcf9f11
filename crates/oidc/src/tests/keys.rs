//! Which of the keys that a provider publishes are good for a token.

use serde_json::{Value, json};

use super::fake::{Fake, NOW, OTHER_RSA, P256, RSA, WEAK_RSA, p256_jwk, p256_sign, rs256, rsa_jwk, rsa_sign, token};
use crate::{Fault, Spoilt};

fn with(key: &Value, change: Value) -> Value {
    let mut key = key.clone();
    for (name, value) in change.as_object().unwrap() {
        key[name] = value.clone();
    }
    key
}

/// What comes of a token of `fake` while these keys are published.
fn among(keys: Value, token: impl Fn(&Fake) -> String) -> Result<(), Fault> {
    let fake = Fake::new();
    fake.gives(&token(&fake));
    fake.answer("/keys", 200, &json!({"keys": keys}));
    fake.finish(NOW).map(drop)
}

const NO_KEY: Result<(), Fault> = Err(Fault::Token(Spoilt::Key));

#[test]
fn an_rsa_key_that_is_weak_or_for_something_else_is_as_if_it_were_not_there() {
    let key = rsa_jwk(&RSA, "one");
    let (modulus, exponent) = (key["n"].as_str().unwrap(), key["e"].as_str().unwrap());
    let cases = [
        (json!({}), Ok(()), "the right one"),
        (json!({"use": null, "alg": null}), Ok(()), "one that does not say what it is for"),
        (json!({"key_ops": ["verify"]}), Ok(()), "to verify with"),
        (json!({"key_ops": ["sign", "encrypt"]}), NO_KEY, "not to verify with"),
        (json!({"key_ops": "verify"}), NO_KEY, "not a list"),
        (json!({"use": "enc"}), NO_KEY, "to encrypt with"),
        (json!({"alg": "RS512"}), NO_KEY, "for another signature"),
        (json!({"alg": "RSA-OAEP"}), NO_KEY, "for no signature"),
        (json!({"kty": "oct", "k": modulus}), NO_KEY, "a shared secret"),
        (json!({"kty": "EC"}), NO_KEY, "of another kind"),
        (json!({"kty": null}), NO_KEY, "of no kind"),
        (json!({"d": "AQAB"}), NO_KEY, "its private half is public"),
        (json!({"e": "Aw"}), NO_KEY, "an exponent of three"),
        (json!({"e": "AQ"}), NO_KEY, "an exponent of one"),
        (json!({"e": modulus}), NO_KEY, "an endless exponent"),
        (json!({"n": exponent}), NO_KEY, "a small modulus"),
        (json!({"n": format!("{modulus}{modulus}{modulus}")}), NO_KEY, "a huge modulus"),
        (json!({"n": ""}), NO_KEY, "no modulus"),
        (json!({"n": "not base64!"}), NO_KEY, "nonsense"),
        (json!({"kid": 1}), NO_KEY, "a name that is none"),
        (json!({"kid": "other"}), NO_KEY, "another name"),
        (json!({"kid": null}), NO_KEY, "no name, where the token names one"),
    ];
    for (change, expected, why) in cases {
        assert_eq!(among(json!([with(&key, change)]), |fake| rs256(&fake.claims())), expected, "{why}");
    }
    let weak = |fake: &Fake| {
        token(&json!({"alg": "RS256", "kid": "one"}), &fake.claims(), |message| rsa_sign(&WEAK_RSA, message))
    };
    assert_eq!(among(json!([rsa_jwk(&WEAK_RSA, "one")]), weak), NO_KEY, "1024 bits, though it did sign");
}

#[test]
fn a_p256_key_must_be_a_point_of_the_curve() {
    let key = p256_jwk(&P256, "two");
    let signed = |fake: &Fake| {
        token(&json!({"alg": "ES256", "kid": "two"}), &fake.claims(), |message| p256_sign(&P256, message))
    };
    let cases = [
        (json!({}), Ok(()), "the right one"),
        (json!({"crv": "P-384"}), NO_KEY, "another curve"),
        (json!({"crv": "secp256k1"}), NO_KEY, "another curve of that size"),
        (json!({"x": key["y"]}), NO_KEY, "not on the curve"),
        (json!({"x": "AA", "y": "AA"}), NO_KEY, "too short"),
        (json!({"y": null}), NO_KEY, "half a point"),
        (json!({"alg": "RS256"}), NO_KEY, "for another signature"),
    ];
    for (change, expected, why) in cases {
        assert_eq!(among(json!([with(&key, change)]), signed), expected, "{why}");
    }
}

#[test]
fn a_token_that_names_no_key_is_fine_while_only_one_can_be_meant() {
    let (one, other) = (rsa_jwk(&RSA, "one"), rsa_jwk(&OTHER_RSA, "other"));
    let nameless = |fake: &Fake| token(&json!({"alg": "RS256"}), &fake.claims(), |message| rsa_sign(&RSA, message));
    assert_eq!(among(json!([one, p256_jwk(&P256, "two")]), nameless), Ok(()));
    assert_eq!(among(json!([one, other]), nameless), NO_KEY);
}

#[test]
fn two_keys_of_one_name_are_none_but_for_two_kinds() {
    let named = |fake: &Fake| rs256(&fake.claims());
    let (one, other) = (rsa_jwk(&RSA, "one"), rsa_jwk(&OTHER_RSA, "one"));
    assert_eq!(among(json!([one, other]), named), NO_KEY);
    assert_eq!(among(json!([one, p256_jwk(&P256, "one")]), named), Ok(()));
    assert_eq!(among(json!([one, with(&other, json!({"use": "enc"}))]), named), Ok(()));
}

#[test]
fn strange_keys_do_not_hide_a_good_one_but_a_flood_of_them_is_refused() {
    let named = |fake: &Fake| rs256(&fake.claims());
    let strange = [json!(null), json!(7), json!("key"), json!([]), json!({}), json!({"kty": "OKP", "crv": "Ed25519"})];
    let mut keys: Vec<_> = strange.into_iter().collect();
    keys.push(rsa_jwk(&RSA, "one"));
    assert_eq!(among(json!(keys), named), Ok(()));
    keys.resize(32, json!({}));
    assert_eq!(among(json!(keys), named), Ok(()));
    keys.push(json!({}));
    assert_eq!(among(json!(keys), named), Err(Fault::Keys("are too many")));
    assert_eq!(among(json!({}), named), Err(Fault::Keys("are not a key set")));
}
