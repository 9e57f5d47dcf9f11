//! What is known of an API key and whether it may still be used; never its secret, only what remains of it.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{KeyId, StaffMember};
use crate::digest::Digest;
use crate::problems::{Code, Fault};
use crate::text::ShortText;

/// The longest life of a key, in days. A key that nobody renews ends by itself (NCSC, "Securing HTTP-based APIs").
pub const MAX_KEY_DAYS: i64 = 366;

/// A key as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApiKey {
    /// Its public half.
    pub id: KeyId,
    /// What it is for, in the words of whoever made it.
    pub label: ShortText<100>,
    /// Whose it is, their role, and the name that families see as who looked.
    pub holder: StaffMember,
    /// What it may be used for.
    #[serde(default, skip_serializing_if = "Scope::is_everything")]
    pub scope: Scope,
    /// What remains of its secret.
    pub digest: Digest,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when it no longer works.
    pub expires_at: Timestamp,
    /// When somebody ended it.
    pub revoked_at: Option<Timestamp>,
    /// The last day on which it was used. Only the day: more would watch people at work.
    pub last_used_on: Option<Date>,
}

crate::choices! {
    /// What a key may be used for, within its holder's role.
    #[derive(Default)]
    pub enum Scope {
        /// All that the role allows.
        #[default]
        Everything = "everything", "Everything that the role allows";
        /// Looking only: it changes nothing but who has looked.
        Reading = "reading", "Looking only";
    }
}

impl Scope {
    const fn is_everything(&self) -> bool {
        matches!(self, Self::Everything)
    }
}

/// Whether a key may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It works.
    Valid,
    /// Its time is over.
    Expired,
    /// Somebody ended it.
    Revoked,
}

impl ApiKey {
    /// A new key that works for so many days.
    ///
    /// # Errors
    /// Fewer than 1 or more than [`MAX_KEY_DAYS`] days.
    pub fn issue(
        id: KeyId,
        label: ShortText<100>,
        holder: StaffMember,
        digest: Digest,
        now: Timestamp,
        days: i64,
    ) -> Result<Self, Fault> {
        let refused = || Fault::about(Code::InvalidValue, format!("must be between 1 and {MAX_KEY_DAYS}"));
        if !(1..=MAX_KEY_DAYS).contains(&days) {
            return Err(refused());
        }
        let expires_at =
            Timestamp::from_duration(now.as_duration().saturating_add(SignedDuration::from_hours(days * 24)))
                .map_err(|_| refused())?;
        let scope = Scope::default();
        Ok(Self { id, label, holder, scope, digest, created_at: now, expires_at, revoked_at: None, last_used_on: None })
    }

    /// Whether it may be used now.
    #[must_use]
    pub fn standing(&self, now: Timestamp) -> Standing {
        match self.revoked_at {
            Some(_) => Standing::Revoked,
            None if now >= self.expires_at => Standing::Expired,
            None => Standing::Valid,
        }
    }

    /// The key, ended. Ending it again changes nothing.
    #[must_use]
    pub fn revoked(mut self, now: Timestamp) -> Self {
        self.revoked_at.get_or_insert(now);
        self
    }

    /// The key as used on a day; `None` when that day is noted already, so that most requests write nothing.
    #[must_use]
    pub fn used_on(&self, day: Date) -> Option<Self> {
        (self.last_used_on < Some(day)).then(|| Self { last_used_on: Some(day), ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::people::{KeyText, Role, StaffId};
    use crate::words::PersonName;

    fn key(days: i64) -> Result<ApiKey, Fault> {
        let holder = StaffMember {
            id: StaffId::draw([1; 32]),
            role: Role::Adviser,
            name: PersonName::parse("Amara Osei").unwrap(),
        };
        let label = ShortText::parse("Laptop").unwrap();
        ApiKey::issue(KeyText::draw([2; 32]).id().clone(), label, holder, Digest::new([3; 32]), day(0), days)
    }

    fn day(day: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + day * 86_400).unwrap()
    }

    #[test]
    fn a_key_works_until_it_expires_or_is_ended() {
        let key = key(30).unwrap();
        for (key, now, standing, why) in [
            (key.clone(), day(0), Standing::Valid, "at once"),
            (key.clone(), day(29), Standing::Valid, "the day before"),
            (key.clone(), day(30), Standing::Expired, "from the moment itself"),
            (key.clone().revoked(day(5)), day(5), Standing::Revoked, "ended"),
            (key.revoked(day(5)), day(31), Standing::Revoked, "ended first, expired later"),
        ] {
            assert_eq!(key.standing(now), standing, "{why}");
        }
    }

    #[test]
    fn ending_twice_keeps_the_first_time() {
        assert_eq!(key(3).unwrap().revoked(day(1)).revoked(day(2)).revoked_at, Some(day(1)));
    }

    #[test]
    fn a_key_never_lives_for_ever() {
        for days in [0, -1, MAX_KEY_DAYS + 1, i64::MAX] {
            assert_eq!(key(days).unwrap_err().code(), Code::InvalidValue);
        }
    }

    #[test]
    fn use_is_noted_once_a_day() {
        let used = key(3).unwrap().used_on(date(2026, 3, 2)).unwrap();
        assert_eq!(used.used_on(date(2026, 3, 2)), None);
        assert_eq!(used.used_on(date(2026, 3, 1)), None, "a clock that runs behind does not turn the day back");
        assert!(used.used_on(date(2026, 3, 3)).is_some());
    }

    #[test]
    fn a_key_is_stored_and_read_back_without_its_secret() {
        let key = key(3).unwrap();
        let json = serde_json::to_string(&key).unwrap();
        assert_eq!(serde_json::from_str::<ApiKey>(&json).unwrap(), key);
        assert!(!json.contains(KeyText::draw([2; 32]).expose_secret()));
    }
}
