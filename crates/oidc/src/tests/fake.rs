//! The made-up provider: documents at addresses, keys that sign, a record of what was asked.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use data_encoding::BASE64URL_NOPAD;
use futures::executor::block_on;
use http::{Request, Response};
use jiff::Timestamp;
use p256::ecdsa::signature::hazmat::PrehashSigner;
use p256::ecdsa::{Signature, SigningKey};
use rsa::rand_core::OsRng;
use rsa::traits::PublicKeyParts;
use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{Attempt, Back, Client, Emails, Fault, Fetch, Identity, Provider};

pub(super) const ISSUER: &str = "https://login.example/tenant";
pub(super) const CLIENT_ID: &str = "front door";
pub(super) const CLIENT_SECRET: &str = "a secret: 100%";
pub(super) const REDIRECT: &str = "https://school.example/sign-in/with/council/back";
pub(super) const NOW: i64 = 1_767_600_000;

pub(super) static RSA: LazyLock<RsaPrivateKey> = LazyLock::new(|| RsaPrivateKey::new(&mut OsRng, 2048).unwrap());
pub(super) static OTHER_RSA: LazyLock<RsaPrivateKey> = LazyLock::new(|| RsaPrivateKey::new(&mut OsRng, 2048).unwrap());
pub(super) static WEAK_RSA: LazyLock<RsaPrivateKey> = LazyLock::new(|| RsaPrivateKey::new(&mut OsRng, 1024).unwrap());
pub(super) static P256: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::from_slice(&[7; 32]).unwrap());

pub(super) fn base64(bytes: impl AsRef<[u8]>) -> String {
    BASE64URL_NOPAD.encode(bytes.as_ref())
}

/// An RSA key as it is published.
pub(super) fn rsa_jwk(key: &RsaPrivateKey, id: &str) -> Value {
    let (n, e) = (base64(key.n().to_bytes_be()), base64(key.e().to_bytes_be()));
    json!({"kty": "RSA", "use": "sig", "alg": "RS256", "kid": id, "n": n, "e": e})
}

/// A P-256 key as it is published.
pub(super) fn p256_jwk(key: &SigningKey, id: &str) -> Value {
    let point = key.verifying_key().to_sec1_point(false);
    let (x, y) = (base64(point.x().unwrap()), base64(point.y().unwrap()));
    json!({"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": id, "x": x, "y": y})
}

pub(super) fn rsa_sign(key: &RsaPrivateKey, message: &str) -> Vec<u8> {
    key.sign(Pkcs1v15Sign::new::<rsa::sha2::Sha256>(), &Sha256::digest(message)).unwrap()
}

pub(super) fn p256_sign(key: &SigningKey, message: &str) -> Vec<u8> {
    let signature: Signature = key.sign_prehash(&Sha256::digest(message)).unwrap();
    signature.to_bytes().to_vec()
}

/// A token with this header and these claims, signed by `sign`.
pub(super) fn token(header: &Value, claims: &Value, sign: impl Fn(&str) -> Vec<u8>) -> String {
    let signed = format!("{}.{}", base64(header.to_string()), base64(claims.to_string()));
    let signature = base64(sign(&signed));
    format!("{signed}.{signature}")
}

pub(super) fn rs256(claims: &Value) -> String {
    token(&json!({"alg": "RS256", "kid": "one"}), claims, |message| rsa_sign(&RSA, message))
}

pub(super) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// The provider and one browser that signs in with it.
pub(super) struct Fake {
    answers: Mutex<BTreeMap<String, (u16, String)>>,
    asked: Mutex<Vec<Request<Vec<u8>>>>,
    pub(super) client: Client,
    pub(super) attempt: Attempt,
}

impl Fake {
    pub(super) fn new() -> Self {
        Self::trusting(Emails::Claimed, ISSUER)
    }

    pub(super) fn trusting(emails: Emails, issuer: &str) -> Self {
        let provider = Provider::new(issuer, CLIENT_ID, CLIENT_SECRET, &["email", "profile"], emails).unwrap();
        Self::with(provider)
    }

    pub(super) fn with(provider: Provider) -> Self {
        let issuer = provider.issuer.as_str().to_owned();
        let fake = Self {
            answers: Mutex::default(),
            asked: Mutex::default(),
            client: Client::new(provider),
            attempt: Attempt::new(std::array::from_fn(|at| u8::try_from(at).unwrap())),
        };
        fake.answer("/.well-known/openid-configuration", 200, &fake.document(&issuer));
        fake.answer("/keys", 200, &json!({"keys": [rsa_jwk(&RSA, "one"), p256_jwk(&P256, "two")]}));
        fake.gives(&rs256(&fake.claims()));
        fake
    }

    pub(super) fn document(&self, issuer: &str) -> Value {
        let at = |path: &str| format!("{}{path}", self.client.issuer());
        json!({
            "issuer": issuer, "authorization_endpoint": at("/authorise?x=y"), "token_endpoint": at("/token"),
            "jwks_uri": at("/keys"), "userinfo_endpoint": at("/me"), "response_types_supported": ["code", "id_token"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            "code_challenge_methods_supported": ["S256"],
        })
    }

    /// The claims of a token that proves somebody.
    pub(super) fn claims(&self) -> Value {
        json!({
            "iss": self.client.issuer(), "sub": "robin-1", "aud": CLIENT_ID, "exp": NOW + 300, "iat": NOW - 1,
            "nonce": self.attempt.nonce, "email": "robin@council.example", "email_verified": true, "name": "Robin Ashe",
        })
    }

    /// From now on the provider answers this at that path.
    pub(super) fn answer(&self, path: &str, status: u16, body: &Value) {
        self.answer_text(path, status, &body.to_string());
    }

    pub(super) fn answer_text(&self, path: &str, status: u16, body: &str) {
        let address = format!("{}{path}", self.client.issuer());
        self.answers.lock().unwrap().insert(address, (status, body.to_owned()));
    }

    /// From now on it answers nothing at that path.
    pub(super) fn hang_up(&self, path: &str) {
        self.answers.lock().unwrap().remove(&format!("{}{path}", self.client.issuer()));
    }

    /// From now on this is the token for a code.
    pub(super) fn gives(&self, token: &str) {
        self.answer("/token", 200, &json!({"token_type": "Bearer", "access_token": "opens-me", "id_token": token}));
    }

    /// What it was asked, and forgets.
    pub(super) fn asked(&self) -> Vec<Request<Vec<u8>>> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }

    /// The paths of that.
    pub(super) fn asked_paths(&self) -> Vec<String> {
        let paths = self.asked().into_iter().map(|request| request.uri().path().replace("/tenant", ""));
        paths.collect()
    }

    pub(super) fn start(&self, now: i64) -> Result<String, Fault> {
        block_on(self.client.start(self, at(now), &self.attempt, REDIRECT))
    }

    pub(super) fn back(&self, fields: &[(&str, &str)], now: i64) -> Result<Identity, Fault> {
        let back = Back::read(fields.iter().copied())?;
        block_on(self.client.finish(self, at(now), &self.attempt, &back, REDIRECT))
    }

    /// Who came back from the provider as they should.
    pub(super) fn finish(&self, now: i64) -> Result<Identity, Fault> {
        self.back(&[("code", "c0de"), ("state", &self.attempt.state)], now)
    }
}

impl Fetch for Fake {
    async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, String> {
        let found = self.answers.lock().unwrap().get(&request.uri().to_string()).cloned();
        self.asked.lock().unwrap().push(request);
        let (status, body) = found.ok_or("nobody there")?;
        Ok(Response::builder().status(status).body(body.into_bytes()).unwrap())
    }
}
