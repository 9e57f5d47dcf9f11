//! What was read lately is known again by its seal: it saves work, and never shows anything else than reading would.

use records::{By, Decision, Keyring, Recent, Records};

use crate::support::{Note, World, done, record_id};

fn text_of(world: &World, keyring: &Keyring, recent: &Recent) -> Option<usize> {
    let records = Records::<Note, _, _>::new(&world.store, &world.environment, keyring).with_recent(recent);
    done(records.read(&record_id("N-1"))).ok().flatten().map(|note| note.record.text.len())
}

#[test]
fn a_long_version_is_opened_once_and_a_later_one_anew() {
    let (world, recent) = (World::new(), Recent::default());
    let opens = world.keyring.as_ref().unwrap();
    // Who has another secret opens nothing: what they are given was opened before.
    let other = Keyring::parse("another secret of at least thirty-two characters").unwrap();
    world.write("N-1", &"x".repeat(10_000), "");
    assert_eq!(text_of(&world, &other, &recent), None);
    assert_eq!(text_of(&world, opens, &recent), Some(10_000));
    assert_eq!(text_of(&world, &other, &recent), Some(10_000));
    world.write("N-1", &"x".repeat(20_000), "");
    assert_eq!(text_of(&world, &other, &recent), None, "another version has another seal");
    assert_eq!(text_of(&world, opens, &recent), Some(20_000));
}

#[test]
fn a_short_version_is_not_remembered_and_neither_are_many() {
    let (world, recent) = (World::new(), Recent::default());
    let opens = world.keyring.as_ref().unwrap();
    let other = Keyring::parse("another secret of at least thirty-two characters").unwrap();
    world.write("N-1", "short", "");
    assert_eq!(text_of(&world, opens, &recent), Some(5));
    assert_eq!(text_of(&world, &other, &recent), None);
    world.write("N-1", &"x".repeat(10_000), "");
    text_of(&world, opens, &recent);
    let records = Records::<Note, _, _>::new(&world.store, &world.environment, opens).with_recent(&recent);
    for number in 2..=6 {
        let id = record_id(&format!("N-{number}"));
        let note = Note { text: "y".repeat(10_000), on: String::new() };
        let decide = |_: Option<&_>| Ok::<_, ()>(Decision::Write(note.clone()));
        done(records.change(&id, By::new("staff-1", "write"), decide)).unwrap();
        done(records.read(&id)).unwrap();
    }
    assert_eq!(text_of(&world, &other, &recent), None, "forgotten for later ones");
}
