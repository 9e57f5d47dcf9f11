//! JSON text into a value, strictly: what another reader could understand differently is refused, and a failure says
//! where it is but never repeats what was sent.

use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::{Map, Number, Value};

/// Reads one JSON text (RFC 8259), refusing duplicate names, lone surrogates, trailing text and nesting past 128.
///
/// # Errors
/// A sentence for the sender, with line and column.
pub fn parse(text: &[u8]) -> Result<Value, String> {
    if text.iter().all(u8::is_ascii_whitespace) {
        return Err("The request has no body. Send JSON".to_owned());
    }
    let mut reader = serde_json::Deserializer::from_slice(text);
    let value = Strict.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    value.map_err(|error| explain(&error))
}

/// What serde_json says when a value is nested past its limit.
const TOO_DEEP: &str = "recursion limit exceeded";
const DUPLICATE_NAME: &str = "duplicate name";

fn explain(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = match error.classify() {
        Category::Eof => "The JSON in the request breaks off",
        _ if said.starts_with(TOO_DEEP) => "The JSON in the request is nested too deeply",
        _ if said.starts_with(DUPLICATE_NAME) => "The JSON in the request gives the same name twice in one object",
        _ => "The request is not valid JSON",
    };
    format!("{what} (line {}, column {})", error.line(), error.column())
}

/// serde_json's own `Value` keeps the last of two equal names, and another reader the first; we take neither.
#[derive(Clone, Copy)]
struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(Strict)? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            if object.contains_key(&name) {
                return Err(A::Error::custom(DUPLICATE_NAME));
            }
            let value = entries.next_value_seed(Strict)?;
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::parse;

    #[test]
    fn every_kind_of_value_is_read() {
        let text = r#" {"a":null,"b":[true,-1,18446744073709551615,1.5],"c":{"d":"\u00e9\ud83d\ude00 \u0000"}} "#;
        let value = json!({"a": null, "b": [true, -1, 18_446_744_073_709_551_615_u64, 1.5], "c": {"d": "é😀 \0"}});
        assert_eq!(parse(text.as_bytes()), Ok(value));
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_place_and_never_repeated() {
        let deep = "[".repeat(10_000);
        let deep_closed = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        let cases: &[(&[u8], &str)] = &[
            (b"", "The request has no body. Send JSON"),
            (b" \r\n\t", "The request has no body. Send JSON"),
            (b"{\"name\":\"Ada", "The JSON in the request breaks off (line 1, column 12)"),
            (b"{\"name\":", "The JSON in the request breaks off (line 1, column 8)"),
            (b"{\n\"a\":1,\n}", "The request is not valid JSON (line 3, column 1)"),
            (b"{'a':1}", "The request is not valid JSON (line 1, column 2)"),
            (b"{} x", "The request is not valid JSON (line 1, column 4)"),
            (b"\xEF\xBB\xBF{}", "The request is not valid JSON (line 1, column 1)"),
            (b"\"a\nb\"", "The request is not valid JSON (line 2, column 0)"),
            (b"\"\xff\"", "The request is not valid JSON (line 1, column 2)"),
            (b"NaN", "The request is not valid JSON (line 1, column 1)"),
            (b"1e999", "The request is not valid JSON (line 1, column 5)"),
            (br#""\ud800""#, "The request is not valid JSON (line 1, column 8)"),
            (br#""\udc00x""#, "The request is not valid JSON (line 1, column 7)"),
            (deep.as_bytes(), "The JSON in the request is nested too deeply (line 1, column 128)"),
            (deep_closed.as_bytes(), "The JSON in the request is nested too deeply (line 1, column 128)"),
            (
                br#"{"a":1,"b":{"c":1,"c":2}}"#,
                "The JSON in the request gives the same name twice in one object (line 1, column 21)",
            ),
            (
                br#"{"a":1,"\u0061":2}"#,
                "The JSON in the request gives the same name twice in one object (line 1, column 15)",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text), Err((*expected).to_owned()), "{}", String::from_utf8_lossy(text));
        }
    }
}
