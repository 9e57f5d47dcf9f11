//! The register of a run: who came. Marks are part of the run.

use domain::calendar::Calendar;
use domain::reference::Reference;
use domain::training::requests::Mark;
use domain::training::run::RunRefusal;
use domain::training::seats::PlaceNumber;
use domain::training::words::RunId;
use records::{By, Database, Decision, Versioned};

use crate::training::refused::TrainingError;
use crate::training::runs::{StoredRun, record_id};

/// What became of a mark.
pub struct Marked {
    /// Whose booking.
    pub reference: Reference,
    /// Which of its places.
    pub place: PlaceNumber,
    /// Whether it was new, or why it was refused.
    pub outcome: Result<bool, RunRefusal>,
}

/// Marks the register, all marks in one change of the run. A mark that comes twice with its nonce is one mark; one that is
/// refused does not keep the others from being made. `by` is who marks, as histories name them.
///
/// # Errors
/// Not found where there is no such run; the store's: then send the same marks again.
pub async fn mark(
    database: &Database,
    by: &str,
    id: &RunId,
    marks: &[Mark],
) -> Result<(Versioned<StoredRun>, Vec<Marked>), TrainingError> {
    let calendar = Calendar::england_and_wales();
    let mut outcomes: Vec<Result<bool, RunRefusal>> = Vec::new();
    let decide = |current: Option<&Versioned<StoredRun>>| {
        let mut run = current.ok_or(TrainingError::NotFound)?.record.0.clone();
        let now = database.now();
        outcomes = marks
            .iter()
            .map(|mark| {
                let Mark { reference, place, attendance, nonce } = mark;
                run.mark((reference, *place), (*attendance, *nonce), (&calendar, now))
            })
            .collect();
        let any = outcomes.iter().any(|outcome| matches!(outcome, Ok(true)));
        Ok(if any { Decision::Write(StoredRun(run)) } else { Decision::Keep })
    };
    let outcome = database.change(&record_id(id)?, By::new(by, "marked the register"), decide).await?;
    let run = outcome.into_current().ok_or(TrainingError::NotFound)?;
    let marked = marks.iter().zip(outcomes).map(|(mark, outcome)| Marked {
        reference: mark.reference.clone(),
        place: mark.place,
        outcome,
    });
    Ok((run, marked.collect()))
}
