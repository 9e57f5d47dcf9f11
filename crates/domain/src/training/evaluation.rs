//! What an attendee thought of a run: the same few questions for every course, so that answers can be compared.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fields as f;
use crate::input::{self, Body, Field, FromBody, Reader, Style, Whole};
use crate::problems::Problems;
use crate::text::LongText;

/// How many questions are asked.
pub const QUESTION_COUNT: usize = 4;

/// What is asked, each to be answered from 1 (not at all) to 5 (very much).
pub const QUESTIONS: [&str; QUESTION_COUNT] = [
    "I learned something that I can use",
    "The course was well taught",
    "I feel more able to help children who are or were in care",
    "I would recommend it to a colleague",
];

/// The answers in a form and in JSON, in the order of [`QUESTIONS`].
const ANSWERS: [Field<Score>; QUESTION_COUNT] = [f::USEFUL, f::WELL_TAUGHT, f::MORE_ABLE, f::RECOMMEND];

/// From 1 (not at all) to 5 (very much).
pub type Score = Whole<1, 5>;

/// What an attendee thought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// From 1 to 5 for each of [`QUESTIONS`].
    pub scores: [u8; QUESTION_COUNT],
    /// What was most useful, or what should be better.
    pub comment: Option<LongText<1_000>>,
    /// When it was said.
    pub at: Timestamp,
}

impl FromBody for Evaluation {
    const BODY: &'static Body =
        &Body::unnamed(&[&f::USEFUL, &f::WELL_TAUGHT, &f::MORE_ABLE, &f::RECOMMEND, &f::MOST_USEFUL]);
}

impl Evaluation {
    /// Reads what an attendee says.
    ///
    /// # Errors
    /// Every problem, in the order of the questions.
    pub fn read(body: &Value, style: Style, now: Timestamp) -> Result<Self, Problems> {
        input::read(body, style, |r| Self::among(r, now))
    }

    pub(super) fn among(r: &mut Reader<'_>, now: Timestamp) -> Option<Self> {
        let scores = ANSWERS.map(|answer| r.get(&answer).and_then(|score| u8::try_from(score.get()).ok()));
        let comment = r.get(&f::MOST_USEFUL);
        let [first, second, third, fourth] = scores;
        Some(Self { scores: [first?, second?, third?, fourth?], comment: comment?, at: now })
    }

    /// Whether it is the same but for when it was said.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        (&self.scores, &self.comment) == (&other.scores, &other.comment)
    }

    /// The name of the answer to each question, for a form.
    #[must_use]
    pub fn names() -> [&'static str; QUESTION_COUNT] {
        ANSWERS.map(|answer| answer.name)
    }
}

/// The average answers of several, each in hundredths, in the order of [`QUESTIONS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Averages {
    /// How many said something.
    pub count: u32,
    sums: [u32; QUESTION_COUNT],
}

impl Averages {
    /// Adds one.
    pub fn add(&mut self, scores: &[u8; QUESTION_COUNT]) {
        self.count = self.count.saturating_add(1);
        for (sum, score) in self.sums.iter_mut().zip(scores) {
            *sum = sum.saturating_add(u32::from(*score));
        }
    }

    /// The average answer to each question, such as `4.25`; nothing where nobody said anything.
    #[must_use]
    pub fn in_words(&self) -> Option<[String; QUESTION_COUNT]> {
        let count = (self.count > 0).then_some(self.count)?;
        Some(self.sums.map(|sum| {
            let hundredths = (sum.saturating_mul(100).saturating_add(count / 2)) / count;
            format!("{}.{:02}", hundredths / 100, hundredths % 100)
        }))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_question_is_answered_from_one_to_five() {
        let now = Timestamp::UNIX_EPOCH;
        let answers = json!({"useful": 5, "well_taught": 4, "more_able": 3, "recommend": 5});
        assert_eq!(Evaluation::read(&answers, Style::Json, now).unwrap().scores, [5, 4, 3, 5]);
        let problems = Evaluation::read(&json!({"useful": 6, "well_taught": 0}), Style::Json, now).unwrap_err();
        assert_eq!(
            problems.to_string(),
            "#/useful INVALID_VALUE, #/well_taught INVALID_VALUE, #/more_able CANNOT_BE_EMPTY, #/recommend CANNOT_BE_EMPTY"
        );
    }

    #[test]
    fn averages_are_rounded_to_hundredths_and_absent_without_answers() {
        let mut averages = Averages::default();
        assert_eq!(averages.in_words(), None);
        for scores in [[5, 4, 1, 5], [4, 4, 1, 5], [4, 4, 1, 4]] {
            averages.add(&scores);
        }
        assert_eq!(averages.in_words().unwrap(), ["4.33", "4.00", "1.00", "4.67"]);
    }
}
