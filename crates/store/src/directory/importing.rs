//! An import from its beginning to its last part, or to its being cancelled. It never touches what is in use.

use domain::digest::Digest;
use domain::directory::{Asked, Editions, Generation, Import, Part, Place, Refusal};
use domain::people::StaffMember;
use records::{By, ChangeError, Database, Decision, Outcome, Repeat, Versioned};

use crate::access::Sent;
use crate::directory::editions::{
    ImportError, StoredEditions, StoredImport, change_editions, editions, import, record_id, refused,
};
use crate::directory::{Progress, clear, index};

/// What a part is recognised by.
const PART_PURPOSE: &str = "directory/part";

/// What tells a request to begin an import from a repeated one.
const BEGIN_PURPOSE: &str = "directory/imports";

/// An import just begun.
pub struct BegunImport {
    /// The import.
    pub progress: Progress,
    /// Whether it had been begun before, by the same request.
    pub repeated: bool,
}

/// Begins an import, and clears away what earlier ones left. Sent twice with an idempotency key it begins one.
///
/// # Errors
/// Refused where one is under way; a key that came before with another request; the store's.
pub async fn begin(
    database: &Database,
    staff: &StaffMember,
    asked: Asked,
    sent: Sent<'_>,
) -> Result<BegunImport, ImportError> {
    clear(database, staff).await.map_err(|error| error.map(|never| match never {}))?;
    let (now, actor) = (database.now(), staff.id.as_str());
    let decide = |current: Option<&Versioned<StoredEditions>>| {
        let editions = current.map(|current| current.record.0.clone()).unwrap_or_default();
        let begun = editions.begin(staff, now, asked).map_err(refused)?;
        Ok(Decision::Write(StoredEditions(begun)))
    };
    let mut by = By::new(actor, "began an import");
    if let Some(key) = sent.key {
        let key = database.keyring().digest(BEGIN_PURPOSE, &[actor.as_bytes(), key.as_str().as_bytes()]);
        by = by.repeat(Repeat { key, fingerprint: sent.fingerprint.0 });
    }
    let outcome = database.change(&record_id()?, by, decide).await?;
    let (repeated, still) = match &outcome {
        Outcome::Repeated { current, made } => (true, current.version == *made),
        Outcome::Changed(_) | Outcome::Kept(_) => (false, true),
    };
    let editions = outcome.into_current().map(|current| current.record.0).unwrap_or_default();
    // A repeat that comes when things have moved on is told so, and not given another's import.
    let begun = editions.importing().filter(|_| still).ok_or_else(|| refused(Refusal::Ended))?;
    let progress = Progress::new(&editions, begun.generation, None).ok_or(ChangeError::NotFound)?;
    Ok(BegunImport { progress, repeated })
}

/// Takes part `number` of an import, counted from 1: its bytes are cut from the file anywhere. The same part again changes
/// nothing.
///
/// # Errors
/// Not found; refused for a part that does not come next, other bytes under the same number, an import that has ended, or a
/// file that is no extract; the store's.
pub async fn take_part(
    database: &Database,
    staff: &StaffMember,
    generation: Generation,
    number: usize,
    bytes: &[u8],
) -> Result<Progress, ImportError> {
    let editions = editions(database).await?;
    editions.import(generation).map_err(refused)?;
    let current = import(database).await?;
    let digest = Digest::new(database.keyring().digest(PART_PURPOSE, &[bytes]));
    let place = |current: Option<&Import>| Import::place(current, generation, number, &digest).map_err(refused);
    let mut next = match place(current.as_ref())? {
        Place::Taken => return Progress::new(&editions, generation, current).ok_or(ChangeError::NotFound),
        Place::Next(next) => next,
    };
    let settings = next.read(bytes).map_err(refused)?;
    let slot = index::draw_slot(database, generation).await?;
    index::keep_part(database, generation, slot, &settings).await?;
    let bytes = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let taken = next.with(Part { slot, digest, bytes });
    let decide = |current: Option<&Versioned<StoredImport>>| {
        // Parts are only ever added, so if this one still comes next, it was read from where the import still stands.
        Ok(match place(current.map(|current| &current.record.0))? {
            Place::Taken => Decision::Keep,
            Place::Next(_) => Decision::Write(StoredImport(taken.clone())),
        })
    };
    let outcome = database.change(&record_id()?, By::new(staff.id.as_str(), "sent a part"), decide).await?;
    let import = outcome.into_current().map(|current| current.record.0);
    Progress::new(&editions, generation, import).ok_or(ChangeError::NotFound)
}

/// Ends an import without having changed anything.
///
/// # Errors
/// Not found; refused where it has ended; the store's.
pub async fn cancel(database: &Database, staff: &StaffMember, generation: Generation) -> Result<Progress, ImportError> {
    let now = database.now();
    let cancelled = |editions: Editions| editions.cancel(generation, now).map_err(refused);
    let editions = change_editions(database, staff, "cancelled an import", cancelled).await?;
    Progress::new(&editions, generation, import(database).await?).ok_or(ChangeError::NotFound)
}
