//! The library's face: reading, changing and listing records of one kind. It never answers with a blank record.

use std::collections::BTreeSet;
use std::marker::PhantomData;

use crate::{
    By, ChangeError, Decision, Environment, KeyValue, Keyring, ListName, Listed, Outcome, Record, RecordId,
    RecordsError, Versioned, chain::Chain, change::Change, read, sweep, vault::Vault, worklist::Worklists,
};

/// The records of one kind in one store. Cheap to make; make one for each request.
pub struct Records<'a, T, K, E> {
    pub(crate) vault: Vault<'a, K, E>,
    record: PhantomData<fn() -> T>,
}

impl<'a, T: Record, K: KeyValue, E: Environment> Records<'a, T, K, E> {
    /// Opens the records of kind `T` in `store`.
    pub fn new(store: &'a K, environment: &'a E, keyring: &'a Keyring) -> Self {
        Self { vault: Vault::new(store, environment, keyring), record: PhantomData }
    }

    /// Reads a record: two store operations. `None` where there is none.
    pub async fn read(&self, id: &RecordId) -> Result<Option<Versioned<T>>, RecordsError> {
        read::read(&Chain::new(self.vault, id)).await
    }

    /// Changes a record, or creates it where `decide` is given `None` and writes.
    ///
    /// `decide` sees the record as it stands when this change's turn comes and is pure: it may be asked again. The
    /// answer is given only when nothing that comes later can undo it; where that cannot be known in time the error is
    /// [`RecordsError::Contended`], and trying again with the same [`Repeat`](crate::Repeat) key is safe.
    pub async fn change<X, F>(&self, id: &RecordId, by: By, decide: F) -> Result<Outcome<T>, ChangeError<X>>
    where
        F: FnMut(Option<&Versioned<T>>) -> Result<Decision<T>, X> + Send,
        X: Send,
    {
        Change::new(self.vault, id, by, BTreeSet::new()).run(decide).await
    }

    /// All rows of a list, by record id. Its cost depends on what is on the list, not on how much ever was.
    pub async fn list(&self, list: &ListName) -> Result<Vec<Listed<T::Row>>, RecordsError> {
        Worklists::<T, K, E>::new(self.vault).read(list).await
    }

    /// Writes a record's rows again, as where a list is found to disagree with it.
    pub async fn repair(&self, id: &RecordId) -> Result<Option<Versioned<T>>, RecordsError> {
        sweep::repair(self.vault, id, None).await
    }

    /// Compares every row of a list with its record and repairs what disagrees. One sweep of a list at a time.
    pub async fn sweep(&self, list: &ListName) -> Result<Swept, RecordsError> {
        sweep::sweep(self, list).await
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
