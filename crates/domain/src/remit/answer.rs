//! What the door answers; never a bare refusal: an answer always says why and who can help.

use serde::Serialize;

use super::table::Cohort;
use crate::choices;
use crate::words::LaCode;

choices! {
    /// The answer in a word.
    pub enum Verdict {
        /// Yes.
        Offered = "offered", "Offered";
        /// No; somebody else may help.
        NotOffered = "not_offered", "Not offered";
        /// Something must be known first.
        Depends = "depends", "Depends";
    }
}

choices! {
    /// Why, for programs.
    pub enum Outcome {
        /// It is offered.
        Offered = "offered", "Offered";
        /// It is offered once somebody with parental responsibility agrees.
        WithAgreement = "with_agreement", "Agreement needed";
        /// It is offered to professionals.
        ProfessionalsOnly = "professionals_only", "For professionals";
        /// Advice is offered, but no casework.
        AdviceOnly = "advice_only", "Advice only";
        /// Nobody has said which authority it is.
        AuthorityUnknown = "authority_unknown", "Authority not known";
        /// It belongs to another authority's Virtual School.
        AnotherAuthority = "another_authority", "Another authority";
        /// The child is not old enough yet.
        TooYoung = "too_young", "Too young";
        /// The child is too old.
        TooOld = "too_old", "Too old";
        /// The carer or social worker asks.
        ThroughCarer = "through_carer", "Through the carer or social worker";
        /// Not as a rule; a manager may decide otherwise.
        ManagerMayOverride = "manager_may_override", "A manager may decide";
        /// This council has not switched it on.
        SwitchedOff = "switched_off", "Not offered by this council";
        /// Somebody else does this.
        Signposted = "signposted", "Somebody else does this";
        /// It is not offered to these children.
        NotOffered = "not_offered", "Not offered";
        /// The child is in no group that Virtual Schools serve.
        NotCovered = "not_covered", "Not among the children we serve";
        /// The rules for these children do not hold on that day.
        NotInForce = "not_in_force", "Not in force";
    }
}

impl Outcome {
    /// The answer in a word.
    #[must_use]
    pub const fn verdict(self) -> Verdict {
        match self {
            Self::Offered | Self::WithAgreement | Self::ProfessionalsOnly | Self::AdviceOnly => Verdict::Offered,
            Self::AuthorityUnknown => Verdict::Depends,
            Self::AnotherAuthority
            | Self::TooYoung
            | Self::TooOld
            | Self::ThroughCarer
            | Self::ManagerMayOverride
            | Self::SwitchedOff
            | Self::Signposted
            | Self::NotOffered
            | Self::NotCovered
            | Self::NotInForce => Verdict::NotOffered,
        }
    }
}

/// Who can help instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Helper {
    /// Their name, as a sentence uses it.
    pub name: String,
    /// The authority's code, where it is a Virtual School.
    pub authority: Option<LaCode>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// In a word.
    pub verdict: Verdict,
    /// Why, for programs.
    pub reason: Outcome,
    /// The group of children, where there is one.
    pub cohort: Option<Cohort>,
    /// A page's heading.
    pub title: String,
    /// Plain sentences: why, and what to do now.
    pub explanation: Vec<String>,
    /// Who can help, where it is not us.
    pub who_can_help: Option<Helper>,
    /// The ground, as it is cited.
    pub basis: Option<String>,
    /// Whether that ground is a duty in law.
    pub statutory: bool,
}
