//! `spin:key-value` on the embedded store. Awaits without holding the instance, so its other requests go on.

use super::bindings::key_value::{Error, Host as KeyValueHost, HostStore, HostStoreWithStore};
use super::{Guest, Host, OpenStore, Unopened};
use crate::store::{Store, StoreError};
use std::sync::Arc;
use wasmtime::Result;
use wasmtime::component::{Accessor, FutureReader, Resource, StreamReader};

type Answer<T> = Result<Result<T, Error>>;

impl KeyValueHost for Guest {}

impl HostStore for Guest {
    async fn drop(&mut self, store: Resource<OpenStore>) -> Result<()> {
        self.table.delete(store)?;
        self.closed();
        Ok(())
    }
}

impl<T: Send> HostStoreWithStore<T> for Host {
    async fn open(accessor: &Accessor<T, Self>, label: String) -> Answer<Resource<OpenStore>> {
        accessor.with(|mut access| {
            let guest = access.get();
            Ok(match guest.open(&label) {
                Ok(store) => Ok(guest.table.push(store)?),
                Err(Unopened::Denied) => Err(Error::AccessDenied),
                Err(Unopened::TooMany) => Err(Error::StoreTableFull),
            })
        })
    }

    async fn get(accessor: &Accessor<T, Self>, store: Resource<OpenStore>, key: String) -> Answer<Option<Vec<u8>>> {
        let (records, name) = opened(accessor, &store)?;
        answer(records.get(&name, &key).await)
    }

    async fn set(accessor: &Accessor<T, Self>, store: Resource<OpenStore>, key: String, value: Vec<u8>) -> Answer<()> {
        let (records, name) = opened(accessor, &store)?;
        answer(records.set(&name, key, value).await)
    }

    async fn delete(accessor: &Accessor<T, Self>, store: Resource<OpenStore>, key: String) -> Answer<()> {
        let (records, name) = opened(accessor, &store)?;
        answer(records.delete(&name, key).await)
    }

    async fn exists(accessor: &Accessor<T, Self>, store: Resource<OpenStore>, key: String) -> Answer<bool> {
        let (records, name) = opened(accessor, &store)?;
        answer(records.exists(&name, &key).await)
    }

    async fn get_keys(
        accessor: &Accessor<T, Self>,
        store: Resource<OpenStore>,
    ) -> Result<(StreamReader<String>, FutureReader<Result<(), Error>>)> {
        let (records, name) = opened(accessor, &store)?;
        let (keys, ended) = match answer(records.keys(&name).await)? {
            Ok(keys) => (keys, Ok(())),
            Err(error) => (Vec::new(), Err(error)),
        };
        accessor.with(|mut access| {
            let keys = StreamReader::new(&mut access, keys)?;
            let ended = FutureReader::new(&mut access, async move { wasmtime::error::Ok(ended) })?;
            Ok((keys, ended))
        })
    }
}

fn opened<T: Send>(accessor: &Accessor<T, Host>, store: &Resource<OpenStore>) -> Result<(Arc<Store>, Arc<str>)> {
    accessor.with(|mut access| {
        let guest = access.get();
        guest.reset_computing();
        let name = guest.table.get(store)?.name.clone();
        Ok((guest.grants.store.clone(), name))
    })
}

fn answer<T>(answer: Result<T, StoreError>) -> Answer<T> {
    match answer {
        Ok(value) => Ok(Ok(value)),
        Err(StoreError::Failed(reason)) => Ok(Err(Error::Other(reason))),
        Err(killed @ StoreError::Killed) => Err(killed.into()),
    }
}
