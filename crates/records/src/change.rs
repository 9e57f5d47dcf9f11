//! Making a change stick: ticket, base, decision, one write, one check. It never decides anything about a record itself.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

use futures::future::join;

use crate::{
    By, Database, Decision, History, ListName, Record, RecordId, RecordsError, Versioned,
    chain::Chain,
    shard_entries::{Entry, Stored},
    slot::{Ancestry, ChangeId, Tombstone, Version},
    turn::{Base, Turn},
    worklist::{self, Worklists},
};

/// How often a change is tried whose slot was skipped by another caller.
pub const ATTEMPTS_MAX: u32 = 8;

const DELETES_PER_CHANGE_MAX: usize = 4;
const FORGOTTEN_SLOTS_MAX: u64 = 4_096;
const DELETES_AT_ONCE: usize = 32;

/// One change (or repair) over all its attempts.
pub(crate) struct Change<'a, T> {
    database: &'a Database,
    worklists: Worklists<'a>,
    id: &'a RecordId,
    by: By,
    change_id: ChangeId,
    /// Slots that earlier attempts filled.
    landed: Vec<u64>,
    /// The first slot in which this change may stand.
    made_from: Option<u64>,
    /// Lists that earlier attempts may have touched, or that a repair is asked for: their rows are written again.
    lists: Vec<ListName>,
    rows_anew: bool,
    record: PhantomData<fn() -> T>,
}

/// What is asked how a record is to change. A `dyn`, so that this file is compiled once for a kind of record and not once for
/// every decision.
pub(crate) type Decide<'d, T, X> = dyn FnMut(Option<&Versioned<T>>) -> Result<Decision<T>, X> + Send + 'd;

/// What an attempt comes to once it is acknowledged.
enum Plan<T, X> {
    Write(T),
    /// The record stays as it is.
    Stay(Answer<X>),
}

/// What a change came to.
#[derive(Debug)]
pub(crate) enum Answer<X> {
    Refused(X),
    KeyReused,
    /// It was made before, in that version.
    Repeated(u64),
    Kept,
    Changed,
}

/// What is written in a ticket's slot.
struct Landing<T> {
    version: Option<Version<T>>,
    garbage: Vec<u64>,
    rows_anew: bool,
}

impl<'a, T: Record> Change<'a, T> {
    pub(crate) fn new(database: &'a Database, id: &'a RecordId, by: By, lists: Vec<ListName>) -> Self {
        let change_id = ChangeId::new(by.repeat.as_ref(), database.random());
        let worklists = Worklists::new(database, T::KIND);
        Self {
            database,
            worklists,
            id,
            by,
            change_id,
            landed: Vec::new(),
            made_from: None,
            lists,
            rows_anew: false,
            record: PhantomData,
        }
    }

    /// Has all rows written, whether they moved or not.
    pub(crate) fn with_rows_anew(mut self) -> Self {
        self.rows_anew = true;
        self
    }

    /// Makes the change; with the answer comes the record as the change left or found it.
    pub(crate) async fn run<X: Send>(
        mut self,
        decide: &mut Decide<'_, T, X>,
    ) -> Result<(Answer<X>, Option<Arc<Versioned<T>>>), RecordsError> {
        let chain = Chain::new(self.database, self.id);
        for _ in 0..ATTEMPTS_MAX {
            let mut turn = Turn::take(&chain).await?;
            let base = match turn.base().await {
                Ok(Some(base)) => base,
                Ok(None) => {
                    turn.give_up().await;
                    continue;
                }
                Err(error) => {
                    turn.give_up().await;
                    return Err(error);
                }
            };
            let plan = match self.plan(&base, decide) {
                Ok(plan) => plan,
                Err(error) => {
                    turn.give_up().await;
                    return Err(error);
                }
            };
            let (landing, answer) = self.landing(turn.ticket, &base, plan);
            let entries = self.write(&chain, turn.ticket, &base, &landing).await?;
            if turn.acknowledged().await? {
                let (finished, ()) = join(self.worklists.finish(entries), self.clean_up(&chain, &turn, &landing)).await;
                finished?;
                return Ok((answer, landing.version.or(base.version).map(|version| version.current)));
            }
            self.worklists.finish(entries).await?;
            self.landed.push(turn.ticket);
            self.landed.extend(landing.garbage);
        }
        Err(RecordsError::Contended("skipped too often"))
    }

    fn plan<X>(&self, base: &Base<T>, decide: &mut Decide<'_, T, X>) -> Result<Plan<T, X>, RecordsError> {
        let version = base.version.as_ref();
        if let Some(made) = version.and_then(|version| version.ancestry.changes.find(&self.change_id)) {
            return Ok(Plan::Stay(match self.made_from {
                Some(_) => Answer::Changed,
                None if self.change_id.same_body(made) => Answer::Repeated(made.version),
                None => Answer::KeyReused,
            }));
        }
        if let (Some(from), Some(version)) = (self.made_from, version)
            && version.ancestry.changes.forgot(from)
        {
            return Err(RecordsError::Contended(
                "so many changes passed that it is not known whether this one counted",
            ));
        }
        Ok(match decide(version.map(|version| &*version.current)) {
            Ok(Decision::Write(record)) => Plan::Write(record),
            Ok(Decision::Keep) => Plan::Stay(Answer::Kept),
            Err(refused) => Plan::Stay(Answer::Refused(refused)),
        })
    }

    fn landing<X>(&mut self, ticket: u64, base: &Base<T>, plan: Plan<T, X>) -> (Landing<T>, Answer<X>) {
        let rows_anew = base.skipped || self.rows_anew || !self.lists.is_empty();
        let mut ancestry = base.version.as_ref().map(|version| version.ancestry.clone()).unwrap_or_default();
        let before = std::mem::replace(&mut ancestry.base, base.slot);
        ancestry.notices = base.notices.clone();
        ancestry.discard([before]);
        ancestry.discard(base.passed.iter().chain(&self.landed).copied().filter(|slot| *slot != base.slot));
        let (current, answer) = match plan {
            Plan::Write(record) => {
                self.made_from.get_or_insert(ticket);
                ancestry.changes.add(&self.change_id, ticket);
                let (version, history) = match &base.version {
                    // The ancestry remembers it like any other change; the record does not show it.
                    Some(Version { current, .. }) if self.by.without_new_version => {
                        (current.version, current.history.clone())
                    }
                    before => {
                        let mut history = match before {
                            Some(version) => version.current.history.clone(),
                            None => History::new(T::KIND, self.id.as_str()),
                        };
                        history.push(ticket, self.database.environment.now(), &self.by.actor, &self.by.action);
                        (ticket, history)
                    }
                };
                (Some(Arc::new(Versioned { version, record, history })), Answer::Changed)
            }
            // What has been skipped may still land, so the base is written again above it.
            Plan::Stay(answer) => {
                let anew = if rows_anew { base.version.as_ref() } else { None };
                (anew.map(|version| Arc::clone(&version.current)), answer)
            }
        };
        let (version, garbage) = match current {
            Some(current) => {
                let garbage = garbage_of(&mut ancestry);
                (Some(Version { ancestry, current }), garbage)
            }
            None => (None, base.passed.iter().copied().take(DELETES_PER_CHANGE_MAX).collect()),
        };
        (Landing { version, garbage, rows_anew }, answer)
    }

    /// Writes the slot, the head and the rows in one `set_many`.
    async fn write(
        &mut self,
        chain: &Chain<'_, T>,
        ticket: u64,
        base: &Base<T>,
        landing: &Landing<T>,
    ) -> Result<Vec<Entry<'a>>, RecordsError> {
        let rows = self.rows(base, landing)?;
        let slot = match &landing.version {
            Some(version) => chain.sealed_version(ticket, version)?,
            None => chain.sealed_tombstone(ticket, &self.tombstone(ticket, base))?,
        };
        let head = chain.sealed_head(ticket)?;
        self.lists.extend(rows.iter().filter(|_| landing.version.is_some()).map(|(list, _)| list.clone()));
        let mut entries = self.worklists.prepare(self.id, ticket, rows).await?;
        // Rows first: on a store that writes one by one and dies, the next sweep finds a row without its version, but only
        // the record's next change a version without its row.
        let mut values: Vec<_> = entries.iter_mut().map(|entry| std::mem::take(&mut entry.sealed)).collect();
        values.extend([slot, head]);
        self.database.store.set_many(values).await?;
        Ok(entries)
    }

    fn tombstone(&self, ticket: u64, base: &Base<T>) -> Tombstone {
        let nothing_skipped = !base.skipped || !self.lists.is_empty();
        Tombstone { on: nothing_skipped.then_some(base.slot), below: ticket, notices: base.notices.clone() }
    }

    /// The rows to write: those that moved, or all where a version with rows of its own may land below.
    fn rows(&self, base: &Base<T>, landing: &Landing<T>) -> Result<Vec<(ListName, Option<Stored>)>, RecordsError> {
        let mut rows = BTreeMap::new();
        if landing.version.is_none() && base.version.is_some() {
            return Ok(Vec::new());
        }
        let before = self.shown(base.version.as_ref())?;
        for list in before.iter().map(|(list, _)| list).chain(&self.lists) {
            rows.insert(list.clone(), None);
        }
        for (list, row) in self.shown(landing.version.as_ref())? {
            rows.insert(list, Some(row));
        }
        if !landing.rows_anew {
            rows.retain(|list, row| {
                let was = before.iter().find(|(known, _)| known == list);
                was.map(|(_, row)| row.get()) != row.as_ref().map(|row| row.get())
            });
        }
        Ok(rows.into_iter().collect())
    }

    fn shown(&self, version: Option<&Version<T>>) -> Result<Vec<(ListName, Stored)>, RecordsError> {
        version.map_or(Ok(Vec::new()), |version| worklist::rows(&version.current.record, self.id))
    }

    async fn clean_up(&self, chain: &Chain<'_, T>, turn: &Turn<'_, '_, T>, landing: &Landing<T>) {
        if !self.by.forget || landing.version.is_none() {
            return chain.delete(&landing.garbage).await;
        }
        let lowest = turn.ticket.saturating_sub(FORGOTTEN_SLOTS_MAX).max(1);
        let slots: Vec<u64> = (lowest..turn.ticket).collect();
        for slots in slots.chunks(DELETES_AT_ONCE) {
            chain.delete(slots).await;
        }
    }
}

fn garbage_of(ancestry: &mut Ancestry) -> Vec<u64> {
    let count = ancestry.garbage.len().min(DELETES_PER_CHANGE_MAX);
    ancestry.garbage.drain(..count).collect()
}
