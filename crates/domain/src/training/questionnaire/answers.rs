//! What somebody has answered so far, kept as it was typed, right or wrong: an error or an interruption loses nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Door, Question};
use crate::choice::Choice;
use crate::training::booking::MAX_PLACES;
use crate::training::fields as f;

/// The most that is kept of all answers together, in characters: twice the longest answers that are taken.
pub const MAX_TYPED_CHARS: usize = 20_000;

/// The answers so far.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// By the fields' names in the form.
    typed: BTreeMap<String, String>,
    attendees: Vec<Typed>,
    /// The questions that were answered, wrongly or left empty though it may be.
    seen: Vec<Question>,
}

/// What was typed about one of those who are to come.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    name: String,
    email: String,
    role: String,
    needs: String,
}

/// More was typed than [`MAX_TYPED_CHARS`], or about more people than can come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("more was typed than is kept")]
pub struct TooLong;

impl Typed {
    /// The names of its fields in the form.
    pub const FIELDS: [&'static str; 4] =
        [f::ATTENDEE_NAME.name(), f::ATTENDEE_EMAIL.name(), f::ATTENDEE_ROLE.name(), f::ATTENDEE_NEEDS.name()];

    /// What a form sent.
    #[must_use]
    pub fn sent(sent: impl Fn(&str) -> String) -> Self {
        let [name, email, role, needs] = Self::FIELDS.map(sent);
        Self { name, email, role, needs }
    }

    /// What was typed into a field; empty where nothing was.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        match field {
            "name" => &self.name,
            "email" => &self.email,
            "role" => &self.role,
            "needs" => &self.needs,
            _ => "",
        }
    }

    fn chars(&self) -> usize {
        Self::FIELDS.iter().map(|field| self.text(field).chars().count()).sum()
    }

    fn body(&self) -> Value {
        let filled = Self::FIELDS.iter().map(|field| (*field, self.text(field))).filter(|(_, text)| !text.is_empty());
        Value::Object(filled.map(|(field, text)| (field.to_owned(), Value::String(text.to_owned()))).collect())
    }
}

impl Answers {
    /// Puts what a question's page sent in place of what was answered to that question before. Fields of other questions
    /// are not taken from it.
    ///
    /// # Errors
    /// All answers together are too long to be kept. Nothing is changed then.
    pub fn put(&mut self, question: Question, sent: impl Fn(&str) -> String) -> Result<(), TooLong> {
        let mut answers = self.clone();
        for name in question.fields() {
            let value = sent(name);
            if value.is_empty() {
                answers.typed.remove(name);
            } else {
                answers.typed.insert(name.to_owned(), value);
            }
        }
        answers.saw(question);
        self.take(answers)
    }

    /// Puts what was typed about one of those who are to come, counted from 0, in its place, or behind the others.
    ///
    /// # Errors
    /// All answers together are too long to be kept, or that is one too many. Nothing is changed then.
    pub fn put_attendee(&mut self, index: usize, typed: Typed) -> Result<(), TooLong> {
        let mut answers = self.clone();
        let next = answers.attendees.len();
        match answers.attendees.get_mut(index) {
            Some(before) => *before = typed,
            None if index == next && index < MAX_PLACES => answers.attendees.push(typed),
            None => return Err(TooLong),
        }
        self.take(answers)
    }

    /// Takes one of those who were to come out again.
    pub fn remove_attendee(&mut self, index: usize) {
        if index < self.attendees.len() {
            self.attendees.remove(index);
        }
    }

    /// Notes that a question was answered.
    pub fn saw(&mut self, question: Question) {
        if !self.seen(question) {
            self.seen.push(question);
        }
    }

    /// Those who are to come.
    #[must_use]
    pub fn attendees(&self) -> &[Typed] {
        &self.attendees
    }

    /// What was typed into a field; empty where nothing was.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.typed.get(name).map_or("", String::as_str)
    }

    /// Whether a question's page was sent at all.
    #[must_use]
    pub fn seen(&self, question: Question) -> bool {
        self.seen.contains(&question)
    }

    fn take(&mut self, answers: Self) -> Result<(), TooLong> {
        let typed: usize = answers.typed.values().map(|value| value.chars().count()).sum();
        let people: usize = answers.attendees.iter().map(Typed::chars).sum();
        if typed + people > MAX_TYPED_CHARS {
            return Err(TooLong);
        }
        *self = answers;
        Ok(())
    }

    /// The answers in the shape in which a form would send them to the API.
    pub(super) fn body(&self, door: Door<'_>) -> Value {
        let mut body = Map::new();
        let mut put = |name: &str, value: &str| {
            if !value.is_empty() {
                body.insert(name.to_owned(), Value::String(value.to_owned()));
            }
        };
        // Only what is asked is sent on: of a question that no longer arises nothing is.
        for question in self.questions(door) {
            question.fields().for_each(|name| put(name, self.text(name)));
        }
        put("audience", self.audience(door.run).map_or(self.text("audience"), |audience| audience.name()));
        if door.own.is_some() {
            body.remove("urn");
        }
        if !self.attendees.is_empty() {
            body.insert("attendees".to_owned(), Value::Array(self.attendees.iter().map(Typed::body).collect()));
        }
        Value::Object(body)
    }
}

/// Never prints what was typed.
impl std::fmt::Debug for Answers {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Answers(..)")
    }
}

/// Never prints what was typed.
impl std::fmt::Debug for Typed {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Typed(..)")
    }
}
