//! What is thawed is what was frozen, and what is neither says nothing.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Thaw, Unreadable, parse, thaw};

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

#[test]
fn what_was_stored_is_thawed_as_it_was() {
    let json = serde_json::to_vec(&whole()).unwrap();
    assert_eq!(thaw(&parse(&json).unwrap()), Some(whole()));
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
    assert!(parse(b"{").is_none());
}

#[test]
fn what_was_wrong_is_not_said() {
    let error = <String as Deserialize>::deserialize(Thaw(&json!({ "name": "Jasmine" }))).unwrap_err();
    assert!(matches!(error, Unreadable));
    assert_eq!(error.to_string(), "unreadable");
}
