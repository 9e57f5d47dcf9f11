//! Bodies: which fields a request has, as a table. The reader reads through it, and documents are made of it.

use serde_json::Value;

use super::{AnyField, Description, Reader, Style, read_at};
use crate::problems::Problems;

/// The table of a body's fields.
#[derive(Clone, Copy)]
pub struct Body {
    /// What documents call it.
    pub name: &'static str,
    /// What it is, as a sentence.
    pub about: &'static str,
    fields: &'static [&'static dyn AnyField],
    parts: &'static [&'static Self],
    open: bool,
}

/// What is read from a body of its own.
pub trait FromBody {
    /// Its fields.
    const BODY: &'static Body;
}

/// What is read from a body and nothing else.
pub trait Request: FromBody + Sized {
    /// Reads its fields.
    fn among(r: &mut Reader<'_>) -> Option<Self>;

    /// Reads it.
    ///
    /// # Errors
    /// Every problem, in the order of the questions.
    fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        Self::BODY.read(body, style, Self::among)
    }
}

impl Body {
    /// A body of these fields, in the order of asking.
    #[must_use]
    pub const fn new(name: &'static str, about: &'static str, fields: &'static [&'static dyn AnyField]) -> Self {
        Self { name, about, fields, parts: &[], open: false }
    }

    /// Fields that no document shows, such as those of a page's form.
    #[must_use]
    pub const fn unnamed(fields: &'static [&'static dyn AnyField]) -> Self {
        Self::new("", "", fields)
    }

    /// The same with the fields of others beside its own.
    #[must_use]
    pub const fn and(self, parts: &'static [&'static Self]) -> Self {
        Self { parts, ..self }
    }

    /// The same where whatever else stands there is not looked at.
    #[must_use]
    pub const fn open(self) -> Self {
        Self { open: true, ..self }
    }

    /// Whether other fields may stand there.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// Its fields.
    pub fn fields(&self) -> impl Iterator<Item = &'static Description> {
        let parts = self.parts.iter().flat_map(|part| part.fields().collect::<Vec<_>>());
        self.fields.iter().map(|field| field.description()).chain(parts)
    }

    /// The field of that name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Description> {
        let own = self.fields.iter().map(|field| field.description()).find(|field| field.name == name);
        own.or_else(|| self.parts.iter().find_map(|part| part.field(name)))
    }

    /// Reads one.
    ///
    /// The closure answers `None` only after it noted a problem, which the reader's own methods do.
    ///
    /// # Errors
    /// Every problem found, in the order of reading, unknown fields last.
    pub fn read<'v, T>(
        &'static self,
        body: &'v Value,
        style: Style,
        make: impl FnOnce(&mut Reader<'v>) -> Option<T>,
    ) -> Result<T, Problems> {
        read_at(self, body, style, "#".to_owned(), make)
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_list().entries(self.fields().map(|field| field.name)).finish()
    }
}

/// Two that are read from one: a filter and a page of a list.
impl<A: FromBody, B: FromBody> FromBody for (A, B) {
    const BODY: &'static Body = &Body { parts: &[A::BODY, B::BODY], ..Body::unnamed(&[]) };
}
