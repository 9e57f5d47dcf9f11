//! Reading, changing and listing records of one kind, as callers do it. It never answers with a blank record.

use std::marker::PhantomData;
use std::sync::Arc;

use crate::{
    By, ChangeError, Database, Decision, ListName, Listed, Outcome, Record, RecordId, RecordsError, Versioned,
    chain::Chain,
    change::{Answer, Change},
    decode::decode_text,
    read, sweep,
    worklist::Worklists,
};

/// The records of one kind in one store. Cheap to make; make one for each request.
pub struct Records<'a, T> {
    database: &'a Database,
    record: PhantomData<fn() -> T>,
}

impl<'a, T: Record> Records<'a, T> {
    pub(crate) fn new(database: &'a Database) -> Self {
        Self { database, record: PhantomData }
    }

    /// Reads a record: two store operations. `None` where there is none.
    pub async fn read(&self, id: &RecordId) -> Result<Option<Versioned<T>>, RecordsError> {
        Ok(read::read(&Chain::new(self.database, id)).await?.map(Arc::unwrap_or_clone))
    }

    /// Changes a record, or creates it where `decide` is given `None` and writes.
    ///
    /// `decide` sees the record as it stands when this change's turn comes. It must be pure, since it may be asked again. The
    /// answer is given only when nothing that comes later can undo it. Where that cannot be known in time the error is
    /// [`RecordsError::Contended`], and trying again with the same [`Repeat`](crate::Repeat) key is safe.
    pub async fn change<X, F>(&self, id: &RecordId, by: By, mut decide: F) -> Result<Outcome<T>, ChangeError<X>>
    where
        F: FnMut(Option<&Versioned<T>>) -> Result<Decision<T>, X> + Send,
        X: Send,
    {
        let (answer, current) = Change::new(self.database, id, by, Vec::new()).run(&mut decide).await?;
        match (answer, current.map(Arc::unwrap_or_clone)) {
            (Answer::Refused(refused), _) => Err(ChangeError::Refused(refused)),
            (Answer::KeyReused, _) => Err(ChangeError::KeyReused),
            (Answer::Changed, Some(current)) => Ok(Outcome::Changed(current)),
            (Answer::Repeated(made), Some(current)) => Ok(Outcome::Repeated { current, made }),
            (_, current) => Ok(Outcome::Kept(current)),
        }
    }

    /// All rows of a list, by record id. Its cost depends on what is on the list, not on how much ever was.
    pub async fn list(&self, list: &ListName) -> Result<Vec<Listed<T::Row>>, RecordsError> {
        let mut listed = Vec::new();
        for Listed { id, row } in Worklists::new(self.database, T::KIND).read(list).await? {
            let row = decode_text(row.get())
                .ok_or_else(|| RecordsError::corrupt("a row that cannot be read", list.as_str()))?;
            listed.push(Listed { id, row });
        }
        Ok(listed)
    }

    /// Writes a record's rows again, for a list that disagrees with it.
    pub async fn repair(&self, id: &RecordId) -> Result<Option<Versioned<T>>, RecordsError> {
        Ok(sweep::repair(self.database, id, None).await?.map(Arc::unwrap_or_clone))
    }

    /// Compares every row of a list with its record and repairs what disagrees. One sweep of a list at a time.
    pub async fn sweep(&self, list: &ListName) -> Result<Swept, RecordsError> {
        sweep::sweep::<T>(self.database, list).await
    }
}

/// What a sweep did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swept {
    /// Rows compared.
    pub rows: usize,
    /// Rows that disagreed and were written again.
    pub repaired: usize,
}
