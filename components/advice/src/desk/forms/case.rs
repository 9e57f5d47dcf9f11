//! An enquiry that a member of staff has opened, which is written down before anything of it is shown.

use casework::Did;
use domain::advice::{Enquiry, Opened, StepName};
use domain::calendar::Calendar;
use domain::choice::Choice;
use domain::people::{Role, StaffMember};
use domain::reference::Reference;
use records::Versioned;
use store::advice::{StoredEnquiry, looked, read};
use web::{Problem, Staff, Visit};

use crate::desk::pages::ViewContext;
use crate::desk::step_form::Seen;
use crate::problems;

/// The actor in histories who is nobody of ours.
const FAMILY: &str = "family";

/// What histories call it when an enquiry is given to somebody.
const GIVEN: &str = StepName::Assign.done();

/// An enquiry and who has it open.
pub(super) struct Case {
    pub(super) staff: Staff,
    pub(super) reference: Reference,
    pub(super) found: Versioned<StoredEnquiry>,
    opened: Opened,
    calendar: Calendar,
}

impl Case {
    /// Opens the enquiry that the path names.
    ///
    /// # Errors
    /// 401 and 403 for who may not; 404 where there is none; 503 where the store is busy or failing.
    pub(super) async fn open(visit: &Visit) -> Result<Self, Problem> {
        let staff = visit.staff().await?;
        staff.require(Role::Adviser)?;
        Self::open_as(visit, staff).await
    }

    /// The same, where it is known already who asks.
    pub(super) async fn open_as(visit: &Visit, staff: Staff) -> Result<Self, Problem> {
        let reference = problems::reference(visit.part("reference"))?;
        let database = visit.app.database();
        let found = read(database, &reference).await?.ok_or_else(Problem::not_found)?;
        let opened = looked(database, &staff.member, &reference).await?;
        Ok(Self { staff, reference, found, opened, calendar: Calendar::england_and_wales() })
    }

    pub(super) fn enquiry(&self) -> &Enquiry {
        &self.found.record.0
    }

    /// What the pages show of it.
    pub(super) fn view_context(&self, visit: &Visit) -> ViewContext<'_> {
        ViewContext {
            enquiry: self.enquiry(),
            opened: &self.opened,
            me: &self.staff.member,
            calendar: &self.calendar,
            now: visit.app.now(),
            may: StepName::ALL.iter().copied().filter(|step| self.offers(visit, *step)).collect(),
            seen: Seen::of(self.found.version, self.enquiry()),
            attempt: visit.new_attempt(),
        }
    }

    /// Whether a step is one that state and role allow.
    fn offers(&self, visit: &Visit, step: StepName) -> bool {
        let member = &self.staff.member;
        member.role >= step.least_role()
            && match step.action() {
                Some(action) => self.enquiry().allows(action, member, visit.app.now()).is_ok(),
                None => step != StepName::HandleFlag || self.enquiry().has_unhandled_flag(),
            }
    }

    /// What was done in versions after that one, in the words of a page, the latest first.
    pub(super) fn done_since(&self, version: u64) -> Vec<Did> {
        // Each time that it was given to somebody stands in the enquiry too, in the same order.
        let mut given = self.enquiry().assignments().iter().rev();
        let entries = self.found.history.entries().iter().rev().take_while(|entry| entry.version > version);
        let did = entries.map(|entry| {
            let what = match entry.action.as_str() {
                GIVEN => given.next().map(|given| format!("gave it to {}", given.to.name.as_str())),
                _ => None,
            };
            let what = what.unwrap_or_else(|| in_words(&entry.action));
            Did { at: entry.at, who: self.who(&entry.actor), what }
        });
        did.collect()
    }

    /// The name behind an actor: the family's, or of whoever the enquiry remembers. Nobody changes an enquiry without its
    /// remembering them; an id is shown where it does not all the same.
    fn who(&self, actor: &str) -> String {
        if actor == FAMILY {
            return "The family".to_owned();
        }
        if actor == self.staff.actor() {
            return format!("{} (you)", self.staff.member.name.as_str());
        }
        let known = self.people().find(|member| member.id.as_str() == actor);
        known.map_or_else(|| actor.to_owned(), |member| member.name.as_str().to_owned())
    }

    fn people(&self) -> impl Iterator<Item = &StaffMember> {
        let enquiry = self.enquiry();
        let looked = self.opened.people().iter().map(|looks| &looks.by);
        let given = enquiry.assignments().iter().flat_map(|given| [&given.by, &given.to]);
        looked.chain(given).chain(enquiry.notes().iter().map(|note| &note.by)).chain(enquiry.stage().staff())
    }
}

/// What histories call a thing that was done, as somebody would say it.
fn in_words(action: &str) -> String {
    let words = match action {
        "asked" => "asked the question",
        "wrote" => "wrote a message",
        "withdrew" => "took the question back",
        "answered" => "answered",
        "asked the family" => "asked the family something",
        GIVEN => "gave it to somebody",
        "triaged" => "sorted it by topic",
        "noted" => "wrote a note",
        "signposted" => "pointed the family to another service",
        "redirected" => "pointed the family to another council",
        "closed" => "closed it",
        "reopened" => "opened it again",
        action => action,
    };
    words.to_owned()
}
