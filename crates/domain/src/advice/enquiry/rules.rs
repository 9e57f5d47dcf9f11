//! What may be done to an enquiry as it stands, whatever would be written or chosen. The steps themselves ask here, and so
//! does whoever offers them.

use jiff::Timestamp;

use super::{Enquiry, REOPEN_MONTHS};
use crate::advice::action::{Action, Refusal};
use crate::advice::stage::Stage;
use crate::calendar::{london_date, months_after};
use crate::people::{Role, StaffMember};

impl Enquiry {
    /// Whether somebody on the staff may do this now. Whether their role may do it at all is [`Action::least_role`]'s.
    ///
    /// # Errors
    /// Why not.
    pub fn allows(&self, action: Action, by: &StaffMember, now: Timestamp) -> Result<(), Refusal> {
        match action {
            Action::Triage | Action::Withdraw => self.may(action),
            Action::Assign => self.may(action).and_then(|()| self.may_be_given_by(by)),
            Action::Ask | Action::Answer => self.whose(action).map(drop),
            Action::Signpost | Action::Redirect | Action::Close => self.may_end(action),
            Action::Reopen => self.may(action).and_then(|()| reopened(&self.stage, now).map(drop)),
        }
    }

    pub(super) fn may(&self, action: Action) -> Result<(), Refusal> {
        let stage = self.stage.name();
        if action.allowed_in().contains(&stage) { Ok(()) } else { Err(Refusal::NotNow { action, stage }) }
    }

    pub(super) fn may_end(&self, action: Action) -> Result<(), Refusal> {
        self.may(action)?;
        if self.has_unhandled_flag() { Err(Refusal::FlagUnhandled) } else { Ok(()) }
    }

    /// Only a manager takes it from somebody else.
    pub(super) fn may_be_given_by(&self, by: &StaffMember) -> Result<(), Refusal> {
        let theirs = self.stage.staff().is_none_or(|staff| staff.id == by.id);
        if theirs || by.role >= Role::Manager { Ok(()) } else { Err(Refusal::OnlyAManager) }
    }

    pub(super) fn whose(&self, action: Action) -> Result<StaffMember, Refusal> {
        self.may(action)?;
        self.stage.staff().cloned().ok_or(Refusal::NotNow { action, stage: self.stage.name() })
    }
}

/// The state in which an ended enquiry opens again: with the person who had it, where there was one.
pub(super) fn reopened(ended: &Stage, now: Timestamp) -> Result<Stage, Refusal> {
    let refused = Refusal::NotNow { action: Action::Reopen, stage: ended.name() };
    let until = ended.ended_at().ok_or(refused)?;
    let until = months_after(london_date(until), REOPEN_MONTHS);
    if london_date(now) > until {
        return Err(Refusal::EndedTooLongAgo);
    }
    Ok(match ended.staff() {
        Some(to) => Stage::Assigned { to: to.clone() },
        None => Stage::Triaged,
    })
}
