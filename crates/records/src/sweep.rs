//! Putting rows right that disagree with their record. It never changes a record.

use std::collections::BTreeSet;
use std::convert::Infallible;

use crate::{
    By, ChangeError, Decision, Environment, KeyValue, ListName, Lock, Record, RecordId, Records, RecordsError, Swept,
    Versioned, change::Change, vault::Vault,
};

/// See [`Records::sweep`].
pub(crate) async fn sweep<T: Record, K: KeyValue, E: Environment>(
    records: &Records<'_, T, K, E>,
    list: &ListName,
) -> Result<Swept, RecordsError> {
    let lock = Lock::new(records.vault.store, records.vault.environment);
    let held = lock.acquire(&format!("sweep/{}/{list}", T::KIND)).await?;
    let swept = sweep_rows(records, list).await;
    lock.release(held).await;
    swept
}

/// Writes the rows of a record again, and takes it off `list` where it does not belong there.
pub(crate) async fn repair<T: Record, K: KeyValue, E: Environment>(
    vault: Vault<'_, K, E>,
    id: &RecordId,
    list: Option<&ListName>,
) -> Result<Option<Versioned<T>>, RecordsError> {
    let lists: BTreeSet<ListName> = list.cloned().into_iter().collect();
    let change = Change::new(vault, id, By::new("", "repair"), lists).with_rows_anew();
    let kept = change.run(|_: Option<&Versioned<T>>| Ok::<_, Infallible>(Decision::Keep)).await;
    match kept {
        Ok(outcome) => Ok(outcome.into_current()),
        Err(ChangeError::Records(error)) => Err(error),
        Err(ChangeError::Refused(never)) => match never {},
        Err(ChangeError::KeyReused) => Err(RecordsError::Contended("a repair met its own name")),
    }
}

async fn sweep_rows<T: Record, K: KeyValue, E: Environment>(
    records: &Records<'_, T, K, E>,
    list: &ListName,
) -> Result<Swept, RecordsError> {
    let listed = records.list(list).await?;
    let mut swept = Swept { rows: listed.len(), repaired: 0 };
    for row in listed {
        let record = records.read(&row.id).await?;
        let rows = record.map(|current| current.record.rows()).unwrap_or_default();
        let agrees = rows.iter().any(|(on, truth)| on == list && *truth == row.row);
        if !agrees {
            repair::<T, K, E>(records.vault, &row.id, Some(list)).await?;
            swept.repaired += 1;
        }
    }
    Ok(swept)
}
