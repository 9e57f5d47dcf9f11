//! A promise measured in working days that stands still while we wait for somebody else; never reads the time itself.
//!
//! A working day counts when the clock ran both as the day began and as it ended, in London. So the day on which a
//! question comes does not count, nor the day on which an answer we waited for comes, whatever the hour; and a pause
//! that begins and ends within one day gains nobody a day.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Due, london_date};

/// One running, paused or stopped measurement. Its due date is computed from it, never stored, so that a correction of
/// the calendar corrects every open promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Stopwatch {
    started: Timestamp,
    pauses: Vec<(Timestamp, Timestamp)>,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Running,
    Waiting(Timestamp),
    Stopped(Timestamp),
}

/// How a promise stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// To be kept by this day, which is not over.
    Due(Due),
    /// Still to be kept, and the day is over.
    Overdue(Due),
    /// We wait for somebody else; so many working days are left once they answer.
    Waiting {
        /// Working days left.
        days_left: u32,
    },
    /// Kept, in time.
    Kept,
    /// Kept, but too late.
    KeptLate(Due),
}

impl Stopwatch {
    /// A clock that starts to run.
    #[must_use]
    pub const fn start(now: Timestamp) -> Self {
        Self { started: now, pauses: Vec::new(), state: State::Running }
    }

    /// Stands still from now on, if it runs.
    pub fn pause(&mut self, now: Timestamp) {
        if self.state == State::Running {
            self.state = State::Waiting(self.not_before(now));
        }
    }

    /// Runs on, if it stood still.
    pub fn resume(&mut self, now: Timestamp) {
        if let State::Waiting(since) = self.state {
            self.pauses.push((since, self.not_before(now)));
            self.state = State::Running;
        }
    }

    /// The promise is kept, or no longer owed. Only the first stop counts. A stop while waiting ends the waiting too:
    /// what we did meanwhile was in time.
    pub fn stop(&mut self, now: Timestamp) {
        self.resume(now);
        if self.state == State::Running {
            self.state = State::Stopped(self.not_before(now));
        }
    }

    /// When it started.
    #[must_use]
    pub const fn started(&self) -> Timestamp {
        self.started
    }

    /// When it was stopped.
    #[must_use]
    pub const fn stopped(&self) -> Option<Timestamp> {
        match self.state {
            State::Stopped(at) => Some(at),
            State::Running | State::Waiting(_) => None,
        }
    }

    /// Whether it waits for somebody else.
    #[must_use]
    pub const fn is_waiting(&self) -> bool {
        matches!(self.state, State::Waiting(_))
    }

    /// The last day that keeps a promise of so many working days, with each day that did not count and why; `None`
    /// while we wait, because nobody knows for how long.
    #[must_use]
    pub fn due(&self, calendar: &Calendar, working_days: u32) -> Option<Due> {
        if self.is_waiting() {
            return None;
        }
        Some(calendar.count_on(london_date(self.started), working_days, |day| self.stood_still_on(day)))
    }

    /// How a promise of so many working days stands.
    #[must_use]
    pub fn standing(&self, calendar: &Calendar, working_days: u32, now: Timestamp) -> Standing {
        let Some(due) = self.due(calendar, working_days) else {
            let used = self.days_used(calendar);
            return Standing::Waiting { days_left: working_days.saturating_sub(used) };
        };
        match self.stopped() {
            Some(at) if due.is_past(london_date(at)) => Standing::KeptLate(due),
            Some(_) => Standing::Kept,
            None if due.is_past(london_date(now)) => Standing::Overdue(due),
            None => Standing::Due(due),
        }
    }

    /// Working days used up to the pause that holds now.
    fn days_used(&self, calendar: &Calendar) -> u32 {
        let State::Waiting(since) = self.state else { return 0 };
        let (first, last) = (london_date(self.started), london_date(since));
        // The day of the pause ends while waiting, so it does not count.
        let Ok(last_whole_day) = last.yesterday() else { return 0 };
        let counted = calendar.working_days_between(first, last_whole_day).days;
        let still = self
            .pauses
            .iter()
            .flat_map(|(from, to)| still_days(*from, *to))
            .filter(|day| *day > first && *day <= last_whole_day && calendar.is_working_day(*day));
        let mut still: Vec<Date> = still.collect();
        still.dedup();
        counted.saturating_sub(u32::try_from(still.len()).unwrap_or(u32::MAX))
    }

    fn stood_still_on(&self, day: Date) -> bool {
        self.pauses.iter().any(|(from, to)| {
            let (from, to) = (london_date(*from), london_date(*to));
            from < to && from <= day && day <= to
        })
    }

    /// Hosts' clocks may disagree; time on one stop-watch does not run backwards.
    fn not_before(&self, now: Timestamp) -> Timestamp {
        let last = match self.state {
            State::Running => self.pauses.last().map_or(self.started, |(_, to)| *to),
            State::Waiting(since) | State::Stopped(since) => since,
        };
        now.max(last)
    }
}

/// The days of a pause that do not count: none when it began and ended on one day.
fn still_days(from: Timestamp, to: Timestamp) -> impl Iterator<Item = Date> {
    let (from, to) = (london_date(from), london_date(to));
    std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(move |day| from < to && *day <= to)
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    started: Timestamp,
    pauses: Vec<(Timestamp, Timestamp)>,
    state: State,
}

/// A stored stop-watch whose times run backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the times of a stored stop-watch run backwards")]
pub struct Backwards;

impl TryFrom<Stored> for Stopwatch {
    type Error = Backwards;
    fn try_from(Stored { started, pauses, state }: Stored) -> Result<Self, Backwards> {
        let mut times = vec![started];
        times.extend(pauses.iter().flat_map(|(from, to)| [*from, *to]));
        match state {
            State::Running => {}
            State::Waiting(at) | State::Stopped(at) => times.push(at),
        }
        if times.is_sorted() { Ok(Self { started, pauses, state }) } else { Err(Backwards) }
    }
}

impl From<Stopwatch> for Stored {
    fn from(Stopwatch { started, pauses, state }: Stopwatch) -> Self {
        Self { started, pauses, state }
    }
}

#[cfg(test)]
mod tests;
