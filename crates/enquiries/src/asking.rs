//! Taking a question in, however it was sent. It has been read already, and is ours to answer.

use domain::advice::{Ask, Enquiry, Promises};
use jiff::Timestamp;
use records::{By, Decision, Outcome, Versioned};
use web::{App, Fingerprint, IdempotencyKey, Problem};

use crate::kept::{Drawn, StoredEnquiry, once, record_id};
use crate::opening::FAMILY;

/// How many references are drawn before giving up. One in some 10,000 draws meets an older enquiry.
const MAX_DRAWS: u8 = 4;

/// An enquiry that was taken in.
pub struct Received {
    /// Its reference and its code.
    pub drawn: Drawn,
    /// It, as it stands now.
    pub enquiry: Versioned<StoredEnquiry>,
    /// The version it was received as.
    pub version: u64,
    /// Whether it had been received before.
    pub repeated: bool,
}

/// Keeps a new enquiry; with a key that came before, finds the one it made.
///
/// # Errors
/// 422 for a key that came before with another question; 503 where the store is busy or failing.
pub async fn receive(
    app: &App,
    ask: &Ask,
    promises: &Promises,
    now: Timestamp,
    key: Option<&IdempotencyKey>,
    fingerprint: Fingerprint,
) -> Result<Received, Problem> {
    for draw in 0..MAX_DRAWS {
        let drawn = Drawn::new(app, key, draw);
        let mut decide = |current: Option<&Versioned<StoredEnquiry>>| {
            // The reference belongs to somebody else's enquiry already: it stays, and another is drawn.
            if current.is_some() {
                return Ok(Decision::Keep);
            }
            let (reference, code) = (drawn.reference.clone(), drawn.digest(app));
            Ok(Decision::Write(StoredEnquiry(Enquiry::received(reference, code, ask.clone(), promises, now))))
        };
        let by = once(app, By::new(FAMILY, "asked"), key, &[b"ask"], fingerprint);
        let (enquiry, version, repeated) = match app.change(&record_id(&drawn.reference)?, by, &mut decide).await? {
            Outcome::Changed(made) => (made.clone(), made.version, false),
            Outcome::Repeated { current, made } => (current, made, true),
            Outcome::Kept(_) => continue,
        };
        return Ok(Received { drawn, enquiry, version, repeated });
    }
    Err(Problem::unavailable("every reference drawn was taken"))
}
