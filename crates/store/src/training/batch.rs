//! Asking a run together: requests for places on the same run that an instance serves at the same time take one turn of the
//! run's record between them. In a rush the turns are what everybody waits for; so the leader of a batch asks for all who
//! wait once the turn has come.
//!
//! It is for speed alone. Places are given by one change of the run as ever, in the order in which they were asked for here,
//! and the run knows a booking by its reference: who asks twice, here, elsewhere, or again after an instance died in the
//! middle, is placed once.
//!
//! The others poll with a timer. A waker would be simpler and is not safe: in a component each request is a task of its own,
//! and waking one task from another traps the instance (wit-bindgen without its feature `inter-task-wakeup`).

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::time::Duration;

use domain::calendar::Calendar;
use domain::training::run::RunRefusal;
use domain::training::seats::Asked;
use domain::training::words::{Audience, RunId};
use records::{By, Database, Decision, RecordsError, Versioned};

use crate::training::booking::BOOKER;
use crate::training::refused::{TrainingError, refused};
use crate::training::runs::{StoredRun, record_id};

/// How long a request that another asks for waits before it looks for its answer.
const POLL_AFTER: Duration = Duration::from_millis(10);

/// How often it looks: longer than any change of a record takes or gives up.
const POLLS_MAX: u32 = 1_000;

/// How many ask together. An instance serves fewer at a time.
const BATCH_MAX: usize = 64;

/// Asks `run` for places; the answer is the run in which the booking has a party.
///
/// # Errors
/// What the run refuses with; not found where there is no run; the store's.
pub(super) async fn ask(
    database: &Database,
    run: &RunId,
    asked: Asked,
    audience: Audience,
) -> Result<Versioned<StoredRun>, TrainingError> {
    let batch = database.instance_state::<Batch>();
    let request = batch.join(run.clone(), asked, audience);
    for _ in 0..POLLS_MAX {
        match batch.poll(&request) {
            Poll::Lead(mut leader) => leader.ask(database).await?,
            Poll::Answered(answer) => return answer.map(Arc::unwrap_or_clone).map_err(refused),
            Poll::Wait => database.environment().sleep(POLL_AFTER).await,
        }
    }
    Err(RecordsError::Contended("nobody could ask the run in time").into())
}

/// The requests for places that this instance serves.
#[derive(Default)]
struct Batch(Mutex<Queue>);

#[derive(Default)]
struct Queue {
    /// The requests that nobody asks for yet, in the order in which they came. Their callers hold them: one whose caller went
    /// away is not asked for.
    waiting: Vec<Weak<Request>>,
    /// The runs that a leader is asking.
    led: Vec<RunId>,
}

/// A request for places, and what came of it.
struct Request {
    run: RunId,
    asked: Asked,
    audience: Audience,
    answer: OnceLock<Answer>,
}

type Answer = Result<Arc<Versioned<StoredRun>>, RunRefusal>;

/// What a request finds that looks for its answer.
enum Poll<'b> {
    /// It is to ask for all who wait for the same run, itself among them.
    Lead(Leader<'b>),
    Answered(Answer),
    Wait,
}

impl Batch {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn join(&self, run: RunId, asked: Asked, audience: Audience) -> Arc<Request> {
        let request = Arc::new(Request { run, asked, audience, answer: OnceLock::new() });
        let mut queue = self.queue();
        queue.waiting.retain(|waiting| waiting.strong_count() > 0);
        queue.waiting.push(Arc::downgrade(&request));
        request
    }

    fn poll(&self, request: &Arc<Request>) -> Poll<'_> {
        let mut queue = self.queue();
        if let Some(answer) = request.answer.get() {
            return Poll::Answered(answer.clone());
        }
        if queue.led.contains(&request.run) {
            return Poll::Wait;
        }
        queue.led.push(request.run.clone());
        Poll::Lead(Leader { batch: self, own: Arc::clone(request), gathered: Vec::new() })
    }
}

/// Asks for everybody. One that stops in the middle leaves the others waiting as they were, for the next leader.
struct Leader<'b> {
    batch: &'b Batch,
    /// The leader's own request.
    own: Arc<Request>,
    /// The requests that it asks for.
    gathered: Vec<Arc<Request>>,
}

impl Leader<'_> {
    /// Takes in all who wait by now.
    fn gather(&mut self) {
        let mut queue = self.batch.queue();
        let waiting = std::mem::take(&mut queue.waiting);
        for request in waiting.iter().filter_map(Weak::upgrade) {
            let has_room = self.gathered.len() < BATCH_MAX || Arc::ptr_eq(&request, &self.own);
            if request.run == self.own.run && has_room {
                self.gathered.push(request);
            } else {
                queue.waiting.push(Arc::downgrade(&request));
            }
        }
    }

    async fn ask(&mut self, database: &Database) -> Result<(), TrainingError> {
        let calendar = Calendar::england_and_wales();
        let mut refusals: Vec<Option<RunRefusal>> = Vec::new();
        let id = record_id(&self.own.run)?;
        let decide = |current: Option<&Versioned<StoredRun>>| {
            self.gather();
            let mut run = current.ok_or(TrainingError::NotFound)?.record.0.clone();
            let (before, at) = (run.seats().facts_count(), (&calendar, database.now()));
            let ask = |request: &Arc<Request>| run.ask(&request.asked, request.audience, at).err();
            refusals = self.gathered.iter().map(ask).collect();
            Ok(if run.seats().facts_count() == before { Decision::Keep } else { Decision::Write(StoredRun(run)) })
        };
        // Quiet: that somebody booked makes nobody's view of what staff say about the run stale, and the log of the seats
        // has it written down.
        let by = By::new(BOOKER, "asked for places").without_new_version();
        let outcome = database.change(&id, by, decide).await?;
        let run = Arc::new(outcome.into_current().ok_or(TrainingError::NotFound)?);
        let mut refusals = refusals.into_iter();
        for request in std::mem::take(&mut self.gathered) {
            let is_placed = run.record.0.seats().party(&request.asked.reference).is_some();
            let refusal = refusals.next().flatten().filter(|_| !is_placed);
            let _ = request.answer.set(refusal.map_or_else(|| Ok(Arc::clone(&run)), Err));
        }
        Ok(())
    }
}

impl Drop for Leader<'_> {
    fn drop(&mut self) {
        let mut queue = self.batch.queue();
        queue.led.retain(|led| *led != self.own.run);
        // First of all, as they were.
        let gathered = self.gathered.iter().map(Arc::downgrade);
        queue.waiting.splice(0..0, gathered);
    }
}

#[cfg(test)]
mod tests {
    use domain::reference::{Prefix, Reference};
    use domain::training::seats::EmailDigest;

    use super::*;

    fn comes(batch: &Batch, run: u8, who: u8) -> Arc<Request> {
        let reference = Reference::draw(Prefix::Training, [who; 32]);
        let asked = Asked { reference, places: vec![EmailDigest([who; 8])], takes_fewer: false };
        batch.join(RunId::draw([run; 32]), asked, Audience::Carers)
    }

    fn leads<'b>(batch: &'b Batch, request: &Arc<Request>) -> Option<Leader<'b>> {
        match batch.poll(request) {
            Poll::Lead(leader) => Some(leader),
            Poll::Answered(_) | Poll::Wait => None,
        }
    }

    fn gathered(leader: &mut Leader<'_>) -> Vec<EmailDigest> {
        leader.gather();
        leader.gathered.iter().map(|request| request.asked.places[0]).collect()
    }

    fn of(everybody: &[u8]) -> Vec<EmailDigest> {
        everybody.iter().map(|who| EmailDigest([*who; 8])).collect()
    }

    #[test]
    fn one_asks_for_all_who_wait_for_the_same_run_in_the_order_in_which_they_came() {
        let batch = Batch::default();
        let (first, second, elsewhere, third) =
            (comes(&batch, 1, 1), comes(&batch, 1, 2), comes(&batch, 2, 3), comes(&batch, 1, 4));
        let mut leader = leads(&batch, &second).unwrap();
        assert!(leads(&batch, &first).is_none() && leads(&batch, &third).is_none(), "somebody asks for them");
        let late = comes(&batch, 1, 5);
        assert!(leads(&batch, &late).is_none(), "and for who comes before the turn does");
        assert_eq!(gathered(&mut leader), of(&[1, 2, 4, 5]));
        let later = comes(&batch, 1, 6);
        assert!(leads(&batch, &later).is_none(), "who comes now waits for the next turn");
        assert_eq!(gathered(&mut leads(&batch, &elsewhere).unwrap()), of(&[3]), "another run has its own");
        leader.gathered.clear();
        drop(leader);
        assert_eq!(gathered(&mut leads(&batch, &later).unwrap()), of(&[6]));
    }

    #[test]
    fn a_turn_that_has_to_be_taken_again_asks_for_who_came_meanwhile() {
        let batch = Batch::default();
        let first = comes(&batch, 1, 1);
        let mut leader = leads(&batch, &first).unwrap();
        assert_eq!(gathered(&mut leader), of(&[1]));
        let _second = comes(&batch, 1, 2);
        assert_eq!(gathered(&mut leader), of(&[1, 2]));
    }

    #[test]
    fn a_leader_asks_for_itself_however_many_came_before_it() {
        let batch = Batch::default();
        let _before: Vec<Arc<Request>> = (0..200).map(|who| comes(&batch, 1, who)).collect();
        let last = comes(&batch, 1, 200);
        let all = gathered(&mut leads(&batch, &last).unwrap());
        assert_eq!(all.len(), BATCH_MAX + 1);
        assert_eq!(all.last(), of(&[200]).last());
    }

    #[test]
    fn a_leader_that_stops_in_the_middle_leaves_the_others_waiting_as_they_were() {
        let batch = Batch::default();
        let (first, second, _third) = (comes(&batch, 1, 1), comes(&batch, 1, 2), comes(&batch, 1, 3));
        let mut leader = leads(&batch, &first).unwrap();
        leader.gather();
        let late = comes(&batch, 1, 4);
        drop(second);
        drop(leader);
        drop(first);
        assert_eq!(gathered(&mut leads(&batch, &late).unwrap()), of(&[3, 4]), "and who went away is not asked for");
    }

    #[test]
    fn an_answer_is_found_by_who_waits_for_it_and_nothing_is_kept_for_who_went_away() {
        let batch = Batch::default();
        let request = comes(&batch, 1, 1);
        let mut leader = leads(&batch, &request).unwrap();
        leader.gather();
        for gathered in std::mem::take(&mut leader.gathered) {
            assert!(gathered.answer.set(Err(RunRefusal::Begun)).is_ok());
        }
        drop(leader);
        assert!(matches!(batch.poll(&request), Poll::Answered(Err(RunRefusal::Begun))));
        drop((request, comes(&batch, 1, 2)));
        let _third = comes(&batch, 1, 3);
        assert_eq!(batch.queue().waiting.len(), 1);
    }
}
