//! Finding settings in the directory in use. Three store operations, whatever its size.

use domain::directory::{Edition, FORM, Found, Search, Setting, bucket_of_urn};
use domain::words::Urn;
use records::{Database, RecordsError};

use crate::directory::editions::editions;
use crate::directory::index::{self, damaged};

/// The directory in use; `None` where none was ever imported.
///
/// # Errors
/// The store's.
pub async fn in_use(database: &Database) -> Result<Option<Edition>, RecordsError> {
    Ok(editions(database).await?.in_use().cloned())
}

/// The settings that match, those of the authority with the code `own` before others; none where no directory was ever
/// imported.
///
/// # Errors
/// The store's; that the directory is damaged or indexed in another form.
pub async fn search(database: &Database, search: &Search, own: &str) -> Result<Found, RecordsError> {
    let Some(edition) = readable(database).await? else { return Ok(Found { settings: Vec::new(), count: 0 }) };
    let lines = index::bucket(database, edition.generation, search.bucket()).await?;
    search.among(&lines, own).ok_or_else(damaged)
}

/// The setting of this number.
///
/// # Errors
/// As [`search`].
pub async fn find(database: &Database, urn: &Urn) -> Result<Option<Setting>, RecordsError> {
    let Some(edition) = readable(database).await? else { return Ok(None) };
    let lines = index::bucket(database, edition.generation, bucket_of_urn(urn)).await?;
    let line = lines.lines().find(|line| is_of(line, urn));
    line.map(|line| Setting::from_line(line).ok_or_else(damaged)).transpose()
}

/// Whether the directory has a setting of this number; `None` where none was ever imported.
///
/// # Errors
/// As [`search`].
pub async fn knows(database: &Database, urn: &Urn) -> Result<Option<bool>, RecordsError> {
    let Some(edition) = readable(database).await? else { return Ok(None) };
    let lines = index::bucket(database, edition.generation, bucket_of_urn(urn)).await?;
    Ok(Some(lines.lines().any(|line| is_of(line, urn))))
}

/// Whether a line of the index is the setting of this number.
fn is_of(line: &str, urn: &Urn) -> bool {
    line.split('\t').next() == Some(urn.as_str())
}

/// The directory in use, if it is indexed as this program looks for things.
async fn readable(database: &Database) -> Result<Option<Edition>, RecordsError> {
    match in_use(database).await? {
        Some(edition) if edition.form != FORM => {
            Err(RecordsError::corrupt("the directory is indexed in another form: import it again", "directory"))
        }
        edition => Ok(edition),
    }
}
