//! Reading what somebody sent, JSON or an HTML form, into words, noting every problem on the way; never stops at the
//! first, and never decides what a service's rules are.
//!
//! A field is described once, as a constant: its name, its sentences, and by its type what its answer is. A body is the
//! table of its fields. The reader reads through both; documents and forms are made of them.
//!
//! ```
//! use domain::choices;
//! use domain::input::{self, Body, Field, FromBody, Style};
//! use domain::words::{EmailAddress, PersonName, Phone};
//!
//! choices! {
//!     /// How to reply.
//!     pub enum By {
//!         /// In writing.
//!         Email = "email", "By email";
//!         /// By voice.
//!         Phone = "phone", "By phone";
//!     }
//! }
//!
//! const NAME: Field<PersonName> = Field::new("name", "Your name", "Enter your name");
//! const BY: Field<By> = Field::new("by", "How to reply", "Select how you would like us to reply");
//! const EMAIL: Field<EmailAddress> =
//!     Field::new("email", "Your email address", "Enter your email address").needed_when("by", &["email"]);
//! const PHONE: Field<Phone> =
//!     Field::new("phone", "Your phone number", "Enter your phone number").needed_when("by", &["phone"]);
//!
//! struct Contact {
//!     name: PersonName,
//!     to: String,
//! }
//!
//! impl FromBody for Contact {
//!     const BODY: &'static Body = &Body::new("ContactBody", "How to reach somebody.", &[&NAME, &BY, &EMAIL, &PHONE]);
//! }
//!
//! let read = |body| {
//!     input::read(&body, Style::Json, |read| {
//!         // All reads come first, `?` only after them: that is what collects every problem at once.
//!         let (name, by, email, phone) = (read.get(&NAME), read.get(&BY), read.get(&EMAIL), read.get(&PHONE));
//!         let to = match by? {
//!             By::Email => email?.as_str().to_owned(),
//!             By::Phone => phone?.as_str().to_owned(),
//!         };
//!         Some(Contact { name: name?, to })
//!     })
//! };
//! let good = read(serde_json::json!({"name": " Ada Lovelace ", "by": "email", "email": "ada@example.org"})).unwrap();
//! assert_eq!((good.name.as_str(), good.to.as_str()), ("Ada Lovelace", "ada@example.org"));
//! let problems = read(serde_json::json!({"by": "email", "phone": "01632 960 001", "nmae": true})).err().unwrap();
//! assert_eq!(
//!     problems.to_string(),
//!     "#/name CANNOT_BE_EMPTY, #/email CONDITIONAL_FIELD_MUST_BE_SET, #/phone INVALID_VALUE, #/* UNKNOWN_FIELD"
//! );
//! ```

mod answer;
mod body;
mod field;
mod form;
mod lists;
pub(crate) mod scalars;
mod shape;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod walk;
mod word;

pub use answer::{Answer, List, Object, Shaped};
pub use body::{Body, FromBody, Request};
pub use field::{AnyField, Description, Field, When};
pub use form::form_value;
pub use shape::{Shape, Text};
pub use word::{Whole, Word};

use serde_json::{Map, Value};

use crate::choice;
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

/// Reads the body of a `T`; see [`Body::read`].
///
/// # Errors
/// Every problem found, in the order of reading, unknown fields last.
pub fn read<'v, T: FromBody>(
    body: &'v Value,
    style: Style,
    make: impl FnOnce(&mut Reader<'v>) -> Option<T>,
) -> Result<T, Problems> {
    T::BODY.read(body, style, make)
}

fn read_at<'v, T>(
    table: &'static Body,
    body: &'v Value,
    style: Style,
    pointer: String,
    make: impl FnOnce(&mut Reader<'v>) -> Option<T>,
) -> Result<T, Problems> {
    let Value::Object(object) = body else {
        return Err(Problems::one(pointer, Code::InvalidFormat, "This must be an object with named fields"));
    };
    let mut reader = Reader { table, object, style, pointer, problems: Problems::new() };
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

/// One object being read through its table. Each method answers `None` when it has noted a problem; for a field that must be
/// given, also where it has no place.
pub struct Reader<'v> {
    table: &'static Body,
    object: &'v Map<String, Value>,
    style: Style,
    pointer: String,
    problems: Problems,
}

/// Whether a field has a place beside the other answers.
enum Place {
    /// It has, and this is what its absence is.
    Here(Code),
    /// It has none. A form may still carry it (a browser sends hidden questions too), in which case it is dropped: nothing
    /// is kept that was not asked.
    Nowhere,
    /// The answer that decides it is missing or wrong: one problem is enough.
    Unknown,
}

impl<'v> Reader<'v> {
    /// Reads a field, as its type and its table say.
    pub fn get<A: Answer>(&mut self, field: &Field<A>) -> Option<A::Read> {
        match self.found(field)? {
            Some(given) => A::read(self, field, given),
            None => A::left_out(),
        }
    }

    /// Reads a field of which more than the body decides whether it is needed; `None` while that is not known. Where it is
    /// not needed, it has no place.
    pub fn needed<A: Answer>(&mut self, needed: Option<bool>, field: &Field<Option<A>>) -> Option<Option<A::Read>> {
        match (needed, self.given(field)) {
            (None, _) => Some(None),
            (Some(false), _) => self.out_of_place(field).map(|()| None),
            (Some(true), Some(given)) => A::read(self, field, given).map(Some),
            (Some(true), None) => self.note(field, &Fault::ask_again(Code::ConditionalFieldMustBeSet)),
        }
    }

    /// An object inside.
    pub fn object<T: FromBody>(
        &mut self,
        field: &Field<Object<T>>,
        make: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let given = self.found(field)??;
        self.inside(T::BODY, given, self.pointer_to(field.name), make)
    }

    /// Notes a problem found by a rule between fields. Always `None`, so that it can end an expression.
    pub fn note<T>(&mut self, field: &Description, fault: &Fault) -> Option<T> {
        self.note_at(self.pointer_to(field.name), field, fault)
    }

    /// Takes the good half of a rule's outcome and notes the bad half at a field.
    pub fn check<T>(&mut self, field: &Description, outcome: Result<T, Fault>) -> Option<T> {
        match outcome {
            Ok(good) => Some(good),
            Err(fault) => self.note(field, &fault),
        }
    }

    /// What was given for a field, where it has a place; `None` once its absence, or that it has no place, is noted.
    fn found(&mut self, field: &Description) -> Option<Option<&'v Value>> {
        let given = self.given(field);
        match self.place(field) {
            Place::Nowhere => self.out_of_place(field).map(|()| None),
            Place::Unknown => Some(None),
            Place::Here(_) if given.is_some() || !field.required => Some(given),
            Place::Here(absence) => match self.blank_object(field) {
                None => self.note(field, &Fault::ask_again(absence)),
                blank => Some(blank),
            },
        }
    }

    fn place(&self, field: &Description) -> Place {
        match field.when {
            None => Place::Here(Code::CannotBeEmpty),
            Some(When::Without(other)) if self.value(other).is_some() => Place::Nowhere,
            Some(When::Without(_)) => Place::Here(Code::CannotBeEmpty),
            Some(When::Is { field, one_of, absence }) => match self.chosen(field) {
                Some(chosen) if one_of.contains(&chosen) => Place::Here(absence),
                Some(_) => Place::Nowhere,
                None => Place::Unknown,
            },
        }
    }

    /// What was chosen for another field, if it is one of those offered.
    fn chosen(&self, name: &str) -> Option<&'static str> {
        let Shape::OneOf(names) = self.table.field(name)?.shape else { return None };
        choice::among(names, self.object.get(name)?.as_str()?)
    }

    fn out_of_place(&mut self, field: &Description) -> Option<()> {
        if self.given(field).is_some() && self.style == Style::Json {
            let rest = "is not needed with these answers. Leave it out";
            return self.note(field, &Fault::about(Code::InvalidValue, rest));
        }
        Some(())
    }

    fn given(&self, field: &Description) -> Option<&'v Value> {
        debug_assert!(self.table.field(field.name).is_some(), "{} is not in the table {:?}", field.name, self.table);
        self.value(field.name)
    }

    /// The value of that name, unless absent, null, or blank.
    fn value(&self, name: &str) -> Option<&'v Value> {
        match self.object.get(name)? {
            Value::Null => None,
            Value::String(text) if text.trim().is_empty() => None,
            Value::Object(parts) if self.style == Style::Form && form::is_blank(parts) => None,
            value => Some(value),
        }
    }

    /// An object of a form in which nobody filled in any part: whoever sends it is told what each part wants, not that the
    /// whole is missing.
    fn blank_object(&self, field: &Description) -> Option<&'v Value> {
        let is_object = matches!(field.shape, Shape::Object(_)) && self.style == Style::Form;
        self.object.get(field.name).filter(|value| is_object && value.is_object())
    }

    fn inside<T>(
        &mut self,
        table: &'static Body,
        value: &'v Value,
        pointer: String,
        make: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        match read_at(table, value, self.style, pointer, make) {
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

    fn note_at<T>(&mut self, pointer: String, field: &Description, fault: &Fault) -> Option<T> {
        self.problems.push(Problem { pointer, code: fault.code(), detail: fault.detail(field.called, field.missing) });
        None
    }

    fn note_unknown_fields(&mut self) {
        if self.table.is_open() {
            return;
        }
        for name in self.object.keys().filter(|name| self.table.field(name).is_none()) {
            self.problems.push(Problem {
                pointer: pointer_step(&self.pointer, name),
                code: Code::UnknownField,
                detail: "This field is not known here. Check its spelling or leave it out".to_owned(),
            });
        }
    }
}
