//! The version cache saves reading a long version twice, and never shows anything else than reading it would.

use std::cell::Cell;

use records::{By, Decision, ListName, Record};
use serde::{Deserialize, Deserializer, Serialize};

use crate::support::{World, done, record_id};

thread_local! {
    static READ_FROM_JSON: Cell<u32> = const { Cell::new(0) };
}

/// A record that counts how often one of its kind is read from JSON.
#[derive(Clone, Serialize, Deserialize)]
struct Page {
    #[serde(deserialize_with = "count")]
    text: String,
}

impl Record for Page {
    const KIND: &'static str = "page";
    const SCHEMA: u32 = 1;
    type Row = ();

    fn rows(&self) -> Vec<(ListName, ())> {
        Vec::new()
    }
}

fn count<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    READ_FROM_JSON.set(READ_FROM_JSON.get() + 1);
    String::deserialize(from)
}

fn write(world: &World, id: &str, characters: usize) {
    let decide = |_: Option<&_>| Ok::<_, ()>(Decision::Write(Page { text: "x".repeat(characters) }));
    done(world.database.records().change(&record_id(id), By::new("staff-1", "write"), decide)).unwrap();
}

/// How long the text is, and whether it took reading it from JSON.
fn read(world: &World, id: &str) -> (usize, bool) {
    let before = READ_FROM_JSON.get();
    let page = done(world.database.records::<Page>().read(&record_id(id))).unwrap().unwrap();
    (page.record.text.len(), READ_FROM_JSON.get() > before)
}

#[test]
fn a_long_version_is_opened_once_and_a_later_one_anew() {
    let world = World::new();
    write(&world, "N-1", 10_000);
    assert_eq!(read(&world, "N-1"), (10_000, true));
    assert_eq!(read(&world, "N-1"), (10_000, false));
    write(&world, "N-1", 20_000);
    assert_eq!(read(&world, "N-1"), (20_000, true), "another version has another seal");
    assert_eq!(read(&world, "N-1"), (20_000, false));
}

#[test]
fn a_short_version_is_not_remembered_and_neither_are_many() {
    let world = World::new();
    write(&world, "N-1", 5);
    assert_eq!(read(&world, "N-1"), (5, true));
    assert_eq!(read(&world, "N-1"), (5, true));
    write(&world, "N-1", 10_000);
    read(&world, "N-1");
    for number in 2..=6 {
        let id = format!("N-{number}");
        write(&world, &id, 10_000);
        read(&world, &id);
    }
    assert_eq!(read(&world, "N-1"), (10_000, true), "forgotten for later ones");
}

#[test]
fn what_one_instance_remembers_another_does_not() {
    let world = World::new();
    write(&world, "N-1", 10_000);
    read(&world, "N-1");
    assert_eq!(read(&world.with_secrets(crate::support::SECRET), "N-1"), (10_000, true));
}
