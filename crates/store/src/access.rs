//! What opens a record without an account: a reference and an access code. The code is stored as a keyed digest alone, and is
//! compared in a time that does not tell how nearly it was guessed.

use domain::access_code::AccessCode;
use domain::digest::Digest;
use domain::reference::{Prefix, Reference};
use records::{By, Database, Fingerprint, IdempotencyKey, Repeat};

/// How many references are drawn before giving up. One in some 10,000 draws meets an older record.
pub const MAX_DRAWS: u8 = 4;

/// One area's references and codes.
#[derive(Clone, Copy, Debug)]
pub struct Access {
    /// The area's name in the purposes of its digests; never changed, or no code opens anything.
    pub area: &'static str,
    /// How its references begin.
    pub prefix: Prefix,
}

/// A reference and the code that opens it.
pub struct Drawn {
    /// Names the record.
    pub reference: Reference,
    /// Opens it.
    pub code: AccessCode,
    /// Which try it was.
    pub draw: u8,
}

/// What was sent, and what makes it happen once.
#[derive(Clone, Copy)]
pub struct Sent<'a> {
    /// The same for each time that it is sent.
    pub key: Option<&'a IdempotencyKey>,
    /// Of what was sent.
    pub fingerprint: Fingerprint,
}

impl Access {
    /// The `draw`th try to name a new record: by chance, or from the caller's idempotency key and our secret, so that a
    /// repeated request is given its first answer again although the code was never stored. A reference may be in use.
    #[must_use]
    pub fn draw(&self, database: &Database, key: Option<&IdempotencyKey>, draw: u8) -> Drawn {
        Drawn {
            reference: Reference::draw(self.prefix, self.bytes(database, "new-reference", key, draw)),
            code: AccessCode::draw(self.bytes(database, "new-code", key, draw)),
            draw,
        }
    }

    /// Bytes that nobody can guess, and the same again for the same key.
    pub(crate) fn bytes(&self, database: &Database, what: &str, key: Option<&IdempotencyKey>, draw: u8) -> [u8; 32] {
        match key {
            Some(key) => database.keyring().digest(&self.purpose(what), &[key.as_str().as_bytes(), &[draw]]),
            None => database.random(),
        }
    }

    /// What is stored of a code.
    #[must_use]
    pub fn digest(&self, database: &Database, reference: &Reference, code: &AccessCode) -> Digest {
        let reference = reference.to_string();
        Digest::new(database.keyring().digest(&self.purpose("access-code"), &parts(&reference, code)))
    }

    /// Whether `code` opens the record that holds `stored`; of no record at all, no, in the same time.
    #[must_use]
    pub fn opens(
        &self,
        database: &Database,
        stored: Option<&Digest>,
        reference: &Reference,
        code: &AccessCode,
    ) -> bool {
        let digest = stored.map_or(&[0; 32], Digest::as_bytes);
        let opens =
            database.keyring().verify(&self.purpose("access-code"), &parts(&reference.to_string(), code), digest);
        opens && stored.is_some()
    }

    /// What makes a change happen once: the caller's key, bound to who sends it and what for.
    #[must_use]
    pub fn once(&self, database: &Database, by: By, sent: Sent<'_>, scope: &[&[u8]]) -> By {
        let Some(key) = sent.key else { return by };
        let mut parts = vec![key.as_str().as_bytes()];
        parts.extend_from_slice(scope);
        let key = database.keyring().digest(&self.purpose("repeat"), &parts);
        by.repeat(Repeat { key, fingerprint: sent.fingerprint.0 })
    }

    fn purpose(&self, what: &str) -> String {
        format!("{}/{what}", self.area)
    }
}

fn parts<'a>(reference: &'a str, code: &'a AccessCode) -> [&'a [u8]; 2] {
    [reference.as_bytes(), code.expose().as_bytes()]
}
