//! What is thawed is what was frozen, and what is neither says nothing.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{DEPTH_MAX, Text, Unreadable};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    text: String,
    letter: char,
    many: Vec<(i8, u64)>,
    maybe: Option<f64>,
    by_number: BTreeMap<u16, bool>,
    by_kind: BTreeMap<Kind, Name>,
    kinds: Vec<Kind>,
    any: Value,
    unit: (),
    #[serde(default)]
    later: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Plain,
    Held(i64),
    Pair(u8, u8),
    Named { name: Option<Name> },
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Name(String);

impl TryFrom<String> for Name {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        if text.is_empty() { Err(text) } else { Ok(Self(text)) }
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

fn whole() -> Whole {
    let ada = Name("Ada".to_owned());
    Whole {
        text: "é\n\"".to_owned(),
        letter: 'ß',
        many: vec![(-1, u64::MAX), (i8::MIN, 0)],
        maybe: Some(0.1),
        by_number: BTreeMap::from([(7, true), (65_535, false)]),
        by_kind: BTreeMap::from([(Kind::Plain, ada.clone())]),
        kinds: vec![Kind::Plain, Kind::Held(i64::MIN), Kind::Pair(1, 2), Kind::Named { name: Some(ada) }],
        any: json!({ "a": [1, -1, 1.5, null, true, "x"] }),
        unit: (),
        later: 0,
    }
}

fn thaw<T: DeserializeOwned>(stored: &Value) -> Option<T> {
    super::thaw(stored.to_string().as_bytes())
}

#[test]
fn what_was_stored_is_thawed_as_it_was() {
    let json = serde_json::to_vec(&whole()).unwrap();
    assert_eq!(super::thaw(&json), Some(whole()));
    let emptier = Whole { maybe: None, many: Vec::new(), kinds: vec![Kind::Named { name: None }], ..whole() };
    let mut stored = serde_json::to_value(&emptier).unwrap();
    stored.as_object_mut().unwrap().remove("later");
    stored.as_object_mut().unwrap().remove("maybe");
    assert_eq!(thaw(&stored), Some(emptier));
}

#[test]
fn what_is_something_else_is_not_thawed() {
    fn refused<T: DeserializeOwned>(stored: Value) {
        assert!(thaw::<T>(&stored).is_none(), "{stored}");
    }
    refused::<String>(json!(1));
    refused::<u64>(json!("1"));
    refused::<u8>(json!(256));
    refused::<bool>(json!(null));
    refused::<()>(json!(0));
    refused::<Vec<u8>>(json!({}));
    refused::<(u8, u8)>(json!([1]));
    refused::<(u8, u8)>(json!([1, 2, 3]));
    refused::<Name>(json!(""));
    refused::<BTreeMap<u16, bool>>(json!({ "x": true }));
    refused::<Kind>(json!("held"));
    refused::<Kind>(json!("other"));
    refused::<Kind>(json!({ "plain": 1 }));
    refused::<Kind>(json!({ "held": 1, "pair": [1, 2] }));
    for (field, value) in [("text", json!(null)), ("other", json!(1)), ("many", json!([[1]]))] {
        let mut stored = serde_json::to_value(whole()).unwrap();
        stored[field] = value;
        refused::<Whole>(stored);
    }
    let mut stored = serde_json::to_value(whole()).unwrap();
    stored.as_object_mut().unwrap().remove("text");
    refused::<Whole>(stored);
    for text in [
        "",
        "{",
        "[1",
        "[1,]",
        "[,1]",
        "[1 ,2]",
        "\"",
        "\"\\",
        "\"\\x\"",
        "1}",
        "tru",
        "{\"a\":1,}",
        "{\"a\"}",
        "\u{feff}1",
    ] {
        assert_eq!(super::thaw::<Value>(text.as_bytes()), None, "{text}");
    }
    assert_eq!(super::thaw::<String>(b"\"\xff\""), None);
}

#[test]
fn what_was_wrong_is_not_said() {
    let error =
        <String as Deserialize>::deserialize(&mut Text { rest: "{\"name\":\"Jasmine\"}", depth: 0 }).unwrap_err();
    assert!(matches!(error, Unreadable));
    assert_eq!(error.to_string(), "unreadable");
}

#[test]
fn what_lies_too_deep_is_not_thawed() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(super::thaw::<Value>(nested(DEPTH_MAX.into()).as_bytes()).is_some());
    assert!(super::thaw::<Value>(nested(usize::from(DEPTH_MAX) + 1).as_bytes()).is_none());
    let deep = format!("{{\"other\":{},\"name\":1}}", nested(100_000));
    #[derive(Deserialize)]
    struct Only {
        name: u8,
    }
    assert_eq!(super::thaw::<Only>(deep.as_bytes()).map(|only| only.name), Some(1), "what is passed over may be deep");
}

#[test]
fn nothing_may_have_a_sign() {
    assert_eq!(super::thaw::<Value>(b"-0"), Some(json!(-0.0)));
    assert_eq!(super::thaw::<Value>(b"0"), Some(json!(0)));
    assert_eq!(super::thaw::<i64>(b"-1"), Some(-1));
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e9..1e9).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[a-z\"\\\\\n]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(any::<String>(), inner, 0..6).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_is_read_as_serde_json_reads_it(value in any_json()) {
        prop_assert_eq!(thaw::<Value>(&value), serde_json::from_str(&value.to_string()).ok());
        let pair = json!([value, "after"]);
        prop_assert_eq!(thaw::<(IgnoredAny, String)>(&pair).map(|(_, after)| after), Some("after".to_owned()));
    }

    #[test]
    fn no_bytes_at_all_do_harm(text in "[\\[\\]{}:,\"\\\\a-c0-9ntru.-]{0,24}") {
        if let (Some(ours), Ok(theirs)) = (super::thaw::<Value>(text.as_bytes()), serde_json::from_str::<Value>(&text)) {
            prop_assert_eq!(ours, theirs);
        }
    }
}
