//! Reading what somebody sent, JSON or an HTML form, into words, noting every problem on the way; never stops at the
//! first, and never decides what a service's rules are.
//!
//! ```
//! use domain::input::{self, Field, Style};
//! use domain::words::{EmailAddress, PersonName};
//!
//! const NAME: Field = Field::new("name", "Your name", "Enter your name");
//! const EMAIL: Field = Field::new("email", "Your email address", "Enter your email address");
//!
//! let body = serde_json::json!({"name": " Ada Lovelace ", "email": "ada", "nmae": true});
//! let problems = input::read(&body, Style::Json, |read| {
//!     // All reads come first, `?` only after them: that is what collects every problem at once.
//!     let name = read.required(&NAME, PersonName::parse);
//!     let email = read.optional(&EMAIL, EmailAddress::parse);
//!     Some((name?, email?))
//! })
//! .unwrap_err();
//! assert_eq!(problems.to_string(), "#/email INVALID_FORMAT, #/* UNKNOWN_FIELD");
//! ```

mod field;
mod form;
mod lists;
mod scalars;
#[cfg(test)]
mod tests;

pub use field::Field;
pub use form::form_value;

use serde_json::{Map, Value};

use crate::problems::{Code, Fault, Problem, Problems, pointer_step};

/// How the values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// JSON: `true` is a boolean, `3` a number, and `"3"` is neither.
    Json,
    /// An HTML form or a query string through [`form_value`]: all values are text, "yes" and "no" are booleans, one
    /// value is a list of one, and a date may come as a day, a month and a year.
    Form,
}

/// Reads a whole body.
///
/// The closure answers `None` only after it noted a problem, which the reader's own methods do.
///
/// # Errors
/// Every problem found, in the order of reading, unknown fields last.
pub fn read<'v, T>(
    body: &'v Value,
    style: Style,
    make: impl FnOnce(&mut Reader<'v>) -> Option<T>,
) -> Result<T, Problems> {
    read_at(body, style, "#".to_owned(), make)
}

fn read_at<'v, T>(
    body: &'v Value,
    style: Style,
    pointer: String,
    make: impl FnOnce(&mut Reader<'v>) -> Option<T>,
) -> Result<T, Problems> {
    let Value::Object(object) = body else {
        return Err(Problems::one(pointer, Code::InvalidFormat, "This must be an object with named fields"));
    };
    let mut reader = Reader { object, style, pointer, problems: Problems::new(), known: Vec::new() };
    let made = make(&mut reader);
    reader.note_unknown_fields();
    match made {
        Some(made) if reader.problems.is_empty() => Ok(made),
        _ if reader.problems.is_empty() => {
            Err(Problems::one(reader.pointer, Code::InvalidValue, "Check these answers and send them again"))
        }
        _ => Err(reader.problems),
    }
}

/// One object being read. Each method answers `None` when it has noted a problem.
pub struct Reader<'v> {
    object: &'v Map<String, Value>,
    style: Style,
    pointer: String,
    problems: Problems,
    known: Vec<&'static str>,
}

impl<'v> Reader<'v> {
    /// A field that must be given.
    pub fn required<T>(&mut self, field: &Field, parse: impl FnOnce(&str) -> Result<T, Fault>) -> Option<T> {
        self.text(field, Some(Code::CannotBeEmpty), parse)?
    }

    /// A field that may be left out: absent, null, or only spaces.
    pub fn optional<T>(&mut self, field: &Field, parse: impl FnOnce(&str) -> Result<T, Fault>) -> Option<Option<T>> {
        self.text(field, None, parse)
    }

    /// A field that must be given when another answer needs it, and has no place otherwise. A form may still carry it
    /// (a browser sends hidden questions too), in which case it is dropped: nothing is kept that was not asked.
    pub fn conditional<T>(
        &mut self,
        needed: bool,
        field: &Field,
        parse: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<Option<T>> {
        if needed {
            self.text(field, Some(Code::ConditionalFieldMustBeSet), parse)
        } else {
            self.not_needed(field).map(|()| None)
        }
    }

    /// Declares that a field has no place here given the other answers; see [`Reader::conditional`].
    pub fn not_needed(&mut self, field: &Field) -> Option<()> {
        if self.given(field).is_some() && self.style == Style::Json {
            let rest = "is not needed with these answers. Leave it out";
            return self.note(field, &Fault::about(Code::InvalidValue, rest));
        }
        Some(())
    }

    /// An object inside, which must be given. A form in which nobody filled in any of its parts is told what each part
    /// wants, not that the whole is missing.
    pub fn object<T>(&mut self, field: &Field, make: impl FnOnce(&mut Reader<'v>) -> Option<T>) -> Option<T> {
        let blank = self.object.get(field.name).filter(|value| self.style == Style::Form && value.is_object());
        match self.given(field).or(blank) {
            Some(value) => self.inside(value, self.pointer_to(field.name), make),
            None => self.note(field, &Fault::ask_again(Code::CannotBeEmpty)),
        }
    }

    /// An object inside, which may be left out.
    pub fn optional_object<T>(
        &mut self,
        field: &Field,
        make: impl FnOnce(&mut Reader<'v>) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.given(field) {
            Some(value) => self.inside(value, self.pointer_to(field.name), make).map(Some),
            None => Some(None),
        }
    }

    /// Notes a problem found by a rule between fields. Always `None`, so that it can end an expression.
    pub fn note<T>(&mut self, field: &Field, fault: &Fault) -> Option<T> {
        self.note_at(self.pointer_to(field.name), field, fault)
    }

    /// Takes the good half of a rule's outcome and notes the bad half at a field.
    pub fn check<T>(&mut self, field: &Field, outcome: Result<T, Fault>) -> Option<T> {
        match outcome {
            Ok(good) => Some(good),
            Err(fault) => self.note(field, &fault),
        }
    }

    /// Whether a field was given at all. Counts as reading it.
    pub fn has(&mut self, field: &Field) -> bool {
        self.given(field).is_some()
    }

    /// Names fields that somebody else reads, such as a form's hidden idempotency key.
    pub fn skip(&mut self, names: &[&'static str]) {
        self.known.extend_from_slice(names);
    }

    /// The value of a field, unless absent, null, or blank.
    fn given(&mut self, field: &Field) -> Option<&'v Value> {
        self.known.push(field.name);
        match self.object.get(field.name)? {
            Value::Null => None,
            Value::String(text) if text.trim().is_empty() => None,
            Value::Object(parts) if self.style == Style::Form && form::is_blank(parts) => None,
            value => Some(value),
        }
    }

    fn inside<T>(
        &mut self,
        value: &'v Value,
        pointer: String,
        make: impl FnOnce(&mut Reader<'v>) -> Option<T>,
    ) -> Option<T> {
        match read_at(value, self.style, pointer, make) {
            Ok(made) => Some(made),
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        }
    }

    fn pointer_to(&self, name: &str) -> String {
        pointer_step(&self.pointer, name)
    }

    fn note_at<T>(&mut self, pointer: String, field: &Field, fault: &Fault) -> Option<T> {
        self.problems.push(Problem { pointer, code: fault.code(), detail: fault.detail(field.called, field.missing) });
        None
    }

    fn note_unknown_fields(&mut self) {
        for name in self.object.keys().filter(|name| !self.known.contains(&name.as_str())) {
            self.problems.push(Problem {
                pointer: pointer_step(&self.pointer, name),
                code: Code::UnknownField,
                detail: "This field is not known here. Check its spelling or leave it out".to_owned(),
            });
        }
    }
}
