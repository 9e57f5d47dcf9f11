//! What the callers do: a small record with places and a queue, and the steps of a run. It keeps the answer that each got.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use records::{
    By, ChangeError, Database, Decision, Environment, KeyValue, ListName, Outcome, Record, RecordId, Records, Repeat,
    Versioned,
};
use serde::{Deserialize, Serialize};

use crate::store::Host;

pub(crate) const CAPACITY: usize = 2;

pub(crate) type Token = u32;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Happening {
    Booked,
    Cancelled(Token),
    Moved(u8),
    /// Without a new version: neither the entity tag nor the history may show it.
    Noted,
}

/// A record that can be rebuilt from its log, so that anything half-applied shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Session {
    /// Whether it moves between lists or stays on one.
    pub(crate) moves: bool,
    pub(crate) on: u8,
    pub(crate) places: Vec<Token>,
    pub(crate) queue: Vec<Token>,
    pub(crate) log: Vec<(Token, Happening)>,
}

impl Session {
    pub(crate) fn apply(&mut self, token: Token, happening: Happening) {
        match happening {
            Happening::Booked if self.places.len() < CAPACITY => self.places.push(token),
            Happening::Booked => self.queue.push(token),
            Happening::Cancelled(other) => {
                self.queue.retain(|queued| *queued != other);
                self.places.retain(|placed| *placed != other);
                if self.places.len() < CAPACITY && !self.queue.is_empty() {
                    self.places.push(self.queue.remove(0));
                }
            }
            Happening::Moved(list) => self.on = list,
            Happening::Noted => {}
        }
        self.log.push((token, happening));
    }
}

impl Record for Session {
    const KIND: &'static str = "session";
    const SCHEMA: u32 = 1;
    type Row = Vec<Token>;

    fn rows(&self) -> Vec<(ListName, Vec<Token>)> {
        let list = lists()[if self.moves { usize::from(self.on) } else { 0 }].clone();
        // A move that is not between lists leaves the row as it is, so that not every change writes one.
        let shown = self.log.iter().filter(|(_, happening)| !matches!(happening, Happening::Moved(_)));
        vec![(list, shown.map(|(token, _)| *token).collect())]
    }
}

pub(crate) fn lists() -> Vec<ListName> {
    ["open", "waiting", "closed/2026-11"].map(|name| ListName::parse(name).unwrap()).to_vec()
}

#[derive(Debug, Clone)]
pub(crate) enum Step {
    Change { id: RecordId, token: Token, happening: Happening, strict: bool, repeat: bool },
    Refuse { id: RecordId, token: Token },
    Read { id: RecordId },
    List { list: ListName },
    Sweep { list: ListName },
    Lease { microseconds: u64 },
    Nap { microseconds: u64 },
}

/// What callers got as answers.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) acknowledged: BTreeMap<RecordId, Vec<Token>>,
    /// Those of the acknowledged that no row shows.
    pub(crate) unshown: BTreeSet<Token>,
    pub(crate) refused: BTreeMap<RecordId, Vec<Token>>,
    /// How many callers of a record do not know how their change ended.
    pub(crate) unanswered: BTreeMap<RecordId, i64>,
    pub(crate) leases: Vec<(u64, u64)>,
    pub(crate) wrong: Vec<String>,
    pub(crate) changes: u64,
    pub(crate) contended: u64,
}

/// One caller.
#[derive(Clone)]
pub(crate) struct Caller {
    pub(crate) host: Host,
    pub(crate) database: Database,
    pub(crate) ledger: Arc<Mutex<Ledger>>,
    pub(crate) moves: bool,
    pub(crate) strict_lists: bool,
    pub(crate) strict_reads: bool,
    pub(crate) name: usize,
}

impl Caller {
    pub(crate) fn records(&self) -> Records<'_, Session> {
        self.database.records()
    }

    pub(crate) async fn run(self, steps: Vec<Step>) {
        for step in steps {
            let before = self.operations();
            let what = format!("{step:?}");
            self.step(step).await;
            let taken = self.operations() - before;
            if taken > 4_000 {
                self.wrong(format!("{what} took {taken} store operations"));
            }
        }
    }

    async fn step(&self, step: Step) {
        match step {
            Step::Change { id, token, happening, strict, repeat } => {
                self.change(id, token, happening, strict, repeat).await
            }
            Step::Refuse { id, token } => {
                let by = By::new("caller", "refuse");
                let refuse = |_: Option<&Versioned<Session>>| Err::<Decision<Session>, ()>(());
                self.begin(&id);
                let answer = self.records().change(&id, by, refuse).await;
                self.note(&id, token, answer.map(drop));
            }
            Step::Read { id } => {
                let due = self.ledger.lock().unwrap().acknowledged.get(&id).cloned().unwrap_or_default();
                let Ok(read) = self.records().read(&id).await else { return };
                let log = read.map(|read| read.record.log).unwrap_or_default();
                for token in due.into_iter().filter(|_| self.strict_reads) {
                    if !log.iter().any(|(logged, _)| *logged == token) {
                        self.wrong(format!("a read of {id} began after {token} was acknowledged and lacks it"));
                    }
                }
            }
            Step::List { list } => self.list(list).await,
            Step::Sweep { list } => drop(self.records().sweep(&list).await),
            Step::Lease { microseconds } => self.lease(microseconds).await,
            Step::Nap { microseconds } => self.host.sleep(std::time::Duration::from_micros(microseconds)).await,
        }
    }

    async fn change(&self, id: RecordId, token: Token, happening: Happening, strict: bool, repeat: bool) {
        let mut by = By::new(format!("caller-{}", self.name), format!("{happening:?}"));
        if repeat {
            let key = self.database.keyring().digest("repeat", &[&token.to_be_bytes()]);
            by = by.repeat(Repeat { key, fingerprint: [7; 32] });
        }
        if happening == Happening::Noted {
            by = by.without_new_version();
        }
        if matches!(happening, Happening::Moved(_)) {
            self.ledger.lock().unwrap().unshown.insert(token);
        }
        let decide = |current: Option<&Versioned<Session>>| {
            let mut session = current.map(|current| current.record.clone()).unwrap_or_default();
            session.moves = self.moves;
            if strict && session.places.len() >= CAPACITY {
                return Err(());
            }
            session.apply(token, happening);
            Ok(Decision::Write(session))
        };
        self.begin(&id);
        let answer = self.records().change(&id, by, decide).await;
        self.ledger.lock().unwrap().changes += 1;
        if let Ok(outcome) = &answer {
            let log = outcome.current().map(|current| current.record.log.clone()).unwrap_or_default();
            if matches!(outcome, Outcome::Kept(_)) || !log.iter().any(|(logged, _)| *logged == token) {
                self.wrong(format!("{token} was acknowledged with a record that lacks it"));
            }
        }
        self.note(&id, token, answer.map(drop));
    }

    fn note(&self, id: &RecordId, token: Token, answer: Result<(), ChangeError<()>>) {
        let mut ledger = self.ledger.lock().unwrap();
        match answer {
            Ok(()) => ledger.acknowledged.entry(id.clone()).or_default().push(token),
            Err(ChangeError::Refused(())) => ledger.refused.entry(id.clone()).or_default().push(token),
            Err(ChangeError::NotFound | ChangeError::Stale) => {
                ledger.wrong.push(format!("{token}: no decision said that"));
            }
            Err(ChangeError::KeyReused) => ledger.wrong.push(format!("{token}: no key was reused")),
            Err(ChangeError::Records(records::RecordsError::Corrupt { what, key })) => {
                ledger.wrong.push(format!("{token}: {what} at {key}"));
            }
            Err(ChangeError::Records(error)) => {
                ledger.contended += u64::from(matches!(error, records::RecordsError::Contended(_)));
                return;
            }
        }
        *ledger.unanswered.entry(id.clone()).or_default() -= 1;
    }

    /// Until [`Caller::note`] hears how it ended.
    fn begin(&self, id: &RecordId) {
        *self.ledger.lock().unwrap().unanswered.entry(id.clone()).or_default() += 1;
    }

    async fn list(&self, list: ListName) {
        let (due, unshown) = {
            let ledger = self.ledger.lock().unwrap();
            (ledger.acknowledged.clone(), ledger.unshown.clone())
        };
        let Ok(rows) = self.records().list(&list).await else { return };
        if !self.strict_lists || list != lists()[0] {
            return;
        }
        for (id, tokens) in due {
            let row = rows.iter().find(|listed| listed.id == id).map(|listed| listed.row.clone()).unwrap_or_default();
            if let Some(token) = tokens.iter().find(|token| !row.contains(token) && !unshown.contains(token)) {
                self.wrong(format!("a reading of {list} began after {token} on {id} was acknowledged and lacks it"));
            }
        }
    }

    async fn lease(&self, microseconds: u64) {
        let asked = self.host.now();
        let Ok(lease) = self.database.lease("one").await else { return };
        let from = self.host.world.inner().now;
        let until = lease.until().min(asked + std::time::Duration::from_secs(60));
        self.host.sleep(std::time::Duration::from_micros(microseconds)).await;
        let left = until.as_millisecond() - self.host.now().as_millisecond();
        // A lease is over at its end, whatever its holder is doing.
        let to = self.host.world.inner().now as i64 + left.min(0) * 1_000;
        self.ledger.lock().unwrap().leases.push((from, to.max(from as i64) as u64));
        lease.release().await;
    }

    fn operations(&self) -> u64 {
        self.host.world.inner().counts.get(&self.name).copied().unwrap_or_default()
    }

    fn wrong(&self, what: String) {
        self.ledger.lock().unwrap().wrong.push(what);
    }
}

/// The store and clock are used as the library uses them.
const _: fn() = || {
    fn used<T: KeyValue + Environment>() {}
    used::<Host>();
};
