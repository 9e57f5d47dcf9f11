//! Putting rows right that disagree with their record. It never changes a record.

use std::convert::Infallible;
use std::sync::Arc;

use crate::{
    By, Database, Decision, ListName, Record, RecordId, RecordsError, Swept, Versioned,
    chain::Chain,
    change::{Answer, Change},
    read,
    worklist::{Worklists, rows},
};

/// See [`Records::sweep`](crate::Records::sweep).
pub(crate) async fn sweep<T: Record>(database: &Database, list: &ListName) -> Result<Swept, RecordsError> {
    let lease = database.lease(&format!("sweep/{}/{list}", T::KIND)).await?;
    let swept = sweep_rows::<T>(database, list).await;
    lease.release().await;
    swept
}

/// Writes the rows of a record again, and takes it off `list` where it does not belong there.
pub(crate) async fn repair<T: Record>(
    database: &Database,
    id: &RecordId,
    list: Option<&ListName>,
) -> Result<Option<Arc<Versioned<T>>>, RecordsError> {
    let lists: Vec<ListName> = list.cloned().into_iter().collect();
    let change = Change::<T>::new(database, id, By::new("", "repair"), lists).with_rows_anew();
    match change.run(&mut |_| Ok::<_, Infallible>(Decision::Keep)).await? {
        (Answer::KeyReused, _) => Err(RecordsError::Contended("a repair met another change with its id")),
        (_, current) => Ok(current),
    }
}

async fn sweep_rows<T: Record>(database: &Database, list: &ListName) -> Result<Swept, RecordsError> {
    let listed = Worklists::new(database, T::KIND).read(list).await?;
    let mut swept = Swept { rows: listed.len(), repaired: 0 };
    for row in listed {
        let rows = match read::read(&Chain::<T>::new(database, &row.id)).await? {
            Some(current) => rows(&current.record, &row.id)?,
            None => Vec::new(),
        };
        let agrees = rows.iter().any(|(on, due)| on == list && due.get() == row.row.get());
        if !agrees {
            repair::<T>(database, &row.id, Some(list)).await?;
            swept.repaired += 1;
        }
    }
    Ok(swept)
}
