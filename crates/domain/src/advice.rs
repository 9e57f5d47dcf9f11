//! Advice for families of children who were in care (Children Act 1989 section 23ZZA): an enquiry from question to
//! answer. It follows no child afterwards and talks to no school without the family's word.

mod action;
mod ask;
mod clocks;
mod enquiry;
pub mod fields;
mod opened;
pub mod questionnaire;
mod replies;
mod requests;
mod safeguarding;
mod stage;
mod steps;
mod thread;
mod view;
mod worklist;

pub use crate::input::Request;
pub use action::{Action, Refusal};
pub use ask::{
    Age, Ask, Child, Kind, MAX_TOPICS, Relationship, RemitQuery, Reply, ReplyBy, Responsibility, Setting, Topic,
};
pub use clocks::{Clocks, Promise, Promises};
pub use enquiry::{Assignment, Enquiry, MAX_ASSIGNMENTS, REMINDER_WORKING_DAYS, REOPEN_MONTHS, Step};
pub use opened::{Looks, MAX_PEOPLE, Opened, SAME_LOOK_MINUTES, TooManyPeople};
pub use replies::{
    MAX_REPLY_TITLE_CHARS, MAX_SAVED_REPLIES, ReplyTitle, SaveReply, SavedReplies, SavedReply, ShelfRefusal,
};
pub use requests::{
    Assign, Assignee, Close, ComeBack, HandleFlag, Open, RaiseFlag, Redirect, Reopen, Say, Signpost, Triage, Write,
};
pub use safeguarding::{Flag, Handling, MAX_FLAGS};
pub use stage::{MAX_SERVICE_NAME_CHARS, Outcome, ServiceName, Stage, StageName};
pub use steps::{StaffStep, StepName};
pub use thread::{Author, MAX_MESSAGE_CHARS, MAX_MESSAGES, MAX_NOTES, Message, MessageText, Note, Purpose};
pub use view::{Shown, View};
pub use worklist::{Assigned, Filter, Row, Whose, sorted};

#[cfg(test)]
mod tests;
