//! Who has opened an enquiry. The family reads it; looking at the enquiry writes it, and nothing else does.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::people::StaffMember;

/// Looking again within this time is the same look: a page that is read again and again is one line, not fifty.
pub const SAME_LOOK_MINUTES: i64 = 60;

/// How many people's looks one enquiry remembers; a Virtual School has a few dozen staff.
pub const MAX_PEOPLE: usize = 500;

/// Everybody of our staff who has opened one enquiry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessLog {
    people: Vec<AccessLogEntry>,
}

/// One person's looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessLogEntry {
    /// Who.
    pub by: StaffMember,
    /// When they first looked.
    pub first_at: Timestamp,
    /// When they last looked, to within [`SAME_LOOK_MINUTES`].
    pub last_at: Timestamp,
    /// How many times.
    pub times: u32,
}

/// There is no room for another person's looks, so nobody new may look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{MAX_PEOPLE} people have opened this enquiry")]
pub struct TooManyPeople;

impl AccessLog {
    /// Whether a look by this person now is already told by the last one.
    #[must_use]
    pub fn tells_already(&self, by: &StaffMember, now: Timestamp) -> bool {
        let same_look = SignedDuration::from_mins(SAME_LOOK_MINUTES);
        self.people.iter().any(|looks| looks.by.id == by.id && now.duration_since(looks.last_at) < same_look)
    }

    /// Adds a look.
    ///
    /// # Errors
    /// [`MAX_PEOPLE`] others have looked. A look that cannot be told must not happen.
    pub fn looked(mut self, by: &StaffMember, now: Timestamp) -> Result<Self, TooManyPeople> {
        let full = self.people.len() >= MAX_PEOPLE;
        match self.people.iter_mut().find(|looks| looks.by.id == by.id) {
            Some(looks) => {
                looks.last_at = now;
                looks.times = looks.times.saturating_add(1);
                // A person's name or role may have changed; the family should read the one of today.
                looks.by = by.clone();
            }
            None if full => return Err(TooManyPeople),
            None => self.people.push(AccessLogEntry { by: by.clone(), first_at: now, last_at: now, times: 1 }),
        }
        Ok(self)
    }

    /// Everybody who looked, in the order of their first look.
    #[must_use]
    pub fn people(&self) -> &[AccessLogEntry] {
        &self.people
    }
}
