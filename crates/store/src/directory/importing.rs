//! An import from its beginning to its last part, or to its being cancelled. It never touches what is in use.

use domain::digest::Digest;
use domain::directory::{Asked, Generation, Import, Part, Place, Refusal, Shelf};
use records::{By, Decision, Outcome, Repeat, Versioned};
use web::{App, Problem, Staff};

use crate::directory::kept::{StoredImport, StoredShelf, import, record_id, shelf};
use crate::directory::problems::{no_extract, refused};
use crate::directory::{Progress, index};

/// What a part is recognised by.
const PART_PURPOSE: &str = "directory/part";

/// Begins an import, and clears away what earlier ones left. With
/// `repeat` sending it twice begins one.
///
/// # Errors
/// 409 where one is under way.
pub async fn begin(app: &App, staff: &Staff, asked: Asked, repeat: Option<Repeat>) -> Result<Begun, Problem> {
    crate::directory::clear(app, staff).await?;
    let now = app.now();
    let mut decide = |current: Option<&Versioned<StoredShelf>>| {
        let shelf = current.map(|current| current.record.0.clone()).unwrap_or_default();
        let begun = shelf.begin(&staff.member, now, asked).map_err(refused)?;
        Ok(Decision::Write(StoredShelf(begun)))
    };
    let mut by = By::new(staff.actor(), "began an import");
    if let Some(repeat) = repeat {
        by = by.repeat(repeat);
    }
    let outcome = app.change(&record_id()?, by, &mut decide).await?;
    let (replayed, still) = match &outcome {
        Outcome::Repeated { current, made } => (true, current.version == *made),
        Outcome::Changed(_) | Outcome::Kept(_) => (false, true),
    };
    let shelf = outcome.into_current().map(|current| current.record.0).unwrap_or_default();
    // A repeat that comes when things have moved on is told so, and not given somebody else's import.
    let begun = shelf.importing().filter(|_| still).ok_or_else(|| refused(Refusal::Ended))?;
    Ok(Begun { progress: Progress::new(&shelf, begun.generation, None)?, replayed })
}

/// An import just begun.
pub struct Begun {
    /// The import.
    pub progress: Progress,
    /// Whether it had been begun before, by the same request.
    pub replayed: bool,
}

/// Takes part `number` of an import, counted from 1: its bytes are cut from the file anywhere. The same part again changes
/// nothing.
///
/// # Errors
/// 409 for a part that does not come next, other bytes under the same number, or an import that has ended; 422 where the
/// file is no extract.
pub async fn take_part(
    app: &App,
    staff: &Staff,
    generation: Generation,
    number: usize,
    bytes: &[u8],
) -> Result<Progress, Problem> {
    let shelf = shelf(app).await?;
    shelf.import(generation).map_err(refused)?;
    let current = import(app).await?;
    let digest = Digest::new(app.keyring().digest(PART_PURPOSE, &[bytes]));
    let place = |current: Option<&Import>| Import::place(current, generation, number, &digest).map_err(refused);
    let mut next = match place(current.as_ref())? {
        Place::Taken => return Progress::new(&shelf, generation, current),
        Place::Next(next) => next,
    };
    let settings = next.read(bytes).map_err(|missing| no_extract(&missing))?;
    let slot = index::draw_slot(app, generation).await?;
    index::keep_part(app, generation, slot, &settings).await?;
    let bytes = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let taken = next.with(Part { slot, digest, bytes });
    let mut decide = |current: Option<&Versioned<StoredImport>>| {
        // Parts are only ever added, so if this one still comes next, it was read from where the import still stands.
        Ok(match place(current.map(|current| &current.record.0))? {
            Place::Taken => Decision::Keep,
            Place::Next(_) => Decision::Write(StoredImport(taken.clone())),
        })
    };
    let outcome = app.change(&record_id()?, By::new(staff.actor(), "sent a part"), &mut decide).await?;
    Progress::new(&shelf, generation, outcome.into_current().map(|current| current.record.0))
}

/// Ends an import without having changed anything.
///
/// # Errors
/// 409 where it has ended.
pub async fn cancel(app: &App, staff: &Staff, generation: Generation) -> Result<Progress, Problem> {
    let now = app.now();
    let shelf =
        change_shelf(app, staff, "cancelled an import", &|shelf| shelf.cancel(generation, now).map_err(refused))
            .await?;
    Progress::new(&shelf, generation, import(app).await?)
}

/// Changes what is in use or comes in.
pub(crate) async fn change_shelf(
    app: &App,
    staff: &Staff,
    action: &'static str,
    step: &(dyn Fn(Shelf) -> Result<Shelf, Problem> + Send + Sync),
) -> Result<Shelf, Problem> {
    let mut decide = |current: Option<&Versioned<StoredShelf>>| {
        let shelf = current.map(|current| current.record.0.clone()).unwrap_or_default();
        Ok(Decision::Write(StoredShelf(step(shelf)?)))
    };
    let outcome = app.change(&record_id()?, By::new(staff.actor(), action), &mut decide).await?;
    Ok(outcome.into_current().map(|current| current.record.0).unwrap_or_default())
}
