//! What is sealed opens as it was, under its own key and for its own scope, and otherwise not at all.

use crate::support::{Note, SECRET, World, done, record_id};
use proptest::prelude::*;
use records::{Keyring, KeyringError, RecordsError};

const OTHER: &str = "some other secret of thirty-two characters";

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_sealed_opens_as_it_was(text in ".{0,200}") {
        let world = World::new();
        world.write("a", &text, "");
        let read = done(world.records().read(&record_id("a"))).unwrap().unwrap();
        prop_assert_eq!(read.record, Note { text, on: String::new() });
    }

    #[test]
    fn any_flipped_bit_is_refused(place in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let world = World::new();
        world.write("a", "one", "");
        {
            let mut values = world.store.values.lock().unwrap();
            let value = values.get_mut("note/v/a/1").unwrap();
            let place = place.index(value.len());
            value[place] ^= 1 << bit;
        }
        prop_assert!(is_corrupt(&world, "a"));
    }

    #[test]
    fn a_value_cut_short_anywhere_is_refused(length in any::<prop::sample::Index>()) {
        let world = World::new();
        world.write("a", "one", "");
        {
            let mut values = world.store.values.lock().unwrap();
            let value = values.get_mut("note/v/a/1").unwrap();
            let length = length.index(value.len());
            value.truncate(length);
        }
        prop_assert!(is_corrupt(&world, "a"));
    }

    #[test]
    fn a_value_moved_to_another_key_is_refused(from in 1_u64..4, to in 1_u64..4, same_record in any::<bool>()) {
        prop_assume!(!same_record || from != to);
        let world = World::new();
        let target = if same_record { "a" } else { "b" };
        for id in ["a", "b"] {
            for _ in 0..to {
                world.write(id, "one", "");
            }
        }
        let moved = {
            let spare = World::new();
            (0..from).for_each(|_| drop(spare.write("a", "one", "")));
            let values = spare.store.values.lock().unwrap();
            values[&format!("note/v/a/{from}")].clone()
        };
        world.store.values.lock().unwrap().insert(format!("note/v/{target}/{to}"), moved);
        prop_assert!(is_corrupt(&world, target));
    }

    #[test]
    fn another_secret_opens_nothing(secret in "[a-z]{32,64}") {
        let world = World::new();
        world.write("a", "one", "");
        let world = world.with_secrets(&secret);
        prop_assert!(is_corrupt(&world, "a"));
    }

    #[test]
    fn a_digest_is_the_same_again_and_keeps_purpose_and_parts_apart(a in ".{1,20}", b in ".{1,20}") {
        let keyring = Keyring::parse(SECRET).unwrap();
        let parts: &[&[u8]] = &[a.as_bytes(), b.as_bytes()];
        let digest = keyring.digest("code", parts);
        prop_assert_eq!(digest, keyring.digest("code", parts));
        prop_assert_ne!(digest, keyring.digest("other", parts));
        prop_assert_ne!(digest, keyring.digest("code", &[format!("{a}{b}").as_bytes()]));
    }
}

#[test]
fn a_digest_made_before_a_rotation_is_still_recognised() {
    let before = Keyring::parse(SECRET).unwrap();
    let after = Keyring::parse(&format!("{OTHER},{SECRET}")).unwrap();
    let code = before.digest("code", &[b"ABCD"]);
    assert_ne!(after.digest("code", &[b"ABCD"]), code);
    assert!(after.verify("code", &[b"ABCD"], &code));
    assert!(!after.verify("code", &[b"ABCE"], &code));
    assert!(after.digests("code", &[b"ABCD"]).contains(&code));
    assert!(!Keyring::parse(OTHER).unwrap().verify("code", &[b"ABCD"], &code));
}

#[test]
fn a_keyring_says_which_secret_is_unusable_and_never_shows_one() {
    for (text, position, why) in [
        ("", 1, "none at all"),
        ("short", 1, "too short"),
        ("abcdefghijklmnopqrstuvwxyz012345,short", 2, "the second one too short"),
        ("abcdefghijklmnopqrstuvwxyz012345,", 2, "an empty one after a comma"),
    ] {
        assert_eq!(Keyring::parse(text).unwrap_err(), KeyringError::TooShort { position }, "{why}");
    }
    assert_eq!(Keyring::parse(&[SECRET; 9].join(",")).unwrap_err(), KeyringError::TooMany);
    assert_eq!(format!("{:?}", Keyring::parse(SECRET).unwrap()), "Keyring(1 secrets)");
}

#[test]
fn two_writings_of_the_same_are_sealed_differently() {
    let world = World::new();
    world.write("a", "one", "");
    world.write("b", "one", "");
    let values = world.store.values.lock().unwrap();
    assert_ne!(values["note/v/a/1"], values["note/v/b/1"]);
}

fn is_corrupt(world: &World, id: &str) -> bool {
    matches!(done(world.records().read(&record_id(id))), Err(RecordsError::Corrupt { .. }))
}
