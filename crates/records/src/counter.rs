//! A record's counter: tickets in its lower half, skip notices in its upper half. It never decides anything.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// How many notices of lower tickets a version remembers; a forgotten one only costs a second try.
const NOTICES_KEPT_MAX: usize = 32;

/// Far below where the lower half would run over into the upper one.
const TICKETS_MAX: u64 = 1 << 31;

/// Takes a ticket.
pub(crate) const TAKE_TICKET: i64 = 1;
/// Gives notice that a slot is about to be skipped.
pub(crate) const GIVE_NOTICE: i64 = 1 << 32;
/// Reads without changing.
pub(crate) const READ: i64 = 0;

/// What a record's counter showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The last ticket handed out.
    pub(crate) tickets: u64,
    /// How many skip notices were given; after giving one, its number.
    pub(crate) notices: u64,
}

impl Reading {
    /// Takes a counter's value apart; `None` where it cannot be one.
    pub(crate) fn parse(value: i64) -> Option<Self> {
        let value = u64::try_from(value).ok()?;
        let reading = Self { tickets: value & 0xffff_ffff, notices: value >> 32 };
        (reading.tickets < TICKETS_MAX).then_some(reading)
    }
}

/// The skip notices that cannot mean a slot.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct KnownNotices {
    /// How many had been given when the slot's ticket was taken.
    pub(crate) before: u64,
    /// Those given later, but by this ticket or lower ones, as far as known.
    pub(crate) lower: NoticeNumbers,
}

impl KnownNotices {
    /// Whether all `notices` given so far are among these, so that no higher ticket has given notice to skip the slot. If
    /// the slot has landed by then, whatever is acknowledged with a higher ticket contains it.
    pub(crate) fn account_for(&self, notices: u64) -> bool {
        notices <= self.before || self.lower.account_for(self.before, notices)
    }
}

/// Numbers of skip notices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NoticeNumbers(BTreeSet<u64>);

impl NoticeNumbers {
    pub(crate) fn add(&mut self, notice: u64) {
        self.0.insert(notice);
        while self.0.len() > NOTICES_KEPT_MAX {
            self.0.pop_first();
        }
    }

    pub(crate) fn add_all(&mut self, others: &Self) {
        for notice in &others.0 {
            self.add(*notice);
        }
    }

    /// Whether every notice after number `before` and up to `now` is one of these.
    fn account_for(&self, before: u64, now: u64) -> bool {
        let known = self.0.iter().filter(|notice| **notice > before && **notice <= now).count() as u64;
        now.checked_sub(before) == Some(known)
    }
}

#[cfg(test)]
mod tests {
    use super::{GIVE_NOTICE, NOTICES_KEPT_MAX, NoticeNumbers, Reading};

    #[test]
    fn a_counter_holds_tickets_and_notices_apart() {
        assert_eq!(Reading::parse(3 * GIVE_NOTICE + 7), Some(Reading { tickets: 7, notices: 3 }));
        assert_eq!(Reading::parse(-1), None);
        assert_eq!(Reading::parse(1 << 31), None, "worn out long before the halves could meet");
    }

    #[test]
    fn only_known_notices_are_accounted_for() {
        let mut notices = NoticeNumbers::default();
        assert!(notices.account_for(4, 4));
        assert!(!notices.account_for(4, 5));
        notices.add(5);
        notices.add(5);
        assert!(notices.account_for(4, 5));
        assert!(!notices.account_for(4, 6));
        assert!(!notices.account_for(5, 4), "a counter never falls");
    }

    #[test]
    fn forgotten_notices_are_the_oldest() {
        let mut notices = NoticeNumbers::default();
        (1..=NOTICES_KEPT_MAX as u64 + 3).for_each(|notice| notices.add(notice));
        assert!(!notices.account_for(0, 3));
        assert!(notices.account_for(3, NOTICES_KEPT_MAX as u64 + 3));
    }
}
