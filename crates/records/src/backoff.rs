//! How long a caller waits for the writer of the slot below. It counts its own naps, so no clock, right or wrong, takes part.

use std::time::Duration;

/// How long the caller that is next in the line waits for a slot while the line stands still, before it skips the slot.
pub const SKIP_AFTER_MILLISECONDS: u64 = 1_000;

/// How long a caller waits for its turn altogether, before it is told to try again later.
pub const TURN_LIMIT_MILLISECONDS: u64 = 8_000;

/// Callers further back wait this much longer for each place, so that one skips for all of them and not all at once.
const SKIP_LATER_FOR_EACH_PLACE_MILLISECONDS: u64 = 10;
const PLACES_COUNTED_MAX: u64 = 300;

/// A line longer than this cannot be served within the limit.
const LINE_MAX: u64 = 4_096;

const NAP_MIN: Duration = Duration::from_millis(1);
const NAP_NEAR_MAX: Duration = Duration::from_millis(20);
const NAP_FAR_MAX: Duration = Duration::from_millis(200);
const TURN_FIRST_GUESS_MICROSECONDS: u64 = 1_000;

/// One caller's waiting over its whole turn.
#[derive(Debug, Default)]
pub(crate) struct Backoff {
    /// How long it waited altogether.
    all: Duration,
    /// How long it waited since the line last moved.
    still: Duration,
    /// The highest slot known to have landed.
    head: u64,
    /// By how many slots the line moved.
    moved: u64,
    /// How often it waited as the next in the line.
    near: u32,
}

/// What to do next.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Look again after so long.
    Nap(Duration),
    /// Pass over the slot.
    Skip,
    /// Tell the caller to try again later.
    GiveUp,
}

impl Backoff {
    /// Takes note of the head; whether the line has moved since the last look.
    pub(crate) fn saw(&mut self, head: u64) -> bool {
        let moved = head > self.head;
        if moved {
            if self.head > 0 {
                self.moved += head - self.head;
            }
            self.still = Duration::ZERO;
        }
        self.head = head;
        moved
    }

    /// How many slots lie between `slot` and the last one known to have landed.
    pub(crate) fn distance(&self, slot: u64) -> u64 {
        slot.saturating_sub(self.head)
    }

    /// Starts waiting for another slot.
    pub(crate) fn restart(&mut self) {
        self.still = Duration::ZERO;
        self.near = 0;
    }

    /// What the caller does that found nothing in `slot`.
    pub(crate) fn next(&mut self, slot: u64) -> Next {
        let distance = self.distance(slot);
        let places = distance.saturating_sub(1).min(PLACES_COUNTED_MAX);
        let limit = Duration::from_millis(SKIP_AFTER_MILLISECONDS + places * SKIP_LATER_FOR_EACH_PLACE_MILLISECONDS);
        if self.still >= limit {
            return Next::Skip;
        }
        if self.all >= Duration::from_millis(TURN_LIMIT_MILLISECONDS) || (self.head > 0 && distance > LINE_MAX) {
            return Next::GiveUp;
        }
        let nap = if distance <= 1 {
            self.near = self.near.saturating_add(1);
            (NAP_MIN * self.near.div_ceil(2)).min(NAP_NEAR_MAX)
        } else {
            // A little less than the line should take, so as not to come late.
            let turn = self.turn() * 3 / 4;
            turn.saturating_mul(u32::try_from(distance).unwrap_or(u32::MAX)).clamp(NAP_MIN, NAP_FAR_MAX)
        };
        self.all += nap;
        self.still += nap;
        Next::Nap(nap)
    }

    /// How long one place in the line takes, as far as seen.
    fn turn(&self) -> Duration {
        let measured = u64::try_from(self.all.as_micros()).unwrap_or(u64::MAX).checked_div(self.moved);
        Duration::from_micros(measured.unwrap_or(TURN_FIRST_GUESS_MICROSECONDS).clamp(500, 20_000))
    }
}

#[cfg(test)]
mod tests {
    use super::{Backoff, LINE_MAX, Next};
    use std::time::Duration;

    fn naps(backoff: &mut Backoff, slot: u64) -> (u64, Duration) {
        for naps in 0..10_000 {
            if backoff.next(slot) == Next::Skip {
                return (naps, backoff.still);
            }
        }
        panic!("never skipped");
    }

    #[test]
    fn the_next_in_line_skips_after_a_second_and_few_looks() {
        let (looks, waited) = naps(&mut Backoff { head: 4, ..Backoff::default() }, 5);
        assert!(waited >= Duration::from_secs(1) && waited < Duration::from_millis(1_050), "{waited:?}");
        assert!(looks < 100, "{looks}");
    }

    #[test]
    fn callers_further_back_wait_longer_than_the_next_in_line() {
        let (_, next) = naps(&mut Backoff { head: 4, ..Backoff::default() }, 5);
        let (_, behind) = naps(&mut Backoff { head: 4, ..Backoff::default() }, 30);
        assert!(behind >= next + Duration::from_millis(200), "{behind:?}");
    }

    #[test]
    fn a_line_that_moves_restarts_the_waiting_until_the_turn_is_over() {
        let mut backoff = Backoff::default();
        for head in 1..100_000 {
            backoff.saw(head);
            match backoff.next(head + 50) {
                Next::Nap(_) => {}
                Next::GiveUp => return,
                Next::Skip => panic!("the line moves"),
            }
        }
        panic!("never gave up");
    }

    #[test]
    fn a_line_too_long_is_given_up_at_once() {
        let mut backoff = Backoff { head: 1, ..Backoff::default() };
        assert_eq!(backoff.next(LINE_MAX + 2), Next::GiveUp);
    }
}
