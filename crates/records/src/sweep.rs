//! Putting rows right that disagree with their record. It never changes a record.

use std::sync::Arc;

use crate::{
    By, Database, ListName, Lock, RecordId, RecordsError, Swept,
    chain::Chain,
    change::{Answer, Change, Decided},
    held::{Held, Writing},
    read,
    worklist::Worklists,
};

/// See [`Records::sweep`](crate::Records::sweep).
pub(crate) async fn sweep(database: &Database, writing: Writing, list: &ListName) -> Result<Swept, RecordsError> {
    let lock = Lock::new(database.store(), database.environment());
    let held = lock.acquire(&format!("sweep/{}/{list}", writing.kind.name)).await?;
    let swept = sweep_rows(database, writing, list).await;
    lock.release(held).await;
    swept
}

/// Writes the rows of a record again, and takes it off `list` where it does not belong there.
pub(crate) async fn repair(
    database: &Database,
    writing: Writing,
    id: &RecordId,
    list: Option<&ListName>,
) -> Result<Option<Arc<dyn Held>>, RecordsError> {
    let lists: Vec<ListName> = list.cloned().into_iter().collect();
    let change = Change::new(database, writing, id, By::new("", "repair"), lists).with_rows_anew();
    match change.run(&mut |_| Ok(Decided::Keep)).await? {
        (Answer::KeyReused, _) => Err(RecordsError::Contended("a repair met its own name")),
        (_, current) => Ok(current),
    }
}

async fn sweep_rows(database: &Database, writing: Writing, list: &ListName) -> Result<Swept, RecordsError> {
    let listed = Worklists::new(database, writing.kind.name).read(list).await?;
    let mut swept = Swept { rows: listed.len(), repaired: 0 };
    for row in listed {
        let rows = match read::read(&Chain::new(database, writing.kind, &row.id)).await? {
            Some(current) => (writing.rows)(&*current).map_err(|what| RecordsError::corrupt(what, row.id.as_str()))?,
            None => Vec::new(),
        };
        let agrees = rows.iter().any(|(on, truth)| on == list && truth.get() == row.row.get());
        if !agrees {
            repair(database, writing, &row.id, Some(list)).await?;
            swept.repaired += 1;
        }
    }
    Ok(swept)
}
