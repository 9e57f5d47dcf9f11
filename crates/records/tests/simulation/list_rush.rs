//! Many callers at one list at once, each with records of its own: what they leave behind for later readers.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use records::RecordId;

use crate::store::{Host, instance};
use crate::workload::{Caller, Happening, Ledger, Step, Token, lists};
use crate::world::{Breakage, Faults, OBSERVER, Task, World};

/// What was found once all callers had finished or died.
#[derive(Debug, Default)]
pub(crate) struct Left {
    pub(crate) acknowledged: usize,
    /// Callers that died and operations that failed.
    pub(crate) lost: usize,
    /// Store operations of all callers together, for each change.
    pub(crate) operations_each: f64,
    /// Store operations of the first reading that follows.
    pub(crate) reading: u64,
    pub(crate) seconds: f64,
    pub(crate) wrong: Vec<String>,
}

/// Each of `callers` makes `changes` records at the same moment as the others; then all is quiet.
pub(crate) fn rush(seed: u64, callers: usize, changes: usize, faults: Faults) -> Left {
    let world = World::new(seed, faults, Breakage::None);
    let instance = instance();
    let ledger: Arc<Mutex<Ledger>> = Arc::default();
    let caller = |name| {
        let host = Host::in_time(&world);
        Caller {
            database: host.database(&instance),
            host,
            ledger: ledger.clone(),
            moves: false,
            strict_lists: true,
            strict_reads: true,
            name,
        }
    };
    let book = |name: usize, change: usize| {
        let id = RecordId::parse(&format!("S-{name}-{change}")).unwrap();
        let token = (name * changes + change) as Token;
        Step::Change { id, token, happening: Happening::Booked, strict: false, repeat: false }
    };
    let tasks = (0..callers).map(|name| {
        let mut steps: Vec<Step> = (0..changes).map(|change| book(name, change)).collect();
        if name % 8 == 0 {
            steps.push(Step::List { list: lists()[0].clone() });
        }
        (name, Box::pin(caller(name).run(steps)) as Task)
    });
    world.run(tasks.collect());
    let mut left = Left::default();
    {
        let inner = world.inner();
        left.operations_each = inner.counts.values().sum::<u64>() as f64 / (callers * changes) as f64;
        left.seconds = inner.now as f64 / 1e6;
        left.lost = inner.killed.len() + inner.failed;
    }
    let left = Arc::new(Mutex::new(left));
    let (observer, found) = (caller(OBSERVER), left.clone());
    let ids = (0..callers).flat_map(|name| (0..changes).map(move |change| format!("S-{name}-{change}")));
    let ids: BTreeSet<RecordId> = ids.map(|id| RecordId::parse(&id).unwrap()).collect();
    world.run(vec![(OBSERVER, Box::pin(async move { look(&observer, &ids, &found).await }) as Task)]);
    let mut left = std::mem::take(&mut *left.lock().unwrap());
    let ledger = ledger.lock().unwrap();
    left.acknowledged = ledger.acknowledged.len();
    left.wrong.extend(ledger.wrong.iter().cloned());
    left
}

async fn look(observer: &Caller, ids: &BTreeSet<RecordId>, left: &Mutex<Left>) {
    let reading = compare(observer, ids, left, "once all is quiet").await;
    let again = compare(observer, ids, left, "read again").await;
    assert_eq!(reading, again, "a reading writes nothing, so the next one costs the same");
    left.lock().unwrap().reading = reading;
}

/// Compares the list with the records; how many operations reading the list took.
async fn compare(observer: &Caller, ids: &BTreeSet<RecordId>, left: &Mutex<Left>, when: &str) -> u64 {
    let before = operations(observer);
    let rows = observer.records().list(&lists()[0]).await.unwrap();
    let taken = operations(observer) - before;
    let shown: Vec<_> = rows.into_iter().map(|listed| (listed.id, listed.row)).collect();
    let mut due = Vec::new();
    for id in ids {
        if let Some(read) = observer.records().read(id).await.unwrap() {
            due.push((id.clone(), read.record.log.iter().map(|(token, _)| *token).collect::<Vec<_>>()));
        }
    }
    if shown != due {
        left.lock().unwrap().wrong.push(format!("{when} the list shows {shown:?}, the records are {due:?}"));
    }
    taken
}

fn operations(observer: &Caller) -> u64 {
    observer.host.world.inner().counts.get(&OBSERVER).copied().unwrap_or_default()
}
