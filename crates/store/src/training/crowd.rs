//! Asking a run together: requests for places on the same run that an instance serves at the same time take one turn of the
//! run's record between them. In a rush the turns are what everybody waits for; so one turn places as many as there are once
//! it has come.
//!
//! It is for speed alone. Places are given by one change of the run as ever, in the order in which they were asked for here,
//! and the run knows a booking by its reference: whoever asks twice, here, elsewhere, or again after an instance died in the
//! middle, is placed once.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::calendar::Calendar;
use domain::training::run::RunRefusal;
use domain::training::seats::Asked;
use domain::training::words::{Audience, RunId};
use records::{By, Decision, Environment, Versioned};
use web::{App, Problem};

use crate::training::booking::BOOKER;
use crate::training::kept::{StoredRun, run_record};
use crate::training::problems::refused;

/// How long a request that somebody else asks for sleeps before it looks again.
const LOOK_AFTER: Duration = Duration::from_millis(10);

/// How often it looks: longer than any change of a record takes or gives up.
const LOOKS_MAX: u32 = 1_000;

/// How many ask together. An instance serves fewer at a time.
const TOGETHER_MAX: usize = 64;

/// Everybody in this instance who asks for places.
#[derive(Default)]
struct Crowd(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    last: u64,
    /// Everybody who has not gone away.
    here: Vec<u64>,
    waiting: Vec<Waiting>,
    /// The runs that somebody is asking for others right now.
    led: Vec<RunId>,
    answers: Vec<(u64, Answer)>,
}

/// Somebody whom nobody asks for yet.
struct Waiting {
    number: u64,
    run: RunId,
    asked: Asked,
    audience: Audience,
}

type Answer = Result<Arc<Versioned<StoredRun>>, RunRefusal>;

/// What somebody finds who looks.
enum Look<'c> {
    /// They are to ask for all who wait for the same run, themselves among them.
    Lead(Lead<'c>),
    Answered(Answer),
    Wait,
}

/// Asks `run` for places; the answer is the run in which the booking has a party.
///
/// # Errors
/// What the run refuses with; 404 where there is no run; 503 where the store is busy or failing.
pub(crate) async fn ask(
    app: &App,
    run: &RunId,
    asked: Asked,
    audience: Audience,
) -> Result<Versioned<StoredRun>, Problem> {
    let crowd = app.in_common::<Crowd>();
    let place = crowd.join(run.clone(), asked, audience);
    for _ in 0..LOOKS_MAX {
        match crowd.look(place.number) {
            Look::Lead(mut lead) => lead.ask(app).await?,
            Look::Answered(answer) => return answer.map(Arc::unwrap_or_clone).map_err(refused),
            Look::Wait => app.env().sleep(LOOK_AFTER).await,
        }
    }
    Err(Problem::unavailable("nobody could ask the run in time"))
}

/// Somebody's place in the crowd. Whoever goes away leaves it.
struct Place<'c> {
    crowd: &'c Crowd,
    number: u64,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut inner = self.crowd.inner();
        inner.here.retain(|number| *number != self.number);
        inner.waiting.retain(|waiting| waiting.number != self.number);
        inner.answers.retain(|(number, _)| *number != self.number);
    }
}

impl Crowd {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn join(&self, run: RunId, asked: Asked, audience: Audience) -> Place<'_> {
        let mut inner = self.inner();
        inner.last = inner.last.wrapping_add(1);
        let number = inner.last;
        inner.here.push(number);
        inner.waiting.push(Waiting { number, run, asked, audience });
        Place { crowd: self, number }
    }

    fn look(&self, number: u64) -> Look<'_> {
        let mut inner = self.inner();
        if let Some(place) = inner.answers.iter().position(|(answered, _)| *answered == number) {
            return Look::Answered(inner.answers.swap_remove(place).1);
        }
        let own = inner.waiting.iter().find(|waiting| waiting.number == number);
        let Some(run) = own.map(|own| own.run.clone()).filter(|run| !inner.led.contains(run)) else {
            return Look::Wait;
        };
        inner.led.push(run.clone());
        Look::Lead(Lead { crowd: self, number, run, all: Vec::new() })
    }
}

/// Asking for everybody. Whoever stops in the middle leaves the others waiting as they were, for the next to ask for.
struct Lead<'c> {
    crowd: &'c Crowd,
    /// Who leads.
    number: u64,
    run: RunId,
    /// Who is asked for.
    all: Vec<Waiting>,
}

impl Lead<'_> {
    /// Takes in whoever waits by now.
    fn gather(&mut self) {
        let mut inner = self.crowd.inner();
        let waiting = std::mem::take(&mut inner.waiting);
        for one in waiting {
            let goes_along = one.run == self.run && (self.all.len() < TOGETHER_MAX || one.number == self.number);
            if goes_along { &mut self.all } else { &mut inner.waiting }.push(one);
        }
    }

    async fn ask(&mut self, app: &App) -> Result<(), Problem> {
        let calendar = Calendar::england_and_wales();
        let mut refusals: Vec<Option<RunRefusal>> = Vec::new();
        let id = run_record(&self.run)?;
        let mut decide = |current: Option<&Versioned<StoredRun>>| {
            self.gather();
            let mut run = current.ok_or_else(Problem::not_found)?.record.0.clone();
            let (before, at) = (run.seats().facts_count(), (&calendar, app.now()));
            refusals = self.all.iter().map(|one| run.ask(&one.asked, one.audience, at).err()).collect();
            Ok(if run.seats().facts_count() == before { Decision::Keep } else { Decision::Write(StoredRun(run)) })
        };
        // Quiet: that somebody booked makes nobody's view of what staff say about the run stale, and the log of the seats
        // has it written down.
        let by = By::new(BOOKER, "asked for places").quietly();
        let outcome = app.change(&id, by, &mut decide).await?;
        let run = Arc::new(outcome.into_current().ok_or_else(Problem::not_found)?);
        let mut refusals = refusals.into_iter();
        let answers: Vec<(u64, Answer)> = std::mem::take(&mut self.all)
            .into_iter()
            .map(|one| {
                let refusal =
                    refusals.next().flatten().filter(|_| run.record.0.seats().party(&one.asked.reference).is_none());
                (one.number, refusal.map_or_else(|| Ok(Arc::clone(&run)), Err))
            })
            .collect();
        let mut inner = self.crowd.inner();
        for (number, answer) in answers {
            if inner.here.contains(&number) {
                inner.answers.push((number, answer));
            }
        }
        Ok(())
    }
}

impl Drop for Lead<'_> {
    fn drop(&mut self) {
        let mut inner = self.crowd.inner();
        inner.led.retain(|led| *led != self.run);
        // First of all, as they were.
        let later = std::mem::take(&mut inner.waiting);
        let Inner { here, waiting, .. } = &mut *inner;
        waiting.extend(self.all.drain(..).filter(|one| here.contains(&one.number)));
        waiting.extend(later);
    }
}

#[cfg(test)]
mod tests {
    use domain::reference::{Prefix, Reference};
    use domain::training::seats::EmailDigest;

    use super::*;

    fn comes(crowd: &Crowd, run: u8, who: u8) -> Place<'_> {
        let reference = Reference::draw(Prefix::Training, [who; 32]);
        let asked = Asked { reference, places: vec![EmailDigest([who; 8])], takes_fewer: false };
        crowd.join(RunId::draw([run; 32]), asked, Audience::Carers)
    }

    fn leads<'c>(crowd: &'c Crowd, place: &Place<'_>) -> Option<Lead<'c>> {
        match crowd.look(place.number) {
            Look::Lead(lead) => Some(lead),
            Look::Answered(_) | Look::Wait => None,
        }
    }

    fn gathered(lead: &mut Lead<'_>) -> Vec<u64> {
        lead.gather();
        lead.all.iter().map(|one| one.number).collect()
    }

    #[test]
    fn one_asks_for_all_who_wait_for_the_same_run_in_the_order_in_which_they_came() {
        let crowd = Crowd::default();
        let (first, second, elsewhere, third) =
            (comes(&crowd, 1, 1), comes(&crowd, 1, 2), comes(&crowd, 2, 3), comes(&crowd, 1, 4));
        let mut lead = leads(&crowd, &second).unwrap();
        assert!(leads(&crowd, &first).is_none() && leads(&crowd, &third).is_none(), "somebody asks for them");
        let late = comes(&crowd, 1, 5);
        assert!(leads(&crowd, &late).is_none(), "and for whoever comes before the turn does");
        assert_eq!(gathered(&mut lead), [first.number, second.number, third.number, late.number]);
        let later = comes(&crowd, 1, 6);
        assert!(leads(&crowd, &later).is_none(), "whoever comes now waits for the next turn");
        assert_eq!(gathered(&mut leads(&crowd, &elsewhere).unwrap()), [elsewhere.number], "another run has its own");
        lead.all.clear();
        drop(lead);
        assert_eq!(gathered(&mut leads(&crowd, &later).unwrap()), [later.number]);
    }

    #[test]
    fn a_turn_that_has_to_be_taken_again_asks_for_whoever_came_meanwhile() {
        let crowd = Crowd::default();
        let first = comes(&crowd, 1, 1);
        let mut lead = leads(&crowd, &first).unwrap();
        assert_eq!(gathered(&mut lead), [first.number]);
        let second = comes(&crowd, 1, 2);
        assert_eq!(gathered(&mut lead), [first.number, second.number]);
    }

    #[test]
    fn whoever_leads_asks_for_themselves_however_many_came_before_them() {
        let crowd = Crowd::default();
        let _before: Vec<Place<'_>> = (0..200).map(|who| comes(&crowd, 1, who)).collect();
        let last = comes(&crowd, 1, 200);
        let all = gathered(&mut leads(&crowd, &last).unwrap());
        assert_eq!(all.len(), TOGETHER_MAX + 1);
        assert_eq!(all.last(), Some(&last.number));
    }

    #[test]
    fn whoever_stops_in_the_middle_leaves_the_others_waiting_as_they_were() {
        let crowd = Crowd::default();
        let (first, second, third) = (comes(&crowd, 1, 1), comes(&crowd, 1, 2), comes(&crowd, 1, 3));
        let mut lead = leads(&crowd, &first).unwrap();
        lead.gather();
        let late = comes(&crowd, 1, 4);
        drop(second);
        drop(lead);
        drop(first);
        let all = gathered(&mut leads(&crowd, &late).unwrap());
        assert_eq!(all, [third.number, late.number], "and who went away is not asked for");
    }

    #[test]
    fn an_answer_is_taken_once_and_nothing_is_kept_for_who_went_away() {
        let crowd = Crowd::default();
        let place = comes(&crowd, 1, 1);
        let mut lead = leads(&crowd, &place).unwrap();
        assert_eq!(gathered(&mut lead), [place.number]);
        lead.all.clear();
        drop(lead);
        crowd.inner().answers.push((place.number, Err(RunRefusal::Begun)));
        assert!(matches!(crowd.look(place.number), Look::Answered(Err(RunRefusal::Begun))));
        assert!(matches!(crowd.look(place.number), Look::Wait));
        drop(place);
        let inner = crowd.inner();
        assert!(inner.here.is_empty() && inner.waiting.is_empty() && inner.answers.is_empty());
    }
}
