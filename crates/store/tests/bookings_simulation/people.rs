//! Who comes to a run and what they do: a party that books and then does as people do, and staff who change the run. What
//! each was told is kept.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::calendar::Calendar;
use domain::reference::{Prefix, Reference};
use domain::training::run::{Run, RunRefusal};
use domain::training::seats::{Asked, Capacity, EmailDigest, Happened, PlaceNumber, PlaceState};
use domain::training::words::Audience;
use jiff::Timestamp;
use records::{By, ChangeError, Database, Decision, Environment, RecordId, Records, Versioned};
use store::training::StoredRun;

use crate::rng::Rng;
use crate::store::Host;

const TRIES_MAX: u32 = 4;
const HOUR_MICROSECONDS: u64 = 3_600_000_000;

/// What callers were told, with when they asked and when they heard, in microseconds of the world.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) booked: Vec<Booked>,
    pub(crate) accepted: Vec<Reference>,
    pub(crate) given_up: Vec<(Reference, Vec<PlaceNumber>)>,
    /// Each substitution that was tried, and whether it was acknowledged.
    pub(crate) substituted: Vec<(Reference, PlaceNumber, EmailDigest, bool)>,
    pub(crate) resized: u64,
    pub(crate) unanswered: u64,
    pub(crate) wrong: Vec<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct Booked {
    pub(crate) reference: Reference,
    pub(crate) places: usize,
    pub(crate) asked_at: u64,
    pub(crate) told_at: u64,
}

/// One caller.
#[derive(Clone)]
pub(crate) struct Caller {
    pub(crate) host: Host,
    pub(crate) database: Database,
    pub(crate) ledger: Arc<Mutex<Ledger>>,
    pub(crate) calendar: Arc<Calendar>,
    pub(crate) id: RecordId,
    pub(crate) decides_early: bool,
}

/// What a change came to: the run as it then was, or why not; nothing where nobody said.
type Answered = Option<Result<Run, RunRefusal>>;

impl Caller {
    pub(crate) fn records(&self) -> Records<'_, StoredRun> {
        self.database.records()
    }

    /// Books, and some days later does one thing and another.
    pub(crate) async fn attends(self, mut rng: Rng, rush: bool) {
        if !rush {
            self.naps(rng.below(30 * HOUR_MICROSECONDS)).await;
        }
        let wanted = 1 + rng.below(4) as usize;
        let mut random = [0; 32];
        random.fill_with(|| rng.next() as u8);
        let reference = Reference::draw(Prefix::Training, random);
        let places = (0..wanted).map(|_| digest(&mut rng)).collect();
        let asked = Asked { reference: reference.clone(), places, takes_fewer: rng.chance(3_000) };
        let asked_at = self.microseconds();
        let ask = |run: &mut Run, at: (&Calendar, Timestamp)| run.ask(&asked, Audience::Carers, at).map(|_| true);
        let Some(Ok(_)) = self.changes("ask", ask).await else { return };
        let told_at = self.microseconds();
        let booked = Booked { reference: reference.clone(), places: wanted, asked_at, told_at };
        self.ledger.lock().unwrap().booked.push(booked);
        for _ in 0..rng.below(4) {
            self.naps(rng.below(40 * HOUR_MICROSECONDS)).await;
            self.acts(&reference, &mut rng).await;
        }
    }

    async fn acts(&self, reference: &Reference, rng: &mut Rng) {
        let Some(party) = self
            .records()
            .read(&self.id)
            .await
            .ok()
            .flatten()
            .and_then(|read| read.record.0.seats().party(reference).cloned())
        else {
            return;
        };
        if party.offer().is_some() && rng.chance(7_000) {
            let yes = rng.chance(8_000);
            let answer = |run: &mut Run, at: (&Calendar, Timestamp)| {
                if yes { run.accept(reference, at) } else { run.decline(reference, at) }
            };
            if let Some(Ok(_)) = self.changes("answer", answer).await
                && yes
            {
                self.ledger.lock().unwrap().accepted.push(reference.clone());
            }
            return;
        }
        let live: Vec<PlaceNumber> =
            party.places().iter().filter(|place| place.state.is_live()).map(|place| place.number).collect();
        if live.is_empty() {
            return;
        }
        if rng.chance(5_000) {
            let places: Vec<PlaceNumber> = live.into_iter().filter(|_| rng.chance(6_000)).collect();
            let asked_at = party.asked_at();
            let cancel = |run: &mut Run, at: (&Calendar, Timestamp)| {
                let cost = run.cancellation((asked_at, at.1), at.0, None);
                run.cancel(reference, &places, &cost, at)
            };
            if let Some(Ok(_)) = self.changes("cancel", cancel).await {
                self.ledger.lock().unwrap().given_up.push((reference.clone(), places));
            }
            return;
        }
        let (place, email) = (*rng.pick(&live), digest(rng));
        let substitute = |run: &mut Run, at: (&Calendar, Timestamp)| run.substitute(reference, place, email, at);
        // Who dies in the middle of it may have done it.
        let tried = {
            let mut ledger = self.ledger.lock().unwrap();
            ledger.substituted.push((reference.clone(), place, email, false));
            ledger.substituted.len() - 1
        };
        if let Some(Ok(_)) = self.changes("substitute", substitute).await {
            self.ledger.lock().unwrap().substituted[tried].3 = true;
        }
    }

    /// Changes how many places there are, and does what is due by itself, until after the run began.
    pub(crate) async fn runs_it(self, mut rng: Rng) {
        for _ in 0..12 {
            self.naps(rng.below(20 * HOUR_MICROSECONDS)).await;
            if rng.chance(5_000) {
                let _ = self.changes("settle", |run, at| Ok(run.settle(at))).await;
                continue;
            }
            let capacity = Capacity::new(1 + rng.below(25) as u16).unwrap();
            let resize = |run: &mut Run, at: (&Calendar, Timestamp)| {
                let details = run.details().clone();
                run.change(details, capacity, at).map(|()| true)
            };
            if let Some(Ok(run)) = self.changes("resize", resize).await {
                let mut ledger = self.ledger.lock().unwrap();
                ledger.resized += 1;
                if run.seats().capacity() != capacity {
                    ledger.wrong.push("a size was acknowledged that the run does not have".to_owned());
                }
            }
        }
    }

    /// Changes the run, and tries again where nobody said how that ended.
    async fn changes(
        &self,
        action: &'static str,
        step: impl Fn(&mut Run, (&Calendar, Timestamp)) -> Result<bool, RunRefusal> + Send + Sync,
    ) -> Answered {
        for tried in 0..TRIES_MAX {
            let early = match self.decides_early {
                true => self.records().read(&self.id).await.ok().flatten().map(|read| read.record.0),
                false => None,
            };
            let decide = |current: Option<&Versioned<StoredRun>>| {
                // Who was skipped may find nothing. What comes of that is thrown away, so nobody is ever told so.
                let current = current.map(|current| current.record.0.clone()).ok_or(ChangeError::NotFound)?;
                let mut run = early.clone().unwrap_or(current);
                let news = step(&mut run, (&self.calendar, self.host.now())).map_err(ChangeError::Refused)?;
                Ok(if news { Decision::Write(StoredRun(run)) } else { Decision::Keep })
            };
            match self.database.change(&self.id, By::new("caller", action), decide).await {
                Ok(outcome) => return outcome.into_current().map(|current| Ok(current.record.0)),
                Err(ChangeError::NotFound) => {
                    self.ledger.lock().unwrap().wrong.push(format!("{action}: there is no run"));
                    return None;
                }
                Err(ChangeError::Refused(refusal)) => {
                    if matches!(refusal, RunRefusal::Seats(domain::training::seats::SeatsRefusal::Impossible(_))) {
                        self.ledger.lock().unwrap().wrong.push(format!("{action}: {refusal}"));
                    }
                    // After a try of which nobody heard the end, the refusal may be of what was done already.
                    return (tried == 0).then_some(Err(refusal));
                }
                Err(ChangeError::Stale) => panic!("no version was named"),
                Err(ChangeError::KeyReused) => panic!("no key was used"),
                Err(ChangeError::Records(records::RecordsError::Corrupt { what, key })) => {
                    self.ledger.lock().unwrap().wrong.push(format!("{action}: {what} at {key}"));
                    return None;
                }
                Err(ChangeError::Records(_)) => {}
            }
        }
        self.ledger.lock().unwrap().unanswered += 1;
        None
    }

    async fn naps(&self, microseconds: u64) {
        self.host.sleep(Duration::from_micros(microseconds)).await;
    }

    fn microseconds(&self) -> u64 {
        self.host.world.inner().now
    }
}

fn digest(rng: &mut Rng) -> EmailDigest {
    EmailDigest(rng.next().to_be_bytes())
}

/// Whether a party ever had a place confirmed.
pub(crate) fn was_confirmed(happened: &[Happened]) -> bool {
    happened.contains(&Happened::Confirmed)
}

/// Whether a place is given up for good.
pub(crate) fn is_given_up(state: PlaceState) -> bool {
    !state.is_live()
}
