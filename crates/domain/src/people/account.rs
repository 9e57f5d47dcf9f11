//! An account at another service with which somebody signed in, and whom it can be. Never how that was proved.

use super::{Identity, Membership, Way};
use crate::words::{EmailAddress, Urn};

/// What an identity provider proved of whoever signed in with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Which service it is.
    pub way: Way,
    /// Who they are to it.
    pub identity: Identity,
    /// Their address, proved to be theirs.
    pub email: EmailAddress,
    /// The setting they came for, where the service says so.
    pub urn: Option<Urn>,
}

impl Account {
    /// Whether it is for somebody in that place to use: a council’s account for the council’s own staff, DfE Sign-in for
    /// the staff of the very setting that it names.
    #[must_use]
    pub fn opens(&self, membership: &Membership) -> bool {
        match (self.way, membership) {
            (Way::Council, Membership::Desk(_)) => true,
            (Way::School, Membership::School(urn)) => self.urn.as_ref() == Some(urn),
            (Way::Council | Way::School | Way::Link | Way::First, _) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ProviderId, Role};
    use super::*;

    #[test]
    fn an_account_opens_only_the_place_it_is_for() {
        let urn = |typed: &str| Urn::parse(typed).unwrap();
        let account = |way, urn| Account {
            way,
            identity: Identity { issuer: "https://a".to_owned(), subject: "1".to_owned() },
            email: EmailAddress::parse("robin@ashe.example").unwrap(),
            urn,
        };
        let desk = Membership::Desk(Role::Adviser);
        let school = Membership::School(urn("100869"));
        let provider = Membership::Provider(ProviderId::parse("winchmore-tutors").unwrap());
        let cases = [
            (account(Way::Council, None), &desk, true, "the council’s own staff"),
            (account(Way::Council, Some(urn("100869"))), &school, false, "a council account is not a school’s"),
            (account(Way::Council, None), &provider, false, "nor a provider’s"),
            (account(Way::School, Some(urn("100869"))), &school, true, "the school they came for"),
            (account(Way::School, Some(urn("100870"))), &school, false, "another school"),
            (account(Way::School, None), &school, false, "no school, such as a trust"),
            (account(Way::School, Some(urn("100869"))), &desk, false, "our staff do not come through their school"),
            (account(Way::Link, None), &desk, false, "a link is no account"),
        ];
        for (account, membership, opens, why) in cases {
            assert_eq!(account.opens(membership), opens, "{why}");
        }
    }
}
