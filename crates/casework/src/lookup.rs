//! Opening a record with a code: wrong tries are counted, and past the limit even the right code is refused for a while.

use records::ChangeError;
use web::{App, Caller, Lookups, Problem};

/// Why a code did not open a record, or what was to be done with it was not.
#[derive(Debug)]
pub enum NotOpened<R> {
    /// No record has this reference and this code.
    Unknown,
    /// Too many tries that opened nothing; or counting them failed.
    Limited(Problem),
    /// The code opens it, and something else went wrong.
    Failed(ChangeError<R>),
}

/// Does what a code allows, `opening`, and counts it where the code opens nothing. Three store operations for a wrong code,
/// one beside those of `opening` for a right one.
///
/// # Errors
/// See [`NotOpened`].
pub async fn with_code<T, R>(
    app: &App,
    caller: &Caller,
    reference: &str,
    opening: impl Future<Output = Result<T, ChangeError<R>>>,
) -> Result<T, NotOpened<R>> {
    let attempt = Lookups::of(app, caller, reference);
    attempt.admit().await.map_err(NotOpened::Limited)?;
    match opening.await {
        Ok(opened) => Ok(opened),
        Err(ChangeError::NotFound) => Err(match attempt.count_failure().await {
            Ok(()) => NotOpened::Unknown,
            Err(problem) => NotOpened::Limited(problem),
        }),
        Err(error) => Err(NotOpened::Failed(error)),
    }
}

impl<R> NotOpened<R> {
    /// The problem to answer with; `refused` tells of a refusal.
    pub fn problem(self, refused: impl FnOnce(R) -> Problem) -> Problem {
        match self {
            Self::Unknown => Problem::not_found(),
            Self::Limited(problem) => problem,
            Self::Failed(error) => error.map(refused).into(),
        }
    }
}
