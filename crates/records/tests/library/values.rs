//! Values: sealed, found under their name alone, and gone once deleted.

use records::{ListName, Values};

use crate::support::{World, done, list};

fn values(world: &World) -> Values<'_> {
    world.database.values("index")
}

fn named(names: &[(&str, &str)]) -> Vec<(ListName, Vec<u8>)> {
    names.iter().map(|(name, value)| (list(name), value.as_bytes().to_vec())).collect()
}

#[test]
fn values_are_written_together_read_by_name_and_deleted_by_name() {
    let world = World::new();
    done(values(&world).set_many(named(&[("1/a", "one"), ("1/b", "two")]))).unwrap();
    assert_eq!(world.store.operations(), ["set_many value/index/1/a value/index/1/b"]);
    assert_eq!(done(values(&world).get(&list("1/a"))).unwrap().as_deref(), Some(&b"one"[..]));
    assert_eq!(world.store.operations(), ["get value/index/1/a"]);
    assert_eq!(done(values(&world).get(&list("1/c"))).unwrap(), None);
    done(values(&world).delete(&[list("1/a"), list("1/c")]));
    assert_eq!(done(values(&world).get(&list("1/a"))).unwrap(), None);
    assert_eq!(done(values(&world).get(&list("1/b"))).unwrap().as_deref(), Some(&b"two"[..]));
}

#[test]
fn a_value_is_sealed_and_opens_nowhere_else() {
    let world = World::new();
    done(values(&world).set_many(named(&[("1/a", "What about Jasmine?")]))).unwrap();
    let stored = world.store.values.lock().unwrap().remove("value/index/1/a").unwrap();
    assert!(!String::from_utf8_lossy(&stored).contains("Jasmine"));
    world.store.values.lock().unwrap().insert("value/index/1/b".to_owned(), stored);
    assert!(done(values(&world).get(&list("1/b"))).is_err());
}
