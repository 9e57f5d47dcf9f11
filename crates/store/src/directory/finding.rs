//! Finding settings in the directory in use. Three store operations, whatever its size.

use domain::directory::{Edition, FORM, Found, Search, Setting, bucket_of_urn};
use domain::words::Urn;
use web::{App, Problem};

use crate::directory::index::{self, damaged};
use crate::directory::kept::shelf;

/// The directory in use; `None` where none was ever imported.
///
/// # Errors
/// 503 where the store fails.
pub async fn in_use(app: &App) -> Result<Option<Edition>, Problem> {
    Ok(shelf(app).await?.in_use().cloned())
}

/// The settings that match, those of the authority with the code `own` before others; none where no directory was ever
/// imported.
///
/// # Errors
/// 503 where the store fails or the directory is damaged.
pub async fn search(app: &App, search: &Search, own: &str) -> Result<Found, Problem> {
    let Some(edition) = readable(app).await? else { return Ok(Found { settings: Vec::new(), count: 0 }) };
    let lines = index::bucket(app, edition.generation, search.bucket()).await?;
    search.among(&lines, own).ok_or_else(damaged)
}

/// The setting of this number.
///
/// # Errors
/// 503 where the store fails or the directory is damaged.
pub async fn find(app: &App, urn: &Urn) -> Result<Option<Setting>, Problem> {
    let Some(edition) = readable(app).await? else { return Ok(None) };
    let lines = index::bucket(app, edition.generation, bucket_of_urn(urn)).await?;
    let line = lines.lines().find(|line| line.split('\t').next() == Some(urn.as_str()));
    line.map(|line| Setting::from_line(line).ok_or_else(damaged)).transpose()
}

/// The directory in use, if it is indexed as this program looks for things.
async fn readable(app: &App) -> Result<Option<Edition>, Problem> {
    match in_use(app).await? {
        Some(edition) if edition.form != FORM => {
            Err(Problem::unavailable("the directory is indexed in another form: import it again"))
        }
        edition => Ok(edition),
    }
}
