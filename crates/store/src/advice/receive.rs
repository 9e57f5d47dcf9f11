//! Taking a question in, however it was sent. It has been read already, and is this Virtual School's to answer.

use std::convert::Infallible;

use domain::advice::{Ask, Enquiry, Promises};
use jiff::Timestamp;
use records::{By, ChangeError, Database, Decision, Outcome, RecordsError, Versioned};

use crate::access::{Drawn, MAX_DRAWS, Sent};
use crate::advice::enquiry::{ACCESS, StoredEnquiry, record_id};
use crate::advice::family::FAMILY;

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
/// A key that came before with another question; the store's.
pub async fn receive(
    database: &Database,
    ask: &Ask,
    promises: &Promises,
    now: Timestamp,
    sent: Sent<'_>,
) -> Result<Received, ChangeError<Infallible>> {
    for draw in 0..MAX_DRAWS {
        let drawn = ACCESS.draw(database, sent.key, draw);
        let code = ACCESS.digest(database, &drawn.reference, &drawn.code);
        let decide = |current: Option<&Versioned<StoredEnquiry>>| {
            // The reference belongs to another family's enquiry already: it stays, and another is drawn.
            if current.is_some() {
                return Ok(Decision::Keep);
            }
            let enquiry = Enquiry::received(drawn.reference.clone(), code, ask.clone(), promises, now);
            Ok(Decision::Write(StoredEnquiry(enquiry)))
        };
        let by = ACCESS.once(database, By::new(FAMILY, "asked"), sent, &[b"ask"]);
        let (enquiry, version, repeated) = match database.change(&record_id(&drawn.reference)?, by, decide).await? {
            Outcome::Changed(made) => (made.clone(), made.version, false),
            Outcome::Repeated { current, made } => (current, made, true),
            Outcome::Kept(_) => continue,
        };
        return Ok(Received { drawn, enquiry, version, repeated });
    }
    Err(RecordsError::Contended("every reference drawn was taken").into())
}
