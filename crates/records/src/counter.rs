//! A record's counter: tickets handed out in its low half, alarms in its high half. It never decides anything.

use std::collections::BTreeSet;

/// How many announcements a version remembers as made by those it stands on; a forgotten one only costs a second try.
const ALARMS_KEPT_MAX: usize = 32;

/// Far below where the low half would run over into the high one.
const TICKETS_MAX: u64 = 1 << 31;

/// Takes a ticket.
pub(crate) const TAKE: i64 = 1;
/// Announces that a slot is about to be skipped.
pub(crate) const ANNOUNCE: i64 = 1 << 32;
/// Reads without changing.
pub(crate) const LOOK: i64 = 0;

/// What a record's counter showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The last ticket handed out.
    pub(crate) tickets: u64,
    /// How many alarms were raised; after one's own announcement, its number.
    pub(crate) alarms: u64,
}

impl Reading {
    /// Takes a counter's value apart; `None` where it cannot be one.
    pub(crate) fn parse(value: i64) -> Option<Self> {
        let value = u64::try_from(value).ok()?;
        let reading = Self { tickets: value & 0xffff_ffff, alarms: value >> 32 };
        (reading.tickets < TICKETS_MAX).then_some(reading)
    }
}

/// The numbers of alarms known to come from lower tickets than one's own, which therefore cannot skip it.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Alarms(BTreeSet<u64>);

impl Alarms {
    pub(crate) fn add(&mut self, alarm: u64) {
        self.0.insert(alarm);
        while self.0.len() > ALARMS_KEPT_MAX {
            self.0.pop_first();
        }
    }

    pub(crate) fn add_all(&mut self, others: &Self) {
        for alarm in &others.0 {
            self.add(*alarm);
        }
    }

    /// Whether every alarm after number `before` and up to `now` is one of these.
    pub(crate) fn account_for(&self, before: u64, now: u64) -> bool {
        let known = self.0.iter().filter(|alarm| **alarm > before && **alarm <= now).count() as u64;
        now.checked_sub(before) == Some(known)
    }
}

#[cfg(test)]
mod tests {
    use super::{ALARMS_KEPT_MAX, ANNOUNCE, Alarms, Reading};

    #[test]
    fn a_counter_holds_tickets_and_alarms_apart() {
        assert_eq!(Reading::parse(3 * ANNOUNCE + 7), Some(Reading { tickets: 7, alarms: 3 }));
        assert_eq!(Reading::parse(-1), None);
        assert_eq!(Reading::parse(1 << 31), None, "worn out long before the halves could meet");
    }

    #[test]
    fn only_known_alarms_are_accounted_for() {
        let mut alarms = Alarms::default();
        assert!(alarms.account_for(4, 4));
        assert!(!alarms.account_for(4, 5));
        alarms.add(5);
        alarms.add(5);
        assert!(alarms.account_for(4, 5));
        assert!(!alarms.account_for(4, 6));
        assert!(!alarms.account_for(5, 4), "a counter never falls");
    }

    #[test]
    fn forgotten_alarms_are_the_oldest() {
        let mut alarms = Alarms::default();
        (1..=ALARMS_KEPT_MAX as u64 + 3).for_each(|alarm| alarms.add(alarm));
        assert!(!alarms.account_for(0, 3));
        assert!(alarms.account_for(3, ALARMS_KEPT_MAX as u64 + 3));
    }
}
