//! What is kept of a secret instead of the secret; never makes the hash, which needs a key that is not known here.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::problems::{Code, Fault};

const DIGEST_BYTES: usize = 32;

/// The keyed hash of an access code or an API key, stored as 64 hexadecimal digits.
#[derive(Clone, Copy, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; DIGEST_BYTES]);

impl Digest {
    /// The outcome of a 256-bit hash.
    #[must_use]
    pub const fn new(bytes: [u8; DIGEST_BYTES]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; DIGEST_BYTES] {
        &self.0
    }
}

impl PartialEq for Digest {
    /// Looks at every byte whatever the first ones say, so that the time taken tells nothing.
    fn eq(&self, other: &Self) -> bool {
        let differences = self.0.iter().zip(other.0).fold(0, |found, (a, b)| found | (a ^ b));
        std::hint::black_box(differences) == 0
    }
}

impl TryFrom<String> for Digest {
    type Error = Fault;
    fn try_from(stored: String) -> Result<Self, Fault> {
        let refused = || Fault::about(Code::InvalidFormat, "must be 64 hexadecimal digits");
        if stored.len() != DIGEST_BYTES * 2 || !stored.is_ascii() {
            return Err(refused());
        }
        let mut bytes = [0; DIGEST_BYTES];
        for (place, byte) in bytes.iter_mut().enumerate() {
            let pair = stored.get(place * 2..place * 2 + 2).ok_or_else(refused)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| refused())?;
        }
        // Rust's radix parser takes a sign; a stored digest never has one.
        if stored.contains('+') { Err(refused()) } else { Ok(Self(bytes)) }
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_stored_as_hex_and_nothing_else_is_read() {
        let digest = Digest::new(std::array::from_fn(|i| u8::try_from(i * 7).unwrap()));
        let json = serde_json::to_string(&digest).unwrap();
        assert_eq!(serde_json::from_str::<Digest>(&json).unwrap(), digest);
        for (stored, why) in [
            ("", "empty"),
            ("ab", "short"),
            (&"+1".repeat(32), "signs"),
            (&"é1".repeat(32), "not ASCII"),
            (&"0g".repeat(32), "not hex"),
        ] {
            assert!(Digest::try_from(stored.to_owned()).is_err(), "{why}");
        }
        assert!(digest != Digest::new([0; 32]));
        assert_eq!(format!("{digest:?}"), "Digest");
    }
}
