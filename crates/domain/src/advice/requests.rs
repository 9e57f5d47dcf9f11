//! What the family and staff send about an enquiry that exists, read with every problem at once; it changes nothing.

use serde_json::Value;

use super::ask::{MAX_TOPICS, Topic};
use super::fields as f;
use super::stage::{Outcome, ServiceName};
use super::thread::MessageText;
use crate::access_code::AccessCode;
use crate::choice::choice;
use crate::input::{self, Style};
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

/// Staff write something: a question, an answer, a note.
pub struct Say {
    /// What.
    pub text: MessageText,
}

/// Staff name who can help instead.
pub struct PointTo {
    /// The service or authority.
    pub whom: ServiceName,
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

/// Something that is read from a body, all its problems at once.
pub trait Request: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// Every problem, in the order of the questions.
    fn read(body: &Value, style: Style) -> Result<Self, Problems>;
}

impl Request for Open {
    fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |r| Some(Self { code: r.required(&f::ACCESS_CODE, AccessCode::parse)? }))
    }
}

impl Request for ComeBack {
    fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            let reference = r.required(&f::REFERENCE, |typed| match Reference::parse(typed) {
                Ok(reference) if reference.prefix() != Prefix::Enquiry => Err(Fault::whole(
                    Code::InvalidValue,
                    "Check the reference. The reference of a question begins with ENQ",
                )),
                read => read,
            });
            let code = r.required(&f::ACCESS_CODE, AccessCode::parse);
            Some(Self { reference: reference?, code: code? })
        })
    }
}

impl Request for Write {
    fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            let code = r.required(&f::ACCESS_CODE, AccessCode::parse);
            let text = r.required(&f::TEXT, MessageText::parse);
            Some(Self { code: code?, text: text? })
        })
    }
}

impl Request for Triage {
    fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            let topics =
                if r.has(&f::TOPICS) { r.list(&f::TOPICS, 1..=MAX_TOPICS, choice).map(Some) } else { Some(None) };
            let note = r.optional(&f::NOTE, MessageText::parse);
            Some(Self { topics: topics?, note: note? })
        })
    }
}

impl Assign {
    /// Reads it; `me` is whoever sends it.
    ///
    /// # Errors
    /// Every problem, in the order of the questions.
    pub fn read(body: &Value, style: Style, me: &StaffId) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            let to = r.required(&f::ASSIGN_TO, |typed| match typed.trim() {
                "me" => Ok(me.clone()),
                id => StaffId::parse(id),
            });
            let reason = r.optional(&f::REASON, MessageText::parse);
            Some(Self { to: to?, reason: reason? })
        })
    }
}

impl Request for Say {
    fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |r| Some(Self { text: r.required(&f::TEXT, MessageText::parse)? }))
    }
}

impl PointTo {
    /// Reads which service can help.
    ///
    /// # Errors
    /// Every problem, in the order of the questions.
    pub fn read_service(body: &Value, style: Style) -> Result<Self, Problems> {
        Self::read(body, style, &f::SERVICE)
    }

    /// Reads which authority can help.
    ///
    /// # Errors
    /// Every problem, in the order of the questions.
    pub fn read_authority(body: &Value, style: Style) -> Result<Self, Problems> {
        Self::read(body, style, &f::AUTHORITY)
    }

    fn read(body: &Value, style: Style, whom: &input::Field) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            let whom = r.required(whom, ServiceName::parse);
            let text = r.required(&f::TEXT, MessageText::parse);
            Some(Self { whom: whom?, text: text? })
        })
    }
}

impl Request for Close {
    fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |r| Some(Self { outcome: r.required(&f::OUTCOME, choice)? }))
    }
}

impl Request for Reopen {
    fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |r| Some(Self { reason: r.required(&f::REASON, MessageText::parse)? }))
    }
}

impl Request for RaiseFlag {
    fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |r| Some(Self { concern: r.required(&f::CONCERN, MessageText::parse)? }))
    }
}

impl Request for HandleFlag {
    fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            let passed_to = r.required(&f::PASSED_TO, ServiceName::parse);
            let note = r.optional(&f::NOTE, MessageText::parse);
            Some(Self { passed_to: passed_to?, note: note? })
        })
    }
}
