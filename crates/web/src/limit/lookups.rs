//! The limit on wrong access codes: after ten an hour from one network on one reference, even the right code is refused
//! there until the hour is over; the same past a hundred on any references. Never checks a code itself.
//!
//! Enforcing it before the code is looked at needs to know something about the network, and with many instances only
//! the store can know it. So that a rightful reader pays least, failures are counted by `increment`, and only the one
//! that reaches the limit leaves a *stop*: one small value per network and hour, which [`Lookups::admit`] reads. A read
//! with a code therefore costs one `get` more, of a key that is nearly always absent, and never a write; a read by staff
//! costs nothing. A wrong code costs that `get` and two increments. (Counting by `increment(key, 0)` instead would write
//! a key, durably, for every reader.)
//!
//! Wrong tries that are under way at once when the limit is reached may each still be compared; at 77 bits a code that
//! is nothing.

use records::KeyValue;

use super::{App, Caller, DIGEST_BYTES, Limit, Problem, Window, digest, hex};

/// Wrong codes from one network for one reference.
const ON_ONE_REFERENCE: Limit = Limit { name: "lookups", max: 10, window_seconds: 3600 };
/// Wrong codes from one network for any references: a guesser who tries one code on each.
const ON_ANY_REFERENCE: Limit = Limit { name: "lookups-any", max: 100, window_seconds: 3600 };

/// Where the stop of a network stands; it holds the digests of the references it is stopped from.
const STOP: &str = "lookups-stop";
/// In a stop: every reference.
const EVERYTHING: [u8; DIGEST_BYTES] = [0xff; DIGEST_BYTES];

/// One caller's attempt to open one reference with an access code.
///
/// ```text
/// let attempt = Lookups::of(&app, &caller, reference.as_str());
/// attempt.admit().await?;
/// let Some(enquiry) = the_one_that_the_code_opens else { return Err(attempt.failed().await) };
/// ```
pub struct Lookups<'a> {
    app: &'a App,
    network: String,
    reference: &'a str,
    window: Window,
}

impl<'a> Lookups<'a> {
    /// An attempt made now.
    #[must_use]
    pub fn of(app: &'a App, caller: &Caller, reference: &'a str) -> Self {
        Self { app, network: caller.network(), reference, window: ON_ONE_REFERENCE.window(app) }
    }

    /// Passes unless this network is stopped. Call it before the record is read. One store operation.
    ///
    /// # Errors
    /// 429 while stopped; 503 where the store fails.
    pub async fn admit(&self) -> Result<(), Problem> {
        match self.stops().await? {
            stops if stops.contains(&EVERYTHING) => Err(ON_ANY_REFERENCE.exceeded(self.window)),
            stops if stops.contains(&self.reference_digest()) => Err(ON_ONE_REFERENCE.exceeded(self.window)),
            _ => Ok(()),
        }
    }

    /// Counts a wrong code, or a reference that is not there, and says what to answer: 404, past the limit 429, or 503
    /// where the store fails.
    pub async fn failed(&self) -> Problem {
        self.count_failure().await.err().unwrap_or_else(Problem::not_found)
    }

    /// Counts a wrong code, or a reference that is not there.
    ///
    /// # Errors
    /// 429 past the limit; 503 where the store fails.
    pub async fn count_failure(&self) -> Result<(), Problem> {
        let (network, reference) = (self.network.as_bytes(), self.reference.as_bytes());
        let here = ON_ONE_REFERENCE.add_one(self.app, self.window, &[network, reference]).await?;
        let anywhere = ON_ANY_REFERENCE.add_one(self.app, self.window, &[network]).await?;
        if anywhere == 1 {
            self.app.store().delete(&self.stop_key(self.window.number - 1)).await?;
        }
        if anywhere >= i64::from(ON_ANY_REFERENCE.max) {
            self.stop(EVERYTHING).await?;
        } else if here >= i64::from(ON_ONE_REFERENCE.max) {
            self.stop(self.reference_digest()).await?;
        }
        match () {
            () if anywhere > i64::from(ON_ANY_REFERENCE.max) => Err(ON_ANY_REFERENCE.exceeded(self.window)),
            () if here > i64::from(ON_ONE_REFERENCE.max) => Err(ON_ONE_REFERENCE.exceeded(self.window)),
            () => Ok(()),
        }
    }

    /// Two that add to one stop at once may lose one of the two additions; the next wrong code makes it again.
    async fn stop(&self, from: [u8; DIGEST_BYTES]) -> Result<(), Problem> {
        let mut stops = self.stops().await?;
        if !stops.contains(&from) {
            stops.push(from);
            self.app.store().set(&self.stop_key(self.window.number), stops.concat()).await?;
        }
        Ok(())
    }

    async fn stops(&self) -> Result<Vec<[u8; DIGEST_BYTES]>, Problem> {
        let stored = self.app.store().get(&self.stop_key(self.window.number)).await?.unwrap_or_default();
        Ok(stored.as_chunks().0.to_vec())
    }

    fn stop_key(&self, window: i64) -> String {
        format!("limit/{STOP}/{window}/{}", hex(&digest(self.app, STOP, &[self.network.as_bytes()])))
    }

    fn reference_digest(&self) -> [u8; DIGEST_BYTES] {
        digest(self.app, STOP, &[self.network.as_bytes(), self.reference.as_bytes()])
    }
}
