//! A JSON object from a stranger, read strictly: where a name stands twice, two readers could understand two things.

use std::fmt;

use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde_json::{Map, Value};

/// A JSON object in whose outermost level no name stands twice.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Object(Map<String, Value>);

impl Object {
    /// Reads it; `None` for anything that is not one.
    pub(crate) fn read(text: &[u8]) -> Option<Self> {
        let mut reader = serde_json::Deserializer::from_slice(text);
        let object = reader.deserialize_map(Once).ok()?;
        reader.end().ok()?;
        Some(Self(object))
    }

    /// A value that stands there and is not null.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// A text that is not empty.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        text(self.get(name)?)
    }

    /// Whether a list stands there, and `word` in it; `None` where no list stands there.
    pub(crate) fn lists(&self, name: &str, word: &str) -> Option<bool> {
        let items = self.get(name)?.as_array()?;
        Some(items.iter().any(|item| item.as_str() == Some(word)))
    }
}

/// A text that is not empty.
pub(crate) fn text(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| !text.is_empty())
}

struct Once;

impl<'de> Visitor<'de> for Once {
    type Value = Map<String, Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut object = Map::new();
        while let Some((name, value)) = entries.next_entry::<String, Value>()? {
            if object.insert(name, value).is_some() {
                return Err(A::Error::custom("a name stands twice"));
            }
        }
        Ok(object)
    }
}

#[cfg(test)]
mod tests {
    use super::Object;

    #[test]
    fn only_one_object_without_a_name_twice_is_read() {
        let object = Object::read(br#" {"a":"x","b":null,"c":"","d":["y"]} "#).unwrap();
        assert_eq!((object.text("a"), object.text("b"), object.text("c")), (Some("x"), None, None));
        assert_eq!(
            (object.lists("d", "y"), object.lists("d", "z"), object.lists("a", "x")),
            (Some(true), Some(false), None)
        );
        for text in [r#"{"a":1,"a":1}"#, r#"{"a":1}x"#, r#"{"a":1"#, "[]", "1", "", "{a:1}", "\u{feff}{}"] {
            assert!(Object::read(text.as_bytes()).is_none(), "{text}");
        }
        assert!(Object::read(&[b'{', b'"', 0xff, b'"', b':', b'1', b'}']).is_none());
        assert!(Object::read(format!("{{\"a\":{}", "[".repeat(100_000)).as_bytes()).is_none());
    }
}
