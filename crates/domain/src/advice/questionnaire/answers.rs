//! What somebody has answered so far, kept as it was typed, right or wrong: an error or an interruption loses nothing.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{ABOUT_A_CHILD, At, ELSEWHERE, HERE, PLACES, Question};
use crate::remit::Age;
use crate::tripwire;
use crate::words::{BirthDate, LaCode, YearGroup};

/// The most that is kept of all answers together, in characters: ten times the longest answer that is taken.
pub const MAX_TYPED_CHARS: usize = 30_000;

/// How often one field may stand in a form: once for each topic, and some to spare.
const MAX_VALUES: usize = 20;

/// The parts of a date of birth, by the names of their fields.
const BIRTH_DATE: [(&str, &str); 3] =
    [("date_of_birth-day", "day"), ("date_of_birth-month", "month"), ("date_of_birth-year", "year")];

/// The answers so far.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// By the fields' names in the form.
    typed: BTreeMap<String, Vec<String>>,
    /// The questions that were answered, wrongly or left empty though it may be.
    seen: Vec<Question>,
}

/// More was typed than [`MAX_TYPED_CHARS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("more was typed than {MAX_TYPED_CHARS} characters")]
pub struct TooLong;

impl Answers {
    /// Puts what a question's page sent in place of what was answered to that question before. Fields of other questions
    /// are not taken from it.
    ///
    /// # Errors
    /// All answers together are too long to be kept. Nothing is changed then.
    pub fn put(&mut self, question: Question, sent: impl Fn(&str) -> Vec<String>) -> Result<(), TooLong> {
        let mut answers = self.clone();
        for name in question.fields() {
            let values: Vec<String> = sent(name).into_iter().filter(|value| !value.is_empty()).collect();
            answers.typed.remove(name);
            if values.len() > MAX_VALUES {
                return Err(TooLong);
            }
            if !values.is_empty() {
                answers.typed.insert(name.to_owned(), values);
            }
        }
        let chars: usize = answers.typed.values().flatten().map(|value| value.chars().count()).sum();
        if chars > MAX_TYPED_CHARS {
            return Err(TooLong);
        }
        if !answers.seen(question) {
            answers.seen.push(question);
        }
        *self = answers;
        Ok(())
    }

    /// What was typed into a field; empty where nothing was.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.all(name).first().map_or("", String::as_str)
    }

    /// Whether `value` was chosen in a field.
    #[must_use]
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.all(name).iter().any(|chosen| chosen == value)
    }

    /// Whether a question's page was sent at all.
    #[must_use]
    pub fn seen(&self, question: Question) -> bool {
        self.seen.contains(&question)
    }

    /// What in the question seems to say who a child is.
    #[must_use]
    pub fn identifiers(&self) -> Vec<tripwire::Kind> {
        tripwire::identifiers(self.text("question"))
    }

    /// The authority that was named, or ours where the school is said to be here; `None` where neither was said.
    #[must_use]
    pub fn educated_in<'a>(&'a self, ours: &'a LaCode) -> Option<&'a str> {
        match self.text("school_area") {
            HERE => Some(ours.as_str()),
            ELSEWHERE => Some(self.text("educated_in")),
            _ => None,
        }
    }

    fn all(&self, name: &str) -> &[String] {
        self.typed.get(name).map_or(&[], Vec::as_slice)
    }

    /// The answers in the shape in which a form would send them to the API.
    pub(super) fn body(&self, ours: &LaCode) -> Value {
        let mut body = Map::new();
        let objects: &[&str] = if self.is("kind", ABOUT_A_CHILD) { &["child", "reply"] } else { &["reply"] };
        for object in objects {
            body.insert((*object).to_owned(), Value::Object(Map::new()));
        }
        for place in PLACES {
            let Some(At { object, field }) = place.at else { continue };
            let Some(value) = self.value(place.name, ours) else { continue };
            let within = match object {
                None => &mut body,
                Some(object) => match body.get_mut(object) {
                    Some(Value::Object(within)) => within,
                    // It has no place with these answers.
                    _ => continue,
                },
            };
            within.insert(field.to_owned(), value);
        }
        Value::Object(body)
    }

    /// How old the child is, where that was said and can be read.
    pub(super) fn age(&self, today: Date) -> Option<Age> {
        if self.is("age_by", "year_group") {
            return YearGroup::parse(self.text("year_group")).ok().map(Age::YearGroup);
        }
        let [day, month, year] = BIRTH_DATE.map(|(name, _)| self.text(name).trim());
        let typed = format!("{year:0>4}-{month:0>2}-{day:0>2}");
        let born = self.is("age_by", "date_of_birth").then(|| BirthDate::parse(&typed, today).ok());
        born.flatten().map(Age::Born)
    }

    fn value(&self, name: &str, ours: &LaCode) -> Option<Value> {
        let text = |text: &str| (!text.is_empty()).then(|| Value::String(text.to_owned()));
        match name {
            "educated_in" => text(self.educated_in(ours)?),
            // What was filled in behind a choice that was then unmade is not sent on.
            "year_group" if self.is("age_by", "date_of_birth") => None,
            "date_of_birth-day" if self.is("age_by", "date_of_birth") => {
                let part =
                    |(name, part): &(&str, &str)| ((*part).to_owned(), Value::String(self.text(name).to_owned()));
                Some(Value::Object(BIRTH_DATE.iter().map(part).collect()))
            }
            "date_of_birth-day" | "date_of_birth-month" | "date_of_birth-year" => None,
            "topics" => Some(Value::Array(self.all(name).iter().filter_map(|topic| text(topic)).collect())),
            name => text(self.text(name)),
        }
    }

    /// The field of the form in which a problem at `pointer` is mended.
    pub(super) fn mended_by(&self, pointer: &str) -> Option<&'static str> {
        let mut steps = pointer.strip_prefix("#/")?.split('/');
        let (first, second) = (steps.next()?, steps.next());
        let named = |at: At| match at.object {
            None => at.field == first,
            Some(object) => object == first && second == Some(at.field),
        };
        let place = PLACES.iter().find(|place| place.at.is_some_and(named))?;
        Some(match place.name {
            "educated_in" if !self.is("school_area", ELSEWHERE) => "school_area",
            "year_group" if self.is("age_by", "date_of_birth") => "date_of_birth-day",
            "year_group" if !self.is("age_by", "year_group") => "age_by",
            name => name,
        })
    }
}

/// Never prints what was typed.
impl std::fmt::Debug for Answers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answers(..)")
    }
}
