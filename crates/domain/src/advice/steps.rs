//! What staff do to an enquiry, as values: which step, what comes with it, and what it makes of the enquiry. Programs and
//! pages take the very same steps. It reads nothing and keeps nothing.

use jiff::Timestamp;

use super::action::Action;
use super::ask::Topic;
use super::clocks::Promises;
use super::enquiry::{Enquiry, Step};
use super::requests::{Assign, Close, HandleFlag, RaiseFlag, Redirect, Reopen, Say, Signpost, Triage};
use super::safeguarding::Handling;
use super::stage::{Outcome, ServiceName};
use super::thread::MessageText;
use crate::input::{Body, FromBody};
use crate::people::{Role, StaffMember};

crate::choices! {
    /// The name of a [`StaffStep`].
    pub enum StepName {
        /// Writes the answer.
        Answer = "answer", "Answer";
        /// Asks the family for something.
        AskFamily = "ask", "Ask the family something";
        /// Gives it to somebody, who may be whoever gives it.
        Assign = "assign", "Give it to somebody";
        /// Sorts it by topic.
        Triage = "triage", "Sort it by topic";
        /// Keeps a note between staff.
        Note = "note", "Write a note for colleagues";
        /// Raises a safeguarding flag.
        RaiseFlag = "flag", "Raise a safeguarding flag";
        /// Says what was done about a safeguarding flag.
        HandleFlag = "handle_flag", "Say what was done about a safeguarding flag";
        /// Names another service that can help.
        Signpost = "signpost", "Point to another service";
        /// Names the authority whose Virtual School can help.
        Redirect = "redirect", "Point to another council’s Virtual School";
        /// Finishes it.
        Close = "close", "Close it";
        /// Opens it again.
        Reopen = "reopen", "Open it again";
    }
}

/// A step that staff take, with all that it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaffStep {
    /// Writes the answer.
    Answer(MessageText),
    /// Asks the family for something.
    AskFamily(MessageText),
    /// Gives it to somebody.
    Assign {
        /// To whom.
        to: StaffMember,
        /// Why.
        reason: Option<MessageText>,
    },
    /// Sorts it.
    Triage {
        /// What it is about, where the family's choice needs putting right.
        topics: Option<Vec<Topic>>,
        /// A note for whoever takes it.
        note: Option<MessageText>,
    },
    /// Keeps a note between staff.
    Note(MessageText),
    /// Raises a safeguarding flag.
    RaiseFlag(MessageText),
    /// Says what was done about a safeguarding flag.
    HandleFlag {
        /// Which flag.
        number: u32,
        /// To whom it was passed.
        passed_to: ServiceName,
        /// What was said or decided.
        note: Option<MessageText>,
    },
    /// Names another service.
    Signpost {
        /// Which.
        service: ServiceName,
        /// What the family reads.
        text: MessageText,
    },
    /// Names another authority.
    Redirect {
        /// Which.
        authority: ServiceName,
        /// What the family reads.
        text: MessageText,
    },
    /// Finishes it.
    Close(Outcome),
    /// Opens it again, and why.
    Reopen(MessageText),
}

impl StepName {
    /// What histories call it once it is done. Never changed: stored histories hold it.
    #[must_use]
    pub const fn done(self) -> &'static str {
        match self {
            Self::Answer => "answered",
            Self::AskFamily => "asked the family",
            Self::Assign => "assigned",
            Self::Triage => "triaged",
            Self::Note => "noted",
            Self::RaiseFlag => "raised a safeguarding flag",
            Self::HandleFlag => "handled a safeguarding flag",
            Self::Signpost => "signposted",
            Self::Redirect => "redirected",
            Self::Close => "closed",
            Self::Reopen => "reopened",
        }
    }

    /// The action whose rules it keeps; `None` for what may be done whatever the state.
    #[must_use]
    pub const fn action(self) -> Option<Action> {
        Some(match self {
            Self::Answer => Action::Answer,
            Self::AskFamily => Action::Ask,
            Self::Assign => Action::Assign,
            Self::Triage => Action::Triage,
            Self::Signpost => Action::Signpost,
            Self::Redirect => Action::Redirect,
            Self::Close => Action::Close,
            Self::Reopen => Action::Reopen,
            Self::Note | Self::RaiseFlag | Self::HandleFlag => return None,
        })
    }

    /// The fields that it is read from.
    #[must_use]
    pub const fn body(self) -> &'static Body {
        match self {
            Self::Answer | Self::AskFamily | Self::Note => Say::BODY,
            Self::Assign => Assign::BODY,
            Self::Triage => Triage::BODY,
            Self::RaiseFlag => RaiseFlag::BODY,
            Self::HandleFlag => HandleFlag::BODY,
            Self::Signpost => Signpost::BODY,
            Self::Redirect => Redirect::BODY,
            Self::Close => Close::BODY,
            Self::Reopen => Reopen::BODY,
        }
    }

    /// The least role that may take it.
    #[must_use]
    pub fn least_role(self) -> Role {
        self.action().and_then(Action::least_role).unwrap_or(Role::Adviser)
    }
}

impl StaffStep {
    /// Which step it is.
    #[must_use]
    pub const fn name(&self) -> StepName {
        match self {
            Self::Answer(_) => StepName::Answer,
            Self::AskFamily(_) => StepName::AskFamily,
            Self::Assign { .. } => StepName::Assign,
            Self::Triage { .. } => StepName::Triage,
            Self::Note(_) => StepName::Note,
            Self::RaiseFlag(_) => StepName::RaiseFlag,
            Self::HandleFlag { .. } => StepName::HandleFlag,
            Self::Signpost { .. } => StepName::Signpost,
            Self::Redirect { .. } => StepName::Redirect,
            Self::Close(_) => StepName::Close,
            Self::Reopen(_) => StepName::Reopen,
        }
    }

    /// What it makes of an enquiry.
    ///
    /// # Errors
    /// Why it may not be taken.
    pub fn take(&self, enquiry: Enquiry, by: &StaffMember, promises: &Promises, now: Timestamp) -> Step {
        match self.clone() {
            Self::Answer(text) => enquiry.answer(by, text, now),
            Self::AskFamily(text) => enquiry.ask_family(by, text, now),
            Self::Assign { to, reason } => enquiry.assign(by, to, reason, now),
            Self::Triage { topics, note } => enquiry.triage(by, topics, note, now),
            Self::Note(text) => enquiry.note(by, text, now),
            Self::RaiseFlag(concern) => enquiry.flag(by, concern, now),
            Self::HandleFlag { number, passed_to, note } => {
                enquiry.handle_flag(number, Handling { at: now, by: by.clone(), passed_to, note })
            }
            Self::Signpost { service, text } => enquiry.signpost(by, service, text, now),
            Self::Redirect { authority, text } => enquiry.redirect(by, authority, text, now),
            Self::Close(outcome) => enquiry.close(by, outcome, now),
            Self::Reopen(reason) => enquiry.reopen(by, reason, promises, now),
        }
    }
}
