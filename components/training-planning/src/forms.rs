//! What staff ask for and send: which page is shown, and what is done. The words are the pages', the rules the domain's;
//! training is kept in `bookings`.

pub(crate) mod course;
pub(crate) mod planning;

use domain::training::run::Run;
use web::{Problem, Visit};

/// Nobody fills in a form for nothing: only a run that is to come can be changed or called off.
fn to_come(visit: &Visit, run: &Run) -> Result<(), Problem> {
    if run.cancelled().is_some() {
        return Err(Problem::conflict("run_cancelled", "This run is cancelled"));
    }
    if run.has_begun(visit.app.now()) {
        return Err(Problem::conflict("begun", "This run has begun, so it can be neither changed nor cancelled"));
    }
    Ok(())
}

/// Why something is not done as things stand.
fn why(problem: &Problem) -> String {
    problem.detail_text().unwrap_or(problem.kind().title).to_owned()
}
