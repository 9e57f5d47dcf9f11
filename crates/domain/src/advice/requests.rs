//! What the family and staff send about an enquiry that exists, read with every problem at once; it changes nothing.

use serde_json::Value;

use super::ask::Topic;
use super::fields as f;
use super::stage::{Outcome, ServiceName};
use super::thread::MessageText;
use crate::access_code::AccessCode;
use crate::input::{self, Body, FromBody, Reader, Request, Shape, Style, Text, Word};
use crate::people::StaffId;
use crate::problems::{Code, Fault, Problems};
use crate::reference::{Prefix, Reference};

/// The family shows its code, and asks for nothing more: to read, to see who looked, to withdraw.
pub struct Open {
    /// The code.
    pub code: AccessCode,
}

/// The family comes back to its enquiry.
pub struct ComeBack {
    /// Which.
    pub reference: Reference,
    /// The code.
    pub code: AccessCode,
}

/// The family writes.
pub struct Write {
    /// The code.
    pub code: AccessCode,
    /// What they write.
    pub text: MessageText,
}

/// Staff sort an enquiry.
pub struct Triage {
    /// What it is about, where the family's choice needs putting right.
    pub topics: Option<Vec<Topic>>,
    /// A note for whoever takes it.
    pub note: Option<MessageText>,
}

/// Staff give an enquiry to somebody.
pub struct Assign {
    /// To whom.
    pub to: StaffId,
    /// Why.
    pub reason: Option<MessageText>,
}

/// To whom an enquiry is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assignee {
    /// To who gives it: `me`.
    Me,
    /// To a member of staff, by their id.
    Other(StaffId),
}

impl Word for Assignee {
    const SHAPE: Shape = Shape::Text(Text::like("^(me|[a-z0-9-]{3,40})$", "me"));

    fn parse(typed: &str) -> Result<Self, Fault> {
        match typed.trim() {
            "me" => Ok(Self::Me),
            id => StaffId::parse(id).map(Self::Other),
        }
    }
}

/// Staff write something: a question, an answer, a note.
pub struct Say {
    /// What.
    pub text: MessageText,
}

/// Staff name another service that can help.
pub struct Signpost {
    /// Which.
    pub service: ServiceName,
    /// What the family reads.
    pub text: MessageText,
}

/// Staff name the authority whose Virtual School can help.
pub struct Redirect {
    /// Which.
    pub authority: ServiceName,
    /// What the family reads.
    pub text: MessageText,
}

/// Staff finish an enquiry.
pub struct Close {
    /// How it ended.
    pub outcome: Outcome,
}

/// Staff open an ended enquiry again.
pub struct Reopen {
    /// Why.
    pub reason: MessageText,
}

/// Staff raise a safeguarding flag.
pub struct RaiseFlag {
    /// What they are worried about.
    pub concern: MessageText,
}

/// Staff say what was done about a flag.
pub struct HandleFlag {
    /// To whom it was passed.
    pub passed_to: ServiceName,
    /// What was said or decided.
    pub note: Option<MessageText>,
}

impl FromBody for Open {
    const BODY: &'static Body = &Body::new("CodeBody", "The family’s code.", &[&f::ACCESS_CODE]);
}

impl Request for Open {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        Some(Self { code: r.get(&f::ACCESS_CODE)? })
    }
}

impl FromBody for ComeBack {
    const BODY: &'static Body = &Body::unnamed(&[&f::REFERENCE, &f::ACCESS_CODE]);
}

impl Request for ComeBack {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let reference = r.get(&f::REFERENCE).and_then(|reference| r.check(&f::REFERENCE, of_a_question(reference)));
        let code = r.get(&f::ACCESS_CODE);
        Some(Self { reference: reference?, code: code? })
    }
}

fn of_a_question(reference: Reference) -> Result<Reference, Fault> {
    match reference.prefix() {
        Prefix::Enquiry => Ok(reference),
        Prefix::Training | Prefix::Referral | Prefix::Commission => {
            Err(Fault::whole(Code::InvalidValue, "Check the reference. The reference of a question begins with ENQ"))
        }
    }
}

impl FromBody for Write {
    const BODY: &'static Body = &Body::new("WriteBody", "A message from the family.", &[&f::ACCESS_CODE, &f::TEXT]);
}

impl Request for Write {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let (code, text) = (r.get(&f::ACCESS_CODE), r.get(&f::TEXT));
        Some(Self { code: code?, text: text? })
    }
}

impl FromBody for Triage {
    const BODY: &'static Body =
        &Body::new("TriageBody", "How an enquiry is sorted.", &[&f::TOPICS.optional(), &f::NOTE]);
}

impl Request for Triage {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let (topics, note) = (r.get(&f::TOPICS.optional()), r.get(&f::NOTE));
        Some(Self { topics: topics?, note: note? })
    }
}

impl FromBody for Assign {
    const BODY: &'static Body =
        &Body::new("AssignBody", "To whom an enquiry is given.", &[&f::ASSIGN_TO, &f::REASON.optional()]);
}

impl Assign {
    /// Reads it; `me` is whoever sends it.
    ///
    /// # Errors
    /// Every problem, in the order of the questions.
    pub fn read(body: &Value, style: Style, me: &StaffId) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            let (to, reason) = (r.get(&f::ASSIGN_TO), r.get(&f::REASON.optional()));
            let to = match to? {
                Assignee::Me => me.clone(),
                Assignee::Other(id) => id,
            };
            Some(Self { to, reason: reason? })
        })
    }
}

impl FromBody for Say {
    const BODY: &'static Body = &Body::new("SayBody", "Words.", &[&f::TEXT]);
}

impl Request for Say {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        Some(Self { text: r.get(&f::TEXT)? })
    }
}

impl FromBody for Signpost {
    const BODY: &'static Body = &Body::new("SignpostBody", "Another service.", &[&f::SERVICE, &f::FAMILYS_TEXT]);
}

impl Request for Signpost {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let (service, text) = (r.get(&f::SERVICE), r.get(&f::FAMILYS_TEXT));
        Some(Self { service: service?, text: text? })
    }
}

impl FromBody for Redirect {
    const BODY: &'static Body = &Body::new("RedirectBody", "Another authority.", &[&f::AUTHORITY, &f::FAMILYS_TEXT]);
}

impl Request for Redirect {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let (authority, text) = (r.get(&f::AUTHORITY), r.get(&f::FAMILYS_TEXT));
        Some(Self { authority: authority?, text: text? })
    }
}

impl FromBody for Close {
    const BODY: &'static Body = &Body::new("CloseBody", "How an enquiry ended.", &[&f::OUTCOME]);
}

impl Request for Close {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        Some(Self { outcome: r.get(&f::OUTCOME)? })
    }
}

impl FromBody for Reopen {
    const BODY: &'static Body = &Body::new("ReasonBody", "Why.", &[&f::REASON]);
}

impl Request for Reopen {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        Some(Self { reason: r.get(&f::REASON)? })
    }
}

impl FromBody for RaiseFlag {
    const BODY: &'static Body = &Body::new("FlagBody", "A safeguarding flag.", &[&f::CONCERN]);
}

impl Request for RaiseFlag {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        Some(Self { concern: r.get(&f::CONCERN)? })
    }
}

impl FromBody for HandleFlag {
    const BODY: &'static Body = &Body::new("HandlingBody", "What was done about a flag.", &[&f::PASSED_TO, &f::NOTE]);
}

impl Request for HandleFlag {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let (passed_to, note) = (r.get(&f::PASSED_TO), r.get(&f::NOTE));
        Some(Self { passed_to: passed_to?, note: note? })
    }
}
