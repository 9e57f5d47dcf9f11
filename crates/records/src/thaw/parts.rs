//! The parts of stored JSON: what an enum, an array and an object hold, and an object's keys.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::Value;

use super::{Thaw, Unreadable};

/// An enum is stored as the variant's name, or as an object of one field: that name and what the variant holds.
impl<'v> EnumAccess<'v> for Thaw<'v> {
    type Error = Unreadable;
    type Variant = Content<'v>;

    fn variant_seed<S: DeserializeSeed<'v>>(self, seed: S) -> Result<(S::Value, Content<'v>), Unreadable> {
        let (name, content) = match self.0 {
            Value::String(name) => (name, None),
            Value::Object(fields) if fields.len() == 1 => {
                fields.iter().next().map(|(name, content)| (name, Some(content))).ok_or(Unreadable)?
            }
            _ => return Err(Unreadable),
        };
        let variant = seed.deserialize(StrDeserializer::new(name))?;
        Ok((variant, Content(content)))
    }
}

pub(super) struct Content<'v>(Option<&'v Value>);

impl<'v> Content<'v> {
    fn held(self) -> Result<Thaw<'v>, Unreadable> {
        self.0.map(Thaw).ok_or(Unreadable)
    }
}

impl<'v> VariantAccess<'v> for Content<'v> {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        if self.0.is_none_or(Value::is_null) { Ok(()) } else { Err(Unreadable) }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'v>>(self, seed: S) -> Result<S::Value, Unreadable> {
        seed.deserialize(self.held()?)
    }

    fn tuple_variant<V: Visitor<'v>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.held()?.sequence(visitor)
    }

    fn struct_variant<V: Visitor<'v>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Unreadable> {
        self.held()?.object(visitor)
    }
}

pub(super) struct Items<'v>(pub(super) std::slice::Iter<'v, Value>);

impl<'v> SeqAccess<'v> for &mut Items<'v> {
    type Error = Unreadable;

    fn next_element_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<Option<S::Value>, Unreadable> {
        self.0.next().map(|item| seed.deserialize(Thaw(item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

pub(super) struct Fields<'v> {
    pub(super) fields: serde_json::map::Iter<'v>,
    pub(super) value: &'v Value,
}

impl<'v> MapAccess<'v> for &mut Fields<'v> {
    type Error = Unreadable;

    fn next_key_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<Option<S::Value>, Unreadable> {
        let Some((key, value)) = self.fields.next() else { return Ok(None) };
        self.value = value;
        seed.deserialize(Key(key)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<S::Value, Unreadable> {
        seed.deserialize(Thaw(self.value))
    }
}

/// An object's key: a text, or a number written as one.
struct Key<'v>(&'v str);

impl Key<'_> {
    fn number<'v, V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match (self.0.parse(), self.0.parse()) {
            (Ok(number), _) => visitor.visit_u64(number),
            (_, Ok(number)) => visitor.visit_i64(number),
            _ => Err(Unreadable),
        }
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            self.number(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Unreadable;

    numbers!(deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32
        deserialize_u64);

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &str, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        StrDeserializer::new(self.0).deserialize_enum(name, variants, visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier
        ignored_any
    }
}
