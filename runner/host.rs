//! One instance's side of the host: what it was granted and what it has open. Never more than its manifest entry says.

mod bindings;
mod clock;
mod key_value;
mod output;
mod variables;
mod wasi_key_value;

pub(crate) use bindings::link;
pub use clock::Clock;
pub use output::Output;

use crate::limits::{Limits, OPEN_STORES};
use crate::outbound::{AllowedHost, Outbound};
use crate::store::Store;
use std::collections::BTreeMap;
use std::sync::Arc;
use wasmtime::component::{HasData, ResourceTable};
use wasmtime::{StoreLimits, StoreLimitsBuilder, UpdateDeadline};
use wasmtime_wasi::{WasiCtx, WasiCtxBuilder, WasiCtxView, WasiView};
use wasmtime_wasi_http::{WasiHttpCtx, WasiHttpCtxView, WasiHttpView};

/// What one component may reach, the same for all its instances.
pub(crate) struct Grants {
    pub(crate) component: String,
    pub(crate) stores: Vec<String>,
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) environment: BTreeMap<String, String>,
    pub(crate) hosts: Arc<[AllowedHost]>,
    pub(crate) store: Arc<Store>,
    pub(crate) output: Output,
    pub(crate) clock: Clock,
}

/// One instance's state.
pub(crate) struct Guest {
    grants: Arc<Grants>,
    table: ResourceTable,
    wasi: WasiCtx,
    http: WasiHttpCtx,
    outbound: Outbound,
    limits: StoreLimits,
    open_stores: usize,
    /// Epochs in which it was found computing since it last took a request or used a store.
    computing_epochs: u64,
}

/// A store the instance has opened.
#[expect(unreachable_pub, reason = "the generated bindings re-export it")]
pub struct OpenStore {
    name: Arc<str>,
}

/// How the bindings reach the instance's state.
pub(crate) struct Host;

impl HasData for Host {
    type Data<'a> = &'a mut Guest;
}

/// Why a store cannot be opened.
pub(crate) enum Unopened {
    Denied,
    TooMany,
}

impl Guest {
    pub(crate) fn new(grants: Arc<Grants>, limits: &Limits) -> Self {
        let mut wasi = WasiCtxBuilder::new();
        for (name, value) in &grants.environment {
            wasi.env(name, value);
        }
        wasi.wall_clock(grants.clock.clone());
        wasi.stdout(grants.output.stream());
        wasi.stderr(grants.output.stream());
        Self {
            table: ResourceTable::new(),
            wasi: wasi.build(),
            http: WasiHttpCtx::new(),
            outbound: Outbound::new(grants.hosts.clone()),
            limits: StoreLimitsBuilder::new().memory_size(limits.instance_memory_bytes).build(),
            open_stores: 0,
            computing_epochs: 0,
            grants,
        }
    }

    /// Bounds what `store`'s instance may use and for how long it may compute.
    pub(crate) fn confine(store: &mut wasmtime::Store<Self>, limits: &Limits, epoch: std::time::Duration) {
        store.limiter(|guest| &mut guest.limits);
        store.set_epoch_deadline(1);
        let epochs_max = u64::try_from(limits.guest_spin.as_millis() / epoch.as_millis().max(1)).unwrap_or(u64::MAX);
        store.epoch_deadline_callback(move |mut context| {
            let guest = context.data_mut();
            guest.computing_epochs += 1;
            if guest.computing_epochs > epochs_max {
                wasmtime::bail!("it computed for too long without returning to the host");
            }
            Ok(UpdateDeadline::Yield(1))
        });
    }

    /// Begins to count anew how long the guest computes, as a request begins or uses its store. Without this a guest that
    /// polls, computing for a moment each time, would pass for one that loops.
    pub(crate) fn reset_computing(&mut self) {
        self.computing_epochs = 0;
    }

    fn open(&mut self, name: &str) -> Result<OpenStore, Unopened> {
        if !self.grants.stores.iter().any(|granted| granted == name) {
            return Err(Unopened::Denied);
        }
        if self.open_stores >= OPEN_STORES {
            return Err(Unopened::TooMany);
        }
        self.open_stores += 1;
        Ok(OpenStore { name: name.into() })
    }

    fn closed(&mut self) {
        self.open_stores = self.open_stores.saturating_sub(1);
    }
}

impl WasiView for Guest {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView { ctx: &mut self.wasi, table: &mut self.table }
    }
}

impl WasiHttpView for Guest {
    fn http(&mut self) -> WasiHttpCtxView<'_> {
        WasiHttpCtxView { ctx: &mut self.http, table: &mut self.table, hooks: &mut self.outbound }
    }
}
