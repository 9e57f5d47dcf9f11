//! A token with each of its parts spoilt in turn: whatever is wrong with it, it proves nobody.

use data_encoding::BASE64URL_NOPAD;
use hmac_of::hmac_sha256;
use serde_json::{Value, json};

use super::fake::{
    CLIENT_ID, Fake, ISSUER, NOW, OTHER_RSA, P256, RSA, base64, p256_sign, rs256, rsa_jwk, rsa_sign, token,
};
use crate::{Fault, Spoilt};

/// What a token that is given instead of the right one comes to.
fn given(fake: &Fake, token: &str) -> Option<Spoilt> {
    fake.gives(token);
    match fake.finish(NOW) {
        Ok(_) => None,
        Err(Fault::Token(spoilt)) => Some(spoilt),
        Err(other) => panic!("{other}"),
    }
}

/// The claims with one of them changed; null takes it away.
fn changed(fake: &Fake, name: &str, value: &Value) -> Value {
    let mut claims = fake.claims();
    match value {
        Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
        value => claims[name] = value.clone(),
    }
    claims
}

#[test]
fn each_claim_spoilt_in_turn_is_found() {
    let fake = Fake::new();
    let nonce = fake.attempt.nonce.clone();
    let cases: Vec<(&str, Value, Option<Spoilt>, &str)> = vec![
        ("iss", json!("https://evil.example"), Some(Spoilt::Issuer), "another provider"),
        ("iss", json!(format!("{ISSUER}/")), Some(Spoilt::Issuer), "almost the same"),
        ("iss", json!([ISSUER]), Some(Spoilt::Issuer), "a list"),
        ("iss", json!(null), Some(Spoilt::Issuer), "none"),
        ("aud", json!("another"), Some(Spoilt::Audience), "another client"),
        ("aud", json!(["another"]), Some(Spoilt::Audience), "other clients"),
        ("aud", json!([]), Some(Spoilt::Audience), "nobody"),
        ("aud", json!({CLIENT_ID: true}), Some(Spoilt::Audience), "neither text nor list"),
        ("aud", json!(null), Some(Spoilt::Audience), "none"),
        ("aud", json!([CLIENT_ID]), None, "only us, as a list"),
        ("aud", json!([CLIENT_ID, "another"]), Some(Spoilt::Party), "us among others, without saying for whom"),
        ("azp", json!("another"), Some(Spoilt::Party), "given to somebody else"),
        ("azp", json!(CLIENT_ID), None, "given to us"),
        ("exp", json!(NOW - 59), None, "late by less than clocks may differ"),
        ("exp", json!(NOW - 60), Some(Spoilt::Expired), "too late"),
        ("exp", json!(null), Some(Spoilt::Expired), "none"),
        ("exp", json!((NOW + 300).to_string()), Some(Spoilt::Expired), "a text"),
        ("exp", json!(-1), Some(Spoilt::Expired), "before all time"),
        ("exp", json!(1e300), None, "for ever, so that the rest decides"),
        ("iat", json!(NOW + 60), None, "early by less than clocks may differ"),
        ("iat", json!(NOW + 61), Some(Spoilt::Early), "from the future"),
        ("iat", json!(null), Some(Spoilt::Early), "none"),
        ("iat", json!("yesterday"), Some(Spoilt::Early), "no number"),
        ("nbf", json!(NOW + 60), None, "valid within what clocks may differ"),
        ("nbf", json!(NOW + 61), Some(Spoilt::Early), "not yet valid"),
        ("nbf", json!("now"), Some(Spoilt::Early), "no number"),
        ("nbf", json!(NOW as f64 + 0.5), None, "half a second is a number"),
        ("nonce", json!("another"), Some(Spoilt::Nonce), "of another attempt"),
        ("nonce", json!(nonce[1..]), Some(Spoilt::Nonce), "a part of it"),
        ("nonce", json!([nonce]), Some(Spoilt::Nonce), "a list"),
        ("nonce", json!(null), Some(Spoilt::Nonce), "none"),
        ("sub", json!(""), Some(Spoilt::Subject), "empty"),
        ("sub", json!(7), Some(Spoilt::Subject), "a number"),
        ("sub", json!("s".repeat(255)), None, "as long as it may be"),
        ("sub", json!("s".repeat(256)), Some(Spoilt::Subject), "longer"),
        ("sub", json!(null), Some(Spoilt::Subject), "none"),
        ("extra", json!("anything"), None, "what is not known is left alone"),
    ];
    for (name, value, spoilt, why) in cases {
        assert_eq!(given(&fake, &rs256(&changed(&fake, name, &value))), spoilt, "{name}: {why}");
    }
    let mut shared = changed(&fake, "aud", &json!(["another", CLIENT_ID]));
    shared["azp"] = json!(CLIENT_ID);
    assert_eq!(given(&fake, &rs256(&shared)), None, "us among others, and given to us");
}

#[test]
fn only_the_two_signatures_are_accepted_whatever_the_header_says() {
    let fake = Fake::new();
    let claims = fake.claims();
    let rsa = |message: &str| rsa_sign(&RSA, message);
    for name in ["none", "None", "HS256", "RS384", "RS512", "PS256", "ES384", "EdDSA", "rs256", ""] {
        let spoilt = given(&fake, &token(&json!({"alg": name, "kid": "one"}), &claims, rsa));
        assert_eq!(spoilt, Some(Spoilt::Algorithm), "{name}");
    }
    assert_eq!(given(&fake, &token(&json!({"kid": "one"}), &claims, rsa)), Some(Spoilt::Algorithm));
    assert_eq!(given(&fake, &token(&json!({"alg": ["RS256"]}), &claims, rsa)), Some(Spoilt::Algorithm));
    let unsigned = token(&json!({"alg": "none"}), &claims, |_| Vec::new());
    assert_eq!(given(&fake, &unsigned), Some(Spoilt::Algorithm));
    let empty = token(&json!({"alg": "RS256", "kid": "one"}), &claims, |_| Vec::new());
    assert_eq!(given(&fake, &empty), Some(Spoilt::Signature));
}

#[test]
fn a_public_key_is_not_a_secret_to_sign_with() {
    let fake = Fake::new();
    let public = rsa_jwk(&RSA, "one")["n"].as_str().unwrap().to_owned();
    for name in ["HS256", "RS256"] {
        let header = json!({"alg": name, "kid": "one"});
        let forged = token(&header, &fake.claims(), |message| hmac_sha256(public.as_bytes(), message.as_bytes()));
        let expected = if name == "HS256" { Spoilt::Algorithm } else { Spoilt::Signature };
        assert_eq!(given(&fake, &forged), Some(expected));
    }
}

#[test]
fn a_signature_by_anybody_else_or_with_another_kind_of_key_is_none() {
    let fake = Fake::new();
    let claims = fake.claims();
    let cases = [
        (token(&json!({"alg": "RS256", "kid": "one"}), &claims, |m| rsa_sign(&OTHER_RSA, m)), Spoilt::Signature),
        (token(&json!({"alg": "RS256", "kid": "one"}), &claims, |m| p256_sign(&P256, m)), Spoilt::Signature),
        (token(&json!({"alg": "ES256", "kid": "two"}), &claims, |m| rsa_sign(&RSA, m)), Spoilt::Signature),
        (token(&json!({"alg": "ES256", "kid": "one"}), &claims, |m| p256_sign(&P256, m)), Spoilt::Key),
        (token(&json!({"alg": "RS256", "kid": "two"}), &claims, |m| rsa_sign(&RSA, m)), Spoilt::Key),
        (token(&json!({"alg": "RS256", "kid": "three"}), &claims, |m| rsa_sign(&RSA, m)), Spoilt::Key),
        (token(&json!({"alg": "RS256", "kid": 1}), &claims, |m| rsa_sign(&RSA, m)), Spoilt::Key),
    ];
    for (token, spoilt) in cases {
        assert_eq!(given(&fake, &token), Some(spoilt));
    }
    let own_key =
        json!({"alg": "RS256", "kid": "one", "jwk": rsa_jwk(&OTHER_RSA, "one"), "jku": "https://evil.example"});
    let brought = token(&own_key, &claims, |message| rsa_sign(&OTHER_RSA, message));
    assert_eq!(given(&fake, &brought), Some(Spoilt::Signature), "a key that the token brings along is not looked at");
}

#[test]
fn a_changed_byte_anywhere_is_found() {
    let fake = Fake::new();
    let right = rs256(&fake.claims());
    assert_eq!(given(&fake, &right), None);
    for at in (0..right.len()).step_by(7) {
        let mut spoilt = right.clone().into_bytes();
        spoilt[at] = if spoilt[at] == b'A' { b'B' } else { b'A' };
        assert!(given(&fake, std::str::from_utf8(&spoilt).unwrap()).is_some(), "byte {at}");
    }
}

#[test]
fn a_header_or_claims_of_another_token_are_found() {
    let fake = Fake::new();
    let right = rs256(&fake.claims());
    let parts: Vec<_> = right.split('.').collect();
    let [header, claims, signature] = parts[..] else { panic!("{right}") };
    let admin = base64(changed(&fake, "sub", &json!("admin")).to_string());
    let spaced = base64(r#"{"alg": "RS256", "kid": "one"}"#);
    assert_eq!(given(&fake, &format!("{header}.{admin}.{signature}")), Some(Spoilt::Signature));
    assert_eq!(given(&fake, &format!("{spaced}.{claims}.{signature}")), Some(Spoilt::Signature));
}

#[test]
fn what_is_not_a_whole_token_is_none() {
    let fake = Fake::new();
    let right = rs256(&fake.claims());
    let (signed, signature) = right.rsplit_once('.').unwrap();
    let (header, claims) = signed.split_once('.').unwrap();
    let cut = BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap();
    let cases = [
        ("a".to_owned(), Spoilt::Shape, "one part"),
        (signed.to_owned(), Spoilt::Shape, "two parts"),
        (format!("{right}.a"), Spoilt::Shape, "four parts"),
        (format!("{header}..{signature}"), Spoilt::Signature, "no claims"),
        (format!(".{claims}.{signature}"), Spoilt::Shape, "no header"),
        (format!("{signed}."), Spoilt::Signature, "no signature"),
        (format!("{signed}.{}", base64(&cut[1..])), Spoilt::Signature, "a signature cut short"),
        (format!("{right}="), Spoilt::Shape, "filled up"),
        (format!("{right} "), Spoilt::Shape, "a space behind"),
        (format!("{signed}.{}", signature.replace(['-', '_'], "+")), Spoilt::Shape, "another alphabet"),
        ("a".repeat(16 * 1024 + 1), Spoilt::TooLong, "more than is read"),
    ];
    for (token, spoilt, why) in cases {
        // A signature may happen to have none of the two characters.
        if token != right {
            assert_eq!(given(&fake, &token), Some(spoilt), "{why}");
        }
    }
}

#[test]
fn a_name_that_stands_twice_could_mean_two_things_and_means_nothing() {
    let fake = Fake::new();
    let sign = |header: &str, claims: &str| {
        let signed = format!("{}.{}", base64(header), base64(claims));
        let signature = base64(rsa_sign(&RSA, &signed));
        format!("{signed}.{signature}")
    };
    let (header, claims) = (r#"{"alg":"RS256","kid":"one"}"#, fake.claims().to_string());
    assert_eq!(given(&fake, &sign(header, &claims)), None);
    let twice = claims.replacen('{', r#"{"sub":"admin","#, 1);
    assert_eq!(given(&fake, &sign(header, &twice)), Some(Spoilt::Shape));
    assert_eq!(given(&fake, &sign(r#"{"alg":"none","alg":"RS256","kid":"one"}"#, &claims)), Some(Spoilt::Shape));
    assert_eq!(given(&fake, &sign(header, "[]")), Some(Spoilt::Shape));
    assert_eq!(given(&fake, &sign("[]", &claims)), Some(Spoilt::Shape));
}

#[test]
fn a_header_that_demands_what_is_not_known_is_refused() {
    let fake = Fake::new();
    let header = json!({"alg": "RS256", "kid": "one", "crit": ["b64"], "b64": false});
    let critical = token(&header, &fake.claims(), |message| rsa_sign(&RSA, message));
    assert_eq!(given(&fake, &critical), Some(Spoilt::Critical));
}

/// HMAC-SHA-256 as in RFC 2104, for the one forgery that needs it.
mod hmac_of {
    use sha2::{Digest, Sha256};

    const BLOCK_BYTES: usize = 64;

    pub(super) fn hmac_sha256(key: &[u8], message: &[u8]) -> Vec<u8> {
        let key = if key.len() > BLOCK_BYTES { Sha256::digest(key).to_vec() } else { key.to_vec() };
        let pad = |with: u8| -> Vec<u8> {
            (0..BLOCK_BYTES).map(|at| key.get(at).copied().unwrap_or_default() ^ with).collect()
        };
        let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message).finalize();
        Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().to_vec()
    }
}
