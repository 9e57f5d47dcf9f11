//! What a place on a run costs, and what giving it up costs: prices by audience, and the policy that a booker agrees to.
//! It never takes money.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::words::{Audience, Exemption};
use crate::calendar::{Calendar, london_date};
use crate::words::Pence;

/// The most working days before a run that a policy can name.
pub const MAX_FREE_WORKING_DAYS: i64 = 60;

/// The most hours before a run that a policy can ask for a change of attendee: two weeks.
pub const MAX_SUBSTITUTION_HOURS: i64 = 336;

/// What one audience pays for a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Who.
    pub audience: Audience,
    /// How much.
    pub each: Pence,
}

/// What holds when plans change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Cancelling costs nothing until so many working days before the run. With 0, until it starts.
    pub free_until_working_days: u8,
    /// What each place costs that is cancelled later. It replaces the price.
    pub late_fee: Pence,
    /// What each place costs whose attendee does not come. It replaces the price.
    pub no_show_fee: Pence,
    /// Somebody else may come instead until so many hours before the run.
    pub substitution_until_hours: u16,
    /// What excuses cancelling late.
    pub exemptions: Vec<Exemption>,
}

/// What cancelling at some moment would cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cancellation {
    /// Whether it is free because it is early enough (or the run was moved, or an exemption holds).
    pub free: bool,
    /// What each place costs.
    pub fee_each: Pence,
    /// Until when cancelling is free; `None` where it never was or the policy asks for nothing.
    pub free_until: Timestamp,
}

/// What a place costs in the end, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargeFor {
    /// The place itself: somebody came, or the register is not marked yet.
    Place,
    /// It was cancelled late.
    LateCancellation,
    /// Nobody came.
    NoShow,
}

impl ChargeFor {
    /// The same for people and in lists.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Place => "Place",
            Self::LateCancellation => "Late cancellation",
            Self::NoShow => "Did not attend",
        }
    }
}

impl Policy {
    /// Until when cancelling is free: the end of the last day that leaves so many working days before the day of the run.
    /// With 0 until it starts.
    #[must_use]
    pub fn free_until(&self, starts_at: Timestamp, calendar: &Calendar) -> Timestamp {
        if self.free_until_working_days == 0 {
            return starts_at;
        }
        let mut day = london_date(starts_at);
        let mut left = self.free_until_working_days;
        // At most two years of days: far more than any policy asks for.
        for _ in 0..730 {
            let Ok(before) = day.yesterday() else { break };
            day = before;
            left = left.saturating_sub(u8::from(calendar.is_working_day(day)));
            if left == 0 {
                break;
            }
        }
        crate::calendar::end_of_day(day).min(starts_at)
    }

    /// What cancelling at `now` costs. `moved`: the run is not when or where it was when it was booked; then it is free.
    #[must_use]
    pub fn cancellation(
        &self,
        (now, starts_at): (Timestamp, Timestamp),
        calendar: &Calendar,
        exemption: Option<Exemption>,
        moved: bool,
    ) -> Cancellation {
        let free_until = self.free_until(starts_at, calendar);
        let excused = exemption.is_some_and(|exemption| self.exemptions.contains(&exemption));
        let free = now <= free_until || excused || moved;
        Cancellation { free, fee_each: if free { Pence::ZERO } else { self.late_fee }, free_until }
    }

    /// Whether nobody who agreed to `before` is worse off with this.
    #[must_use]
    pub fn is_as_kind_as(&self, before: &Self) -> bool {
        self.free_until_working_days <= before.free_until_working_days
            && self.late_fee <= before.late_fee
            && self.no_show_fee <= before.no_show_fee
            && self.substitution_until_hours <= before.substitution_until_hours
            && before.exemptions.iter().all(|exemption| self.exemptions.contains(exemption))
    }

    /// Until when somebody else may come instead.
    #[must_use]
    pub fn substitution_until(&self, starts_at: Timestamp) -> Timestamp {
        let hours = SignedDuration::from_hours(i64::from(self.substitution_until_hours));
        starts_at.checked_sub(hours).unwrap_or(starts_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn policy(days: u8) -> Policy {
        Policy {
            free_until_working_days: days,
            late_fee: Pence::new(4_000).unwrap(),
            no_show_fee: Pence::new(7_500).unwrap(),
            substitution_until_hours: 24,
            exemptions: vec![Exemption::OfstedVisit],
        }
    }

    #[test]
    fn cancelling_is_free_until_the_end_of_a_working_day_before_the_run() {
        let calendar = Calendar::england_and_wales();
        for (days, starts_at, free_until, why) in [
            (5, "2027-02-10T09:30:00Z", "2027-02-04T00:00:00Z", "a week: the end of Wednesday before"),
            (1, "2027-02-08T09:30:00Z", "2027-02-06T00:00:00Z", "of a Monday: the end of Friday"),
            (1, "2027-03-30T08:30:00Z", "2027-03-25T24:00:00Z", "after Easter: the end of Maundy Thursday"),
            (0, "2027-02-08T09:30:00Z", "2027-02-08T09:30:00Z", "until it starts"),
        ] {
            let free_until = at(&free_until.replace("25T24", "26T00"));
            assert_eq!(policy(days).free_until(at(starts_at), &calendar), free_until, "{why}");
        }
    }

    #[test]
    fn a_late_cancellation_costs_its_fee_unless_excused_or_the_run_was_moved() {
        let calendar = Calendar::england_and_wales();
        let starts_at = at("2027-02-10T09:30:00Z");
        let cost = |now: &str, exemption, moved| {
            policy(5).cancellation((at(now), starts_at), &calendar, exemption, moved).fee_each.get()
        };
        assert_eq!(cost("2027-02-03T23:59:59Z", None, false), 0);
        assert_eq!(cost("2027-02-04T00:00:01Z", None, false), 4_000);
        assert_eq!(cost("2027-02-09T10:00:00Z", Some(Exemption::OfstedVisit), false), 0);
        assert_eq!(cost("2027-02-09T10:00:00Z", Some(Exemption::Illness), false), 4_000, "not in this policy");
        assert_eq!(cost("2027-02-09T10:00:00Z", None, true), 0);
    }

    #[test]
    fn terms_are_as_kind_as_others_where_none_of_them_is_harsher() {
        let before = policy(5);
        let changed = |change: fn(&mut Policy)| {
            let mut policy = policy(5);
            change(&mut policy);
            policy.is_as_kind_as(&before)
        };
        assert!(before.is_as_kind_as(&before));
        assert!(!changed(|policy| policy.free_until_working_days = 6));
        assert!(!changed(|policy| policy.late_fee = Pence::new(4_001).unwrap()));
        assert!(!changed(|policy| policy.no_show_fee = Pence::new(7_501).unwrap()));
        assert!(!changed(|policy| policy.substitution_until_hours = 25));
        assert!(!changed(|policy| policy.exemptions = vec![Exemption::Illness]));
        assert!(changed(|policy| {
            policy.free_until_working_days = 0;
            (policy.late_fee, policy.no_show_fee) = (Pence::ZERO, Pence::ZERO);
            policy.substitution_until_hours = 0;
            policy.exemptions.push(Exemption::Illness);
        }));
    }

    #[test]
    fn somebody_else_may_come_until_so_many_hours_before() {
        assert_eq!(policy(5).substitution_until(at("2027-02-10T09:30:00Z")), at("2027-02-09T09:30:00Z"));
    }
}
