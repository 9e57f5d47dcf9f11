//! The staff's pages about advice. Each is a function of what stands on it; it fetches nothing and decides nothing.

mod audit;
mod clocks;
mod conversation;
mod facts;
mod fields;
mod find;
mod list;
mod replies;
mod safety;
mod step;
mod thread;

use domain::advice::{Enquiry, Opened, StageName, StepName};
use domain::calendar::Calendar;
use domain::choice::Choice;
use domain::people::StaffMember;
use domain::reference::Reference;
use govuk::{Colour, Tag};
use jiff::Timestamp;
use maud::{Markup, html};
use web::{DESK, Sheet};

pub(crate) use audit::{Audit, audit};
pub(crate) use find::find;
pub(crate) use list::{List, list};
pub(crate) use replies::{Deleting, REPLIES, Writing, delete_reply, replies, write_reply};
pub(crate) use step::{News, Step, step};
pub(crate) use thread::{Thread, thread};

use crate::desk::step_form::Seen;

/// The list of work, and the link of the navigation that all these pages belong to.
pub(crate) const LIST: &str = "/desk/advice";

/// An enquiry as somebody on the staff has it before them.
pub(crate) struct ViewContext<'a> {
    /// The enquiry.
    pub(crate) enquiry: &'a Enquiry,
    /// Who has looked at it.
    pub(crate) opened: &'a Opened,
    /// Who looks now.
    pub(crate) me: &'a StaffMember,
    /// The day counts by this calendar.
    pub(crate) calendar: &'a Calendar,
    /// The time now.
    pub(crate) now: Timestamp,
    /// The steps that state and role allow.
    pub(crate) may: Vec<StepName>,
    /// What is seen, for the forms on the page.
    pub(crate) seen: Seen,
    /// Names what is sent from this page, so that sending it twice does it once.
    pub(crate) attempt: String,
}

impl ViewContext<'_> {
    /// Whether whoever looks has it.
    pub(crate) fn is_mine(&self) -> bool {
        self.enquiry.stage().staff().is_some_and(|staff| staff.id == self.me.id)
    }

    fn path(&self) -> String {
        thread_path(self.enquiry.reference())
    }

    /// The hidden fields of every form that takes a step.
    fn hidden(&self) -> Markup {
        html! {
            input type="hidden" name="seen" value=(self.seen);
            input type="hidden" name="attempt" value=(self.attempt);
        }
    }
}

/// Where an enquiry is.
pub(crate) fn thread_path(reference: &Reference) -> String {
    format!("{LIST}/{reference}")
}

/// Where a step on an enquiry is taken; `number` is the flag's, where it is about one.
pub(crate) fn step_path(reference: &Reference, step: StepName, number: Option<u32>) -> String {
    match number {
        Some(number) => format!("{LIST}/{reference}/flags/{number}"),
        None => format!("{LIST}/{reference}/{}", step.name()),
    }
}

/// A page of the desk, under the link to advice.
fn sheet(title: impl Into<String>, content: Markup) -> Sheet {
    Sheet::new(&DESK, title, content).section(LIST)
}

/// Where an enquiry stands.
fn stage_tag(stage: StageName) -> Tag {
    Tag::new(stage.label()).colour(match stage {
        StageName::Received => Colour::Purple,
        StageName::Triaged | StageName::Assigned => Colour::Blue,
        StageName::WaitingForFamily => Colour::Yellow,
        StageName::Answered => Colour::Green,
        StageName::Closed | StageName::Redirected | StageName::Signposted | StageName::Withdrawn => Colour::Grey,
    })
}

/// What can be seen from afar that a child may not be safe.
fn flag_tag() -> Tag {
    Tag::new("Safeguarding flag").colour(Colour::Red)
}

/// The id of the field that mends a problem.
fn field(problem: &domain::problems::Problem) -> &str {
    problem.pointer.trim_start_matches("#/")
}
