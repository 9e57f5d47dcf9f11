//! Somebody whom an administrator let in: who they are, whether they still may come, and with which browsers they are
//! signed in. Never a secret.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::session::is_over;
use super::{Member, Membership, Role, SessionId, StaffId};
use crate::choices;
use crate::messages::{Addressee, Kind, Outgoing};
use crate::words::{EmailAddress, PersonName};

/// With how many browsers somebody may be signed in at once; one more signs the oldest out.
pub const MAX_SESSIONS: usize = 10;
/// How many identities of other services lead to one person.
const MAX_IDENTITIES: usize = 5;

choices! {
    /// How somebody signed in.
    pub enum Way {
        /// With a link that was sent to their address.
        Link = "link", "A link in an email";
        /// With their council account.
        Council = "council", "Your council account";
        /// With DfE Sign-in.
        School = "school", "DfE Sign-in";
        /// As the first administrator of a new installation.
        First = "first", "The link of the first start";
    }
}

/// A person as they are stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Who they are to us.
    pub member: Member,
    /// Where their links go. It names them for good: another address is another person.
    pub email: EmailAddress,
    /// When they were first let in.
    pub invited_at: Timestamp,
    /// Since when they may no longer come.
    pub ended_at: Option<Timestamp>,
    /// The browsers they signed in with; some may be over.
    pub sessions: Vec<SignedIn>,
    /// Who they are to the services they sign in with.
    #[serde(default)]
    pub identities: Vec<Identity>,
    /// What goes out to them.
    #[serde(default, skip_serializing_if = "Outgoing::is_untouched")]
    pub outgoing: Outgoing,
}

/// A browser that somebody signed in with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedIn {
    /// Its session.
    pub id: SessionId,
    /// When it began.
    pub at: Timestamp,
    /// How.
    pub way: Way,
}

impl SignedIn {
    /// Whether it has lasted as long as any may.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        is_over(self.at, now)
    }
}

/// Somebody as an identity provider names them (OpenID Connect Core 1.0, section 2: `iss` and `sub`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// The person there. Never given to anybody else.
    pub subject: String,
}

/// Why a person stays as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonRefusal {
    /// They may no longer come.
    Ended,
    /// They may still come.
    NotEnded,
    /// An administrator would shut themselves out.
    Yourself,
    /// The identity provider names somebody else under this address than before.
    SomebodyElse,
}

impl PersonRefusal {
    /// What to say of it.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Ended => "This person’s access has ended. Invite them again first",
            Self::NotEnded => "This person has access already",
            Self::Yourself => "You cannot end your own access or change your own role. Ask another administrator",
            Self::SomebodyElse => "This account is not the one that signed in before",
        }
    }
}

impl Person {
    /// Somebody who is let in.
    #[must_use]
    pub fn invited(member: Member, email: EmailAddress, now: Timestamp) -> Self {
        let (sessions, identities, outgoing) = (Vec::new(), Vec::new(), Outgoing::default());
        Self { member, email, invited_at: now, ended_at: None, sessions, identities, outgoing }
    }

    /// They, let in once more, in another place perhaps. An address may have been given to somebody else meanwhile: which
    /// accounts at other services are theirs is learnt anew.
    ///
    /// # Errors
    /// They never left.
    pub fn invited_again(self, name: PersonName, membership: Membership) -> Result<Self, PersonRefusal> {
        if self.ended_at.is_none() {
            return Err(PersonRefusal::NotEnded);
        }
        let member = Member { name, membership, ..self.member };
        Ok(Self { member, ended_at: None, identities: Vec::new(), ..self })
    }

    /// They under another name or in another role. Whoever is signed in must sign in again to have it.
    ///
    /// # Errors
    /// They may no longer come; an administrator would take their own role away.
    pub fn changed(self, by: &StaffId, name: PersonName, membership: Membership) -> Result<Self, PersonRefusal> {
        self.admitted()?;
        if self.member.id == *by && membership != Membership::Desk(Role::Admin) {
            return Err(PersonRefusal::Yourself);
        }
        Ok(Self { member: Member { name, membership, ..self.member }, ..self })
    }

    /// They, no longer let in. Ending it again changes nothing: whoever repeats it may need to sign browsers out that a
    /// failure left in.
    ///
    /// # Errors
    /// An administrator would shut themselves out.
    pub fn ended(mut self, by: &StaffId, now: Timestamp) -> Result<Self, PersonRefusal> {
        if self.member.id == *by {
            return Err(PersonRefusal::Yourself);
        }
        self.ended_at.get_or_insert(now);
        self.outgoing.call_off(Kind::SignInLink);
        Ok(self)
    }

    /// They, signed in with one browser more; and the sessions that are to end for it.
    ///
    /// # Errors
    /// They may no longer come.
    pub fn signed_in(mut self, session: SignedIn, now: Timestamp) -> Result<(Self, Vec<SessionId>), PersonRefusal> {
        self.admitted()?;
        // Who is in needs none.
        self.outgoing.call_off(Kind::SignInLink);
        self.sessions.retain(|known| !known.is_over(now));
        let surplus = (self.sessions.len() + 1).saturating_sub(MAX_SESSIONS);
        let ended = self.sessions.drain(..surplus.min(self.sessions.len())).map(|old| old.id).collect();
        self.sessions.push(session);
        Ok((self, ended))
    }

    /// They, known under an identity. The first that signs in under their address is theirs; from then on no other of the
    /// same provider is, whatever address it has.
    ///
    /// # Errors
    /// The provider named somebody else before.
    pub fn known_as(mut self, identity: Identity) -> Result<Self, PersonRefusal> {
        match self.identities.iter().find(|known| known.issuer == identity.issuer) {
            Some(known) if known.subject == identity.subject => {}
            Some(_) => return Err(PersonRefusal::SomebodyElse),
            None if self.identities.len() >= MAX_IDENTITIES => return Err(PersonRefusal::SomebodyElse),
            None => self.identities.push(identity),
        }
        Ok(self)
    }

    /// They, with a link to sign in on its way, made of a number drawn by chance.
    ///
    /// # Errors
    /// They may no longer come.
    pub fn sent_a_link(mut self, drawn: u64, now: Timestamp) -> Result<Self, PersonRefusal> {
        self.admitted()?;
        self.outgoing.write_link(Addressee::Subject, drawn, now);
        Ok(self)
    }

    /// Passes for who may still come.
    ///
    /// # Errors
    /// They may not.
    pub const fn admitted(&self) -> Result<(), PersonRefusal> {
        if self.ended_at.is_none() { Ok(()) } else { Err(PersonRefusal::Ended) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + hours * 3600).unwrap()
    }

    fn id(seed: u8) -> StaffId {
        StaffId::draw([seed; 32])
    }

    fn name(name: &str) -> PersonName {
        PersonName::parse(name).unwrap()
    }

    fn amara() -> Person {
        let member = Member { id: id(1), name: name("Amara Osei"), membership: Membership::Desk(Role::Admin) };
        Person::invited(member, EmailAddress::parse("amara@larkshire.example").unwrap(), at(0))
    }

    fn browser(seed: u8, hours: i64) -> SignedIn {
        SignedIn { id: SessionId::draw([seed; 32]), at: at(hours), way: Way::Link }
    }

    #[test]
    fn who_has_left_neither_signs_in_nor_changes_until_invited_again() {
        let left = amara().ended(&id(2), at(1)).unwrap();
        assert_eq!(left.clone().signed_in(browser(1, 2), at(2)).unwrap_err(), PersonRefusal::Ended);
        let role = Membership::Desk(Role::Adviser);
        assert_eq!(left.clone().changed(&id(2), name("A"), role.clone()).unwrap_err(), PersonRefusal::Ended);
        let back = left.invited_again(name("Amara Mensah"), role.clone()).unwrap();
        assert_eq!((back.member.id.clone(), back.member.membership.clone()), (id(1), role));
        assert!(back.clone().signed_in(browser(1, 3), at(3)).is_ok());
        let again = back.invited_again(name("A"), Membership::Desk(Role::Admin));
        assert_eq!(again.unwrap_err(), PersonRefusal::NotEnded);
    }

    #[test]
    fn ending_twice_keeps_the_first_time() {
        assert_eq!(amara().ended(&id(2), at(1)).unwrap().ended(&id(2), at(2)).unwrap().ended_at, Some(at(1)));
    }

    #[test]
    fn nobody_shuts_themselves_out() {
        assert_eq!(amara().ended(&id(1), at(1)).unwrap_err(), PersonRefusal::Yourself);
        let lesser = amara().changed(&id(1), name("Amara Osei"), Membership::Desk(Role::Manager));
        assert_eq!(lesser.unwrap_err(), PersonRefusal::Yourself);
        assert!(amara().changed(&id(1), name("Amara Mensah"), Membership::Desk(Role::Admin)).is_ok(), "a new name is");
        assert!(
            amara().changed(&id(2), name("Amara Osei"), Membership::Desk(Role::Manager)).is_ok(),
            "so is another’s"
        );
    }

    #[test]
    fn one_browser_too_many_signs_the_oldest_out_and_those_that_are_over_do_not_count() {
        let mut person = amara();
        for seed in 1..=10 {
            let (signed_in, ended) = person.signed_in(browser(seed, 0), at(0)).unwrap();
            assert_eq!(ended, []);
            person = signed_in;
        }
        let (full, ended) = person.clone().signed_in(browser(11, 1), at(1)).unwrap();
        assert_eq!((full.sessions.len(), ended), (MAX_SESSIONS, vec![SessionId::draw([1; 32])]));
        let (tomorrow, ended) = person.signed_in(browser(12, 20), at(20)).unwrap();
        assert_eq!((tomorrow.sessions.len(), ended), (1, vec![]));
    }

    #[test]
    fn the_first_identity_of_a_provider_is_theirs_and_no_other_of_it() {
        let identity =
            |issuer: &str, subject: &str| Identity { issuer: issuer.to_owned(), subject: subject.to_owned() };
        let known = amara().known_as(identity("https://a", "1")).unwrap();
        assert_eq!(known.clone().known_as(identity("https://a", "1")), Ok(known.clone()));
        assert_eq!(known.clone().known_as(identity("https://a", "2")), Err(PersonRefusal::SomebodyElse));
        assert_eq!(known.clone().known_as(identity("https://b", "2")).unwrap().identities.len(), 2);
        let left = known.ended(&id(2), at(1)).unwrap();
        let back = left.invited_again(name("Amara Osei"), Membership::Desk(Role::Adviser)).unwrap();
        assert!(back.known_as(identity("https://a", "2")).is_ok(), "the address may be somebody else’s now");
    }

    #[test]
    fn a_link_is_on_its_way_only_to_who_may_come() {
        let asked = amara().sent_a_link(7, at(1)).unwrap();
        assert_eq!(asked.outgoing.queue().len(), 1);
        let left = asked.ended(&id(2), at(2)).unwrap();
        assert_eq!(left.outgoing.queue(), []);
        assert_eq!(left.sent_a_link(8, at(3)).unwrap_err(), PersonRefusal::Ended);
        let (inside, _) = amara().sent_a_link(9, at(1)).unwrap().signed_in(browser(1, 1), at(1)).unwrap();
        assert_eq!(inside.outgoing.queue(), [], "who came in another way needs none");
    }

    #[test]
    fn a_person_is_stored_and_read_back() {
        let (person, _) = amara().signed_in(browser(1, 0), at(0)).unwrap();
        let json = serde_json::to_string(&person).unwrap();
        assert_eq!(serde_json::from_str::<Person>(&json).unwrap(), person);
    }
}
