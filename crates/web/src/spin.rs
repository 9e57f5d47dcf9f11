//! Spin's key-value store, clocks, randomness and variables behind the traits of crates/records. Never a rule of ours.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use jiff::Timestamp;
use records::{Environment, KeyValue, StoreError};
use spin_sdk::experimental::wasi::keyvalue::store::{self as buckets, Bucket};
use spin_sdk::experimental::wasi::keyvalue::{atomics, batch};
use spin_sdk::key_value::{self, Store};
use spin_sdk::variables;
use spin_sdk::wasip3::random::random::get_random_u64;

use crate::app::{App, Shared};
use crate::problem::Problem;
use crate::settings::Settings;
use crate::store::Counted;

/// The store every component of ours is granted.
const LABEL: &str = "default";

/// The store, through two interfaces: plain operations through Spin's own, which are asynchronous and let an instance's
/// other requests go on; `increment` and `set_many` through `wasi:keyvalue`, which alone has them.
///
/// Each handle is opened on first use and kept as long as the instance: handles belong to the instance, not the request.
#[derive(Clone, Default)]
pub struct SpinStore {
    store: Arc<OnceLock<Store>>,
    bucket: Arc<OnceLock<Bucket>>,
}

impl SpinStore {
    async fn store(&self) -> Result<&Store, StoreError> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        // Two first requests may both open it; the one that comes second drops its own.
        let opened = Store::open(LABEL).await.map_err(failed)?;
        Ok(self.store.get_or_init(|| opened))
    }

    fn bucket(&self) -> Result<&Bucket, StoreError> {
        if let Some(bucket) = self.bucket.get() {
            return Ok(bucket);
        }
        let opened = buckets::open(LABEL).map_err(bucket_failed)?;
        Ok(self.bucket.get_or_init(|| opened))
    }
}

#[async_trait]
impl KeyValue for SpinStore {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.store().await?.get(key).await.map_err(failed)
    }

    async fn set(&self, key: &str, value: Vec<u8>) -> Result<(), StoreError> {
        self.store().await?.set(key, value).await.map_err(failed)
    }

    async fn set_many(&self, entries: Vec<(String, Vec<u8>)>) -> Result<(), StoreError> {
        batch::set_many(self.bucket()?, &entries).map_err(bucket_failed)
    }

    async fn delete(&self, key: &str) -> Result<(), StoreError> {
        self.store().await?.delete(key).await.map_err(failed)
    }

    async fn increment(&self, key: &str, delta: i64) -> Result<i64, StoreError> {
        atomics::increment(self.bucket()?, key, delta).map_err(bucket_failed)
    }

    /// By `get`, where the host's form of a counter is known: adding nought would write a counter that was not there, so
    /// that anybody who asks for a record that is not would grow the store; and it holds up the whole instance.
    async fn read_counter(&self, key: &str) -> Result<i64, StoreError> {
        match self.get(key).await? {
            None => Ok(0),
            Some(stored) => match crate::counter_form::parse(&stored) {
                Some(value) => Ok(value),
                None => self.increment(key, 0).await,
            },
        }
    }
}

/// Hosts put the store's own words into their errors, and neither key nor value.
fn failed(error: key_value::Error) -> StoreError {
    StoreError(match error {
        key_value::Error::StoreTableFull => "too many stores are open".to_owned(),
        key_value::Error::NoSuchStore => NO_SUCH_STORE.to_owned(),
        key_value::Error::AccessDenied => ACCESS_DENIED.to_owned(),
        key_value::Error::Other(said) => said,
    })
}

fn bucket_failed(error: buckets::Error) -> StoreError {
    StoreError(match error {
        buckets::Error::NoSuchStore => NO_SUCH_STORE.to_owned(),
        buckets::Error::AccessDenied => ACCESS_DENIED.to_owned(),
        buckets::Error::Other(said) => said,
    })
}

const NO_SUCH_STORE: &str = "the host knows no store of that name";
const ACCESS_DENIED: &str = "the manifest does not grant the store";

/// The host's clocks and randomness.
#[derive(Debug, Clone, Default)]
pub struct SpinEnvironment;

#[async_trait]
impl Environment for SpinEnvironment {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let (seconds, nanoseconds) = (i64::try_from(since.as_secs()), i32::try_from(since.subsec_nanos()));
        // A clock before 1970 or past the year 9999 is as good as none.
        Timestamp::new(seconds.unwrap_or_default(), nanoseconds.unwrap_or_default()).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    async fn sleep(&self, time: Duration) {
        spin_sdk::time::sleep(time).await;
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        // Eight bytes at a time, because `get-random-bytes` of WASI 0.3 may return fewer than asked for.
        for chunk in bytes.chunks_mut(size_of::<u64>()) {
            let random = get_random_u64().to_le_bytes();
            chunk.iter_mut().zip(random).for_each(|(byte, random)| *byte = random);
        }
    }
}

/// The names of a component's own variables.
type Names = &'static [&'static str];

/// What a component holds of Spin beyond one request; filled on first use.
pub(crate) struct Backing {
    opened: OnceLock<(SpinStore, Arc<Shared>)>,
    settings: OnceLock<Arc<Settings>>,
}

impl Backing {
    pub(crate) const fn new() -> Self {
        Self { opened: OnceLock::new(), settings: OnceLock::new() }
    }

    /// What one request may use.
    pub(crate) async fn app(&self, env: SpinEnvironment, own: Names) -> Result<App, Problem> {
        let (store, shared) = match self.opened.get() {
            Some(opened) => opened,
            // A failure is not kept: the next request tries again.
            None => {
                let opened = open(own).await?;
                self.opened.get_or_init(|| opened)
            }
        };
        Ok(App::new(Counted::new(store.clone()), env, Arc::clone(shared)))
    }

    /// The same for a component without a store.
    pub(crate) async fn settings(&self, own: Names) -> Result<Arc<Settings>, Problem> {
        if let Some(settings) = self.settings.get() {
            return Ok(Arc::clone(settings));
        }
        let variables = read_variables(Settings::names(false, own)).await.map_err(Problem::unavailable)?;
        let settings = Arc::new(Settings::read(&variables, own).map_err(Problem::internal)?);
        Ok(Arc::clone(self.settings.get_or_init(|| settings)))
    }
}

async fn open(own: Names) -> Result<(SpinStore, Arc<Shared>), Problem> {
    let variables = read_variables(Settings::names(true, own)).await.map_err(Problem::unavailable)?;
    let keyring = Settings::keyring(&variables).map_err(Problem::internal)?;
    let settings = Arc::new(Settings::read(&variables, own).map_err(Problem::internal)?);
    Ok((SpinStore::default(), Arc::new(Shared::new(settings, keyring))))
}

/// The variables of `names` that the manifest grants and that are set.
///
/// # Errors
/// The provider's words where it failed for another reason than the variable being absent.
async fn read_variables(names: impl Iterator<Item = &'static str>) -> Result<Vec<(&'static str, String)>, String> {
    let mut values = Vec::new();
    for name in names {
        match variables::get(name).await {
            Ok(value) => values.push((name, value)),
            Err(variables::Error::Undefined(_)) => {}
            Err(
                variables::Error::InvalidName(said) | variables::Error::Provider(said) | variables::Error::Other(said),
            ) => return Err(format!("the variable {name} could not be read: {said}")),
        }
    }
    Ok(values)
}
