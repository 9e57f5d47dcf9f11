//! What was answered stays, what failed left nothing, and neighbours in one commit do not share their failures.

use runner::{Data, Faults, Store, StoreError, database};
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;

fn open(folder: &Path) -> Store {
    Store::open(&Data::Folder(folder.to_owned()), Faults::default()).unwrap()
}

/// Makes every write of a key that starts with "poison" fail inside the database.
fn poison(folder: &Path) {
    let trigger = "CREATE TRIGGER poison BEFORE INSERT ON spin_key_value WHEN NEW.key LIKE 'poison%' \
        BEGIN SELECT RAISE(ABORT, 'poisoned'); END";
    Connection::open(database(folder)).unwrap().execute_batch(trigger).unwrap();
}

fn entries(keys: &[&str]) -> Vec<(String, Vec<u8>)> {
    keys.iter().map(|key| ((*key).to_owned(), b"v".to_vec())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_is_on_disk_for_others_when_it_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(open(folder.path()));
    let other = Connection::open(database(folder.path())).unwrap();
    for number in 0..50 {
        store.set("default", format!("k{number}"), b"v".to_vec()).await.unwrap();
        let seen: i64 = other.query_row("SELECT count(*) FROM spin_key_value", [], |row| row.get(0)).unwrap();
        assert_eq!(seen, number + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answered_write_of_many_callers_survives_a_copy_taken_without_closing() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(open(folder.path()));
    let mut calls = Vec::new();
    for number in 0..400 {
        let store = store.clone();
        calls.push(tokio::spawn(async move {
            store.set("default", format!("k{number}"), vec![7; 100]).await.unwrap();
            store.increment("default", "n".to_owned(), 1).await.unwrap()
        }));
    }
    let mut sums = Vec::new();
    for call in calls {
        sums.push(call.await.unwrap());
    }
    sums.sort_unstable();
    assert_eq!(sums, (1..=400).collect::<Vec<_>>());

    // As after a power cut: the files as they stand, with no chance to close them.
    let copy = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
    }
    let again = open(copy.path());
    for number in 0..400 {
        assert!(again.exists("default", &format!("k{number}")).await.unwrap(), "k{number}");
    }
    assert_eq!(again.increment("default", "n".to_owned(), 0).await.unwrap(), 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_values_are_written_all_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    poison(folder.path());
    let failed = store.set_many("default", entries(&["a", "b", "poison", "c"])).await;
    assert!(matches!(failed, Err(StoreError::Failed(_))), "{failed:?}");
    assert_eq!(store.keys("default").await.unwrap(), Vec::<String>::new());
    store.set_many("default", entries(&["a", "b"])).await.unwrap();
    assert_eq!(store.keys("default").await.unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_callers_failure_is_not_its_neighbours() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(open(folder.path()));
    poison(folder.path());
    let mut calls = Vec::new();
    for number in 0..300 {
        let store = store.clone();
        calls.push(tokio::spawn(async move {
            let bad = number % 3 == 0;
            let keys =
                if bad { vec![format!("bad{number}"), format!("poison{number}")] } else { vec![format!("k{number}")] };
            let outcome = store.set_many("default", keys.into_iter().map(|key| (key, b"v".to_vec())).collect()).await;
            assert_eq!(outcome.is_err(), bad, "{number}: {outcome:?}");
        }));
    }
    for call in calls {
        call.await.unwrap();
    }
    let keys = store.keys("default").await.unwrap();
    assert_eq!(keys.len(), 200);
    assert!(keys.iter().all(|key| key.starts_with('k')));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_sees_what_was_answered_before_it_asked() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(open(folder.path()));
    let mut calls = Vec::new();
    for caller in 0..8 {
        let store = store.clone();
        calls.push(tokio::spawn(async move {
            let key = format!("n{caller}");
            for number in 1..=50 {
                assert_eq!(store.increment("default", key.clone(), 1).await.unwrap(), number);
                assert_eq!(store.increment("default", key.clone(), 0).await.unwrap(), number);
                store.set("default", format!("k{caller}"), number.to_string().into_bytes()).await.unwrap();
                let read = store.get("default", &format!("k{caller}")).await.unwrap().unwrap();
                assert_eq!(read, number.to_string().into_bytes());
            }
        }));
    }
    for call in calls {
        call.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_writes_what_is_still_queued() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    store.set_many("default", entries(&["a", "b"])).await.unwrap();
    drop(store);
    assert_eq!(open(folder.path()).keys("default").await.unwrap().len(), 2);
}

#[test]
fn memory_leaves_nothing_behind() {
    let before = Store::open(&Data::Memory, Faults::default()).unwrap();
    drop(before);
    let missing = Path::new("/dev/null/not-a-folder").to_owned();
    assert!(Store::open(&Data::Folder(missing), Faults::default()).is_err(), "a folder that cannot be is an error");
}
