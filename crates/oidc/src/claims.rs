//! Whether a token is ours and of now (OpenID Connect Core 1.0, section 3.1.3.7). Whoever it is about is for `identity`.

use jiff::Timestamp;
use serde_json::Value;
use subtle::ConstantTimeEq;

use crate::fault::Spoilt;
use crate::object::Object;
use crate::provider::Provider;

/// How far a provider's clock may be from ours.
const MAX_CLOCK_SKEW_SECONDS: f64 = 60.0;

/// The most characters of a subject (OpenID Connect Core 1.0, section 2).
const MAX_SUBJECT_CHARACTERS: usize = 255;

/// Checks every claim that says whether this token is meant for us, now, for this attempt.
///
/// # Errors
/// The first that does not.
pub(crate) fn check(claims: &Object, provider: &Provider, nonce: &str, now: Timestamp) -> Result<(), Spoilt> {
    if claims.get("iss").and_then(Value::as_str) != Some(provider.issuer.as_str()) {
        return Err(Spoilt::Issuer);
    }
    check_audience(claims, &provider.client_id)?;
    check_time(claims, now)?;
    let sent = claims.text("nonce").unwrap_or_default();
    if !bool::from(sent.as_bytes().ct_eq(nonce.as_bytes())) {
        return Err(Spoilt::Nonce);
    }
    if subject(claims).is_none() {
        return Err(Spoilt::Subject);
    }
    Ok(())
}

/// Who it is about.
pub(crate) fn subject(claims: &Object) -> Option<&str> {
    claims.text("sub").filter(|sub| sub.chars().count() <= MAX_SUBJECT_CHARACTERS)
}

fn check_audience(claims: &Object, client_id: &str) -> Result<(), Spoilt> {
    let several = match claims.get("aud").ok_or(Spoilt::Audience)? {
        Value::String(one) if one == client_id => false,
        Value::Array(all) if all.iter().any(|one| one.as_str() == Some(client_id)) => all.len() > 1,
        _ => return Err(Spoilt::Audience),
    };
    match claims.get("azp") {
        Some(party) if party.as_str() == Some(client_id) => Ok(()),
        None if !several => Ok(()),
        _ => Err(Spoilt::Party),
    }
}

fn check_time(claims: &Object, now: Timestamp) -> Result<(), Spoilt> {
    let now = now.as_duration().as_secs_f64();
    let date = |name: &str| claims.get(name).map(Value::as_f64);
    match date("exp") {
        Some(Some(expires)) if now < expires + MAX_CLOCK_SKEW_SECONDS => {}
        _ => return Err(Spoilt::Expired),
    }
    match (date("iat"), date("nbf")) {
        (Some(Some(issued)), valid) if issued <= now + MAX_CLOCK_SKEW_SECONDS => match valid {
            Some(Some(from)) if from <= now + MAX_CLOCK_SKEW_SECONDS => Ok(()),
            None => Ok(()),
            _ => Err(Spoilt::Early),
        },
        _ => Err(Spoilt::Early),
    }
}
