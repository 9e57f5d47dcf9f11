//! What training takes from other areas: who a trainer is, which settings there are.

use domain::problems::{Code, Problems};
use domain::training::booking::Book;
use domain::training::requests::RunRequest;
use web::{App, Problem};

/// The same with who the trainer is when they sign in, which follows from their email address, whether they were let in
/// already or not. It reads a list where there is an address.
///
/// # Errors
/// 503 where the store fails.
pub(crate) async fn with_trainer(app: &App, asked: RunRequest) -> Result<RunRequest, Problem> {
    let member = match &asked.trainer_email {
        Some(email) => Some(store::people::id_for(app.database(), email).await?),
        None => None,
    };
    Ok(asked.with_trainer(member))
}

/// Looks whether the setting that a booking names is in the directory, unless none was ever imported. Three store operations
/// where a number is given.
///
/// # Errors
/// 422 where it is not; 503 where the store fails.
pub(crate) async fn check_setting(app: &App, book: &Book) -> Result<(), Problem> {
    let urn = book.organisation.as_ref().and_then(|organisation| organisation.urn.as_ref());
    let Some(urn) = urn else { return Ok(()) };
    if store::directory::knows(app.database(), urn).await? != Some(false) {
        return Ok(());
    }
    let sentence =
        "We could not find a setting with this number. Check the number, or look for the setting by its name";
    Err(Problems::one("#/urn", Code::InvalidValue, sentence).into())
}
