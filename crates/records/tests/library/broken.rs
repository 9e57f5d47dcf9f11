//! Stored values that are not what they should be: an error that says where, and never what stands there.

use records::{By, ChangeError, Decision, ListName, Record, RecordsError};
use serde::{Deserialize, Serialize};

use crate::support::{World, done, list, record_id};

/// What was typed, and is sealed.
const SECRET_WORD: &str = "jasmine";

/// A word as an older or newer program stored it.
#[derive(Clone, Serialize, Deserialize)]
struct Free {
    word: String,
}

/// The same kind of record, of which only some words are known.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Known {
    word: Word,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Rose,
}

impl Record for Free {
    const KIND: &'static str = "word";
    const SCHEMA: u32 = 1;
    type Row = String;

    fn rows(&self) -> Vec<(ListName, String)> {
        vec![(list("open"), self.word.clone())]
    }
}

impl Record for Known {
    const KIND: &'static str = "word";
    const SCHEMA: u32 = 1;
    type Row = Word;

    fn rows(&self) -> Vec<(ListName, Word)> {
        vec![(list("open"), self.word.clone())]
    }
}

fn world() -> World {
    let world = World::new();
    let decide = |_: Option<&_>| Ok::<_, ()>(Decision::Write(Free { word: SECRET_WORD.to_owned() }));
    done(world.database.records().change(&record_id("a"), By::new("family", "ask"), decide)).unwrap();
    world
}

fn says_nothing(error: &RecordsError) {
    assert!(matches!(error, RecordsError::Corrupt { .. }), "{error}");
    assert!(!format!("{error} {error:?}").contains(SECRET_WORD), "{error:?}");
}

#[test]
fn the_reader_would_quote_the_secret_word() {
    let free = serde_json::to_string(&Free { word: SECRET_WORD.to_owned() }).unwrap();
    let error = serde_json::from_str::<Known>(&free).unwrap_err();
    assert!(error.to_string().contains(SECRET_WORD), "or the tests below could not fail: {error}");
}

#[test]
fn a_broken_record_is_an_error_that_does_not_quote_it() {
    let world = world();
    says_nothing(&done(world.database.records::<Known>().read(&record_id("a"))).unwrap_err());
    says_nothing(&done(world.database.records::<Known>().repair(&record_id("a"))).unwrap_err());
    says_nothing(&done(world.database.records::<Known>().sweep(&list("open"))).unwrap_err());
    let decide = |_: Option<&_>| Ok::<_, ()>(Decision::Write(Known { word: Word::Rose }));
    let changed = done(world.database.records().change(&record_id("a"), By::new("staff-1", "write"), decide));
    let Err(ChangeError::Records(error)) = changed else { panic!("a change of what cannot be read") };
    says_nothing(&error);
}

#[test]
fn a_broken_row_is_an_error_that_does_not_quote_it() {
    says_nothing(&done(world().database.records::<Known>().list(&list("open"))).unwrap_err());
}

#[test]
fn a_broken_draft_is_no_draft() {
    let world = world();
    let key = done(world.database.drafts("word").begin(&Free { word: SECRET_WORD.to_owned() })).unwrap();
    assert!(done(world.database.drafts::<Known>("word").read(&key)).unwrap().is_none());
}
