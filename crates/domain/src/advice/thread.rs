//! What is said in an enquiry: one thread that both sides read, and notes that only staff read.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::people::StaffMember;
use crate::text::LongText;

/// The longest message, in characters; the question itself has the same limit.
pub const MAX_MESSAGE_CHARS: usize = 3_000;

/// How many messages one thread holds. A thread this long wants a phone call.
pub const MAX_MESSAGES: usize = 200;

/// How many notes staff can keep on one enquiry.
pub const MAX_NOTES: usize = 200;

/// What somebody wrote.
pub type MessageText = LongText<MAX_MESSAGE_CHARS>;

crate::choices! {
    /// What a message from us does.
    pub enum Purpose {
        /// Asks the family for something we need.
        Question = "question", "A question for you";
        /// Answers.
        Answer = "answer", "Our answer";
        /// Says who else can help.
        Signpost = "signpost", "Who can help";
        /// Says which authority can help.
        Redirect = "redirect", "Which Virtual School can help";
    }
}

/// One message of the thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// When it was sent.
    pub at: Timestamp,
    /// Who wrote it.
    pub from: Author,
    /// What they wrote.
    pub text: MessageText,
}

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Author {
    /// The person who asked.
    Family,
    /// One of us.
    Staff {
        /// Who.
        by: StaffMember,
        /// What for.
        purpose: Purpose,
    },
}

/// What staff wrote for each other. The family never sees it here; a request for all we hold about them brings it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: StaffMember,
    /// What.
    pub text: MessageText,
}
