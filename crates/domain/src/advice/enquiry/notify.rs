//! Whom each step of an enquiry tells by email. Never what was said: only that something was. A family that asked to be
//! phoned gets none.

use jiff::Timestamp;

use super::Enquiry;
use crate::advice::ask::Reply;
use crate::calendar::{Calendar, london_date, morning};
use crate::messages::{Addressee, Kind, Outgoing};
use crate::words::EmailAddress;

/// How many working days a family has to answer us before we remind them, once. [Our decision.]
pub const REMINDER_WORKING_DAYS: u32 = 5;

impl Enquiry {
    /// What goes out by email, for whoever sends it.
    #[must_use]
    pub const fn outgoing(&self) -> &Outgoing {
        &self.outgoing
    }

    /// The same, to note what became of it: nothing that anybody said or did.
    pub const fn outgoing_mut(&mut self) -> &mut Outgoing {
        &mut self.outgoing
    }

    /// Where the family gets email, if they want it.
    #[must_use]
    pub const fn email(&self) -> Option<&EmailAddress> {
        match &self.ask.reply {
            Reply::Email(email) => Some(email),
            Reply::Phone { .. } => None,
        }
    }

    pub(super) fn telling_of_receipt(self, now: Timestamp) -> Self {
        self.telling_the_family(Kind::Received, now)
    }

    /// And once more if they do not answer: the reminder is written with the question, and called off by whatever ends
    /// the waiting, so that nobody has to remember it.
    pub(super) fn telling_of_question(self, now: Timestamp) -> Self {
        let due = Calendar::england_and_wales().add_working_days(london_date(now), REMINDER_WORKING_DAYS);
        let mut enquiry = self.waiting_no_more().telling_the_family(Kind::WaitingForYou, now);
        if enquiry.email().is_some() {
            enquiry.outgoing.write_for_later(Kind::Reminder, Addressee::Subject, morning(due.date), now);
        }
        enquiry
    }

    pub(super) fn telling_of_answer(self, now: Timestamp) -> Self {
        self.waiting_no_more().telling_the_family(Kind::Answered, now)
    }

    /// The family wrote: whoever has the enquiry hears of it.
    pub(super) fn telling_staff(self, now: Timestamp) -> Self {
        let mut enquiry = self.waiting_no_more();
        if let Some(staff) = enquiry.stage.staff() {
            let to = Addressee::Staff(staff.id.clone());
            enquiry.outgoing.write(Kind::FamilyWrote, to, now);
        }
        enquiry
    }

    pub(super) fn waiting_no_more(mut self) -> Self {
        self.outgoing.call_off(Kind::WaitingForYou);
        self.outgoing.call_off(Kind::Reminder);
        self
    }

    fn telling_the_family(mut self, kind: Kind, now: Timestamp) -> Self {
        if self.email().is_some() {
            self.outgoing.write(kind, Addressee::Subject, now);
        }
        self
    }
}
