//! How long a caller waits for the one before. It counts its own naps, so no clock, right or wrong, has a say.

use std::time::Duration;

/// How long the one next in line waits for a slot without seeing the line move, before it skips the slot.
pub const PATIENCE_MILLISECONDS: u64 = 1_000;

/// How long a caller waits for its turn altogether, before it is told to try again later.
pub const TURN_LIMIT_MILLISECONDS: u64 = 8_000;

/// Those further back wait this much longer for each place, so that one skips for all of them and not all at once.
const PATIENCE_PER_PLACE_MILLISECONDS: u64 = 10;
const PATIENT_PLACES_MAX: u64 = 300;

/// A line longer than this cannot be served within the limit.
const LINE_MAX: u64 = 4_096;

const NAP_MIN: Duration = Duration::from_millis(1);
const NAP_NEAR_MAX: Duration = Duration::from_millis(20);
const NAP_FAR_MAX: Duration = Duration::from_millis(200);
const TURN_FIRST_GUESS_MICROSECONDS: u64 = 1_000;

/// One caller's patience over its whole turn.
#[derive(Debug, Default)]
pub(crate) struct Patience {
    all: Duration,
    still: Duration,
    hint: u64,
    moved: u64,
    near: u32,
}

/// What to do next.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    Nap(Duration),
    Skip,
    GiveUp,
}

impl Patience {
    /// Takes note of the hint; whether the line has moved since the last look.
    pub(crate) fn saw(&mut self, hint: u64) -> bool {
        let moved = hint > self.hint;
        if moved {
            if self.hint > 0 {
                self.moved += hint - self.hint;
            }
            self.still = Duration::ZERO;
        }
        self.hint = hint;
        moved
    }

    /// How many slots lie between `slot` and the last one known to have landed.
    pub(crate) fn distance(&self, slot: u64) -> u64 {
        slot.saturating_sub(self.hint)
    }

    /// Starts waiting for another slot.
    pub(crate) fn restart(&mut self) {
        self.still = Duration::ZERO;
        self.near = 0;
    }

    pub(crate) fn next(&mut self, slot: u64) -> Next {
        let distance = self.distance(slot);
        let places = distance.saturating_sub(1).min(PATIENT_PLACES_MAX);
        let patience = Duration::from_millis(PATIENCE_MILLISECONDS + places * PATIENCE_PER_PLACE_MILLISECONDS);
        if self.still >= patience {
            return Next::Skip;
        }
        if self.all >= Duration::from_millis(TURN_LIMIT_MILLISECONDS) || (self.hint > 0 && distance > LINE_MAX) {
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

    fn turn(&self) -> Duration {
        let measured = u64::try_from(self.all.as_micros()).unwrap_or(u64::MAX).checked_div(self.moved);
        Duration::from_micros(measured.unwrap_or(TURN_FIRST_GUESS_MICROSECONDS).clamp(500, 20_000))
    }
}

#[cfg(test)]
mod tests {
    use super::{LINE_MAX, Next, Patience};
    use std::time::Duration;

    fn naps(patience: &mut Patience, slot: u64) -> (u64, Duration) {
        for naps in 0..10_000 {
            if patience.next(slot) == Next::Skip {
                return (naps, patience.still);
            }
        }
        panic!("never out of patience");
    }

    #[test]
    fn the_next_in_line_skips_after_a_second_and_few_looks() {
        let (looks, waited) = naps(&mut Patience { hint: 4, ..Patience::default() }, 5);
        assert!(waited >= Duration::from_secs(1) && waited < Duration::from_millis(1_050), "{waited:?}");
        assert!(looks < 100, "{looks}");
    }

    #[test]
    fn those_behind_wait_longer_than_the_next_in_line() {
        let (_, next) = naps(&mut Patience { hint: 4, ..Patience::default() }, 5);
        let (_, behind) = naps(&mut Patience { hint: 4, ..Patience::default() }, 30);
        assert!(behind >= next + Duration::from_millis(200), "{behind:?}");
    }

    #[test]
    fn a_line_that_moves_restarts_patience_until_the_turn_is_over() {
        let mut patience = Patience::default();
        for hint in 1..100_000 {
            patience.saw(hint);
            match patience.next(hint + 50) {
                Next::Nap(_) => {}
                Next::GiveUp => return,
                Next::Skip => panic!("the line moves"),
            }
        }
        panic!("never gave up");
    }

    #[test]
    fn a_line_too_long_is_given_up_at_once() {
        let mut patience = Patience { hint: 1, ..Patience::default() };
        assert_eq!(patience.next(LINE_MAX + 2), Next::GiveUp);
    }
}
