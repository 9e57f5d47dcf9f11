//! Every field that a family or staff can fill in about an enquiry, each described once: for the API, its document and the
//! pages.
#![expect(missing_docs, reason = "each says itself what it is")]

use jiff::civil::Date;

use super::ask::{Child, Kind, MAX_TOPICS, Relationship, Reply, ReplyBy, Responsibility, Topic};
use super::replies::ReplyTitle;
use super::requests::Assignee;
use super::stage::{Outcome, ServiceName, StageName};
use super::thread::MessageText;
use super::view::{MAX_PAGE, View};
use super::worklist::Assigned;
use crate::access_code::AccessCode;
use crate::input::{Field, List, Object, Whole};
use crate::reference::Reference;
use crate::remit::Route;
use crate::text::{LongText, ShortText};
use crate::words::{EmailAddress, FirstNameOrInitial, LaCode, PersonName, Phone, Urn, YearGroup};

pub const KIND: Field<Kind> =
    Field::new("kind", "Kind of question", "Select whether your question is general or about a child");
pub const RELATIONSHIP: Field<Relationship> =
    Field::new("relationship", "Who you are", "Select who you are to the child or children");
pub const ROUTE: Field<Route> = Field::new("route", "How the child left care", "Select how the child left care");
pub const EDUCATED_IN: Field<LaCode> = Field::new(
    "educated_in",
    "The council where the child goes to school",
    "Select the council where the child goes to school",
)
.about("The three-digit code of the authority where the child goes to school.");
pub const SETTING_NAME: Field<Option<ShortText<200>>> =
    Field::new("setting_name", "School, nursery or college", "Enter the school, nursery or college")
        .about("The school, by name.")
        .example("Lark Primary School");
pub const SETTING_URN: Field<Option<Urn>> =
    Field::new("setting_urn", "Unique reference number", "Enter the unique reference number of the school")
        .about("The school, by its unique reference number.");
pub const TOPICS: Field<List<Topic, 1, MAX_TOPICS>> =
    Field::new("topics", "Topics", "Select at least one topic").about("What it is about.");
pub const QUESTION: Field<MessageText> = Field::new("question", "Your question", "Enter your question")
    .example("How does the school spend Pupil Premium Plus?");
pub const CHILD: Field<Object<Child>> =
    Field::new("child", "The child", "Tell us about the child").asked_when("kind", &["about_a_child"]);
pub const FIRST_NAME: Field<FirstNameOrInitial> =
    Field::new("first_name", "The child’s first name or initial", "Enter the child’s first name or initial")
        .about("First name or initial; nothing more is needed.");
pub const YEAR_GROUP: Field<YearGroup> =
    Field::new("year_group", "Year group", "Enter the child’s year group or date of birth");
pub const CHILDS_YEAR_GROUP: Field<YearGroup> = YEAR_GROUP.unless("date_of_birth");
pub const DATE_OF_BIRTH: Field<Option<Date>> =
    Field::new("date_of_birth", "Date of birth", "Enter the child’s date of birth").example("2016-02-29");
pub const RESPONSIBILITY: Field<Responsibility> = Field::new(
    "parental_responsibility",
    "Parental responsibility",
    "Select whether you have parental responsibility or the agreement of somebody who has",
)
.about("Whose say-so it rests on. With `neither`, a named child cannot be asked about.");
pub const CONTACT_SCHOOL: Field<bool> = Field::new(
    "contact_school",
    "May we contact the school",
    "Select yes if we may contact the school about the child",
)
.about("Whether we may talk to the school.");
pub const NAME: Field<PersonName> = Field::new("name", "Your name", "Enter your name");
pub const REPLY: Field<Object<Reply>> = Field::new("reply", "How to reply", "Tell us how to reply to you");
pub const REPLY_BY: Field<ReplyBy> = Field::new("by", "How to reply", "Select how you would like us to reply");
pub const EMAIL: Field<EmailAddress> =
    Field::new("email", "Your email address", "Enter your email address").needed_when("by", &["email"]);
pub const PHONE: Field<Phone> =
    Field::new("phone", "Your phone number", "Enter your phone number").needed_when("by", &["phone"]);
pub const GOOD_TIMES: Field<Option<ShortText<200>>> =
    Field::new("good_times", "Good times to phone", "Enter good times to phone you").asked_when("by", &["phone"]);
pub const VOICEMAIL: Field<bool> =
    Field::new("safe_to_leave_message", "Safe to leave a message", "Select yes if it is safe to leave a message")
        .about("Whether somebody else hearing a message would be safe.")
        .asked_when("by", &["phone"]);
pub const NEEDS: Field<Option<LongText<500>>> =
    Field::new("needs", "Interpreter or access needs", "Enter what you need, such as an interpreter or large print")
        .about("An interpreter, large print, and the like.");
pub const TEXT: Field<MessageText> = Field::new("text", "Your message", "Enter your message");
pub const FAMILYS_TEXT: Field<MessageText> = TEXT.about("What the family reads.");
pub const REFERENCE: Field<Reference> = Field::new("reference", "Your reference", "Enter your reference");
pub const ACCESS_CODE: Field<AccessCode> = Field::new("access_code", "Your access code", "Enter your access code")
    .about("In any case, with or without hyphens.");
pub const NOTE: Field<Option<MessageText>> = Field::new("note", "The note", "Enter a note");
pub const ASSIGN_TO: Field<Assignee> = Field::new("to", "Who to give it to", "Enter who to give this enquiry to")
    .about("`me`, or a member of staff’s id.");
pub const REASON: Field<MessageText> = Field::new("reason", "The reason", "Enter the reason");
pub const SERVICE: Field<ServiceName> = Field::new("service", "The service", "Enter the service that can help");
pub const AUTHORITY: Field<ServiceName> =
    Field::new("authority", "The authority", "Enter the authority whose Virtual School can help");
pub const OUTCOME: Field<Outcome> = Field::new("outcome", "The outcome", "Select how this enquiry ended");
pub const CONCERN: Field<MessageText> =
    Field::new("concern", "The concern", "Enter what you are worried about").about("What you are worried about.");
pub const PASSED_TO: Field<ServiceName> = Field::new("passed_to", "Passed to", "Enter who you passed this on to");
pub const REPLY_TITLE: Field<ReplyTitle> = Field::new("title", "The title", "Enter a title");
pub const REPLY_TEXT: Field<MessageText> = Field::new("text", "The text", "Enter the text");

pub const STATE: Field<Option<StageName>> =
    Field::new("state", "The state", "Select a state from the list").about("Only in this state.");
pub const TOPIC: Field<Option<Topic>> =
    Field::new("topic", "The topic", "Select a topic from the list").about("Only about this.");
pub const ASSIGNED_TO: Field<Option<Assigned>> =
    Field::new("assigned_to", "Whose", "Enter me, nobody or somebody’s id")
        .about("`me`, `nobody`, or a member of staff’s id.");
pub const OVERDUE: Field<Option<bool>> =
    Field::new("overdue", "Overdue", "Enter yes or no").about("Only past their day.");
pub const VIEW: Field<Option<View>> = Field::new("view", "The part of the list", "Select a part of the list");
pub const PAGE: Field<Option<Whole<1, MAX_PAGE>>> = Field::new("page", "The page", "Enter the number of a page");
