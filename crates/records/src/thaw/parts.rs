//! The parts of stored JSON: what an enum, an array and an object hold, and an object's keys.

use std::borrow::Cow;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::{Text, Unreadable};

/// An enum is stored as the variant's name, or as an object of one field: that name and what the variant holds.
pub(super) struct Variant<'t, 'v> {
    pub(super) text: &'t mut Text<'v>,
    pub(super) holds: bool,
}

impl<'v> EnumAccess<'v> for Variant<'_, 'v> {
    type Error = Unreadable;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'v>>(self, seed: S) -> Result<(S::Value, Self), Unreadable> {
        let variant = seed.deserialize(StrDeserializer::new(&self.text.string()?))?;
        if self.holds {
            self.text.want(":")?;
        }
        Ok((variant, self))
    }
}

impl<'t, 'v> Variant<'t, 'v> {
    fn held(self) -> Result<&'t mut Text<'v>, Unreadable> {
        if self.holds { Ok(self.text) } else { Err(Unreadable) }
    }
}

impl<'v> VariantAccess<'v> for Variant<'_, 'v> {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        if self.holds { self.text.want("null") } else { Ok(()) }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'v>>(self, seed: S) -> Result<S::Value, Unreadable> {
        seed.deserialize(self.held()?)
    }

    fn tuple_variant<V: Visitor<'v>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.held()?.visit_sequence(visitor)
    }

    fn struct_variant<V: Visitor<'v>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Unreadable> {
        self.held()?.visit_object(visitor)
    }
}

pub(super) struct Items<'t, 'v> {
    pub(super) text: &'t mut Text<'v>,
    pub(super) first: bool,
}

impl<'v> SeqAccess<'v> for Items<'_, 'v> {
    type Error = Unreadable;

    fn next_element_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<Option<S::Value>, Unreadable> {
        if self.text.next() == Some(b']') {
            return Ok(None);
        }
        if !std::mem::take(&mut self.first) {
            self.text.want(",")?;
        }
        seed.deserialize(&mut *self.text).map(Some)
    }
}

pub(super) struct Fields<'t, 'v> {
    pub(super) text: &'t mut Text<'v>,
    pub(super) first: bool,
}

impl<'v> MapAccess<'v> for Fields<'_, 'v> {
    type Error = Unreadable;

    fn next_key_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<Option<S::Value>, Unreadable> {
        if self.text.next() == Some(b'}') {
            return Ok(None);
        }
        if !std::mem::take(&mut self.first) {
            self.text.want(",")?;
        }
        let key = seed.deserialize(Key(self.text.string()?))?;
        self.text.want(":").map(|()| Some(key))
    }

    fn next_value_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<S::Value, Unreadable> {
        seed.deserialize(&mut *self.text)
    }
}

/// An object's key: a text, or a number written as one.
struct Key<'v>(Cow<'v, str>);

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
        visitor.visit_str(&self.0)
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
        StrDeserializer::new(&self.0).deserialize_enum(name, variants, visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier
        ignored_any
    }
}
