//! Fields: what each is called, how it is asked for, where it has a place and what its answer may be; never reads anything
//! itself.

use std::marker::PhantomData;
use std::ops::Deref;

use super::{Shape, Shaped};
use crate::problems::Code;

/// One field of a request or a form, whose answer is an `A`: a [`Word`](super::Word), which must be given; an [`Option`] of
/// one, which may be left out; a [`List`](super::List); an [`Object`](super::Object).
///
/// The wording follows the GOV.UK Design System's error message guidance: say what to do, in the words of the question.
///
/// ```
/// use domain::input::Field;
/// use domain::words::{EmailAddress, Phone};
///
/// const EMAIL: Field<EmailAddress> = Field::new("email", "Your email address", "Enter your email address");
/// const PHONE: Field<Option<Phone>> = Field::new("phone", "Your phone number", "Enter your phone number")
///     .about("Where we ring if the place is gone.");
/// assert!(EMAIL.required && !PHONE.required);
/// ```
pub struct Field<A> {
    description: Description,
    answer: PhantomData<fn() -> A>,
}

/// What a field says of itself, whatever its answer is.
#[derive(Clone, Copy, Debug)]
pub struct Description {
    /// The name in JSON and HTML.
    pub name: &'static str,
    /// How a sentence starts: "Your question" (must be 3,000 characters or fewer).
    pub called: &'static str,
    /// The sentence when there is no answer, or not one of those offered: "Enter your question", "Select a topic".
    pub missing: &'static str,
    /// What a document says of it, where `called` is not enough.
    pub about: Option<&'static str>,
    /// One that is good here, where its shape has no example or another one; text.
    pub example: Option<&'static str>,
    /// Where it has a place; everywhere unless said otherwise.
    pub when: Option<When>,
    /// Whether it must be given where it has a place.
    pub required: bool,
    /// What its JSON may be.
    pub shape: Shape,
}

/// Where a field has a place. Anywhere else it must be left out of JSON, and is dropped from a form.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// Where another field of the same body is one of these.
    Is {
        /// Which, by its name.
        field: &'static str,
        /// By their names.
        one_of: &'static [&'static str],
        /// What its absence is there.
        absence: Code,
    },
    /// Where another field of the same body is left out.
    Without(&'static str),
}

impl<A: Shaped> Field<A> {
    /// A field: its name, what a sentence calls it, and how it asks for a missing answer.
    #[must_use]
    pub const fn new(name: &'static str, called: &'static str, missing: &'static str) -> Self {
        let (shape, required) = (A::SHAPE, A::REQUIRED);
        Self::of(Description { name, called, missing, about: None, example: None, when: None, required, shape })
    }

    /// What a document says of it.
    #[must_use]
    pub const fn about(self, about: &'static str) -> Self {
        Self::of(Description { about: Some(about), ..self.description })
    }

    /// An example for documents.
    #[must_use]
    pub const fn example(self, example: &'static str) -> Self {
        Self::of(Description { example: Some(example), ..self.description })
    }

    /// It has a place only where another field is one of these. There it is asked like any other.
    #[must_use]
    pub const fn asked_when(self, field: &'static str, one_of: &'static [&'static str]) -> Self {
        Self::of(Description {
            when: Some(When::Is { field, one_of, absence: Code::CannotBeEmpty }),
            ..self.description
        })
    }

    /// The same, and its absence says that the other answer makes it necessary.
    #[must_use]
    pub const fn needed_when(self, field: &'static str, one_of: &'static [&'static str]) -> Self {
        Self::of(Description {
            when: Some(When::Is { field, one_of, absence: Code::ConditionalFieldMustBeSet }),
            ..self.description
        })
    }

    /// It has a place only where another field is left out.
    #[must_use]
    pub const fn unless(self, other: &'static str) -> Self {
        Self::of(Description { when: Some(When::Without(other)), ..self.description })
    }

    /// The same field where it may be left out.
    #[must_use]
    pub const fn optional(self) -> Field<Option<A>> {
        Field::of(Description { required: false, ..self.description })
    }
}

impl<A> Field<A> {
    const fn of(description: Description) -> Self {
        Self { description, answer: PhantomData }
    }
}

impl<A> Field<Option<A>> {
    /// The same field where it must be given.
    #[must_use]
    pub const fn required(self) -> Field<A> {
        Field::of(Description { required: true, ..self.description })
    }
}

impl<A> Deref for Field<A> {
    type Target = Description;

    fn deref(&self) -> &Description {
        &self.description
    }
}

/// A field whatever its answer is, for tables of several.
pub trait AnyField: Sync {
    /// What it says of itself.
    fn description(&self) -> &Description;
}

impl<A> AnyField for Field<A> {
    fn description(&self) -> &Description {
        &self.description
    }
}
