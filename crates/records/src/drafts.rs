//! What a person has half typed, kept for a day under a key that only their browser holds. It is no record: it has no
//! history, stands on no list, and the last one to write it wins.
//!
//! A draft's [`DraftKey`] is handed to its owner and stored nowhere. The draft is sealed with the service's secret *and* the
//! key. So the service cannot open it without the key, and a draft whose key the browser forgot is as good as deleted.
//! Drafts are numbered by the day they were begun on, so that old ones are found and deleted without looking for them:
//! each new draft clears away a few of a past day, and a nightly [`Drafts::sweep`] all.
//!
//! Store operations: to begin 3 (one more for each old draft cleared away), to read 1, to write 1, to discard 1.

use std::marker::PhantomData;

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use crate::{Database, RecordsError, decode::decode, hex};

/// How long a draft can be opened after it was begun, in seconds: 24 hours.
pub const DRAFT_LIFE_SECONDS: i64 = 24 * 60 * 60;

/// The most a draft may take, in bytes as JSON.
pub const DRAFT_BYTES_MAX: usize = 128 * 1024;

const DAY_SECONDS: i64 = 24 * 60 * 60;

/// How many days back old drafts are looked for. A service that is not used for longer leaves some behind, sealed with keys
/// that no longer exist.
const DAYS_SWEPT: i64 = 30;

/// How many old drafts a new one clears away: more than one, so that they become fewer.
const CLEARED_BY_A_NEW_ONE: i64 = 4;

/// How many a sweep clears away in one go.
const CLEARED_BY_A_SWEEP: i64 = 256;

/// Drafts of one kind, such as half-typed questions.
pub struct Drafts<'a, T> {
    database: &'a Database,
    kind: &'static str,
    held: PhantomData<fn() -> T>,
}

/// Opens one draft. Its holder can read the draft, so it belongs in a cookie, never in a URL or a log.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftKey {
    /// When it was begun, in seconds since 1970.
    begun: i64,
    /// Which one of that day.
    number: i64,
    secret: [u8; 16],
}

impl DraftKey {
    /// Reads what [`DraftKey::expose`] wrote; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let begun = parts.next()?.parse().ok()?;
        let number = parts.next()?.parse().ok()?;
        let secret = hex::parse(parts.next()?)?;
        parts.next().is_none().then_some(Self { begun, number, secret })
    }

    /// The key as text: digits, lower-case letters and dots, for its owner alone.
    pub fn expose(&self) -> String {
        format!("{}.{}.{}", self.begun, self.number, HEXLOWER.encode(&self.secret))
    }

    /// Until when it opens anything.
    pub fn until(&self) -> Option<Timestamp> {
        Timestamp::from_second(self.begun.checked_add(DRAFT_LIFE_SECONDS)?).ok()
    }

    fn opens_at(&self, now: Timestamp) -> bool {
        self.until().is_some_and(|until| now < until)
    }

    fn day(&self) -> i64 {
        self.begun.div_euclid(DAY_SECONDS)
    }
}

/// Never prints the key.
impl std::fmt::Debug for DraftKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DraftKey(..)")
    }
}

impl<'a, T: Serialize + DeserializeOwned> Drafts<'a, T> {
    pub(crate) fn new(database: &'a Database, kind: &'static str) -> Self {
        Self { database, kind, held: PhantomData }
    }

    /// Keeps a new draft.
    ///
    /// # Errors
    /// The store's, and one for a draft past [`DRAFT_BYTES_MAX`]; nothing is kept then.
    pub async fn begin(&self, draft: &T) -> Result<DraftKey, RecordsError> {
        let begun = self.database.environment.now().as_second();
        let day = begun.div_euclid(DAY_SECONDS);
        let number = self.database.store.increment(&self.counter(day), 1).await?;
        let key = DraftKey { begun, number, secret: self.database.random() };
        self.write(&key, draft).await?;
        // Which past day is looked at goes by the number, so that all are looked at in turn.
        self.clear(day - 2 - number.rem_euclid(DAYS_SWEPT), CLEARED_BY_A_NEW_ONE).await?;
        Ok(key)
    }

    /// The draft; `None` where there is none (any more), or the key belongs to another.
    ///
    /// # Errors
    /// The store's.
    pub async fn read(&self, key: &DraftKey) -> Result<Option<T>, RecordsError> {
        if !key.opens_at(self.database.environment.now()) {
            return Ok(None);
        }
        match self.database.read_sealed(&self.scope(key), &self.name(key.day(), key.number)).await {
            Ok(stored) => Ok(stored.and_then(|json| decode(&json))),
            // The key was made up, or the secret was changed: either way there is nothing here for its holder.
            Err(RecordsError::Corrupt { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Keeps a draft as it is now, whatever it was. Its life does not grow longer.
    ///
    /// # Errors
    /// The store's, and one for a draft past [`DRAFT_BYTES_MAX`]; what was kept before stays then.
    pub async fn write(&self, key: &DraftKey, draft: &T) -> Result<(), RecordsError> {
        let name = self.name(key.day(), key.number);
        let json = serde_json::to_vec(draft).map_err(|_| RecordsError::corrupt("a draft that is no JSON", &name))?;
        if json.len() > DRAFT_BYTES_MAX {
            return Err(RecordsError::corrupt("a draft too long to keep", &name));
        }
        let (name, sealed) = self.database.seal(&self.scope(key), name, &json)?;
        Ok(self.database.store.set(&name, sealed).await?)
    }

    /// Deletes a draft, whatever it was.
    ///
    /// # Errors
    /// The store's.
    pub async fn discard(&self, key: &DraftKey) -> Result<(), RecordsError> {
        Ok(self.database.store.delete(&self.name(key.day(), key.number)).await?)
    }

    /// Deletes drafts that can no longer be opened, some hundreds at most, and says how many: call it until it says 0.
    ///
    /// # Errors
    /// The store's.
    pub async fn sweep(&self) -> Result<u64, RecordsError> {
        let today = self.database.environment.now().as_second().div_euclid(DAY_SECONDS);
        let mut cleared = 0;
        for ago in 2..2 + DAYS_SWEPT {
            let left = CLEARED_BY_A_SWEEP - cleared;
            if left > 0 {
                cleared += self.clear(today - ago, left).await?;
            }
        }
        Ok(u64::try_from(cleared).unwrap_or(0))
    }

    /// Deletes the highest numbers of a past day, at most `most`. Each caller takes its numbers from the counter first, so
    /// two never delete the same; a caller that dies in between leaves those behind.
    async fn clear(&self, day: i64, most: i64) -> Result<i64, RecordsError> {
        let store = self.database.store();
        let counter = self.counter(day);
        if store.read_counter(&counter).await? <= 0 {
            return Ok(0);
        }
        let left = store.increment(&counter, -most).await?;
        let (lowest, highest) = (left.max(0) + 1, left + most);
        for number in lowest..=highest {
            store.delete(&self.name(day, number)).await?;
        }
        if left <= 0 {
            store.delete(&counter).await?;
        }
        Ok((highest + 1 - lowest).max(0))
    }

    fn counter(&self, day: i64) -> String {
        format!("drafts/{}/{day}", self.kind)
    }

    fn name(&self, day: i64, number: i64) -> String {
        format!("draft/{}/{day}/{number}", self.kind)
    }

    /// The time it was begun at is part of it, so that an owner cannot make a draft last longer.
    fn scope(&self, key: &DraftKey) -> String {
        format!("draft/{}/{}/{}", self.kind, key.begun, HEXLOWER.encode(&key.secret))
    }
}
