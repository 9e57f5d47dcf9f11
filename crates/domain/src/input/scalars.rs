//! Reading one value: text, yes or no, a whole number; never lists or objects.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use serde_json::Value;

use super::{Field, Reader, Style, form};
use crate::problems::{Code, Fault};
use crate::words::Pence;

impl Reader<'_> {
    /// Yes or no, which must be answered.
    pub fn flag(&mut self, field: &Field) -> Option<bool> {
        match self.optional_flag(field)? {
            Some(flag) => Some(flag),
            None => self.note(field, &Fault::ask_again(Code::CannotBeEmpty)),
        }
    }

    /// Yes or no, which may be left unanswered.
    pub fn optional_flag(&mut self, field: &Field) -> Option<Option<bool>> {
        let outcome = match (self.style, self.given(field)) {
            (_, None) => return Some(None),
            (Style::Json, Some(Value::Bool(flag))) => Ok(*flag),
            (Style::Json, Some(_)) => Err(Fault::about(Code::InvalidFormat, "must be true or false")),
            (Style::Form, Some(Value::String(text))) => match text.trim() {
                "yes" | "true" => Ok(true),
                "no" | "false" => Ok(false),
                _ => Err(Fault::ask_again(Code::InvalidValue)),
            },
            (Style::Form, Some(_)) => Err(Fault::ask_again(Code::InvalidFormat)),
        };
        self.check(field, outcome).map(Some)
    }

    /// A whole number within bounds, which must be given.
    pub fn integer(&mut self, field: &Field, bounds: RangeInclusive<i64>) -> Option<i64> {
        match self.optional_integer(field, bounds)? {
            Some(number) => Some(number),
            None => self.note(field, &Fault::ask_again(Code::CannotBeEmpty)),
        }
    }

    /// A whole number within bounds, which may be left out.
    pub fn optional_integer(&mut self, field: &Field, bounds: RangeInclusive<i64>) -> Option<Option<i64>> {
        let Some(value) = self.given(field) else { return Some(None) };
        self.check(field, as_integer(value, self.style, &bounds)).map(Some)
    }

    /// Money, which must be given: `{"amount":7500,"currency":"GBP"}` in JSON, pounds such as `75` or `75.00` in a form.
    pub fn money(&mut self, field: &Field) -> Option<Pence> {
        match self.optional_money(field)? {
            Some(amount) => Some(amount),
            None => self.note(field, &Fault::ask_again(Code::CannotBeEmpty)),
        }
    }

    /// The same where it may be left out.
    pub fn optional_money(&mut self, field: &Field) -> Option<Option<Pence>> {
        let outcome = match (self.style, self.given(field)) {
            (_, None) => return Some(None),
            (Style::Json, Some(Value::Object(amount))) => Pence::from_json(amount),
            (Style::Form, Some(Value::String(text))) => Pence::parse_pounds(text),
            (Style::Json, Some(_)) => Err(Fault::about(Code::InvalidFormat, Pence::JSON_FORM)),
            (Style::Form, Some(_)) => Err(Fault::about(Code::InvalidFormat, "must be given once")),
        };
        self.check(field, outcome).map(Some)
    }

    /// A word, with `missing` as the code of its absence; without one it may be left out.
    pub(super) fn text<T>(
        &mut self,
        field: &Field,
        missing: Option<Code>,
        parse: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<Option<T>> {
        let Some(value) = self.given(field) else {
            return match missing {
                Some(code) => self.note(field, &Fault::ask_again(code)),
                None => Some(None),
            };
        };
        let outcome = as_text(value, self.style).and_then(|text| parse(&text));
        self.check(field, outcome).map(Some)
    }
}

/// A whole number within bounds.
pub(super) fn as_integer(value: &Value, style: Style, bounds: &RangeInclusive<i64>) -> Result<i64, Fault> {
    let number = match (style, value) {
        (Style::Json, Value::Number(number)) => number.as_i64(),
        (Style::Form, Value::String(text)) => text.trim().parse().ok(),
        _ => None,
    };
    let number = number.ok_or_else(|| Fault::about(Code::InvalidFormat, "must be a whole number"))?;
    if bounds.contains(&number) {
        return Ok(number);
    }
    let rest = format!("must be between {} and {}", bounds.start(), bounds.end());
    Err(Fault::about(Code::InvalidValue, rest))
}

pub(super) fn as_text(value: &Value, style: Style) -> Result<Cow<'_, str>, Fault> {
    match (value, style) {
        (Value::String(text), _) => Ok(Cow::Borrowed(text)),
        (Value::Object(parts), Style::Form) => form::date_text(parts).map(Cow::Owned),
        (Value::Array(_), Style::Form) => Err(Fault::about(Code::InvalidFormat, "must be given once")),
        _ => Err(Fault::about(Code::InvalidFormat, "must be text")),
    }
}
