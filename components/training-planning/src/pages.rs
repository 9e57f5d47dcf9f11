//! The pages of staff who plan training. Each is a function of what stands on it; it fetches nothing and decides nothing.

mod course;
mod course_form;
mod news;
mod run_fields;
mod run_form;

pub(crate) use course::{Courses, courses};
pub(crate) use course_form::{COURSE_FIELDS, WritingCourse, course_body, course_typed, write_course};
pub(crate) use news::News;
pub(crate) use run_fields::{copied, run_body, run_names, run_typed};
pub(crate) use run_form::{WritingRun, in_words, write_run};
