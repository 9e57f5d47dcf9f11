//! Drafts: who can open one, for how long, and what becomes of those that are left behind.

use std::time::Duration;

use records::{DRAFT_BYTES_MAX, DRAFT_LIFE_SECONDS, DraftKey, Drafts, Environment, KeyValue};

use crate::support::{SECRET, World, done};

const HOUR: Duration = Duration::from_hours(1);

fn drafts(world: &World) -> Drafts<'_, String> {
    world.database.drafts("question")
}

fn draft(text: &str) -> String {
    text.to_owned()
}

fn pass(world: &World, time: Duration) {
    done(world.environment.sleep(time));
}

/// How many drafts the store holds, also those that can no longer be opened.
fn stored(world: &World) -> usize {
    world.store.values.lock().unwrap().keys().filter(|key| key.starts_with("draft/")).count()
}

#[test]
fn a_draft_is_read_as_it_was_last_written_and_is_gone_once_discarded() {
    let world = World::new();
    let key = done(drafts(&world).begin(&draft("Wh"))).unwrap();
    done(drafts(&world).write(&key, &draft("What"))).unwrap();
    let key = DraftKey::parse(&key.expose()).unwrap();
    assert_eq!(done(drafts(&world).read(&key)).unwrap().as_deref(), Some("What"));
    done(drafts(&world).discard(&key)).unwrap();
    assert_eq!(done(drafts(&world).read(&key)).unwrap(), None);
    assert_eq!(stored(&world), 0);
}

#[test]
fn beginning_takes_three_operations_and_everything_else_one() {
    let world = World::new();
    let key = done(drafts(&world).begin(&draft("a"))).unwrap();
    assert_eq!(world.store.operations().len(), 3);
    done(drafts(&world).read(&key)).unwrap();
    done(drafts(&world).write(&key, &draft("b"))).unwrap();
    done(drafts(&world).discard(&key)).unwrap();
    assert_eq!(world.store.operations().len(), 3);
}

#[test]
fn a_draft_opens_with_no_key_but_its_own() {
    let world = World::new();
    let key = done(drafts(&world).begin(&draft("What?"))).unwrap().expose();
    let other = done(drafts(&world).begin(&draft("Why?"))).unwrap().expose();
    let part = |text: &str, place: usize| text.split('.').nth(place).unwrap().to_owned();
    let made_up = [
        (format!("{}.{}.{}", part(&key, 0), part(&key, 1), part(&other, 2)), "another's secret"),
        (format!("{}.{}.{}", part(&key, 0), part(&other, 1), part(&key, 2)), "another's number"),
        (format!("{}.{}.{}", 1 + part(&key, 0).parse::<i64>().unwrap(), part(&key, 1), part(&key, 2)), "a later time"),
        (format!("{}.99.{}", part(&key, 0), part(&key, 2)), "a number there is not"),
    ];
    for (text, why) in made_up {
        let made_up = DraftKey::parse(&text).unwrap();
        assert_eq!(done(drafts(&world).read(&made_up)).unwrap(), None, "{why}");
    }
    for text in ["", "1.2", "1.2.zz", "a.b.c", "1.2.00112233445566778899aabbccddeeff.4", "9e9.1.é"] {
        assert_eq!(DraftKey::parse(text), None, "{text}");
    }
    assert!(!format!("{:?}", DraftKey::parse(&key)).contains(&part(&key, 2)));
}

#[test]
fn our_secret_alone_does_not_open_a_draft_and_neither_does_the_key_alone() {
    let world = World::new();
    let key = done(drafts(&world).begin(&draft("What about Jasmine?"))).unwrap();
    let stored: Vec<u8> = world.store.values.lock().unwrap().values().flatten().copied().collect();
    assert!(!String::from_utf8_lossy(&stored).contains("Jasmine"));

    let other_secret = world.with_secrets(&format!("{SECRET} but another"));
    assert_eq!(done(drafts(&other_secret).read(&key)).unwrap(), None);
}

#[test]
fn a_draft_opens_for_a_day_from_its_beginning_however_often_it_is_written() {
    let world = World::new();
    let key = done(drafts(&world).begin(&draft("a"))).unwrap();
    assert_eq!(key.until().unwrap().as_second(), world.environment.now().as_second() + DRAFT_LIFE_SECONDS);
    pass(&world, HOUR * 23);
    done(drafts(&world).write(&key, &draft("b"))).unwrap();
    assert!(done(drafts(&world).read(&key)).unwrap().is_some());
    pass(&world, HOUR);
    assert_eq!(done(drafts(&world).read(&key)).unwrap(), None);
}

#[test]
fn a_sweep_deletes_what_can_no_longer_be_opened_and_nothing_else() {
    let world = World::new();
    for _ in 0..7 {
        done(drafts(&world).begin(&draft("old"))).unwrap();
    }
    pass(&world, HOUR * 48);
    let fresh = done(drafts(&world).begin(&draft("fresh"))).unwrap();
    let before = stored(&world);
    assert_eq!(done(drafts(&world).sweep()).unwrap(), before as u64 - 1);
    assert_eq!(stored(&world), 1);
    assert_eq!(done(drafts(&world).sweep()).unwrap(), 0);
    assert_eq!(done(drafts(&world).read(&fresh)).unwrap().as_deref(), Some("fresh"));
    assert_eq!(done(world.store.increment("drafts/question/20370", 0)).unwrap(), 0, "the old day's counter is gone");
}

#[test]
fn new_drafts_clear_away_old_ones_without_any_sweep() {
    let world = World::new();
    for _ in 0..10 {
        done(drafts(&world).begin(&draft("old"))).unwrap();
    }
    pass(&world, HOUR * 48);
    for _ in 0..100 {
        done(drafts(&world).begin(&draft("new"))).unwrap();
    }
    assert_eq!(stored(&world), 100);
}

#[test]
fn a_draft_past_the_limit_is_refused_and_the_one_before_stays() {
    let world = World::new();
    let key = done(drafts(&world).begin(&draft("short"))).unwrap();
    assert!(done(drafts(&world).write(&key, &"x".repeat(DRAFT_BYTES_MAX))).is_err());
    assert_eq!(done(drafts(&world).read(&key)).unwrap().as_deref(), Some("short"));
}
