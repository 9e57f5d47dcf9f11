//! What we promised a family, and by when: first contact, the first reply, and each reply after that. Each is a clock
//! of its own, so that a late second answer does not hide behind a quick first one.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Due, london_date};
use crate::stopwatch::{Standing, Stopwatch};

/// How soon a council promises what, in working days. Leicestershire's Virtual School publishes 7 for a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promises {
    /// Until somebody first writes to the family.
    pub first_contact_working_days: u32,
    /// Until a question is answered, not counting days on which we wait for the family.
    pub reply_working_days: u32,
}

impl Default for Promises {
    fn default() -> Self {
        Self { first_contact_working_days: 2, reply_working_days: 7 }
    }
}

/// A promise with its clock. The number of days is kept with it: what was promised stays promised when a council
/// changes its settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    watch: Stopwatch,
    working_days: u32,
}

impl Promise {
    fn start(working_days: u32, now: Timestamp) -> Self {
        Self { watch: Stopwatch::start(now), working_days }
    }

    fn is_owed(&self) -> bool {
        self.watch.stopped().is_none()
    }

    /// How it stands.
    #[must_use]
    pub fn standing(&self, calendar: &Calendar, now: Timestamp) -> Standing {
        self.watch.standing(calendar, self.working_days, now)
    }

    /// The last day as it was promised at the start, before any waiting.
    #[must_use]
    pub fn promised(&self, calendar: &Calendar) -> Due {
        calendar.add_working_days(london_date(self.watch.started()), self.working_days)
    }

    /// Its last day; `None` while we wait for the family.
    #[must_use]
    pub fn due(&self, calendar: &Calendar) -> Option<Due> {
        self.watch.due(calendar, self.working_days)
    }
}

/// Everything promised for one enquiry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clocks {
    first_contact: Promise,
    first_reply: Promise,
    next_replies: Vec<Promise>,
}

impl Clocks {
    pub(super) fn started(promises: &Promises, now: Timestamp) -> Self {
        Self {
            first_contact: Promise::start(promises.first_contact_working_days, now),
            first_reply: Promise::start(promises.reply_working_days, now),
            next_replies: Vec::new(),
        }
    }

    /// The family has words from us.
    pub(super) fn contacted(&mut self, now: Timestamp) {
        self.first_contact.watch.stop(now);
    }

    /// We wait for the family.
    pub(super) fn wait(&mut self, now: Timestamp) {
        self.reply_mut().watch.pause(now);
    }

    /// The family wrote, so it is our turn again.
    pub(super) fn go_on(&mut self, now: Timestamp) {
        self.reply_mut().watch.resume(now);
    }

    /// The family wrote after an answer: a new promise, unless one is still owed.
    pub(super) fn next_reply(&mut self, promises: &Promises, now: Timestamp) {
        if !self.reply().is_owed() {
            self.next_replies.push(Promise::start(promises.reply_working_days, now));
        }
    }

    /// Nothing more is owed.
    pub(super) fn stop(&mut self, now: Timestamp) {
        self.first_contact.watch.stop(now);
        self.reply_mut().watch.stop(now);
    }

    /// The promise of first contact.
    #[must_use]
    pub const fn first_contact(&self) -> &Promise {
        &self.first_contact
    }

    /// The promise of the first reply.
    #[must_use]
    pub const fn first_reply(&self) -> &Promise {
        &self.first_reply
    }

    /// The promise of the reply that is owed now, or that was given last.
    #[must_use]
    pub fn reply(&self) -> &Promise {
        self.next_replies.last().unwrap_or(&self.first_reply)
    }

    /// The promises of all replies, the first one first.
    pub fn replies(&self) -> impl Iterator<Item = &Promise> {
        std::iter::once(&self.first_reply).chain(&self.next_replies)
    }

    /// The soonest day by which something is owed to the family.
    #[must_use]
    pub fn next_due(&self, calendar: &Calendar) -> Option<Due> {
        let owed = [&self.first_contact, self.reply()].into_iter().filter(|promise| promise.is_owed());
        owed.filter_map(|promise| promise.due(calendar)).min_by_key(|due| due.date)
    }

    fn reply_mut(&mut self) -> &mut Promise {
        self.next_replies.last_mut().unwrap_or(&mut self.first_reply)
    }
}
