//! What each question about training is called, one table of sentences for the API and the pages.

use crate::input::Field;

pub(super) const TITLE: Field = Field::new("title", "The title", "Enter a title");
pub(super) const SUMMARY: Field = Field::new("summary", "The summary", "Enter a summary");
pub(super) const OUTCOMES: Field =
    Field::new("outcomes", "Each outcome", "Enter what people can do afterwards, one outcome on each line");
pub(super) const AUDIENCES: Field = Field::new("audiences", "Whom it is for", "Select whom it is for");
pub(super) const MINUTES: Field = Field::new("minutes", "The length in minutes", "Enter how long it takes, in minutes");

pub(super) const COURSE: Field = Field::new("course", "The course", "Select a course");
pub(super) const DATE: Field = Field::new("date", "The date", "Enter the date of the run");
pub(super) const START_TIME: Field = Field::new("start_time", "The start time", "Enter when it starts, like 09:30");
pub(super) const END_DATE: Field = Field::new("end_date", "The last day", "Enter the last day of the run");
pub(super) const END_TIME: Field = Field::new("end_time", "The end time", "Enter when it ends, like 15:30");
pub(super) const MODE: Field = Field::new("mode", "How it is held", "Select whether it is in person or online");
pub(super) const VENUE: Field = Field::new("venue", "The venue", "Enter the name and address of the venue");
pub(super) const ACCESS: Field = Field::new("access", "The access notes", "Enter what people should know about access");
pub(super) const LINK: Field = Field::new("link", "The link to join", "Enter the link to join, starting with https://");
pub(super) const TRAINER: Field = Field::new("trainer", "The trainer’s name", "Enter the trainer’s name");
pub(super) const TRAINER_EMAIL: Field =
    Field::new("trainer_email", "The trainer’s email address", "Enter the trainer’s email address");
pub(super) const CAPACITY: Field = Field::new("capacity", "The number of places", "Enter how many places there are");
pub(super) const MINIMUM: Field = Field::new("minimum", "The fewest places", "Enter with how few people it still runs");
pub(super) const OPENS_ON: Field = Field::new("opens_on", "The day on which booking opens", "Enter when booking opens");
pub(super) const CLOSES_ON: Field = Field::new("closes_on", "The last day to book", "Enter the last day to book");
pub(super) const PRICES: Field = Field::new("prices", "The prices", "Enter the prices");
pub(super) const PRICE_AUDIENCE: Field = Field::new("audience", "Who pays", "Select who pays this price");
pub(super) const PRICE_EACH: Field =
    Field::new("each", "The price", "Enter the price of a place in pounds, like 75.00");
pub(super) const PERMISSION: Field =
    Field::new("permission", "Who needs permission", "Select who needs a manager’s permission");
pub(super) const FREE_UNTIL: Field = Field::new(
    "free_until_working_days",
    "The number of working days",
    "Enter until how many working days before the run cancelling is free",
);
pub(super) const LATE_FEE: Field = Field::new("late_fee", "The late fee", "Enter the late fee in pounds, like 40.00");
pub(super) const NO_SHOW_FEE: Field =
    Field::new("no_show_fee", "The fee for not attending", "Enter the fee for not attending in pounds, like 75.00");
pub(super) const SUBSTITUTION: Field = Field::new(
    "substitution_until_hours",
    "The number of hours",
    "Enter until how many hours before the run somebody else may come instead",
);
pub(super) const EXEMPTIONS: Field = Field::new("exemptions", "The exemptions", "Select what excuses cancelling late");
pub(super) const REASON: Field = Field::new("reason", "The reason", "Enter the reason");

pub(super) const RUN: Field = Field::new("run", "The run", "Select a run");
pub(super) const AUDIENCE: Field = Field::new("audience", "Who the places are for", "Select who the places are for");
pub(super) const ORGANISATION: Field =
    Field::new("organisation", "The organisation", "Enter the name of your organisation");
pub(super) const URN: Field =
    Field::new("urn", "The setting", "Enter the setting’s unique reference number (URN), which has 6 digits");
pub(super) const NAME: Field = Field::new("name", "Your name", "Enter your name");
pub(super) const EMAIL: Field = Field::new("email", "Your email address", "Enter your email address");
pub(super) const PHONE: Field = Field::new("phone", "Your phone number", "Enter your phone number");
pub(super) const MANAGER: Field =
    Field::new("manager", "The manager’s name", "Enter the name of the manager who gives permission");
pub(super) const FEE_ACKNOWLEDGED: Field = Field::new(
    "fee_acknowledged",
    "That you know of the fee",
    "Confirm that your organisation will pay for the places",
);
pub(super) const PURCHASE_ORDER: Field =
    Field::new("purchase_order", "The purchase order number", "Enter a purchase order number");
pub(super) const TAKES_FEWER: Field = Field::new(
    "takes_fewer",
    "Whether fewer places will do",
    "Select yes if some of the places are of use without the others",
);
pub(super) const ATTENDEES: Field = Field::new("attendees", "The attendees", "Enter who will attend");
pub(super) const ATTENDEE_NAME: Field = Field::new("name", "Their name", "Enter the attendee’s name");
pub(super) const ATTENDEE_EMAIL: Field =
    Field::new("email", "Their email address", "Enter the attendee’s email address");
pub(super) const ATTENDEE_ROLE: Field = Field::new("role", "Their job", "Enter the attendee’s job");
pub(super) const ATTENDEE_NEEDS: Field = Field::new("needs", "Their access needs", "Enter the attendee’s access needs");

pub(super) const REFERENCE: Field = Field::new("reference", "The reference", "Enter your reference");
pub(super) const CODE: Field = Field::new("access_code", "The access code", "Enter your access code");
pub(super) const PLACES: Field = Field::new("places", "The places", "Select at least one place");
pub(super) const PLACE: Field = Field::new("place", "The place", "Select a place");
pub(super) const AGREED_FEE: Field =
    Field::new("each", "The cost of each place", "Enter what you were told that each place costs");
pub(super) const EXEMPTION: Field = Field::new("exemption", "The reason", "Select why");
pub(super) const MARK: Field = Field::new("mark", "The mark", "Select whether they attended");
pub(super) const NONCE: Field = Field::new("nonce", "The nonce", "Send a nonce of 16 hexadecimal digits");
pub(super) const MARKS: Field = Field::new("marks", "The marks", "Mark at least one person");
pub(super) const TEXT: Field = Field::new("text", "Your message", "Enter your message");
pub(super) const MOST_USEFUL: Field = Field::new("most_useful", "What was most useful", "Enter what was most useful");
