//! A worry that a child is not safe: raised on an enquiry whatever its state, and never closed over.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::stage::ServiceName;
use super::thread::MessageText;
use crate::people::StaffMember;

/// How many flags one enquiry holds.
pub const MAX_FLAGS: usize = 50;

/// A safeguarding flag. It must be handled on the working day on which it was raised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// Its number on this enquiry, from 1.
    pub number: u32,
    /// When it was raised.
    pub at: Timestamp,
    /// Who raised it.
    pub by: StaffMember,
    /// What they saw or read.
    pub concern: MessageText,
    /// What was done, once something was.
    pub handled: Option<Handling>,
}

/// What was done about a flag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handling {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub by: StaffMember,
    /// To whom it was passed, such as the multi-agency safeguarding hub.
    pub passed_to: ServiceName,
    /// What was said or decided.
    pub note: Option<MessageText>,
}
