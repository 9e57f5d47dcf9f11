//! A code for a token (OpenID Connect Core 1.0, section 3.1.3), between us and the provider alone.

use data_encoding::BASE64;
use form_urlencoded::Serializer;
use http::{Response, StatusCode};

use crate::attempt::Attempt;
use crate::back;
use crate::discovery::{Authentication, Discovery};
use crate::fault::Fault;
use crate::fetch::{Fetch, post};
use crate::object::Object;
use crate::provider::Provider;

/// What a code is worth.
pub(crate) struct Tokens {
    /// Proves who signed in.
    pub(crate) id: String,
    /// Opens what the provider says more of them.
    pub(crate) access: Option<String>,
}

/// Exchanges a code. Where the provider does not know us by our secret shown in one way, it is shown in the other: such a
/// refusal uses no code up.
///
/// # Errors
/// Where the provider does not take it, or answers nothing that can be used.
pub(crate) async fn exchange(
    fetch: &impl Fetch,
    provider: &Provider,
    discovery: &Discovery,
    grant: &str,
) -> Result<Tokens, Fault> {
    for way in discovery.authentication {
        let (authorization, form) = match way {
            Authentication::Basic => (Some(basic(provider)), grant.to_owned()),
            Authentication::Post => (None, format!("{grant}&{}", in_the_form(provider))),
        };
        let answer = post(fetch, &discovery.token, authorization.as_deref(), form).await?;
        match read(&answer) {
            Err(Fault::Client) => {}
            answered => return answered,
        }
    }
    Err(Fault::Client)
}

/// The form that offers a code, but for the secret.
pub(crate) fn grant(attempt: &Attempt, code: &str, redirect_uri: &str) -> String {
    Serializer::new(String::new())
        .append_pair("grant_type", "authorization_code")
        .append_pair("code", code)
        .append_pair("redirect_uri", redirect_uri)
        .append_pair("code_verifier", &attempt.verifier)
        .finish()
}

fn read(answer: &Response<Vec<u8>>) -> Result<Tokens, Fault> {
    let object = Object::read(answer.body());
    match answer.status() {
        StatusCode::OK => Tokens::read(&object.ok_or(Fault::Exchange("is not a JSON object"))?),
        StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED => {
            Err(refusal(object.as_ref().and_then(|object| object.text("error")).unwrap_or_default()))
        }
        status => Err(Fault::Unavailable(format!("it answered {} to a code", status.as_u16()))),
    }
}

fn refusal(error: &str) -> Fault {
    match error {
        "invalid_grant" => Fault::Code,
        "invalid_client" | "unauthorized_client" => Fault::Client,
        other => back::said(other),
    }
}

fn in_the_form(provider: &Provider) -> String {
    Serializer::new(String::new())
        .append_pair("client_id", &provider.client_id)
        .append_pair("client_secret", &provider.client_secret)
        .finish()
}

/// Id and secret are forms' text before they are joined (RFC 6749, section 2.3.1).
fn basic(provider: &Provider) -> String {
    let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let both = format!("{}:{}", encode(&provider.client_id), encode(&provider.client_secret));
    format!("Basic {}", BASE64.encode(both.as_bytes()))
}

impl Tokens {
    fn read(answer: &Object) -> Result<Self, Fault> {
        if !answer.text("token_type").is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")) {
            return Err(Fault::Exchange("has no token of a known type"));
        }
        let id = answer.text("id_token").ok_or(Fault::Exchange("has no token that proves who signed in"))?;
        // What cannot stand in a header is not a bearer token (RFC 6750, section 2.1).
        let access = answer.text("access_token").filter(|token| token.bytes().all(|byte| byte.is_ascii_graphic()));
        Ok(Self { id: id.to_owned(), access: access.map(str::to_owned) })
    }
}
