//! Stored JSON back into types, in one pass and without anything in between. It never says what was wrong with it.
//!
//! A type's own deserializer words every mistake it meets, and quotes the value. Here the words would only be thrown away:
//! they may quote what is sealed, and wording every possible mistake in every stored type makes half of a component's code
//! for reading records. So this deserializer has one error without words. It reads only what [`serde_json::to_vec`] writes:
//! no space between the parts, and a struct as an object; and it leaves to serde_json what is rare and easily got wrong.

use std::borrow::Cow;

use serde::de::{DeserializeOwned, Deserializer, Error, Expected, Unexpected, Visitor};

use parts::{Fields, Items, Variant};

mod parts;

/// How deep arrays and objects may lie in each other.
const DEPTH_MAX: u8 = 100;

/// What the stored bytes are of.
pub(crate) fn thaw<T: DeserializeOwned>(json: &[u8]) -> Option<T> {
    let mut text = Text { rest: str::from_utf8(json).ok()?, depth: 0 };
    let value = T::deserialize(&mut text).ok()?;
    text.rest.is_empty().then_some(value)
}

/// Not what it should be.
#[derive(Debug)]
pub(crate) struct Unreadable;

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unreadable")
    }
}

impl std::error::Error for Unreadable {}

/// All by hand, though `custom` would do: no caller then has to put words together for it to drop.
impl Error for Unreadable {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// What is left to read.
struct Text<'v> {
    rest: &'v str,
    depth: u8,
}

enum Number {
    Positive(u64),
    Negative(i64),
    Fraction(f64),
}

impl<'v> Text<'v> {
    fn next(&self) -> Option<u8> {
        self.rest.as_bytes().first().copied()
    }

    fn take(&mut self, bytes: usize) -> Result<&'v str, Unreadable> {
        let (taken, rest) = self.rest.split_at_checked(bytes).ok_or(Unreadable)?;
        self.rest = rest;
        Ok(taken)
    }

    /// Takes `text` where it comes next.
    fn eats(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn want(&mut self, text: &str) -> Result<(), Unreadable> {
        if self.eats(text) { Ok(()) } else { Err(Unreadable) }
    }

    /// A string as it stands, in its quotation marks, and whether something in it is written with a backslash.
    fn quoted(&mut self) -> Result<(&'v str, bool), Unreadable> {
        if self.next() != Some(b'"') {
            return Err(Unreadable);
        }
        let (mut end, mut escapes) = (1, false);
        loop {
            let left = self.rest.as_bytes().get(end..).ok_or(Unreadable)?;
            end += left.iter().position(|byte| matches!(byte, b'"' | b'\\')).ok_or(Unreadable)?;
            if self.rest.as_bytes().get(end) == Some(&b'"') {
                return Ok((self.take(end + 1)?, escapes));
            }
            (end, escapes) = (end + 2, true);
        }
    }

    fn string(&mut self) -> Result<Cow<'v, str>, Unreadable> {
        let (quoted, escapes) = self.quoted()?;
        if escapes {
            return serde_json::from_slice(quoted.as_bytes()).map(Cow::Owned).map_err(|_| Unreadable);
        }
        quoted.get(1..quoted.len().saturating_sub(1)).map(Cow::Borrowed).ok_or(Unreadable)
    }

    /// A number or a word.
    fn bare(&mut self) -> Result<&'v str, Unreadable> {
        let more = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        self.take(self.rest.bytes().position(|byte| !more(byte)).unwrap_or(self.rest.len()))
    }

    /// Passes over a value, whatever it is.
    fn skip(&mut self) -> Result<(), Unreadable> {
        let mut open = 0_u32;
        loop {
            match self.next() {
                Some(b'"') => drop(self.quoted()?),
                Some(b'[' | b'{') => {
                    open = open.saturating_add(1);
                    self.take(1)?;
                }
                Some(b']' | b'}') => {
                    open = open.checked_sub(1).ok_or(Unreadable)?;
                    self.take(1)?;
                }
                Some(b',' | b':') if open > 0 => drop(self.take(1)?),
                _ => {
                    if self.bare()?.is_empty() {
                        return Err(Unreadable);
                    }
                }
            }
            if open == 0 {
                return Ok(());
            }
        }
    }

    fn visit_text<V: Visitor<'v>>(&mut self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_str(&self.string()?)
    }

    /// Apart from its visitors, of which there are many.
    fn number(&mut self) -> Result<Number, Unreadable> {
        let number = self.bare()?;
        if let Ok(number) = number.parse() {
            return Ok(Number::Positive(number));
        }
        // `-0` is a fraction to serde_json: no whole number has a sign and no size.
        if let Some(number) = number.parse().ok().filter(|number| *number < 0) {
            return Ok(Number::Negative(number));
        }
        serde_json::from_slice(number.as_bytes()).map(Number::Fraction).map_err(|_| Unreadable)
    }

    fn visit_number<V: Visitor<'v>>(&mut self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.number()? {
            Number::Positive(number) => visitor.visit_u64(number),
            Number::Negative(number) => visitor.visit_i64(number),
            Number::Fraction(number) => visitor.visit_f64(number),
        }
    }

    fn visit_sequence<V: Visitor<'v>>(&mut self, visitor: V) -> Result<V::Value, Unreadable> {
        self.want("[")?;
        self.deeper()?;
        let value = visitor.visit_seq(Items { text: self, first: true })?;
        self.depth = self.depth.saturating_sub(1);
        self.want("]").map(|()| value)
    }

    fn visit_object<V: Visitor<'v>>(&mut self, visitor: V) -> Result<V::Value, Unreadable> {
        self.want("{")?;
        self.deeper()?;
        let value = visitor.visit_map(Fields { text: self, first: true })?;
        self.depth = self.depth.saturating_sub(1);
        self.want("}").map(|()| value)
    }

    fn deeper(&mut self) -> Result<(), Unreadable> {
        self.depth = self.depth.saturating_add(1);
        if self.depth > DEPTH_MAX { Err(Unreadable) } else { Ok(()) }
    }
}

macro_rules! by {
    ($way:ident: $($method:ident)*) => {$(
        fn $method<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            self.$way(visitor)
        }
    )*};
}

impl<'v> Deserializer<'v> for &mut Text<'v> {
    type Error = Unreadable;

    by!(visit_number: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128 deserialize_u8
        deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64);
    by!(visit_text: deserialize_char deserialize_str deserialize_string deserialize_identifier);
    by!(visit_sequence: deserialize_seq);
    by!(visit_object: deserialize_map);
    by!(deserialize_any: deserialize_bytes deserialize_byte_buf);

    fn deserialize_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.next() {
            Some(b'n') => self.deserialize_unit(visitor),
            Some(b't' | b'f') => self.deserialize_bool(visitor),
            Some(b'"') => self.visit_text(visitor),
            Some(b'[') => self.visit_sequence(visitor),
            Some(b'{') => self.visit_object(visitor),
            _ => self.visit_number(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_bool(self.bare()?.parse().map_err(|_| Unreadable)?)
    }

    fn deserialize_option<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.eats("null") { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.want("null")?;
        visitor.visit_unit()
    }

    fn deserialize_ignored_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.skip()?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'v>>(self, _: &str, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'v>>(self, _: &str, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'v>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.visit_sequence(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'v>>(self, _: &str, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.visit_sequence(visitor)
    }

    fn deserialize_struct<V: Visitor<'v>>(
        self,
        _: &str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.visit_object(visitor)
    }

    fn deserialize_enum<V: Visitor<'v>>(
        self,
        _: &str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        if !self.eats("{") {
            return visitor.visit_enum(Variant { text: self, holds: false });
        }
        self.deeper()?;
        let value = visitor.visit_enum(Variant { text: self, holds: true })?;
        self.depth = self.depth.saturating_sub(1);
        self.want("}").map(|()| value)
    }
}

#[cfg(test)]
mod tests;
