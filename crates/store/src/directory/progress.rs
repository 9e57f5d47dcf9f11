//! How far an import is, as whoever sends it is told.

use domain::choices;
use domain::directory::{Generation, Import, Refusal, Shelf, Tally};
use domain::people::StaffMember;
use jiff::Timestamp;
use web::{App, Problem};

use crate::directory::kept::{import, shelf};

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
    /// How far an import is, given the import that was begun last.
    pub(crate) fn new(shelf: &Shelf, generation: Generation, import: Option<Import>) -> Result<Self, Problem> {
        let begun = shelf.import(generation);
        let state = match (&begun, shelf.in_use()) {
            (Ok(_), _) => State::Receiving,
            (Err(_), Some(edition)) if edition.generation == generation => State::InUse,
            (Err(Refusal::Unknown), _) => return Err(Problem::not_found()),
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
        Ok(Self { generation, state, begun, parts: import.parts().len(), bytes: import.bytes(), tally })
    }
}

/// How far an import is.
///
/// # Errors
/// 404 where there never was such an import.
pub async fn progress(app: &App, generation: Generation) -> Result<Progress, Problem> {
    Progress::new(&shelf(app).await?, generation, import(app).await?)
}

/// The import under way.
///
/// # Errors
/// 503 where the store fails.
pub async fn under_way(app: &App) -> Result<Option<Progress>, Problem> {
    let shelf = shelf(app).await?;
    let Some(generation) = shelf.importing().map(|begun| begun.generation) else { return Ok(None) };
    Progress::new(&shelf, generation, import(app).await?).map(Some)
}
