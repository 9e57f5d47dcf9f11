//! Taking into use what an import brought: the index first, which nobody reads yet, then one change that names it.

use domain::directory::{Edition, FORM, Generation, Import, Refusal};
use web::{App, Problem, Staff};

use crate::directory::importing::change_shelf;
use crate::directory::kept::{import, shelf};
use crate::directory::problems::{no_extract, refused};
use crate::directory::{Progress, index};

/// Takes an import into use, in the place of the directory that was; doing it twice does it once. `meant` says that
/// somebody looked at what is doubtful about it.
///
/// # Errors
/// 409 where it has ended, holds nothing, or is doubtful and not meant; 422 where the file is no extract.
pub async fn complete(app: &App, staff: &Staff, generation: Generation, meant: bool) -> Result<Progress, Problem> {
    let before = shelf(app).await?;
    let import = import(app).await?;
    if before.in_use().is_some_and(|edition| edition.generation == generation) {
        return Progress::new(&before, generation, import);
    }
    let announced = before.import(generation).map_err(refused)?.bytes;
    let import = import.filter(|import| import.generation == generation).unwrap_or_else(|| Import::new(generation));
    if import.parts().is_empty() {
        return Err(refused(Refusal::Empty));
    }
    import.is_whole(announced).map_err(refused)?;
    let (reading, last) = import.ended().map_err(|missing| no_extract(&missing))?;
    Import::may_be_used(&reading, before.in_use(), meant).map_err(refused)?;
    let settings = index::make(app, &import, &last).await?;
    let edition = Edition { generation, settings, since: app.now(), by: staff.member.clone(), form: FORM };
    let shelf = change_shelf(app, staff, "took an import into use", &|shelf| {
        // Two who do it at the same time made the same index.
        if shelf.in_use().is_some_and(|edition| edition.generation == generation) {
            return Ok(shelf);
        }
        shelf.use_from_now(edition.clone()).map_err(refused)
    })
    .await?;
    Progress::new(&shelf, generation, Some(import))
}
