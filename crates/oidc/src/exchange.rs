//! A code for a token (OpenID Connect Core 1.0, section 3.1.3), between us and the provider alone.

use data_encoding::BASE64;
use form_urlencoded::Serializer;
use http::StatusCode;

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

/// Exchanges a code.
///
/// # Errors
/// Where the provider does not take it, or answers nothing that can be used.
pub(crate) async fn exchange(
    fetch: &impl Fetch,
    provider: &Provider,
    discovery: &Discovery,
    attempt: &Attempt,
    code: &str,
    redirect_uri: &str,
) -> Result<Tokens, Fault> {
    let mut form = Serializer::new(String::new());
    form.append_pair("grant_type", "authorization_code")
        .append_pair("code", code)
        .append_pair("redirect_uri", redirect_uri)
        .append_pair("code_verifier", &attempt.verifier);
    let authorization = match discovery.authentication {
        Authentication::Basic => Some(basic(provider)),
        Authentication::Post => {
            form.append_pair("client_id", &provider.client_id).append_pair("client_secret", &provider.client_secret);
            None
        }
    };
    let answer = post(fetch, &discovery.token, authorization.as_deref(), form.finish()).await?;
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
