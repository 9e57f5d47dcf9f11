//! When a record is deleted, computed and shown to everybody who may see it; never deletes anything itself.
//!
//! Storage limitation: UK GDPR article 5(1)(e). Where no law names a period, the years are a council's to set.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, day_in_words};
use crate::choices;
use crate::words::BirthDate;

choices! {
    /// What kind of record it is, which decides how long it is kept.
    pub enum Class {
        /// About a child in care: the case record is kept to the 75th birthday (Care Planning, Placement and Case
        /// Review (England) Regulations 2010, regulation 50).
        LookedAfterCase = "looked_after_case", "Case of a child in care";
        /// Any other referral.
        OtherReferral = "other_referral", "Other referral";
        /// A question about a named child.
        NamedEnquiry = "named_enquiry", "Enquiry about a named child";
        /// A question about no child in particular.
        GeneralEnquiry = "general_enquiry", "General enquiry";
        /// Training bookings and registers.
        Training = "training", "Training";
        /// Money: commissions and statements (Limitation Act 1980 s5: six years for a contract).
        Money = "money", "Money";
    }
}

/// How long each class is kept. The defaults are ours; a council may set its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// The birthday to which the case of a child in care is kept.
    pub looked_after_birthday: i16,
    /// The birthday to which any other referral is kept.
    pub referral_birthday: i16,
    /// Years after the end of an enquiry about a named child.
    pub named_enquiry_years: i16,
    /// Years after the end of a general enquiry.
    pub general_enquiry_years: i16,
    /// Years after training.
    pub training_years: i16,
    /// Years after the last movement of money.
    pub money_years: i16,
    /// Nothing is deleted sooner than so many working days after the family last wrote.
    pub quiet_working_days: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            looked_after_birthday: 75,
            referral_birthday: 25,
            named_enquiry_years: 6,
            general_enquiry_years: 2,
            training_years: 6,
            money_years: 6,
            quiet_working_days: 20,
        }
    }
}

/// What decides the fate of one record.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Its class.
    pub class: Class,
    /// The day on which it ended; `None` while it is open.
    pub ended_on: Option<Date>,
    /// The child's birth date, where the record knows it.
    pub born: Option<BirthDate>,
    /// The day on which the family last wrote, where a family writes.
    pub family_last_wrote_on: Option<Date>,
    /// Whether a safeguarding flag was ever raised on it.
    pub flagged: bool,
}

/// What will become of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "fate")]
pub enum Fate {
    /// It is open; nothing is decided until it ends.
    Open,
    /// No machine deletes it: a person must decide.
    HeldForAPerson,
    /// It is deleted on this day or soon after.
    Deleted {
        /// The first day on which it may be deleted.
        on: Date,
    },
}

impl Fate {
    /// Whether a machine may delete it today.
    #[must_use]
    pub fn is_due(self, today: Date) -> bool {
        matches!(self, Self::Deleted { on } if on <= today)
    }

    /// A sentence for whoever sees the record.
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Self::Open => {
                "We keep this while we are working on it. When it is finished, we will show you the day on which we delete it."
                    .to_owned()
            },
            Self::HeldForAPerson => {
                "We keep this until one of our managers has looked at it and decided. It is not deleted by machine."
                    .to_owned()
            }
            Self::Deleted { on } => format!("We will delete this on {}.", day_in_words(on)),
        }
    }
}

impl Policy {
    /// What will become of a record.
    #[must_use]
    pub fn fate(&self, facts: &Facts, calendar: &Calendar) -> Fate {
        if facts.flagged {
            return Fate::HeldForAPerson;
        }
        let Some(ended) = facts.ended_on else { return Fate::Open };
        // Without a birth date the child may have been born on the day it ended: the longest that could be right.
        let to_birthday = |age: i16| facts.born.map_or_else(|| years_after(ended, age), |born| born.birthday(age));
        let on = match facts.class {
            Class::LookedAfterCase => to_birthday(self.looked_after_birthday),
            Class::OtherReferral => to_birthday(self.referral_birthday),
            Class::NamedEnquiry => years_after(ended, self.named_enquiry_years),
            Class::GeneralEnquiry => years_after(ended, self.general_enquiry_years),
            Class::Training => years_after(ended, self.training_years),
            Class::Money => years_after(ended, self.money_years),
        };
        let quiet = facts
            .family_last_wrote_on
            .map_or(ended, |wrote| calendar.add_working_days(wrote, self.quiet_working_days).date);
        Fate::Deleted { on: on.max(quiet).max(ended) }
    }
}

fn years_after(day: Date, years: i16) -> Date {
    crate::words::same_day_in(day, years)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn facts(class: Class) -> Facts {
        Facts { class, ended_on: Some(date(2026, 3, 2)), born: None, family_last_wrote_on: None, flagged: false }
    }

    fn fate(facts: Facts) -> Fate {
        Policy::default().fate(&facts, &Calendar::england_and_wales())
    }

    #[test]
    fn each_class_has_its_date() {
        let born = BirthDate::parse("2012-02-29", date(2026, 1, 1)).ok();
        for (facts, on, why) in [
            (facts(Class::NamedEnquiry), date(2032, 3, 2), "six years"),
            (facts(Class::GeneralEnquiry), date(2028, 3, 2), "two years"),
            (facts(Class::Training), date(2032, 3, 2), "six years"),
            (facts(Class::Money), date(2032, 3, 2), "six years"),
            (Facts { born, ..facts(Class::OtherReferral) }, date(2037, 3, 1), "25th birthday, of a leap day"),
            (Facts { born, ..facts(Class::LookedAfterCase) }, date(2087, 3, 1), "75th birthday"),
            (facts(Class::LookedAfterCase), date(2101, 3, 2), "no birth date: as if born on the day it ended"),
        ] {
            assert_eq!(fate(facts), Fate::Deleted { on }, "{why}");
        }
    }

    #[test]
    fn nothing_is_deleted_under_the_hands_of_a_family_that_just_wrote() {
        let wrote = Some(date(2026, 3, 27));
        let hasty = Policy { general_enquiry_years: 0, ..Policy::default() };
        let facts = Facts { family_last_wrote_on: wrote, ..facts(Class::GeneralEnquiry) };
        let fate = hasty.fate(&facts, &Calendar::england_and_wales());
        assert_eq!(fate, Fate::Deleted { on: date(2026, 4, 28) }, "20 working days over Easter");
        assert!(!fate.is_due(date(2026, 4, 27)) && fate.is_due(date(2026, 4, 28)));
    }

    #[test]
    fn open_and_flagged_records_are_never_deleted_by_machine() {
        assert_eq!(fate(Facts { ended_on: None, ..facts(Class::NamedEnquiry) }), Fate::Open);
        assert_eq!(fate(Facts { flagged: true, ..facts(Class::GeneralEnquiry) }), Fate::HeldForAPerson);
        for fate in [Fate::Open, Fate::HeldForAPerson] {
            assert!(!fate.is_due(Date::MAX));
        }
    }

    #[test]
    fn a_record_that_ends_after_the_birthday_is_kept_until_it_ends() {
        let born = BirthDate::parse("1990-01-01", date(2026, 1, 1)).ok();
        assert_eq!(fate(Facts { born, ..facts(Class::OtherReferral) }), Fate::Deleted { on: date(2026, 3, 2) });
    }

    #[test]
    fn everybody_can_read_what_will_happen() {
        let deleted = fate(facts(Class::NamedEnquiry));
        assert_eq!(deleted.in_words(), "We will delete this on Tuesday 2 March 2032.");
        assert_eq!(serde_json::to_string(&deleted).unwrap(), r#"{"fate":"deleted","on":"2032-03-02"}"#);
    }

    #[test]
    fn a_council_sets_what_it_wants_and_keeps_the_rest() {
        let policy: Policy = serde_json::from_str(r#"{"named_enquiry_years":3}"#).unwrap();
        assert_eq!(policy, Policy { named_enquiry_years: 3, ..Policy::default() });
        assert!(serde_json::from_str::<Policy>(r#"{"named_enquiry_yaers":3}"#).is_err(), "a slip is not ignored");
    }
}
