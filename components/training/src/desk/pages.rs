//! The pages of staff and trainers. Each is a function of what stands on it; it fetches nothing and decides nothing.

mod booking;
mod cancel_run;
mod certificates;
mod charges;
mod course;
mod course_form;
mod evaluations;
mod facts;
mod list;
pub(crate) mod markup;
mod message;
mod news;
mod places;
mod register;
mod registers;
mod run;
mod run_fields;
mod run_form;

use web::{Links, Section};

use crate::desk::paths::REGISTERS;

pub(crate) use booking::{ViewContext, booking};
pub(crate) use cancel_run::{Calling, call_off};
pub(crate) use certificates::certificates;
pub(crate) use charges::{Charges, charges};
pub(crate) use course::{Courses, courses};
pub(crate) use course_form::{COURSE_FIELDS, WritingCourse, course_body, course_typed, write_course};
pub(crate) use evaluations::{Evaluations, evaluations};
pub(crate) use list::{List, Shown, list};
pub(crate) use message::{Message, message};
pub(crate) use news::News;
pub(crate) use register::{REGISTER_ROWS, Register, Row, Said, register};
pub(crate) use registers::registers;
pub(crate) use run::{OneRun, PlaceView, Verdict, one_run, parties};
pub(crate) use run_fields::{copied, new_run_body, run_body, run_names, run_typed};
pub(crate) use run_form::{WritingRun, in_words, write_run};

/// Where a trainer is who is not on our staff.
const TRAINERS: Section = Section {
    name: Some("Training registers"),
    href: REGISTERS,
    links: Links::Of(&[("Your registers", REGISTERS), ("Your account", "/desk/account")]),
    exit: false,
};
