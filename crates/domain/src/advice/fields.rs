//! The table of sentences for everything a family or staff can fill in about an enquiry: one row a field, the same in
//! the API and on the page.

use crate::input::Field;

pub(super) const KIND: Field =
    Field::new("kind", "Kind of question", "Select whether your question is general or about a child");
pub(super) const RELATIONSHIP: Field =
    Field::new("relationship", "Who you are", "Select who you are to the child or children");
pub(super) const ROUTE: Field = Field::new("route", "How the child left care", "Select how the child left care");
pub(super) const EDUCATED_IN: Field = Field::new(
    "educated_in",
    "The council where the child goes to school",
    "Select the council where the child goes to school",
);
pub(super) const SETTING_NAME: Field =
    Field::new("setting_name", "School, nursery or college", "Enter the school, nursery or college");
pub(super) const SETTING_URN: Field =
    Field::new("setting_urn", "Unique reference number", "Enter the unique reference number of the school");
pub(super) const TOPICS: Field = Field::new("topics", "Topics", "Select at least one topic");
pub(super) const QUESTION: Field = Field::new("question", "Your question", "Enter your question");
pub(super) const CHILD: Field = Field::new("child", "The child", "Tell us about the child");
pub(super) const FIRST_NAME: Field =
    Field::new("first_name", "The child’s first name or initial", "Enter the child’s first name or initial");
pub(super) const YEAR_GROUP: Field =
    Field::new("year_group", "Year group", "Enter the child’s year group or date of birth");
pub(super) const DATE_OF_BIRTH: Field = Field::new("date_of_birth", "Date of birth", "Enter the child’s date of birth");
pub(super) const RESPONSIBILITY: Field = Field::new(
    "parental_responsibility",
    "Parental responsibility",
    "Select whether you have parental responsibility or the agreement of somebody who has",
);
pub(super) const CONTACT_SCHOOL: Field = Field::new(
    "contact_school",
    "May we contact the school",
    "Select yes if we may contact the school about the child",
);
pub(super) const NAME: Field = Field::new("name", "Your name", "Enter your name");
pub(super) const REPLY: Field = Field::new("reply", "How to reply", "Tell us how to reply to you");
pub(super) const REPLY_BY: Field = Field::new("by", "How to reply", "Select how you would like us to reply");
pub(super) const EMAIL: Field = Field::new("email", "Your email address", "Enter your email address");
pub(super) const PHONE: Field = Field::new("phone", "Your phone number", "Enter your phone number");
pub(super) const GOOD_TIMES: Field = Field::new("good_times", "Good times to phone", "Enter good times to phone you");
pub(super) const VOICEMAIL: Field =
    Field::new("safe_to_leave_message", "Safe to leave a message", "Select yes if it is safe to leave a message");
pub(super) const NEEDS: Field =
    Field::new("needs", "Interpreter or access needs", "Enter what you need, such as an interpreter or large print");
pub(super) const TEXT: Field = Field::new("text", "Your message", "Enter your message");
pub(super) const REFERENCE: Field = Field::new("reference", "Your reference", "Enter your reference");
pub(super) const ACCESS_CODE: Field = Field::new("access_code", "Your access code", "Enter your access code");
pub(super) const NOTE: Field = Field::new("note", "The note", "Enter a note");
pub(super) const ASSIGN_TO: Field = Field::new("to", "Who to give it to", "Enter who to give this enquiry to");
pub(super) const REASON: Field = Field::new("reason", "The reason", "Enter the reason");
pub(super) const SERVICE: Field = Field::new("service", "The service", "Enter the service that can help");
pub(super) const AUTHORITY: Field =
    Field::new("authority", "The authority", "Enter the authority whose Virtual School can help");
pub(super) const OUTCOME: Field = Field::new("outcome", "The outcome", "Select how this enquiry ended");
pub(super) const CONCERN: Field = Field::new("concern", "The concern", "Enter what you are worried about");
pub(super) const PASSED_TO: Field = Field::new("passed_to", "Passed to", "Enter who you passed this on to");
pub(super) const STATE: Field = Field::new("state", "The state", "Select a state from the list");
pub(super) const TOPIC: Field = Field::new("topic", "The topic", "Select a topic from the list");
pub(super) const ASSIGNED_TO: Field = Field::new("assigned_to", "Whose", "Enter me, nobody or somebody’s id");
pub(super) const OVERDUE: Field = Field::new("overdue", "Overdue", "Enter yes or no");
pub(super) const VIEW: Field = Field::new("view", "The part of the list", "Select a part of the list");
pub(super) const PAGE: Field = Field::new("page", "The page", "Enter the number of a page");
pub(super) const REPLY_TITLE: Field = Field::new("title", "The title", "Enter a title");
pub(super) const REPLY_TEXT: Field = Field::new("text", "The text", "Enter the text");
