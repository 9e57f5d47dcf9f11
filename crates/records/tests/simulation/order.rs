//! Why rows carry the version they show: the same list kept twice in the tests' own way, with and without the order.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use records::{By, Decision, ListName, Outcome, Record, RecordId, Records, Versioned};
use serde::{Deserialize, Serialize};

use crate::rng::Rng;
use crate::store::{Host, instance};
use crate::workload::{Caller, Happening, Session};
use crate::world::{Breakage, Faults, OBSERVER, Task, World};

/// A list kept as one more record, written after the change it shows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Index {
    rows: BTreeMap<String, (u64, usize)>,
}

impl Record for Index {
    const KIND: &'static str = "index";
    const SCHEMA: u32 = 1;
    type Row = ();

    fn rows(&self) -> Vec<(ListName, ())> {
        Vec::new()
    }
}

/// Whether the list agrees with its record once all is quiet.
pub(crate) fn agrees(seed: u64, by_version: bool) -> bool {
    let mut rng = Rng::new(seed);
    let world = World::new(rng.next(), Faults { pause: 1_000, ..Faults::default() }, Breakage::None);
    let instance = instance();
    let caller = |name| {
        let host = Host::in_time(&world);
        Caller {
            database: host.database(&instance),
            host,
            ledger: Arc::default(),
            moves: false,
            strict_lists: false,
            strict_reads: false,
            name,
        }
    };
    let callers = (0..4).map(|name| (name, Box::pin(change_then_list(caller(name), by_version)) as Task)).collect();
    world.run(callers);
    let agreed = Arc::new(Mutex::new(false));
    let (answer, observer) = (agreed.clone(), caller(OBSERVER));
    let look: Task = Box::pin(async move {
        let record = observer.records().read(&id("S-0")).await.unwrap();
        let index = indexes(&observer).read(&id("index")).await.unwrap();
        let due = record.map_or(0, |record| record.record.log.len());
        let shown = index.and_then(|index| index.record.rows.get("S-0").copied()).unwrap_or_default();
        *answer.lock().unwrap() = shown.1 == due;
    });
    world.run(vec![(OBSERVER, look)]);
    *agreed.lock().unwrap()
}

async fn change_then_list(caller: Caller, by_version: bool) {
    let token = caller.name as u32;
    let book = |current: Option<&Versioned<Session>>| {
        let mut session = current.map(|current| current.record.clone()).unwrap_or_default();
        session.apply(token, Happening::Booked);
        Ok::<_, ()>(Decision::Write(session))
    };
    let made = caller.records().change(&id("S-0"), By::new("caller", "book"), book).await;
    let Ok(Outcome::Changed(made)) = made else { return };
    let row = (made.version, made.record.log.len());
    let list = |current: Option<&Versioned<Index>>| {
        let mut index = current.map(|current| current.record.clone()).unwrap_or_default();
        let shown = index.rows.entry("S-0".to_owned()).or_default();
        if !by_version || shown.0 < row.0 {
            *shown = row;
        }
        Ok::<_, ()>(Decision::Write(index))
    };
    indexes(&caller).change(&id("index"), By::new("caller", "list"), list).await.unwrap();
}

fn indexes(caller: &Caller) -> Records<'_, Index> {
    caller.database.records()
}

fn id(text: &str) -> RecordId {
    RecordId::parse(text).unwrap()
}
