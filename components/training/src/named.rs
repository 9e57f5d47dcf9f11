//! What a path names. What is not there is a 404.

use domain::reference::Reference;
use domain::training::words::{CourseId, RunId};
use records::Versioned;
use store::training::{StoredCourse, StoredRun};
use web::{App, Problem};

/// A run's id.
///
/// # Errors
/// 404 for what is none.
pub(crate) fn run_id(text: &str) -> Result<RunId, Problem> {
    store::training::run_id(text).ok_or_else(Problem::not_found)
}

/// A course's id.
///
/// # Errors
/// 404 for what is none.
pub(crate) fn course_id(text: &str) -> Result<CourseId, Problem> {
    store::training::course_id(text).ok_or_else(Problem::not_found)
}

/// A booking's reference.
///
/// # Errors
/// 404 for what is none.
pub(crate) fn reference(text: &str) -> Result<Reference, Problem> {
    store::training::reference(text).ok_or_else(Problem::not_found)
}

/// A run, by its id as it stands in a path. Two store operations.
///
/// # Errors
/// 404; 503 where the store fails.
pub(crate) async fn run(app: &App, text: &str) -> Result<Versioned<StoredRun>, Problem> {
    store::training::run(app.database(), &run_id(text)?).await?.ok_or_else(Problem::not_found)
}

/// A course. Two store operations.
///
/// # Errors
/// 404; 503 where the store fails.
pub(crate) async fn course(app: &App, id: &CourseId) -> Result<Versioned<StoredCourse>, Problem> {
    store::training::course(app.database(), id).await?.ok_or_else(Problem::not_found)
}
