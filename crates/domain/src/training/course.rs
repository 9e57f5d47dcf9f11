//! A course: what is taught, to whom and why. When it is taught is a run's affair.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fields as f;
use super::words::{Audience, CourseId};
use crate::choice::Choice;
use crate::input::{self, Body, FromBody, Reader, Request, Style, Whole};
use crate::problems::Problems;
use crate::text::{LongText, ShortText};

/// How many outcomes one course may promise.
pub const MAX_OUTCOMES: usize = 10;

/// How many audiences there are, which is how many a course may have.
pub const MAX_AUDIENCES: usize = <Audience as Choice>::ALL.len();

/// How long a course takes, in minutes: a quarter of an hour to five days of eight hours.
pub type CourseMinutes = Whole<15, 2_400>;

/// What a course is called.
pub type CourseTitle = ShortText<120>;

/// A course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// Names it.
    pub id: CourseId,
    /// What it says of itself.
    pub about: AboutCourse,
    /// Whether no new runs are made of it.
    pub retired: bool,
}

/// What a course says of itself, as staff write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AboutCourse {
    /// Its name.
    pub title: CourseTitle,
    /// What it is about.
    pub summary: LongText<1_000>,
    /// What an attendee can do afterwards.
    pub outcomes: Vec<ShortText<200>>,
    /// Whom it is for.
    pub audiences: Vec<Audience>,
    /// How long it takes, in minutes.
    pub minutes: u16,
}

impl FromBody for AboutCourse {
    const BODY: &'static Body =
        &Body::new("CourseBody", "A course.", &[&f::TITLE, &f::SUMMARY, &f::OUTCOMES, &f::AUDIENCES, &f::MINUTES]);
}

/// Whether a course is retired from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retirement {
    /// Whether it is.
    pub retired: bool,
}

impl FromBody for Retirement {
    const BODY: &'static Body = &Body::new("RetirementBody", "Whether a course is retired.", &[&f::RETIRED]);
}

impl Request for Retirement {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        Some(Self { retired: r.get(&f::RETIRED)? })
    }
}

impl AboutCourse {
    /// Reads what staff wrote about a course. In a form each outcome may stand on a line of its own.
    ///
    /// # Errors
    /// Every problem, in the order of the questions.
    pub fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            let (title, summary, outcomes) = (r.get(&f::TITLE), r.get(&f::SUMMARY), r.get(&f::OUTCOMES));
            let (audiences, minutes) = (r.get(&f::AUDIENCES), r.get(&f::MINUTES));
            Some(Self {
                title: title?,
                summary: summary?,
                outcomes: outcomes?,
                audiences: audiences?,
                minutes: u16::try_from(minutes?.get()).ok()?,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_course_says_for_whom_it_is_and_what_it_is_good_for() {
        let about = json!({
            "title": "Attachment in the classroom", "summary": "How early loss shapes learning.",
            "outcomes": ["Recognise a trauma response"], "audiences": ["designated_teachers", "carers"], "minutes": 180,
        });
        let read = AboutCourse::read(&about, Style::Json).unwrap();
        assert_eq!(read.audiences, [Audience::DesignatedTeachers, Audience::Carers]);
        let problems = AboutCourse::read(&json!({"minutes": 5}), Style::Json).unwrap_err().to_string();
        assert_eq!(
            problems,
            "#/title CANNOT_BE_EMPTY, #/summary CANNOT_BE_EMPTY, #/outcomes CANNOT_BE_EMPTY, \
             #/audiences CANNOT_BE_EMPTY, #/minutes INVALID_VALUE"
        );
    }
}
