//! What is due by itself, whoever calls: offers that ran out, runs that begin, bookers who are still to be told, bookings that
//! nobody went on with, what attendees thought of it, runs that are long over. Bounded in number and time; whoever calls again
//! goes on from there.
//!
//! Each step is one change that finds for itself what is left to do, so that whoever dies anywhere leaves no more than work
//! for the next one: a settled run whose bookers are not told yet says so in its row of the list; a booking says itself how
//! far its booker was told; and a run notes that everybody was told only after each of those writes was acknowledged.

use domain::calendar::Calendar;
use domain::reference::Reference;
use domain::training::run::Run;
use domain::training::seats::{Attendance, Party};
use domain::training::words::RunId;
use jiff::{SignedDuration, Timestamp};
use records::{By, Decision, Lock, RecordsError, Versioned};
use web::{App, Problem};

use crate::training::booking::{ask, give_up};
use crate::training::kept::{BookingListed, List, StoredBooking, StoredRun, before, booking_record, run_record};
use crate::training::runs::runs;
use crate::training::telling::{HOUSEKEEPER, tell};

/// One at a time: for economy, since each step may be taken twice.
const LOCK: &str = "training/due";

/// For how long one call begins another step.
const BEGIN_SECONDS: i64 = 5;

/// How many bookings one call changes.
const MAX_BOOKINGS: u32 = 500;

/// After how many seconds nobody is at a booking any more that its run does not know.
const ASKING_SECONDS: i64 = 120;

/// What one call came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Due {
    /// How many runs had something due by themselves.
    pub settled: u32,
    /// How many bookings were caught up with their runs.
    pub told: u32,
    /// How many bookings that nobody went on with were asked for.
    pub completed: u32,
    /// How many bookers were asked what the attendees thought.
    pub invited: u32,
    /// How many runs left the list of those that are worked on.
    pub filed: u32,
    /// Whether something is left for the next call.
    pub more: bool,
    /// Whether somebody else was at it, so that nothing was done.
    pub busy: bool,
}

/// Does what is due, as far as it gets.
///
/// # Errors
/// 503 where the store fails.
pub async fn due(app: &App) -> Result<Due, Problem> {
    let lock = Lock::new(app.store(), app.env());
    let held = match lock.acquire(LOCK).await {
        Ok(held) => held,
        Err(RecordsError::Contended(_)) => return Ok(Due { busy: true, ..Due::default() }),
        Err(error) => return Err(error.into()),
    };
    let mut work = Work { app, until: later(app.now()), left: MAX_BOOKINGS, came_to: Due::default() };
    let done = work.all().await;
    lock.release(held).await;
    done.map(|()| work.came_to)
}

fn later(at: Timestamp) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(BEGIN_SECONDS)).unwrap_or(at)
}

/// One call's work.
struct Work<'a> {
    app: &'a App,
    until: Timestamp,
    left: u32,
    came_to: Due,
}

impl Work<'_> {
    async fn all(&mut self) -> Result<(), Problem> {
        // Bookings first, so that whoever is asked for here is told in the same call.
        for reference in self.abandoned().await? {
            if !self.may_begin() {
                return Ok(());
            }
            self.complete(&reference).await?;
        }
        let now = self.app.now();
        for row in runs(self.app).await? {
            let is_due = row.due_at.is_some_and(|due_at| due_at <= now);
            if !is_due && !row.untold {
                continue;
            }
            if !self.may_begin() {
                return Ok(());
            }
            let Some(run) = self.settle(&row.id).await? else { continue };
            self.see_to(&run).await?;
        }
        Ok(())
    }

    /// Whether there is time and room for another step; notes where there is not.
    fn may_begin(&mut self) -> bool {
        let may = self.left > 0 && self.app.now() < self.until;
        self.came_to.more |= !may;
        may
    }

    /// Bookings that their runs may not know, and that nobody is at any more.
    async fn abandoned(&self) -> Result<Vec<Reference>, Problem> {
        let cutoff = before(self.app.now(), ASKING_SECONDS);
        let listed = self.app.records::<StoredBooking>().list(&List::Unsent.name()?).await?;
        let abandoned = listed.into_iter().filter_map(|listed| match listed.row {
            BookingListed::Unsent(row) => row.asking_since.filter(|since| *since <= cutoff).map(|_| listed.id),
            BookingListed::School(_) => None,
        });
        abandoned.map(|id| Reference::parse(id.as_str()).map_err(Problem::internal)).collect()
    }

    async fn complete(&mut self, reference: &Reference) -> Result<(), Problem> {
        self.left = self.left.saturating_sub(1);
        let found = self.app.records::<StoredBooking>().read(&booking_record(reference)?).await?;
        let Some(booking) = found.map(|found| found.record.0) else { return Ok(()) };
        if booking.seen() > 0 || booking.is_given_up() {
            return Ok(());
        }
        match ask(self.app, &booking).await {
            Ok(_) => self.came_to.completed = self.came_to.completed.saturating_add(1),
            Err(problem) if problem.status() == http::StatusCode::SERVICE_UNAVAILABLE => return Err(problem),
            Err(problem) => give_up(self.app, reference, &problem).await,
        }
        Ok(())
    }

    /// Does what the run has due by itself, and answers with it.
    async fn settle(&mut self, id: &RunId) -> Result<Option<Run>, Problem> {
        let (calendar, now) = (Calendar::england_and_wales(), self.app.now());
        let mut filed = false;
        let mut decide = |current: Option<&Versioned<StoredRun>>| {
            let Some(current) = current else { return Ok(Decision::Keep) };
            let mut run = current.record.0.clone();
            let changed = run.settle((&calendar, now));
            filed = changed && run.is_filed();
            Ok(if changed { Decision::Write(StoredRun(run)) } else { Decision::Keep })
        };
        let outcome = self.app.change(&run_record(id)?, By::new(HOUSEKEEPER, "settled").quietly(), &mut decide).await?;
        if matches!(outcome, records::Outcome::Changed(_)) {
            self.came_to.settled = self.came_to.settled.saturating_add(1);
            self.came_to.filed = self.came_to.filed.saturating_add(u32::from(filed));
        }
        Ok(outcome.into_current().map(|run| run.record.0))
    }

    /// Tells everybody who is still to be told, asks what attendees thought, and notes in the run how far that came.
    async fn see_to(&mut self, run: &Run) -> Result<(), Problem> {
        let told = self.tell_all(run).await?;
        let asked = if told >= run.seats().facts_count() { self.invite_all(run).await? } else { 0 };
        if told <= run.seats().told() && asked == 0 {
            return Ok(());
        }
        let mut decide = |current: Option<&Versioned<StoredRun>>| {
            let Some(current) = current else { return Ok(Decision::Keep) };
            let mut run = current.record.0.clone();
            run.told(told);
            run.asked_for_evaluations(asked);
            Ok(Decision::Write(StoredRun(run)))
        };
        let by = By::new(HOUSEKEEPER, "noted").quietly();
        self.app.change(&run_record(run.id())?, by, &mut decide).await.map(drop)
    }

    /// Answers up to which fact everybody was told. They are told in the order of the last fact about each: when time runs
    /// out, whoever is left has a later one.
    async fn tell_all(&mut self, run: &Run) -> Result<u32, Problem> {
        let mut affected: Vec<&Party> = run.seats().affected_since(run.seats().told());
        affected.sort_by_cached_key(|party| format!("{:010} {}", party.changed_at_fact(), party.reference()));
        let mut told = run.seats().told();
        for party in affected {
            if !self.may_begin() {
                return Ok(told);
            }
            self.left = self.left.saturating_sub(1);
            tell(self.app, run, party.reference()).await?;
            self.came_to.told = self.came_to.told.saturating_add(1);
            told = told.max(party.changed_at_fact());
        }
        Ok(run.seats().facts_count())
    }

    /// Answers with how many facts everybody was asked, 0 where not everybody was.
    async fn invite_all(&mut self, run: &Run) -> Result<u32, Problem> {
        if !run.wants_evaluations(self.app.now()) {
            return Ok(0);
        }
        let came = |party: &&Party| {
            let came = |attendance| matches!(attendance, Attendance::Attended | Attendance::PartAttended);
            party.places().iter().any(|place| place.attendance.is_some_and(came))
        };
        for party in run.seats().parties().iter().filter(came) {
            if !self.may_begin() {
                return Ok(0);
            }
            self.left = self.left.saturating_sub(1);
            let now = self.app.now();
            let mut decide = |current: Option<&Versioned<StoredBooking>>| {
                let Some(current) = current else { return Ok(Decision::Keep) };
                let mut booking = current.record.clone();
                Ok(if booking.0.ask_for_evaluations(now) { Decision::Write(booking) } else { Decision::Keep })
            };
            let by = By::new(HOUSEKEEPER, "asked what they thought").quietly();
            let outcome = self.app.change(&booking_record(party.reference())?, by, &mut decide).await?;
            let new = matches!(outcome, records::Outcome::Changed(_));
            self.came_to.invited = self.came_to.invited.saturating_add(u32::from(new));
        }
        Ok(run.seats().facts_count())
    }
}
