//! One caller on a store that never fails: what the interface promises and how many store operations it takes.

use crate::support::{Note, SECRET, World, done, list, record_id};
use records::{By, ChangeError, Decision, Outcome, RecordsError, Repeat, Versioned};

#[test]
fn what_was_written_is_read_and_listed() {
    let world = World::new();
    assert_eq!(done(world.records().read(&record_id("a"))).unwrap(), None);
    world.write("a", "one", "open");
    world.write("b", "two", "open");
    let read = done(world.records().read(&record_id("a"))).unwrap().unwrap();
    assert_eq!((read.version, read.record.text.as_str()), (1, "one"));
    assert_eq!(world.listed("open"), [("a".into(), "one".into()), ("b".into(), "two".into())]);
}

#[test]
fn a_record_moves_from_list_to_list() {
    let world = World::new();
    world.write("a", "one", "open");
    world.write("a", "one", "closed/2026-11");
    assert_eq!(world.listed("open"), []);
    assert_eq!(world.listed("closed/2026-11"), [("a".into(), "one".into())]);
    world.write("a", "one", "");
    assert_eq!(world.listed("closed/2026-11"), []);
}

#[test]
fn a_refused_change_changes_nothing() {
    let world = World::new();
    world.write("a", "one", "open");
    let refuse = |_: Option<&Versioned<Note>>| Err::<Decision<Note>, _>("no");
    let refused = done(world.records().change(&record_id("a"), By::new("staff-1", "refuse"), refuse));
    assert_eq!(refused, Err(ChangeError::Refused("no")));
    let read = done(world.records().read(&record_id("a"))).unwrap().unwrap();
    assert_eq!((read.version, read.history.count()), (1, 1));
    world.write("a", "two", "open");
    assert_eq!(world.listed("open"), [("a".into(), "two".into())]);
}

#[test]
fn a_repeat_takes_effect_once_and_another_body_is_refused() {
    let world = World::new();
    let send = |key: u8, body: u8| {
        let repeat = Repeat { key: [key; 32], fingerprint: [body; 32] };
        let decide = |current: Option<&Versioned<Note>>| {
            let text = current.map_or(String::new(), |current| current.record.text.clone()) + "x";
            Ok::<_, ()>(Decision::Write(Note { text, on: "open".into() }))
        };
        done(world.records().change(&record_id("a"), By::new("staff-1", "add").repeat(repeat), decide))
    };
    assert!(matches!(send(1, 1), Ok(Outcome::Changed(_))));
    assert!(matches!(send(2, 1), Ok(Outcome::Changed(_))));
    let Ok(Outcome::Repeated { current, made }) = send(1, 1) else { panic!("a repeat") };
    assert_eq!((current.record.text.as_str(), current.version, made), ("xx", 2, 1));
    assert_eq!(send(1, 9), Err(ChangeError::KeyReused));
}

#[test]
fn a_decision_to_keep_keeps_the_version() {
    let world = World::new();
    world.write("a", "one", "open");
    let keep = |_: Option<&_>| Ok::<_, ()>(Decision::Keep);
    let Ok(Outcome::Kept(Some(kept))) = done(world.records().change(&record_id("a"), By::new("x", "y"), keep)) else {
        panic!("kept");
    };
    assert_eq!(kept.version, 1);
}

#[test]
fn a_repair_keeps_the_entity_tag() {
    let world = World::new();
    world.write("a", "one", "open");
    assert_eq!(done(world.records().repair(&record_id("a"))).unwrap().unwrap().version, 1);
    assert_eq!(done(world.records().read(&record_id("a"))).unwrap().unwrap().version, 1);
    assert_eq!(world.listed("open"), [("a".into(), "one".into())]);
    assert_eq!(done(world.records().repair(&record_id("none"))).unwrap(), None);
}

#[test]
fn a_change_without_new_version_keeps_the_entity_tag_and_the_history_and_moves_the_row() {
    let world = World::new();
    let without_new_version = |text: &str, on: &str| {
        let note = Note { text: text.to_owned(), on: on.to_owned() };
        let by = By::new("drain", "noted").without_new_version();
        done(world.records().change(&record_id("a"), by, |_: Option<&_>| Ok::<_, ()>(Decision::Write(note.clone()))))
    };
    world.write("a", "one", "open");
    let Ok(Outcome::Changed(changed)) = without_new_version("two", "closed") else { panic!("changed") };
    let read = done(world.records().read(&record_id("a"))).unwrap().unwrap();
    assert_eq!(read, changed);
    assert_eq!((read.version, read.record.text.as_str(), read.history.count()), (1, "two", 1));
    assert!(read.history.verify("note", &record_id("a")));
    assert_eq!((world.listed("open"), world.listed("closed")), (vec![], vec![("a".into(), "two".into())]));

    world.write("a", "three", "open");
    let read = done(world.records().read(&record_id("a"))).unwrap().unwrap();
    assert_eq!((read.version, read.history.count()), (3, 2), "the next change moves both");
    assert_eq!(read.history.entries().last().map(|entry| entry.version), Some(3));
}

#[test]
fn a_change_without_new_version_makes_a_record_that_is_not_there_with_its_origin() {
    let world = World::new();
    let note = Note { text: "one".into(), on: "open".into() };
    let by = By::new("drain", "noted").without_new_version();
    let decide = |_: Option<&_>| Ok::<_, ()>(Decision::Write(note.clone()));
    done(world.records().change(&record_id("a"), by, decide)).unwrap();
    let read = done(world.records().read(&record_id("a"))).unwrap().unwrap();
    assert_eq!((read.version, read.history.count()), (1, 1));
}

#[test]
fn a_change_without_new_version_is_made_once_however_often_it_is_sent() {
    let world = World::new();
    world.write("a", "", "open");
    let send = || {
        let repeat = Repeat { key: [1; 32], fingerprint: [1; 32] };
        let decide = |current: Option<&Versioned<Note>>| {
            let text = current.map_or(String::new(), |current| current.record.text.clone()) + "x";
            Ok::<_, ()>(Decision::Write(Note { text, on: "open".into() }))
        };
        done(world.records().change(
            &record_id("a"),
            By::new("drain", "noted").repeat(repeat).without_new_version(),
            decide,
        ))
    };
    assert!(matches!(send(), Ok(Outcome::Changed(_))));
    assert!(matches!(send(), Ok(Outcome::Repeated { .. })));
    assert_eq!(world.listed("open"), [("a".into(), "x".into())]);
}

#[test]
fn a_history_says_who_did_what_and_verifies() {
    let world = World::new();
    (0..210).for_each(|n| drop(world.write("a", &n.to_string(), "open")));
    let read = done(world.records().read(&record_id("a"))).unwrap().unwrap();
    assert_eq!(read.history.count(), 210);
    assert!(read.history.verify("note", &record_id("a")));
    assert_eq!(read.history.entries().last().map(|entry| entry.actor.as_str()), Some("staff-1"));
}

#[test]
fn operations_stay_within_their_budgets() {
    let world = World::new();
    // One record keeps to one shard, so these are the ones that meet entries of others.
    let count = |what: &str, most: usize| {
        let operations = world.store.operations();
        assert!(operations.len() <= most, "{what}: {operations:#?}");
        operations.len()
    };
    for n in 0..40 {
        world.write(&format!("r{n}"), "one", "open");
        count("create", 6);
    }
    done(world.records().read(&record_id("r1"))).unwrap();
    assert_eq!(count("read", 2), 2);
    for n in 0..20 {
        world.write("r1", &n.to_string(), "open");
        count("change", 8);
    }
    assert!(world.write("r1", "one", "open").current().is_some());
    assert_eq!(count("change", 8), 8);
    world.write("r1", "one", "open");
    assert_eq!(count("change that moves no row", 5), 5);
    let refuse = |_: Option<&Versioned<Note>>| Err::<Decision<Note>, _>("no");
    done(world.records().change(&record_id("r1"), By::new("a", "b"), refuse)).unwrap_err();
    assert_eq!(count("refused change", 4), 4);
    done(world.records().change(&record_id("r1"), By::new("a", "b"), refuse)).unwrap_err();
    assert_eq!(count("change refused after a refused one", 6), 6);
    world.write("r1", "two", "closed");
    count("move from list to list after refusals", 13);
    done(world.records().list(&list("open"))).unwrap();
    count("list", 32);
}

#[test]
fn old_versions_and_entries_do_not_heap_up() {
    let world = World::new();
    (0..100).for_each(|n| drop(world.write("a", &n.to_string(), "open")));
    let left = world.store.values.lock().unwrap().len();
    assert!(left <= 5, "two versions, the head and two entries, not {left}");
}

#[test]
fn forgetting_the_past_leaves_one_version() {
    let world = World::new();
    (0..5).for_each(|n| drop(world.write("a", &n.to_string(), "open")));
    let note = Note { text: String::new(), on: String::new() };
    let decide = |_: Option<&_>| Ok::<_, ()>(Decision::Write(note.clone()));
    done(world.records().change(&record_id("a"), By::new("x", "dispose").forgetting_the_past(), decide)).unwrap();
    let versions = world.store.values.lock().unwrap().keys().filter(|key| key.starts_with("note/v/")).count();
    assert_eq!(versions, 1);
}

#[test]
fn a_rotated_secret_still_opens_and_an_unknown_one_is_an_error() {
    let world = World::new();
    world.write("a", "one", "open");
    let newer = "another secret of at least thirty-two characters";
    let world = world.with_secrets(&format!("{newer}, {SECRET}"));
    assert_eq!(world.listed("open"), [("a".into(), "one".into())]);
    world.write("a", "two", "open");
    let world = world.with_secrets(newer);
    let read = done(world.records().read(&record_id("a"))).unwrap().unwrap();
    assert_eq!(read.record.text, "two", "the change sealed it anew");
    let world = world.with_secrets("yet another secret of thirty-two characters");
    let read = done(world.records().read(&record_id("a")));
    assert!(matches!(read, Err(RecordsError::Corrupt { .. })), "{read:?}");
}

#[test]
fn nothing_is_stored_in_the_clear() {
    let world = World::new();
    world.write("a", "plainly visible", "open");
    for (key, value) in world.store.values.lock().unwrap().iter() {
        assert!(!value.windows(7).any(|window| window == b"visible"), "{key}");
    }
}
