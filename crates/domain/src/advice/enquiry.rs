//! One family's enquiry: what they asked, what was said and done since, and how each step changes it. It is the only
//! place that changes an enquiry; it reads no clock and keeps nothing.

mod facts;
mod notify;

pub use notify::REMINDER_WORKING_DAYS;
mod rules;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use self::rules::reopened;
use super::action::{Action, Refusal};
use super::ask::{Ask, Topic};
use super::clocks::{Clocks, Promises};
use super::safeguarding::{Flag, Handling, MAX_FLAGS};
use super::stage::{Outcome, ServiceName, Stage};
use super::thread::{Author, MAX_MESSAGES, MAX_NOTES, Message, MessageText, Note, Purpose};
use crate::digest::Digest;
use crate::messages::Outgoing;
use crate::people::StaffMember;
use crate::reference::Reference;

/// For how long after its end an enquiry can be opened again, in calendar months.
pub const REOPEN_MONTHS: i8 = 3;

/// How many times one enquiry can be handed from one person to another.
pub const MAX_ASSIGNMENTS: usize = 200;

/// An enquiry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enquiry {
    reference: Reference,
    code: Digest,
    ask: Ask,
    topics: Vec<Topic>,
    received_at: Timestamp,
    family_wrote_at: Timestamp,
    stage: Stage,
    clocks: Clocks,
    messages: Vec<Message>,
    notes: Vec<Note>,
    assignments: Vec<Assignment>,
    flags: Vec<Flag>,
    /// Who is told what by email. Absent where nothing ever was, and in what was stored before there was any.
    #[serde(default, skip_serializing_if = "Outgoing::is_untouched")]
    outgoing: Outgoing,
}

/// Who was given an enquiry, by whom, when and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// When.
    pub at: Timestamp,
    /// To whom.
    pub to: StaffMember,
    /// By whom.
    pub by: StaffMember,
    /// Why, where somebody else had it before.
    pub reason: Option<MessageText>,
}

/// What a step makes of an enquiry, or why it may not be taken.
pub type Step = Result<Enquiry, Refusal>;

impl Enquiry {
    /// A new enquiry.
    #[must_use]
    pub fn received(reference: Reference, code: Digest, ask: Ask, promises: &Promises, now: Timestamp) -> Self {
        let received = Self {
            reference,
            code,
            topics: ask.topics.clone(),
            ask,
            received_at: now,
            family_wrote_at: now,
            stage: Stage::Received,
            clocks: Clocks::started(promises, now),
            messages: Vec::new(),
            notes: Vec::new(),
            assignments: Vec::new(),
            flags: Vec::new(),
            outgoing: Outgoing::default(),
        };
        received.telling_of_receipt(now)
    }

    /// The family writes again. What waited for them goes on; what had ended within [`REOPEN_MONTHS`] opens again.
    ///
    /// # Errors
    /// It ended too long ago, or the thread is full.
    pub fn family_writes(mut self, text: MessageText, promises: &Promises, now: Timestamp) -> Step {
        self.stage = match self.stage {
            Stage::WaitingForFamily { to } => {
                self.clocks.go_on(now);
                Stage::Assigned { to }
            }
            Stage::Answered { by } => {
                self.clocks.next_reply(promises, now);
                Stage::Assigned { to: by }
            }
            ended if ended.ended_at().is_some() => {
                let reopened = reopened(&ended, now)?;
                self.clocks.next_reply(promises, now);
                reopened
            }
            open => open,
        };
        self.family_wrote_at = now;
        self.telling_staff(now).say(Author::Family, text, now)
    }

    /// The family takes the enquiry back.
    ///
    /// # Errors
    /// It has ended already.
    pub fn withdraw(mut self, now: Timestamp) -> Step {
        self.may(Action::Withdraw)?;
        self.clocks.stop(now);
        self.stage = Stage::Withdrawn { at: now };
        Ok(self.waiting_no_more())
    }

    /// Staff read it and sort it; `topics` corrects the family's choice.
    ///
    /// # Errors
    /// Somebody has sorted it already, or there is no room for the note.
    pub fn triage(
        mut self,
        by: &StaffMember,
        topics: Option<Vec<Topic>>,
        note: Option<MessageText>,
        now: Timestamp,
    ) -> Step {
        self.may(Action::Triage)?;
        if let Some(topics) = topics {
            self.topics = topics;
        }
        if let Some(text) = note {
            self = self.note(by, text, now)?;
        }
        self.stage = Stage::Triaged;
        Ok(self)
    }

    /// Staff keep a note that the family does not see in the thread.
    ///
    /// # Errors
    /// There is no room.
    pub fn note(mut self, by: &StaffMember, text: MessageText, now: Timestamp) -> Step {
        if self.notes.len() >= MAX_NOTES {
            return Err(Refusal::Full);
        }
        self.notes.push(Note { at: now, by: by.clone(), text });
        Ok(self)
    }

    /// Staff give it to somebody.
    ///
    /// # Errors
    /// It has ended; it is theirs already; it is somebody else's and `by` is neither that person nor a manager.
    pub fn assign(mut self, by: &StaffMember, to: StaffMember, reason: Option<MessageText>, now: Timestamp) -> Step {
        self.may(Action::Assign)?;
        if self.stage.staff().is_some_and(|before| before.id == to.id) {
            return Err(Refusal::AlreadyTheirs);
        }
        self.may_be_given_by(by)?;
        if self.assignments.len() >= MAX_ASSIGNMENTS {
            return Err(Refusal::Full);
        }
        self.assignments.push(Assignment { at: now, to: to.clone(), by: by.clone(), reason });
        self.stage = match self.stage {
            Stage::WaitingForFamily { .. } => Stage::WaitingForFamily { to },
            Stage::Answered { .. } => Stage::Answered { by: to },
            _ => Stage::Assigned { to },
        };
        Ok(self)
    }

    /// Staff ask the family for something; the clock stops until they write.
    ///
    /// # Errors
    /// Nobody has the enquiry, it has ended, or the thread is full.
    pub fn ask_family(mut self, by: &StaffMember, text: MessageText, now: Timestamp) -> Step {
        let to = self.whose(Action::Ask)?;
        self.clocks.wait(now);
        self.stage = Stage::WaitingForFamily { to };
        self.telling_of_question(now).say_as(by, Purpose::Question, text, now)
    }

    /// Staff answer.
    ///
    /// # Errors
    /// Nobody has the enquiry, it has ended, or the thread is full.
    pub fn answer(mut self, by: &StaffMember, text: MessageText, now: Timestamp) -> Step {
        let whose = self.whose(Action::Answer)?;
        self.clocks.stop(now);
        self.stage = Stage::Answered { by: whose };
        self.telling_of_answer(now).say_as(by, Purpose::Answer, text, now)
    }

    /// Staff name another service that can help better; the enquiry ends.
    ///
    /// # Errors
    /// It has ended, a flag is not handled, or the thread is full.
    pub fn signpost(mut self, by: &StaffMember, service: ServiceName, text: MessageText, now: Timestamp) -> Step {
        self.may_end(Action::Signpost)?;
        self.clocks.stop(now);
        self.stage = Stage::Signposted { service, by: by.clone(), at: now };
        self.telling_of_answer(now).say_as(by, Purpose::Signpost, text, now)
    }

    /// Staff name the authority whose Virtual School can help; the enquiry ends.
    ///
    /// # Errors
    /// It has ended, a flag is not handled, or the thread is full.
    pub fn redirect(mut self, by: &StaffMember, authority: ServiceName, text: MessageText, now: Timestamp) -> Step {
        self.may_end(Action::Redirect)?;
        self.clocks.stop(now);
        self.stage = Stage::Redirected { authority, by: by.clone(), at: now };
        self.telling_of_answer(now).say_as(by, Purpose::Redirect, text, now)
    }

    /// Staff finish it.
    ///
    /// # Errors
    /// It has ended, the outcome does not fit its state, or a flag is not handled.
    pub fn close(mut self, by: &StaffMember, outcome: Outcome, now: Timestamp) -> Step {
        self.may_end(Action::Close)?;
        let fits = match outcome {
            Outcome::Answered => matches!(self.stage, Stage::Answered { .. }),
            Outcome::NoReply => matches!(self.stage, Stage::WaitingForFamily { .. }),
            Outcome::Duplicate => true,
        };
        if !fits {
            return Err(Refusal::OutcomeDoesNotFit { stage: self.stage.name() });
        }
        self.clocks.stop(now);
        let whose = self.stage.staff().unwrap_or(by).clone();
        self.stage = Stage::Closed { outcome, by: whose, at: now };
        Ok(self.waiting_no_more())
    }

    /// Staff open it again; the reason is kept as a note.
    ///
    /// # Errors
    /// It has not ended, or too long ago, or there is no room for the note.
    pub fn reopen(mut self, by: &StaffMember, reason: MessageText, promises: &Promises, now: Timestamp) -> Step {
        self.may(Action::Reopen)?;
        self = self.note(by, reason, now)?;
        self.stage = reopened(&self.stage, now)?;
        self.clocks.next_reply(promises, now);
        Ok(self)
    }

    /// Staff raise a safeguarding flag, whatever the state.
    ///
    /// # Errors
    /// There is no room.
    pub fn flag(mut self, by: &StaffMember, concern: MessageText, now: Timestamp) -> Step {
        if self.flags.len() >= MAX_FLAGS {
            return Err(Refusal::Full);
        }
        let number = self.flags.last().map_or(1, |last| last.number.saturating_add(1));
        self.flags.push(Flag { number, at: now, by: by.clone(), concern, handled: None });
        Ok(self)
    }

    /// Staff say what was done about a flag.
    ///
    /// # Errors
    /// There is no such flag, or it was handled before.
    pub fn handle_flag(mut self, number: u32, handling: Handling) -> Step {
        let flag = self.flags.iter_mut().find(|flag| flag.number == number && flag.handled.is_none());
        flag.ok_or(Refusal::NoSuchFlag)?.handled = Some(handling);
        Ok(self)
    }

    fn say_as(mut self, by: &StaffMember, purpose: Purpose, text: MessageText, now: Timestamp) -> Step {
        self.clocks.contacted(now);
        self.say(Author::Staff { by: by.clone(), purpose }, text, now)
    }

    fn say(mut self, from: Author, text: MessageText, now: Timestamp) -> Step {
        if self.messages.len() >= MAX_MESSAGES {
            return Err(Refusal::Full);
        }
        self.messages.push(Message { at: now, from, text });
        Ok(self)
    }
}
