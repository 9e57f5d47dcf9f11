//! What is due by itself, whatever the caller: offers that ran out, runs that begin, bookers who are still to be notified,
//! bookings that nobody went on with, what attendees thought of it, runs that are long over. Bounded in number and time; the
//! next call goes on from there.
//!
//! Each step is one change that finds for itself what is left to do, so that a caller that dies anywhere leaves no more than
//! work for the next one: a run whose bookers are not notified yet says so in its row of the list; a booking says itself how
//! far its booker was notified; and a run notes that everybody was notified only after each of those writes was acknowledged.

use domain::calendar::Calendar;
use domain::reference::Reference;
use domain::training::run::Run;
use domain::training::seats::{Attendance, Party};
use domain::training::words::RunId;
use jiff::{SignedDuration, Timestamp};
use records::{By, Database, Decision, Outcome, RecordId, RecordsError, Versioned};

use crate::training::book::{ask, give_up};
use crate::training::booking::{self, BookingListed, StoredBooking};
use crate::training::catch_up::{HOUSEKEEPER, catch_up};
use crate::training::lists::List;
use crate::training::refused::TrainingError;
use crate::training::runs::{self, StoredRun, runs};

/// One caller at a time: for economy, since each step may be taken twice.
const LEASE: &str = "training/due";

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
    pub runs_changed: u32,
    /// How many bookings were caught up with their runs.
    pub notified: u32,
    /// How many bookings that nobody went on with were asked for.
    pub completed: u32,
    /// How many bookers were asked what the attendees thought.
    pub invited: u32,
    /// How many runs left the list of those that are worked on.
    pub filed: u32,
    /// Whether something is left for the next call.
    pub more: bool,
    /// Whether another call was at it, so that nothing was done.
    pub busy: bool,
}

/// Does what is due, as far as it gets.
///
/// # Errors
/// The store's.
pub async fn due(database: &Database) -> Result<Due, TrainingError> {
    let lease = match database.lease(LEASE).await {
        Ok(lease) => lease,
        Err(RecordsError::Contended(_)) => return Ok(Due { busy: true, ..Due::default() }),
        Err(error) => return Err(error.into()),
    };
    let until = later(database.now(), BEGIN_SECONDS);
    let mut work = Work { database, until, left: MAX_BOOKINGS, came_to: Due::default() };
    let done = work.all().await;
    lease.release().await;
    done.map(|()| work.came_to)
}

fn later(at: Timestamp, seconds: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(at)
}

/// One call's work.
struct Work<'a> {
    database: &'a Database,
    until: Timestamp,
    left: u32,
    came_to: Due,
}

impl Work<'_> {
    async fn all(&mut self) -> Result<(), TrainingError> {
        // Bookings first, so that who is asked for here is notified in the same call.
        for reference in self.abandoned().await? {
            if !self.may_begin() {
                return Ok(());
            }
            self.complete(&reference).await?;
        }
        let now = self.database.now();
        for row in runs(self.database).await? {
            let is_due = row.due_at.is_some_and(|due_at| due_at <= now);
            if !is_due && !row.has_to_notify {
                continue;
            }
            if !self.may_begin() {
                return Ok(());
            }
            let Some(run) = self.apply_due(&row.id).await? else { continue };
            self.see_to(&run).await?;
        }
        Ok(())
    }

    /// Whether there is time and room for another step; notes where there is not.
    fn may_begin(&mut self) -> bool {
        let may = self.left > 0 && self.database.now() < self.until;
        self.came_to.more |= !may;
        may
    }

    /// Bookings that their runs may not know, and that nobody is at any more.
    async fn abandoned(&self) -> Result<Vec<Reference>, RecordsError> {
        let now = self.database.now();
        let listed = self.database.records::<StoredBooking>().list(&List::Unsent.name()?).await?;
        let abandoned = listed.into_iter().filter_map(|listed| match listed.row {
            BookingListed::Unsent(row) => {
                let since = row.asking_since.filter(|since| later(*since, ASKING_SECONDS) <= now);
                since.map(|_| listed.id)
            }
            BookingListed::School(_) => None,
        });
        let reference = |id: RecordId| {
            Reference::parse(id.as_str())
                .map_err(|_| RecordsError::corrupt("a booking without a reference", id.as_str()))
        };
        abandoned.map(reference).collect()
    }

    async fn complete(&mut self, reference: &Reference) -> Result<(), TrainingError> {
        self.left = self.left.saturating_sub(1);
        let found = booking::read(self.database, reference).await?;
        let Some(booking) = found.map(|found| found.record.0) else { return Ok(()) };
        if booking.seen() > 0 || booking.is_given_up() {
            return Ok(());
        }
        match ask(self.database, &booking).await {
            Ok(_) => self.came_to.completed = self.came_to.completed.saturating_add(1),
            Err(TrainingError::Records(error)) => return Err(error.into()),
            Err(error) => give_up(self.database, reference, &error).await,
        }
        Ok(())
    }

    /// Does what the run has due by itself, and answers with it.
    async fn apply_due(&mut self, id: &RunId) -> Result<Option<Run>, TrainingError> {
        let (calendar, now) = (Calendar::england_and_wales(), self.database.now());
        let mut filed = false;
        let decide = |current: Option<&Versioned<StoredRun>>| {
            let Some(current) = current else { return Ok(Decision::Keep) };
            let mut run = current.record.0.clone();
            let changed = run.apply_due((&calendar, now));
            filed = changed && run.is_filed();
            Ok(if changed { Decision::Write(StoredRun(run)) } else { Decision::Keep })
        };
        let by = By::new(HOUSEKEEPER, "applied what was due").without_new_version();
        let outcome: Result<_, TrainingError> = self.database.change(&runs::record_id(id)?, by, decide).await;
        let outcome = outcome?;
        if matches!(outcome, Outcome::Changed(_)) {
            self.came_to.runs_changed = self.came_to.runs_changed.saturating_add(1);
            self.came_to.filed = self.came_to.filed.saturating_add(u32::from(filed));
        }
        Ok(outcome.into_current().map(|run| run.record.0))
    }

    /// Notifies everybody who is still to be, asks what attendees thought, and notes in the run how far that came.
    async fn see_to(&mut self, run: &Run) -> Result<(), TrainingError> {
        let notified = self.notify_all(run).await?;
        let asked = if notified >= run.seats().facts_count() { self.invite_all(run).await? } else { 0 };
        if notified <= run.seats().notified() && asked == 0 {
            return Ok(());
        }
        let decide = |current: Option<&Versioned<StoredRun>>| {
            let Some(current) = current else { return Ok(Decision::Keep) };
            let mut run = current.record.0.clone();
            run.note_notified(notified);
            run.asked_for_evaluations(asked);
            Ok(Decision::Write(StoredRun(run)))
        };
        let by = By::new(HOUSEKEEPER, "noted").without_new_version();
        self.database.change(&runs::record_id(run.id())?, by, decide).await.map(drop)
    }

    /// Answers up to which fact everybody was notified. They are notified in the order of the last fact about each: when time
    /// runs out, who is left has a later one.
    async fn notify_all(&mut self, run: &Run) -> Result<u32, TrainingError> {
        let mut affected: Vec<&Party> = run.seats().affected_since(run.seats().notified());
        affected.sort_by_cached_key(|party| format!("{:010} {}", party.changed_at_fact(), party.reference()));
        let mut notified = run.seats().notified();
        for party in affected {
            if !self.may_begin() {
                return Ok(notified);
            }
            self.left = self.left.saturating_sub(1);
            catch_up(self.database, run, party.reference()).await?;
            self.came_to.notified = self.came_to.notified.saturating_add(1);
            notified = notified.max(party.changed_at_fact());
        }
        Ok(run.seats().facts_count())
    }

    /// Answers with how many facts everybody was asked, 0 where not everybody was.
    async fn invite_all(&mut self, run: &Run) -> Result<u32, TrainingError> {
        if !run.wants_evaluations(self.database.now()) {
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
            let now = self.database.now();
            let decide = |current: Option<&Versioned<StoredBooking>>| {
                let Some(current) = current else { return Ok(Decision::Keep) };
                let mut booking = current.record.clone();
                Ok(if booking.0.ask_for_evaluations(now) { Decision::Write(booking) } else { Decision::Keep })
            };
            let by = By::new(HOUSEKEEPER, "asked what they thought").without_new_version();
            let id = booking::record_id(party.reference())?;
            let outcome: Result<_, TrainingError> = self.database.change(&id, by, decide).await;
            let new = matches!(outcome?, Outcome::Changed(_));
            self.came_to.invited = self.came_to.invited.saturating_add(u32::from(new));
        }
        Ok(run.seats().facts_count())
    }
}
