//! The same file and the same rows as Spin: either host may open what the other wrote.

use crate::support::{STORE, manifest, try_serve};
use runner::{Data, database};
use rusqlite::{Connection, params};

/// The table as Spin makes it.
const SPIN_TABLE: &str = "CREATE TABLE IF NOT EXISTS spin_key_value (store TEXT NOT NULL, key TEXT NOT NULL, \
    value BLOB NOT NULL, PRIMARY KEY (store, key))";

#[tokio::test(flavor = "multi_thread")]
async fn a_row_written_as_spin_writes_it_is_read_through_a_component() {
    let folder = tempfile::tempdir().unwrap();
    {
        let file = Connection::open(database(folder.path())).unwrap();
        file.execute(SPIN_TABLE, []).unwrap();
        let insert = "INSERT INTO spin_key_value (store, key, value) VALUES (?1, ?2, ?3)";
        file.execute(insert, params!["default", "greeting", b"hello from Spin"]).unwrap();
        file.execute(insert, params!["default", "count", 41_i64.to_le_bytes()]).unwrap();
    }
    let data = Data::Folder(folder.path().to_owned());
    let served = try_serve(&manifest(STORE), |builder| builder.data(data)).await.unwrap();
    assert_eq!(served.want("/kv/get?store=default&key=greeting", "").await, "hello from Spin");
    assert_eq!(served.want("/wasi/get?store=default&key=greeting", "").await, "hello from Spin");
    assert_eq!(served.want("/wasi/increment?store=default&key=count&delta=1", "").await, "42");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_written_through_a_component_is_as_spin_writes_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = Data::Folder(folder.path().to_owned());
    let served = try_serve(&manifest(STORE), |builder| builder.data(data)).await.unwrap();
    served.want("/kv/set?store=default&key=greeting", "hello Spin").await;
    served.want("/wasi/increment?store=default&key=count&delta=258", "").await;

    let file = Connection::open(database(folder.path())).unwrap();
    let select = "SELECT value FROM spin_key_value WHERE store = ?1 AND key = ?2";
    let value = |key: &str| -> Vec<u8> { file.query_row(select, params!["default", key], |row| row.get(0)).unwrap() };
    assert_eq!(value("greeting"), b"hello Spin");
    assert_eq!(value("count"), [2, 1, 0, 0, 0, 0, 0, 0]);
    let columns: Vec<(String, String, bool, i64)> = file
        .prepare("SELECT name, type, \"notnull\", pk FROM pragma_table_info('spin_key_value')")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let expected = [("store", "TEXT", true, 1), ("key", "TEXT", true, 2), ("value", "BLOB", true, 0)];
    assert_eq!(columns, expected.map(|(name, kind, not_null, key)| (name.to_owned(), kind.to_owned(), not_null, key)));
}
