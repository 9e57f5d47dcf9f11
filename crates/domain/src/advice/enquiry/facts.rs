//! What can be read of an enquiry; nothing here changes one.

use jiff::Timestamp;

use super::{Assignment, Enquiry};
use crate::advice::ask::{Ask, Topic};
use crate::advice::clocks::Clocks;
use crate::advice::safeguarding::Flag;
use crate::advice::stage::Stage;
use crate::advice::thread::{Author, Message, Note};
use crate::calendar::{Calendar, Due, london_date};
use crate::digest::Digest;
use crate::reference::Reference;
use crate::retention::{Class, Facts, Fate, Policy};
use crate::tripwire;

impl Enquiry {
    /// Its reference.
    #[must_use]
    pub const fn reference(&self) -> &Reference {
        &self.reference
    }

    /// What the access code is compared with.
    #[must_use]
    pub const fn code(&self) -> &Digest {
        &self.code
    }

    /// What the family asked, as they asked it.
    #[must_use]
    pub const fn ask(&self) -> &Ask {
        &self.ask
    }

    /// What it is about: the family's choice, or staff's correction.
    #[must_use]
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// When it came.
    #[must_use]
    pub const fn received_at(&self) -> Timestamp {
        self.received_at
    }

    /// When the family last wrote.
    #[must_use]
    pub const fn family_wrote_at(&self) -> Timestamp {
        self.family_wrote_at
    }

    /// Where it stands.
    #[must_use]
    pub const fn stage(&self) -> &Stage {
        &self.stage
    }

    /// How long it has taken and may take.
    #[must_use]
    pub const fn clocks(&self) -> &Clocks {
        &self.clocks
    }

    /// What was said, oldest first.
    #[must_use]
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// What staff wrote for each other, oldest first.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Who had it, oldest first.
    #[must_use]
    pub fn assignments(&self) -> &[Assignment] {
        &self.assignments
    }

    /// The safeguarding flags, oldest first.
    #[must_use]
    pub fn flags(&self) -> &[Flag] {
        &self.flags
    }

    /// What will become of it.
    #[must_use]
    pub fn fate(&self, policy: &Policy, calendar: &Calendar) -> Fate {
        let facts = Facts {
            class: if self.ask.child.is_some() { Class::NamedEnquiry } else { Class::GeneralEnquiry },
            ended_on: self.stage.ended_at().map(london_date),
            born: None,
            family_last_wrote_on: Some(london_date(self.family_wrote_at)),
            flagged: !self.flags.is_empty(),
        };
        policy.fate(&facts, calendar)
    }

    /// Whether the family's words hold some after which somebody should look soon.
    #[must_use]
    pub fn may_be_safeguarding(&self) -> bool {
        let said = self.messages.iter().filter(|message| message.from == Author::Family).map(|message| &message.text);
        std::iter::once(&self.ask.question).chain(said).any(|text| tripwire::may_be_safeguarding(text.as_str()))
    }

    /// Whether a flag waits to be handled.
    #[must_use]
    pub fn has_unhandled_flag(&self) -> bool {
        self.flags.iter().any(|flag| flag.handled.is_none())
    }

    /// The soonest day by which we must do something. A flag is due on the working day on which it was raised.
    #[must_use]
    pub fn next_due(&self, calendar: &Calendar) -> Option<Due> {
        let flags = self.flags.iter().filter(|flag| flag.handled.is_none());
        let flags = flags.map(|flag| calendar.add_working_days(london_date(flag.at), 0));
        flags.chain(self.clocks.next_due(calendar)).min_by_key(|due| due.date)
    }

    /// Whether somebody still has something to do: it stays on the list of work while this holds.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.stage.ended_at().is_none() || self.has_unhandled_flag()
    }
}
