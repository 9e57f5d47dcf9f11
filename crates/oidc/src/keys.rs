//! The keys that a provider publishes (RFC 7517), and whether one of them made a signature. Keys that are no good for
//! this are as if they were not there.

use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use p256::ecdsa::{Signature, VerifyingKey};
use rsa::traits::PublicKeyParts;
use rsa::{BigUint, Pkcs1v15Sign, RsaPublicKey};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::fault::{Fault, Spoilt};
use crate::object::{Object, text};
use crate::token::Algorithm;

/// A provider has a few; one with more than this is not looked at.
const MAX_KEYS: usize = 32;

/// Shorter RSA keys can be broken.
const MIN_RSA_BITS: usize = 2048;

/// The smallest public exponent that is not frowned upon (FIPS 186-5, appendix A.1.1).
const MIN_RSA_EXPONENT: u32 = 65_537;

/// The bytes of one coordinate of P-256.
const COORDINATE_BYTES: usize = 32;

/// The keys of one provider that are good for a signature we accept.
#[derive(Debug)]
pub(crate) struct Keys(Vec<Key>);

/// One of them.
#[derive(Debug)]
pub(crate) struct Key {
    id: Option<String>,
    public: Public,
}

#[derive(Debug)]
enum Public {
    Rsa(RsaPublicKey),
    P256(VerifyingKey),
}

impl Keys {
    /// Reads a key set.
    ///
    /// # Errors
    /// That it is none, or too large. A set without a good key is a set.
    pub(crate) fn read(document: &Object) -> Result<Self, Fault> {
        let keys = document.get("keys").and_then(Value::as_array).ok_or(Fault::Keys("are not a key set"))?;
        if keys.len() > MAX_KEYS {
            return Err(Fault::Keys("are too many"));
        }
        Ok(Self(keys.iter().filter_map(Key::read).collect()))
    }

    /// The key for a token's header. One that names none is fine while there is but one it can be; two of one name are
    /// none.
    pub(crate) fn find(&self, algorithm: Algorithm, id: Option<&str>) -> Option<&Key> {
        let fits = |key: &&Key| key.public.algorithm() == algorithm && (id.is_none() || key.id.as_deref() == id);
        let mut fitting = self.0.iter().filter(fits);
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }
}

impl Key {
    fn read(value: &Value) -> Option<Self> {
        let member = |name: &str| value.get(name).filter(|value| !value.is_null());
        let says = |name: &str, word: &str| member(name).is_none_or(|value| value.as_str() == Some(word));
        // A key whose private half is public proves nothing.
        if member("d").is_some() || !says("use", "sig") {
            return None;
        }
        let may_verify = |operations: &Value| operations.as_array().is_some_and(|all| all.contains(&"verify".into()));
        if !member("key_ops").is_none_or(may_verify) {
            return None;
        }
        let number = |name: &str| BASE64URL_NOPAD.decode(text(member(name)?)?.as_bytes()).ok();
        let public = match member("kty")?.as_str()? {
            "RSA" => Public::rsa(&number("n")?, &number("e")?)?,
            "EC" if member("crv")?.as_str() == Some("P-256") => Public::p256(&number("x")?, &number("y")?)?,
            _ => return None,
        };
        if !says("alg", public.algorithm().name()) {
            return None;
        }
        let id = match member("kid") {
            Some(id) => Some(id.as_str()?.to_owned()),
            None => None,
        };
        Some(Self { id, public })
    }

    /// Whether this key signed `message`.
    ///
    /// # Errors
    /// That it did not.
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), Spoilt> {
        let digest = Sha256::digest(message);
        let verified = match &self.public {
            Public::Rsa(key) => key.verify(Pkcs1v15Sign::new::<rsa::sha2::Sha256>(), &digest, signature).is_ok(),
            Public::P256(key) => {
                Signature::from_slice(signature).is_ok_and(|signature| key.verify_prehash(&digest, &signature).is_ok())
            }
        };
        if verified { Ok(()) } else { Err(Spoilt::Signature) }
    }
}

impl Public {
    fn rsa(modulus: &[u8], exponent: &[u8]) -> Option<Self> {
        let (modulus, exponent) = (BigUint::from_bytes_be(modulus), BigUint::from_bytes_be(exponent));
        // The library refuses what is too large, or even.
        let key = RsaPublicKey::new(modulus, exponent).ok()?;
        let strong = key.n().bits() >= MIN_RSA_BITS && *key.e() >= BigUint::from(MIN_RSA_EXPONENT);
        strong.then_some(Self::Rsa(key))
    }

    fn p256(x: &[u8], y: &[u8]) -> Option<Self> {
        if x.len() != COORDINATE_BYTES || y.len() != COORDINATE_BYTES {
            return None;
        }
        /// The mark of a point with both coordinates (SEC 1, section 2.3.3).
        const BOTH: u8 = 4;
        let point: Vec<u8> = [BOTH].iter().chain(x).chain(y).copied().collect();
        VerifyingKey::from_sec1_bytes(&point).ok().map(Self::P256)
    }

    fn algorithm(&self) -> Algorithm {
        match self {
            Self::Rsa(_) => Algorithm::Rs256,
            Self::P256(_) => Algorithm::Es256,
        }
    }
}
