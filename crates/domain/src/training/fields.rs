//! Every field that bookers, attendees or staff can fill in about training, each described once: for the API, its document
//! and the pages.
#![expect(missing_docs, reason = "each says itself what it is")]

use jiff::civil::{Date, Time};

use super::booking::{Attendee, MAX_PLACES, NoticeAudience, NoticeText};
use super::course::{CourseMinutes, CourseTitle, MAX_AUDIENCES, MAX_OUTCOMES};
use super::evaluation::Score;
use super::requests::{MAX_MARKS, Mark};
use super::run::JoinLink;
use super::seats::{Attendance, Capacity, Nonce, PlaceNumber};
use super::terms::{MAX_FREE_WORKING_DAYS, MAX_SUBSTITUTION_HOURS, Price};
use super::words::{Audience, CourseId, Exemption, MAX_EXEMPTIONS, Mode, RunId};
use crate::access_code::AccessCode;
use crate::input::{Field, List, Object, Whole};
use crate::reference::Reference;
use crate::text::{LongText, ShortText};
use crate::words::{EmailAddress, Pence, PersonName, Phone, Urn};

pub const TITLE: Field<CourseTitle> =
    Field::new("title", "The title", "Enter a title").example("Attachment in the classroom");
pub const SUMMARY: Field<LongText<1_000>> =
    Field::new("summary", "The summary", "Enter a summary").about("What it is about.");
pub const OUTCOMES: Field<List<ShortText<200>, 1, MAX_OUTCOMES>> =
    Field::new("outcomes", "Each outcome", "Enter what people can do afterwards, one outcome on each line")
        .about("What somebody can do afterwards.");
pub const AUDIENCES: Field<List<Audience, 1, MAX_AUDIENCES>> =
    Field::new("audiences", "Whom it is for", "Select whom it is for");
pub const MINUTES: Field<CourseMinutes> =
    Field::new("minutes", "The length in minutes", "Enter how long it takes, in minutes").about("How long it takes.");
pub const RETIRED: Field<bool> = Field::new("retired", "Whether it is retired", "Say true or false");

pub const COURSE: Field<CourseId> =
    Field::new("course", "The course", "Select a course").about("The id of the course.");
pub const DATE: Field<Date> = Field::new("date", "The date", "Enter the date of the run").example("2027-02-10");
pub const START_TIME: Field<Time> = Field::new("start_time", "The start time", "Enter when it starts, like 09:30");
pub const END_DATE: Field<Option<Date>> = Field::new("end_date", "The last day", "Enter the last day of the run")
    .about("The last day, where it is another.")
    .example("2027-02-11");
pub const END_TIME: Field<Time> =
    Field::new("end_time", "The end time", "Enter when it ends, like 15:30").example("12:30");
pub const MODE: Field<Mode> = Field::new("mode", "How it is held", "Select whether it is in person or online");
pub const VENUE: Field<ShortText<300>> = Field::new("venue", "The venue", "Enter the name and address of the venue")
    .about("Name and address of the room.")
    .needed_when("mode", &["in_person"]);
pub const ACCESS: Field<Option<LongText<1_000>>> =
    Field::new("access", "The access notes", "Enter what people should know about access")
        .about("Steps, lifts, parking, a hearing loop.");
pub const LINK: Field<JoinLink> =
    Field::new("link", "The link to join", "Enter the link to join, starting with https://")
        .about("Where to join. Whoever has a place sees it.")
        .needed_when("mode", &["online"]);
pub const TRAINER: Field<PersonName> =
    Field::new("trainer", "The trainer’s name", "Enter the trainer’s name").about("Who teaches.");
pub const TRAINER_EMAIL: Field<Option<EmailAddress>> =
    Field::new("trainer_email", "The trainer’s email address", "Enter the trainer’s email address")
        .about("With which address the trainer signs in, to keep the register.");
pub const CAPACITY: Field<Capacity> =
    Field::new("capacity", "The number of places", "Enter how many places there are").about("How many places.");
pub const MINIMUM: Field<Option<Capacity>> =
    Field::new("minimum", "The fewest places", "Enter with how few people it still runs")
        .about("With how few people it still runs; 1 unless you say so.");
pub const OPENS_ON: Field<Option<Date>> =
    Field::new("opens_on", "The day on which booking opens", "Enter when booking opens")
        .about("The day on which booking opens; at once unless you say so.")
        .example("2026-12-01");
pub const CLOSES_ON: Field<Option<Date>> =
    Field::new("closes_on", "The last day to book", "Enter the last day to book")
        .about("The last day to book; until it starts unless you say so.")
        .example("2027-02-05");
pub const PRICES: Field<List<Object<Price>, 0, MAX_AUDIENCES>> =
    Field::new("prices", "The prices", "Enter the prices").about("Who pays how much; nobody else pays.");
pub const PRICE_AUDIENCE: Field<Audience> = Field::new("audience", "Who pays", "Select who pays this price");
pub const PRICE_EACH: Field<Pence> =
    Field::new("each", "The price", "Enter the price of a place in pounds, like 75.00");
pub const PERMISSION: Field<List<Audience, 0, MAX_AUDIENCES>> =
    Field::new("permission", "Who needs permission", "Select who needs a manager’s permission")
        .about("Whose manager has to be named.");
pub const FREE_UNTIL: Field<Option<Whole<0, MAX_FREE_WORKING_DAYS>>> = Field::new(
    "free_until_working_days",
    "The number of working days",
    "Enter until how many working days before the run cancelling is free",
)
.about("Cancelling costs nothing until so many working days before the run; 0 unless you say so.");
pub const LATE_FEE: Field<Option<Pence>> =
    Field::new("late_fee", "The late fee", "Enter the late fee in pounds, like 40.00")
        .about("What each place costs that is cancelled later.");
pub const NO_SHOW_FEE: Field<Option<Pence>> =
    Field::new("no_show_fee", "The fee for not attending", "Enter the fee for not attending in pounds, like 75.00")
        .about("What each place costs whose attendee does not come.");
pub const SUBSTITUTION: Field<Option<Whole<0, MAX_SUBSTITUTION_HOURS>>> = Field::new(
    "substitution_until_hours",
    "The number of hours",
    "Enter until how many hours before the run somebody else may come instead",
)
.about("Somebody else may come instead until so many hours before the run; 0 unless you say so.");
pub const EXEMPTIONS: Field<List<Exemption, 0, MAX_EXEMPTIONS>> =
    Field::new("exemptions", "The exemptions", "Select what excuses cancelling late")
        .about("What excuses cancelling late.");
pub const REASON: Field<ShortText<200>> = Field::new("reason", "The reason", "Enter the reason");

pub const RUN: Field<RunId> = Field::new("run", "The run", "Select a run").about("The run’s id.");
pub const AUDIENCE: Field<Audience> = Field::new("audience", "Who the places are for", "Select who the places are for")
    .about("Who the places are for. It must be among the run’s audiences.");
pub const ORGANISATION: Field<Option<ShortText<200>>> =
    Field::new("organisation", "The organisation", "Enter the name of your organisation")
        .about("Its name; needed for schools and other settings.");
pub const URN: Field<Option<Urn>> =
    Field::new("urn", "The setting", "Enter the setting’s unique reference number (URN), which has 6 digits")
        .about("The setting’s unique reference number; needed for schools and other settings, and only for them.");
pub const NAME: Field<PersonName> = Field::new("name", "Your name", "Enter your name");
pub const EMAIL: Field<EmailAddress> = Field::new("email", "Your email address", "Enter your email address");
pub const PHONE: Field<Option<Phone>> = Field::new("phone", "Your phone number", "Enter your phone number");
pub const MANAGER: Field<Option<PersonName>> =
    Field::new("manager", "The manager’s name", "Enter the name of the manager who gives permission")
        .about("The manager who gives permission; needed where the run asks for it, and only there.");
pub const FEE_ACKNOWLEDGED: Field<Option<bool>> = Field::new(
    "fee_acknowledged",
    "That you know of the fee",
    "Confirm that your organisation will pay for the places",
)
.about("That your organisation will pay; needed where a place costs something.");
pub const PURCHASE_ORDER: Field<Option<ShortText<40>>> =
    Field::new("purchase_order", "The purchase order number", "Enter a purchase order number")
        .about("Your number for it; needed where a place costs something, and only there.");
pub const TAKES_FEWER: Field<Option<bool>> = Field::new(
    "takes_fewer",
    "Whether fewer places will do",
    "Select yes if some of the places are of use without the others",
)
.about("Whether some of the places are of use without the others.");
pub const ATTENDEES: Field<List<Object<Attendee>, 1, MAX_PLACES>> =
    Field::new("attendees", "The attendees", "Enter who will attend").about("One for each place.");
pub const ATTENDEE_NAME: Field<PersonName> = Field::new("name", "Their name", "Enter the attendee’s name");
pub const ATTENDEE_EMAIL: Field<EmailAddress> =
    Field::new("email", "Their email address", "Enter the attendee’s email address")
        .about("Each address can have one place on a run.");
pub const ATTENDEE_ROLE: Field<ShortText<100>> = Field::new("role", "Their job", "Enter the attendee’s job");
pub const ATTENDEE_NEEDS: Field<Option<LongText<500>>> =
    Field::new("needs", "Their access needs", "Enter the attendee’s access needs")
        .about("What we should have ready for them.");

pub const REFERENCE: Field<Reference> =
    Field::new("reference", "The reference", "Enter your reference").about("Of the booking.").example("TRN-4K7M-95XL");
pub const CODE: Field<AccessCode> = Field::new("access_code", "The access code", "Enter your access code")
    .about("In any case, with or without hyphens.");
pub const PLACES: Field<List<PlaceNumber, 1, MAX_PLACES>> =
    Field::new("places", "The places", "Select at least one place").about("Their numbers in this booking.");
pub const PLACE: Field<PlaceNumber> = Field::new("place", "The place", "Select a place").about("Which of its places.");
pub const PLACE_OF_ONE: Field<PlaceNumber> =
    Field::new("place", "The place", "Enter which place it is, from 1 to 10").about("Which of its places.");
pub const AGREED_FEE: Field<Option<Pence>> =
    Field::new("each", "The cost of each place", "Enter what you were told that each place costs")
        .about("What each place was said to cost. Where it costs more by now, nothing is given up.");
pub const EXEMPTION: Field<Option<Exemption>> =
    Field::new("exemption", "The reason", "Select why").about("What excuses it, where the run’s policy says so.");
pub const MARK: Field<Attendance> = Field::new("mark", "The mark", "Select whether they attended");
pub const NONCE: Field<Nonce> = Field::new("nonce", "The nonce", "Send a nonce of 16 hexadecimal digits").about(
    "16 hexadecimal digits by chance, the same each time that this mark is sent: however often and however late it \
     arrives, it counts once.",
);
pub const MARKS: Field<List<Object<Mark>, 1, MAX_MARKS>> = Field::new("marks", "The marks", "Mark at least one person");
pub const NOTICE_TO: Field<Option<NoticeAudience>> =
    Field::new("to", "To whom it goes", "Enter everybody, confirmed or waiting").about(
        "`everybody` with a place or in the queue, as it is unless you say so; those with a `confirmed` place; or \
                those `waiting` for one or offered one.",
    );
pub const TEXT: Field<NoticeText> = Field::new("text", "Your message", "Enter your message");

pub const USEFUL: Field<Score> = Field::new("useful", "This answer", "Select how useful it was, from 1 to 5")
    .about("“I learned something that I can use”, from 1 (not at all) to 5 (very much).");
pub const WELL_TAUGHT: Field<Score> =
    Field::new("well_taught", "This answer", "Select how well it was taught, from 1 to 5")
        .about("“The course was well taught”.");
pub const MORE_ABLE: Field<Score> =
    Field::new("more_able", "This answer", "Select how much more able you feel, from 1 to 5")
        .about("“I feel more able to help children who are or were in care”.");
pub const RECOMMEND: Field<Score> =
    Field::new("recommend", "This answer", "Select whether you would recommend it, from 1 to 5")
        .about("“I would recommend it to a colleague”.");
pub const MOST_USEFUL: Field<Option<LongText<1_000>>> =
    Field::new("most_useful", "What was most useful", "Enter what was most useful")
        .about("What was most useful, or what should be better.");
