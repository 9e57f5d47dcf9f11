//! A session: somebody signed in with one browser, and how long that lasts. Never where it is kept.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Member;
use crate::draw::Draw;
use crate::problems::{Code, Fault};

/// How long a session lasts without a request, in minutes. Ours to decide: long enough to read a file and phone about it,
/// short enough for a desk somebody walked away from (OWASP ASVS 5.0, 7.3.1).
pub const IDLE_MINUTES: i64 = 60;
/// How long a session lasts at most, in hours: a working day and what runs over (OWASP ASVS 5.0, 7.3.2).
pub const ABSOLUTE_HOURS: i64 = 12;

const HEX: &[u8; 16] = b"0123456789abcdef";
/// 128 bits: nobody guesses one.
const ID_CHARS: usize = 32;

/// Names a session, so that it can be ended: 32 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SessionId(String);

impl SessionId {
    /// A new one from random bytes.
    #[must_use]
    pub fn draw(random: [u8; 32]) -> Self {
        let mut draw = Draw::new(random);
        Self(draw.word(HEX, ID_CHARS))
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for SessionId {
    type Error = Fault;
    fn try_from(stored: String) -> Result<Self, Fault> {
        let good = stored.len() == ID_CHARS && stored.bytes().all(|b| HEX.contains(&b));
        if good { Ok(Self(stored)) } else { Err(Fault::about(Code::InvalidFormat, "must be a session’s id")) }
    }
}

impl From<SessionId> for String {
    fn from(id: SessionId) -> Self {
        id.0
    }
}

/// Somebody signed in, as their browser carries it, sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Its name.
    pub id: SessionId,
    /// Who signed in, as they were then.
    pub member: Member,
    /// When they signed in.
    pub started_at: Timestamp,
    /// When they last asked for something, to the minute or so.
    pub seen_at: Timestamp,
}

impl Session {
    /// One that begins.
    #[must_use]
    pub const fn begun(id: SessionId, member: Member, now: Timestamp) -> Self {
        Self { id, member, started_at: now, seen_at: now }
    }

    /// Whether its time is not over. A clock that is behind the one it began by makes it no older than it is.
    #[must_use]
    pub fn is_live(&self, now: Timestamp) -> bool {
        now.duration_since(self.seen_at) < SignedDuration::from_mins(IDLE_MINUTES) && !is_over(self.started_at, now)
    }

    /// It, seen now; `None` while that is noted already, so that a browser is not given a new cookie with each answer.
    #[must_use]
    pub fn seen(&self, now: Timestamp) -> Option<Self> {
        let due = now.duration_since(self.seen_at) >= SignedDuration::from_mins(1);
        due.then(|| Self { seen_at: now, ..self.clone() })
    }
}

/// Whether a session that began then has lasted as long as any may.
#[must_use]
pub(super) fn is_over(started_at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(started_at) >= SignedDuration::from_hours(ABSOLUTE_HOURS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{Membership, Role, StaffId};
    use crate::words::PersonName;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + minutes * 60).unwrap()
    }

    fn session() -> Session {
        let name = PersonName::parse("Amara Osei").unwrap();
        let member = Member { id: StaffId::draw([1; 32]), name, membership: Membership::Desk(Role::Adviser) };
        Session::begun(SessionId::draw([2; 32]), member, at(0))
    }

    #[test]
    fn a_session_ends_when_nobody_uses_it_and_at_the_end_of_the_day_in_any_case() {
        let (idle, most) = (IDLE_MINUTES, ABSOLUTE_HOURS * 60);
        let used = |minutes| session().seen(at(minutes)).unwrap();
        for (session, now, live, why) in [
            (session(), 0, true, "at once"),
            (session(), idle - 1, true, "just before an hour without a request"),
            (session(), idle, false, "after an hour without one"),
            (used(50), idle + 40, true, "used in between"),
            (used(most - 10), most - 1, true, "just before it has lasted as long as any"),
            (used(most - 10), most, false, "used all day long"),
            (session(), -5, true, "a clock that is behind"),
        ] {
            assert_eq!(session.is_live(at(now)), live, "{why}");
        }
    }

    #[test]
    fn being_seen_is_noted_once_a_minute() {
        assert_eq!(session().seen(Timestamp::from_second(at(0).as_second() + 59).unwrap()), None);
        assert_eq!(session().seen(at(1)).unwrap().seen_at, at(1));
        assert_eq!(session().seen(at(-1)), None, "a clock that is behind turns nothing back");
    }

    #[test]
    fn a_session_is_carried_and_read_back() {
        let json = serde_json::to_string(&session()).unwrap();
        assert_eq!(serde_json::from_str::<Session>(&json).unwrap(), session());
        assert!(SessionId::try_from("../../x".repeat(5)).is_err(), "nothing else passes for an id");
    }
}
