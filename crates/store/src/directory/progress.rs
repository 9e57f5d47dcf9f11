//! How far an import is, as its sender is told.

use domain::choices;
use domain::directory::{Editions, Generation, Import, Refusal, Tally};
use domain::people::StaffMember;
use jiff::Timestamp;
use records::{Database, RecordsError};

use crate::directory::editions::{editions, import};

choices! {
    /// What became of an import.
    pub enum State {
        /// Its parts are coming in.
        Receiving = "receiving", "Under way";
        /// What it brought is the directory in use.
        InUse = "in_use", "In use";
        /// It was cancelled or replaced, or another directory has come into use since.
        Ended = "ended", "Ended";
    }
}

/// How far an import is.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Its number.
    pub generation: Generation,
    /// What became of it.
    pub state: State,
    /// Who began it and when; known while its parts are coming in.
    pub begun: Option<(StaffMember, Timestamp)>,
    /// How many parts have come.
    pub parts: usize,
    /// How many bytes they have.
    pub bytes: u64,
    /// What was read.
    pub tally: Tally,
}

impl Progress {
    /// How far an import is, given the import that was begun last; `None` where there never was such an import.
    pub(super) fn new(editions: &Editions, generation: Generation, import: Option<Import>) -> Option<Self> {
        let begun = editions.import(generation);
        let state = match (&begun, editions.in_use()) {
            (Ok(_), _) => State::Receiving,
            (Err(_), Some(edition)) if edition.generation == generation => State::InUse,
            (Err(Refusal::Unknown), _) => return None,
            (Err(_), _) => State::Ended,
        };
        let begun = begun.ok().map(|begun| (begun.by.clone(), begun.at));
        let import = import.filter(|import| import.generation == generation);
        let import = import.unwrap_or_else(|| Import::new(generation));
        // What has ended was read to its end; of what is still coming in the last row may not be whole.
        let tally = match state {
            State::InUse => import.ended().map(|(reading, _)| reading.tally().clone()).unwrap_or_default(),
            State::Receiving | State::Ended => import.tally().clone(),
        };
        Some(Self { generation, state, begun, parts: import.parts().len(), bytes: import.bytes(), tally })
    }
}

/// How far an import is; `None` where there never was such an import.
///
/// # Errors
/// The store's.
pub async fn progress(database: &Database, generation: Generation) -> Result<Option<Progress>, RecordsError> {
    Ok(Progress::new(&editions(database).await?, generation, import(database).await?))
}

/// The import under way.
///
/// # Errors
/// The store's.
pub async fn under_way(database: &Database) -> Result<Option<Progress>, RecordsError> {
    let editions = editions(database).await?;
    let Some(generation) = editions.importing().map(|begun| begun.generation) else { return Ok(None) };
    Ok(Progress::new(&editions, generation, import(database).await?))
}
