//! `wasi:keyvalue` on the embedded store. Its functions are synchronous by type: a call holds its instance until answered.

use super::bindings::atomics::{CasError, Host as Atomics, HostCas};
use super::bindings::batch::Host as Batch;
use super::bindings::store::{Error, Host as Stores, HostBucket, KeyResponse};
use super::{Guest, OpenStore, Unopened};
use crate::store::{Store, StoreError};
use std::sync::Arc;
use wasmtime::Result;
use wasmtime::component::Resource;

/// A compare-and-swap under way.
#[expect(unreachable_pub, reason = "the generated bindings re-export it")]
pub struct Cas {
    store: Arc<str>,
    key: String,
    /// What was read last; as in Spin, a swap before any reading just writes.
    seen: Option<Vec<u8>>,
}

type Answer<T> = Result<Result<T, Error>>;

impl Guest {
    fn bucket(&mut self, bucket: &Resource<OpenStore>) -> Result<(Arc<Store>, Arc<str>)> {
        self.reset_computing();
        Ok((self.grants.store.clone(), self.table.get(bucket)?.name.clone()))
    }
}

impl Stores for Guest {
    async fn open(&mut self, identifier: String) -> Answer<Resource<OpenStore>> {
        Ok(match self.open(&identifier) {
            Ok(store) => Ok(self.table.push(store)?),
            Err(Unopened::Denied) => Err(Error::AccessDenied),
            Err(Unopened::TooMany) => Err(Error::Other("store table full".to_owned())),
        })
    }
}

impl HostBucket for Guest {
    async fn get(&mut self, bucket: Resource<OpenStore>, key: String) -> Answer<Option<Vec<u8>>> {
        let (records, name) = self.bucket(&bucket)?;
        answer(records.get(&name, &key).await)
    }

    async fn set(&mut self, bucket: Resource<OpenStore>, key: String, value: Vec<u8>) -> Answer<()> {
        let (records, name) = self.bucket(&bucket)?;
        answer(records.set(&name, key, value).await)
    }

    async fn delete(&mut self, bucket: Resource<OpenStore>, key: String) -> Answer<()> {
        let (records, name) = self.bucket(&bucket)?;
        answer(records.delete(&name, key).await)
    }

    async fn exists(&mut self, bucket: Resource<OpenStore>, key: String) -> Answer<bool> {
        let (records, name) = self.bucket(&bucket)?;
        answer(records.exists(&name, &key).await)
    }

    async fn list_keys(&mut self, bucket: Resource<OpenStore>, cursor: Option<String>) -> Answer<KeyResponse> {
        if cursor.is_some() {
            return Ok(Err(Error::Other("list_keys: cursor not supported".to_owned())));
        }
        let (records, name) = self.bucket(&bucket)?;
        answer(records.keys(&name).await.map(|keys| KeyResponse { keys, cursor: None }))
    }

    async fn drop(&mut self, bucket: Resource<OpenStore>) -> Result<()> {
        self.table.delete(bucket)?;
        self.closed();
        Ok(())
    }
}

impl Batch for Guest {
    async fn get_many(
        &mut self,
        bucket: Resource<OpenStore>,
        keys: Vec<String>,
    ) -> Answer<Vec<(String, Option<Vec<u8>>)>> {
        if keys.is_empty() {
            return Ok(Ok(Vec::new()));
        }
        let (records, name) = self.bucket(&bucket)?;
        let found = records.get_many(&name, &keys).await;
        answer(found.map(|found| found.into_iter().map(|(key, value)| (key, Some(value))).collect()))
    }

    async fn set_many(&mut self, bucket: Resource<OpenStore>, entries: Vec<(String, Vec<u8>)>) -> Answer<()> {
        if entries.is_empty() {
            return Ok(Ok(()));
        }
        let (records, name) = self.bucket(&bucket)?;
        answer(records.set_many(&name, entries).await)
    }

    async fn delete_many(&mut self, bucket: Resource<OpenStore>, keys: Vec<String>) -> Answer<()> {
        if keys.is_empty() {
            return Ok(Ok(()));
        }
        let (records, name) = self.bucket(&bucket)?;
        answer(records.delete_many(&name, keys).await)
    }
}

impl Atomics for Guest {
    async fn increment(&mut self, bucket: Resource<OpenStore>, key: String, delta: i64) -> Answer<i64> {
        let (records, name) = self.bucket(&bucket)?;
        answer(records.increment(&name, key, delta).await)
    }

    async fn swap(&mut self, cas: Resource<Cas>, value: Vec<u8>) -> Result<Result<(), CasError>> {
        let Cas { store, key, seen } = self.table.delete(cas)?;
        let records = self.grants.store.clone();
        match answer(records.swap(&store, key.clone(), seen, value).await)? {
            Ok(true) => Ok(Ok(())),
            Ok(false) => match answer(records.get(&store, &key).await)? {
                Ok(seen) => Ok(Err(CasError::CasFailed(self.table.push(Cas { store, key, seen })?))),
                Err(error) => Ok(Err(CasError::StoreError(error))),
            },
            Err(error) => Ok(Err(CasError::StoreError(error))),
        }
    }
}

impl HostCas for Guest {
    async fn new(&mut self, bucket: Resource<OpenStore>, key: String) -> Answer<Resource<Cas>> {
        let store = self.table.get(&bucket)?.name.clone();
        Ok(Ok(self.table.push(Cas { store, key, seen: None })?))
    }

    async fn current(&mut self, cas: Resource<Cas>) -> Answer<Option<Vec<u8>>> {
        let Cas { store, key, .. } = self.table.get(&cas)?;
        let found = answer(self.grants.store.get(store, key).await)?;
        if let Ok(value) = &found {
            self.table.get_mut(&cas)?.seen.clone_from(value);
        }
        Ok(found)
    }

    async fn drop(&mut self, cas: Resource<Cas>) -> Result<()> {
        self.table.delete(cas)?;
        Ok(())
    }
}

fn answer<T>(answer: Result<T, StoreError>) -> Answer<T> {
    match answer {
        Ok(value) => Ok(Ok(value)),
        Err(StoreError::Failed(reason)) => Ok(Err(Error::Other(reason))),
        Err(killed @ StoreError::Killed) => Err(killed.into()),
    }
}
