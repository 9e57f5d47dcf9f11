//! What one JSON value or one value of a form says: text, yes or no, a whole number; never lists or objects.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use serde_json::Value;

use super::{Style, form};
use crate::problems::{Code, Fault};

pub(super) fn as_text(value: &Value, style: Style) -> Result<Cow<'_, str>, Fault> {
    match (value, style) {
        (Value::String(text), _) => Ok(Cow::Borrowed(text)),
        (Value::Object(parts), Style::Form) => form::date_text(parts).map(Cow::Owned),
        (Value::Array(_), Style::Form) => Err(Fault::about(Code::InvalidFormat, "must be given once")),
        _ => Err(Fault::about(Code::InvalidFormat, "must be text")),
    }
}

pub(super) fn yes_or_no(value: &Value, style: Style) -> Result<bool, Fault> {
    match (style, value) {
        (Style::Json, Value::Bool(flag)) => Ok(*flag),
        (Style::Json, _) => Err(Fault::about(Code::InvalidFormat, "must be true or false")),
        (Style::Form, Value::String(text)) => match text.trim() {
            "yes" | "true" => Ok(true),
            "no" | "false" => Ok(false),
            _ => Err(Fault::ask_again(Code::InvalidValue)),
        },
        (Style::Form, _) => Err(Fault::ask_again(Code::InvalidFormat)),
    }
}

/// A whole number within bounds.
///
/// # Errors
/// No whole number, or out of bounds.
pub(crate) fn whole_number(value: &Value, style: Style, bounds: RangeInclusive<i64>) -> Result<i64, Fault> {
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
