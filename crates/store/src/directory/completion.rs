//! Taking into use what an import brought: the index first, which nobody reads yet, then one change that names it.

use domain::directory::{Edition, FORM, Generation, Import, Refusal};
use domain::people::StaffMember;
use records::{ChangeError, Database};

use crate::directory::editions::{ImportError, change_editions, editions, import, refused};
use crate::directory::{Progress, index};

/// Takes an import into use, in the place of the directory that was; doing it twice does it once. `meant` says that a person
/// looked at what is doubtful about it.
///
/// # Errors
/// Not found; refused where it has ended, is not whole, holds nothing, is no extract, or is doubtful and not meant; the
/// store's.
pub async fn complete(
    database: &Database,
    staff: &StaffMember,
    generation: Generation,
    meant: bool,
) -> Result<Progress, ImportError> {
    let before = editions(database).await?;
    let import = import(database).await?;
    if before.in_use().is_some_and(|edition| edition.generation == generation) {
        return Progress::new(&before, generation, import).ok_or(ChangeError::NotFound);
    }
    let announced = before.import(generation).map_err(refused)?.bytes;
    let import = import.filter(|import| import.generation == generation).unwrap_or_else(|| Import::new(generation));
    if import.parts().is_empty() {
        return Err(refused(Refusal::Empty));
    }
    import.is_whole(announced).map_err(refused)?;
    let (reading, last) = import.ended().map_err(refused)?;
    Import::may_be_used(&reading, before.in_use(), meant).map_err(refused)?;
    let settings = index::make(database, &import, &last).await?;
    let edition = Edition { generation, settings, since: database.now(), by: staff.clone(), form: FORM };
    let editions = change_editions(database, staff, "took an import into use", |editions| {
        // Two who do it at the same time made the same index.
        if editions.in_use().is_some_and(|edition| edition.generation == generation) {
            return Ok(editions);
        }
        editions.use_from_now(edition.clone()).map_err(refused)
    })
    .await?;
    Progress::new(&editions, generation, Some(import)).ok_or(ChangeError::NotFound)
}
