//! What must be true once all is quiet. It changes nothing but by the repairs that are due and one more change.

use std::collections::BTreeSet;

use records::{By, Decision, Environment, RecordId, Versioned};

use crate::run::Plan;
use crate::workload::{CAPACITY, Caller, Happening, Session, Token, lists};

/// Everything that must be true once all is quiet.
pub(crate) async fn look(observer: &Caller, ids: &[RecordId], plan: Plan) -> u64 {
    let records = observer.records();
    let mut ghosts = 0;
    for id in ids {
        check(observer, id, "at the end").await;
    }
    if !plan.piecemeal {
        ghosts = compare(observer, ids, plan.moves, "without repair").await;
    } else {
        // Due where a store that writes one by one died in the middle: each record whose caller got no answer.
        let unanswered = observer.ledger.lock().unwrap().unanswered.clone();
        for id in ids.iter().filter(|id| unanswered.get(*id).is_some_and(|unanswered| *unanswered > 0)) {
            wrong_if(observer, records.repair(id).await.is_err(), || format!("{id} cannot be repaired"));
        }
    }
    for list in lists() {
        if let Err(error) = records.sweep(&list).await {
            // A sweep killed in the middle holds its lease until the window ends, by a clock that may be far ahead.
            observer.host.sleep(std::time::Duration::from_hours(24)).await;
            let again = records.sweep(&list).await;
            wrong_if(observer, again.is_err(), || format!("a sweep after its window: {error}"));
        }
    }
    compare(observer, ids, false, "after the sweep").await;
    for (index, id) in ids.iter().enumerate() {
        let token = 1_000_000 + index as Token;
        let decide = |current: Option<&Versioned<Session>>| {
            let mut session = current.map(|current| current.record.clone()).unwrap_or_default();
            session.moves = observer.moves;
            session.apply(token, Happening::Booked);
            Ok::<_, ()>(Decision::Write(session))
        };
        let made = records.change(id, By::new("observer", "book"), decide).await;
        wrong_if(observer, made.is_err(), || format!("{id} cannot be changed any more: {made:?}"));
        check(observer, id, "after one more change").await;
    }
    compare(observer, ids, false, "after one more change").await;
    if plan.leases {
        observer.host.sleep(std::time::Duration::from_secs(60)).await;
        let lease = observer.database.lease("one").await;
        wrong_if(observer, lease.is_err(), || "the lease is held past its window".into());
    }
    ghosts
}

async fn check(observer: &Caller, id: &RecordId, when: &str) {
    let read = match observer.records().read(id).await {
        Ok(read) => read,
        Err(error) => return wrong_if(observer, true, || format!("{id} {when}: {error}")),
    };
    let (acknowledged, refused) = {
        let ledger = observer.ledger.lock().unwrap();
        let of =
            |answers: &std::collections::BTreeMap<RecordId, Vec<Token>>| answers.get(id).cloned().unwrap_or_default();
        (of(&ledger.acknowledged), of(&ledger.refused))
    };
    let session = read.as_ref().map(|read| read.record.clone()).unwrap_or_default();
    for token in acknowledged {
        let times = session.log.iter().filter(|(logged, _)| *logged == token).count();
        wrong_if(observer, times != 1, || format!("{id} {when}: acknowledged {token} is there {times} times"));
    }
    for token in refused {
        let there = session.log.iter().any(|(logged, _)| *logged == token);
        wrong_if(observer, there, || format!("{id} {when}: refused {token} is there"));
    }
    let distinct: BTreeSet<Token> = session.log.iter().map(|(token, _)| *token).collect();
    wrong_if(observer, distinct.len() != session.log.len(), || format!("{id} {when}: a change counted twice"));
    let mut again = Session { moves: session.moves, ..Session::default() };
    session.log.iter().for_each(|(token, happening)| again.apply(*token, *happening));
    wrong_if(observer, again != session, || format!("{id} {when}: half-applied"));
    wrong_if(observer, session.places.len() > CAPACITY, || format!("{id} {when}: oversold"));
    if let Some(read) = read {
        let history = &read.history;
        wrong_if(observer, !history.verify("session", id), || format!("{id} {when}: the history does not verify"));
        // The first change makes the record, also where it makes no new version.
        let shown = session.log.iter().skip(1).filter(|(_, happening)| *happening != Happening::Noted).count();
        let counts = history.count() == session.log.len().min(1 + shown) as u64;
        wrong_if(observer, !counts, || format!("{id} {when}: history and record differ in length"));
        let last = history.entries().last().map(|entry| entry.version);
        wrong_if(observer, last != Some(read.version), || format!("{id} {when}: the tag moved without the history"));
    }
}

/// Compares lists with records; how many rows too many there were, where that is forgiven.
async fn compare(observer: &Caller, ids: &[RecordId], forgive_ghosts: bool, when: &str) -> u64 {
    let records = observer.records();
    let mut ghosts = 0;
    for list in lists() {
        let rows = match records.list(&list).await {
            Ok(rows) => rows,
            Err(error) => {
                wrong_if(observer, true, || format!("{list} {when}: {error}"));
                continue;
            }
        };
        for id in ids {
            let record = records.read(id).await.ok().flatten().map(|read| read.record);
            let due = record.and_then(|record| {
                let rows = records::Record::rows(&record);
                rows.into_iter().find(|(on, _)| *on == list).map(|(_, row)| row)
            });
            let shown = rows.iter().find(|listed| listed.id == *id).map(|listed| listed.row.clone());
            if forgive_ghosts && due.is_none() && shown.is_some() {
                ghosts += 1;
                continue;
            }
            wrong_if(observer, due != shown, || format!("{list} {when}: {id} is shown as {shown:?}, is {due:?}"));
        }
    }
    ghosts
}

fn wrong_if(observer: &Caller, wrong: bool, what: impl FnOnce() -> String) {
    if wrong {
        observer.ledger.lock().unwrap().wrong.push(what());
    }
}
