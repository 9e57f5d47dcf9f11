//! Many callers at one record at once: served in order, with few operations each.

use std::sync::{Arc, Mutex};

use records::RecordId;

use crate::store::{Host, instance};
use crate::workload::{Caller, Happening, Ledger, Step};
use crate::world::{Breakage, Faults, Task, World};

#[derive(Debug)]
pub(crate) struct Rush {
    pub(crate) acknowledged: usize,
    pub(crate) dead: usize,
    pub(crate) contended: u64,
    pub(crate) operations_each: u64,
    pub(crate) seconds: f64,
    pub(crate) wrong: Vec<String>,
}

/// All `callers` book the same record at the same moment.
pub(crate) fn rush(seed: u64, callers: usize, faults: Faults) -> Rush {
    let world = World::new(seed, faults, Breakage::None);
    let instance = instance();
    let ledger: Arc<Mutex<Ledger>> = Arc::default();
    let id = RecordId::parse("S-0").unwrap();
    let tasks = (0..callers).map(|name| {
        let host = Host::in_time(&world);
        let caller = Caller {
            database: host.database(&instance),
            host,
            ledger: ledger.clone(),
            moves: false,
            strict_lists: false,
            strict_reads: false,
            name,
        };
        let (id, token) = (id.clone(), name as u32);
        let book = Step::Change { id, token, happening: Happening::Booked, strict: false, repeat: false };
        (name, Box::pin(caller.run(vec![book])) as Task)
    });
    world.run(tasks.collect());
    let ledger = ledger.lock().unwrap();
    let inner = world.inner();
    Rush {
        acknowledged: ledger.acknowledged.get(&id).map_or(0, Vec::len),
        dead: inner.killed.len(),
        contended: ledger.contended,
        operations_each: inner.counts.values().sum::<u64>() / callers as u64,
        seconds: inner.now as f64 / 1e6,
        wrong: ledger.wrong.clone(),
    }
}
