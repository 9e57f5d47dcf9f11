//! A signed token (RFC 7515, RFC 7519) taken apart, and its signature proven. What its claims mean is for `claims`.

use data_encoding::BASE64URL_NOPAD;

use crate::fault::Spoilt;
use crate::keys::Key;
use crate::object::Object;

/// Four times what the largest known provider sends.
const MAX_TOKEN_BYTES: usize = 16 * 1024;

/// The signatures we accept: one list, so that a token cannot choose its own (RFC 8725, section 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Rs256,
    Es256,
}

impl Algorithm {
    pub(crate) const ALL: [Self; 2] = [Self::Rs256, Self::Es256];

    /// As it stands in headers and documents.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Es256 => "ES256",
        }
    }
}

/// A token whose signature nobody looked at yet: its claims are out of reach.
#[derive(Debug)]
pub(crate) struct Unproven<'a> {
    pub(crate) algorithm: Algorithm,
    /// The key it says it is signed with.
    pub(crate) key_id: Option<String>,
    signed: &'a str,
    payload: &'a str,
    signature: Vec<u8>,
}

impl<'a> Unproven<'a> {
    /// Takes it apart.
    pub(crate) fn read(token: &'a str) -> Result<Self, Spoilt> {
        if token.len() > MAX_TOKEN_BYTES {
            return Err(Spoilt::TooLong);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(Spoilt::Shape)?;
        let (header, payload) = signed.split_once('.').ok_or(Spoilt::Shape)?;
        if payload.contains('.') {
            return Err(Spoilt::Shape);
        }
        let header = object(header)?;
        let named = header.get("alg").and_then(|name| name.as_str()).ok_or(Spoilt::Algorithm)?;
        let algorithm = Algorithm::ALL.into_iter().find(|known| known.name() == named).ok_or(Spoilt::Algorithm)?;
        if header.get("crit").is_some() {
            return Err(Spoilt::Critical);
        }
        let key_id = match header.get("kid") {
            Some(id) => Some(id.as_str().ok_or(Spoilt::Key)?.to_owned()),
            None => None,
        };
        let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).map_err(|_| Spoilt::Shape)?;
        Ok(Self { algorithm, key_id, signed, payload, signature })
    }

    /// Its claims, if `key` signed it.
    pub(crate) fn prove(&self, key: &Key) -> Result<Object, Spoilt> {
        key.verify(self.signed.as_bytes(), &self.signature)?;
        object(self.payload)
    }
}

fn object(part: &str) -> Result<Object, Spoilt> {
    let text = BASE64URL_NOPAD.decode(part.as_bytes()).map_err(|_| Spoilt::Shape)?;
    Object::read(&text).ok_or(Spoilt::Shape)
}
