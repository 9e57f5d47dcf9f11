//! Stored JSON back into types. It never says what was wrong with it.
//!
//! A type's own deserializer words every mistake it meets, and quotes the value. Here the words would only be thrown away:
//! they may quote what is sealed, and wording every possible mistake in every stored type makes half of a component's code
//! for reading records. So this deserializer, over a parsed [`Value`], has one error without words; and it offers a struct
//! only the form in which structs are stored, an object, where serde_json would also take an array.

use serde::de::{DeserializeOwned, Deserializer, Error, Expected, Unexpected, Visitor};
use serde_json::Value;

use parts::{Fields, Items};

mod parts;

/// The parsed JSON of stored bytes.
pub(crate) fn parse(json: &[u8]) -> Option<Value> {
    serde_json::from_slice(json).ok()
}

/// What `value` is of.
pub(crate) fn thaw<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(Thaw(value)).ok()
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

#[derive(Clone, Copy)]
struct Thaw<'v>(&'v Value);

impl<'v> Thaw<'v> {
    fn text<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::String(text) => visitor.visit_str(text),
            _ => Err(Unreadable),
        }
    }

    fn number<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), _, _) => visitor.visit_u64(number),
                (_, Some(number), _) => visitor.visit_i64(number),
                (_, _, Some(number)) => visitor.visit_f64(number),
                _ => Err(Unreadable),
            },
            _ => Err(Unreadable),
        }
    }

    fn sequence<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let Value::Array(items) = self.0 else { return Err(Unreadable) };
        let mut items = Items(items.iter());
        let value = visitor.visit_seq(&mut items)?;
        if items.0.len() == 0 { Ok(value) } else { Err(Unreadable) }
    }

    fn object<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let Value::Object(fields) = self.0 else { return Err(Unreadable) };
        let mut fields = Fields { fields: fields.iter(), value: &Value::Null };
        let value = visitor.visit_map(&mut fields)?;
        if fields.fields.len() == 0 { Ok(value) } else { Err(Unreadable) }
    }
}

macro_rules! by {
    ($way:ident: $($method:ident)*) => {$(
        fn $method<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            self.$way(visitor)
        }
    )*};
}

impl<'v> Deserializer<'v> for Thaw<'v> {
    type Error = Unreadable;

    by!(number: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128 deserialize_u8
        deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64);
    by!(text: deserialize_char deserialize_str deserialize_string deserialize_identifier);
    by!(sequence: deserialize_seq);
    by!(object: deserialize_map);
    by!(deserialize_any: deserialize_bytes deserialize_byte_buf);

    fn deserialize_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(whether) => visitor.visit_bool(*whether),
            Value::Number(_) => self.number(visitor),
            Value::String(text) => visitor.visit_str(text),
            Value::Array(_) => self.sequence(visitor),
            Value::Object(_) => self.object(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.0.as_bool().ok_or(Unreadable).and_then(|whether| visitor.visit_bool(whether))
    }

    fn deserialize_option<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.is_null() { visitor.visit_unit() } else { Err(Unreadable) }
    }

    fn deserialize_ignored_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'v>>(self, _: &str, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'v>>(self, _: &str, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'v>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.sequence(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'v>>(self, _: &str, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.sequence(visitor)
    }

    fn deserialize_struct<V: Visitor<'v>>(
        self,
        _: &str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.object(visitor)
    }

    fn deserialize_enum<V: Visitor<'v>>(
        self,
        _: &str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(self)
    }
}

#[cfg(test)]
mod tests;
