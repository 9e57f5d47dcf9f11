//! What may be done to an enquiry, when and by whom, as one table; it does nothing itself.

use super::stage::StageName;
use crate::choice::Choice;
use crate::people::Role;

crate::choices! {
    /// Something staff or the family do to an enquiry.
    pub enum Action {
        /// Staff read it and sort it by topic.
        Triage = "triage", "sort this enquiry";
        /// Staff give it to somebody, who may be themselves.
        Assign = "assign", "give this enquiry to somebody";
        /// Staff ask the family for something.
        Ask = "ask", "ask the family";
        /// Staff answer.
        Answer = "answer", "answer this enquiry";
        /// Staff name another service that can help.
        Signpost = "signpost", "point to another service";
        /// Staff name the authority whose Virtual School can help.
        Redirect = "redirect", "point to another authority";
        /// Staff finish it.
        Close = "close", "close this enquiry";
        /// Staff open it again.
        Reopen = "reopen", "open this enquiry again";
        /// The family takes it back.
        Withdraw = "withdraw", "withdraw this enquiry";
    }
}

impl Action {
    /// The states in which it may be done.
    #[must_use]
    pub const fn allowed_in(self) -> &'static [StageName] {
        use StageName::{Answered, Assigned, Closed, Received, Redirected, Signposted, Triaged, WaitingForFamily};
        match self {
            Self::Triage => &[Received],
            Self::Assign => &[Received, Triaged, Assigned, WaitingForFamily, Answered],
            Self::Ask | Self::Answer => &[Assigned, WaitingForFamily],
            Self::Signpost | Self::Redirect => &[Received, Triaged, Assigned, WaitingForFamily],
            Self::Close => &[Received, Triaged, Assigned, WaitingForFamily, Answered],
            Self::Reopen => &[Closed, Redirected, Signposted],
            Self::Withdraw => &[Received, Triaged, Assigned, WaitingForFamily, Answered],
        }
    }

    /// The least role of staff that may do it; `None` for what the family does.
    #[must_use]
    pub const fn least_role(self) -> Option<Role> {
        match self {
            Self::Triage | Self::Assign | Self::Ask | Self::Answer | Self::Signpost | Self::Redirect | Self::Close => {
                Some(Role::Adviser)
            }
            Self::Reopen => Some(Role::Manager),
            Self::Withdraw => None,
        }
    }
}

/// Why something may not be done now. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The enquiry is in a state that does not allow it.
    #[error("{} is not allowed while {}", .action.name(), .stage.name())]
    NotNow {
        /// What was tried.
        action: Action,
        /// Where the enquiry stands.
        stage: StageName,
    },
    /// A safeguarding flag has not been handled, and it may not disappear from the list.
    #[error("a safeguarding flag is not handled")]
    FlagUnhandled,
    /// There is no flag of that number, or it has been handled.
    #[error("no unhandled flag of that number")]
    NoSuchFlag,
    /// It ended too long ago to be opened again.
    #[error("it ended too long ago to be opened again")]
    EndedTooLongAgo,
    /// The outcome does not fit the state.
    #[error("that outcome does not fit {}", .stage.name())]
    OutcomeDoesNotFit {
        /// Where the enquiry stands.
        stage: StageName,
    },
    /// Only a manager may take an enquiry from somebody else.
    #[error("only a manager may take it from somebody else")]
    OnlyAManager,
    /// It is that person's already.
    #[error("it is that person's already")]
    AlreadyTheirs,
    /// The thread, the notes, the flags or the list of assignments is full.
    #[error("the enquiry is full")]
    Full,
}

impl Refusal {
    /// The reader's sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::NotNow { action, stage } => {
                format!("You cannot {} now: it is “{}”.", action.label(), stage.label())
            }
            Self::FlagUnhandled => {
                "This enquiry has a safeguarding flag. Say what was done about it before you finish the enquiry.".into()
            }
            Self::NoSuchFlag => "There is no open safeguarding flag with that number on this enquiry.".into(),
            Self::EndedTooLongAgo => {
                "This enquiry ended more than 3 months ago. Please ask a new question instead.".into()
            }
            Self::OutcomeDoesNotFit { stage } => {
                format!("That outcome does not fit an enquiry that is “{}”.", stage.label())
            }
            Self::OnlyAManager => "This enquiry is somebody else’s. Ask them or a manager to hand it over.".into(),
            Self::AlreadyTheirs => "That person has this enquiry already.".into(),
            Self::Full => "This enquiry is full. Please ask a new question, or phone us.".into(),
        }
    }
}
