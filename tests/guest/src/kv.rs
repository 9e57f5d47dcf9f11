//! `spin:key-value`.

use crate::{Asked, Outcome, unknown, words};
use spin_sdk::key_value::Store;
use std::time::Duration;

pub(crate) async fn act(deed: &str, asked: &Asked) -> Outcome {
    let store = Store::open(asked.get("store")).await.map_err(words)?;
    let key = asked.get("key");
    let done = |(): ()| Some(Vec::new());
    match deed {
        "get" => store.get(key).await.map_err(words),
        "set" => store.set(key, &asked.body).await.map(done).map_err(words),
        "delete" => store.delete(key).await.map(done).map_err(words),
        "exists" => store.exists(key).await.map(|there| Some(there.to_string().into_bytes())).map_err(words),
        "keys" => {
            let mut keys = store.get_keys().await.collect().await.map_err(words)?;
            keys.sort();
            Ok(Some(keys.join("\n").into_bytes()))
        }
        "watch" => {
            for _ in 0..asked.number("looks") {
                store.exists(key).await.map_err(words)?;
                spin_sdk::time::sleep(Duration::from_millis(1)).await;
            }
            Ok(Some(b"watched".to_vec()))
        }
        "open-many" => {
            let mut open = Vec::new();
            for _ in 0..asked.number("count") {
                open.push(Store::open(asked.get("store")).await.map_err(words)?);
            }
            Ok(Some(open.len().to_string().into_bytes()))
        }
        _ => unknown(deed),
    }
}
