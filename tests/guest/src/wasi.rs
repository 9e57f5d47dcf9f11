//! `wasi:keyvalue`.

use crate::{Asked, Outcome, unknown, words};
use spin_sdk::experimental::wasi::keyvalue::{atomics, batch, store};

pub(crate) fn act(deed: &str, asked: &Asked) -> Outcome {
    let bucket = store::open(asked.get("store")).map_err(words)?;
    let key = asked.get("key");
    let done = |(): ()| Some(Vec::new());
    match deed {
        "get" => bucket.get(key).map_err(words),
        "set" => bucket.set(key, &asked.body).map(done).map_err(words),
        "delete" => bucket.delete(key).map(done).map_err(words),
        "exists" => bucket.exists(key).map(|there| Some(there.to_string().into_bytes())).map_err(words),
        "keys" => {
            let mut keys = bucket.list_keys(None).map_err(words)?.keys;
            keys.sort();
            Ok(Some(keys.join("\n").into_bytes()))
        }
        "increment" => {
            let sum = atomics::increment(&bucket, key, asked.number("delta")).map_err(words)?;
            Ok(Some(sum.to_string().into_bytes()))
        }
        "set-many" => batch::set_many(&bucket, &asked.pairs()).map(done).map_err(words),
        "delete-many" => batch::delete_many(&bucket, &asked.lines()).map(done).map_err(words),
        "get-many" => {
            let found = batch::get_many(&bucket, &asked.lines()).map_err(words)?;
            let mut lines: Vec<_> = found.into_iter().map(line).collect();
            lines.sort();
            Ok(Some(lines.join("\n").into_bytes()))
        }
        "swap" => swap(&bucket, asked),
        "count-and-write" => {
            let number = atomics::increment(&bucket, "number", 1).map_err(words)?;
            bucket.set(&format!("record/{number}"), &asked.body).map_err(words)?;
            Ok(Some(number.to_string().into_bytes()))
        }
        _ => unknown(deed),
    }
}

/// Reads, lets `between` be written by another hand if asked, then swaps; says what stands there if it fails.
fn swap(bucket: &store::Bucket, asked: &Asked) -> Outcome {
    let key = asked.get("key");
    let cas = atomics::Cas::new(bucket, key).map_err(words)?;
    cas.current().map_err(words)?;
    let between = asked.get("between");
    if !between.is_empty() {
        bucket.set(key, between.as_bytes()).map_err(words)?;
    }
    match atomics::swap(cas, &asked.body) {
        Ok(()) => Ok(Some(b"swapped".to_vec())),
        Err(atomics::CasError::StoreError(error)) => Err(words(error)),
        Err(atomics::CasError::CasFailed(newer)) => {
            let standing = newer.current().map_err(words)?.unwrap_or_default();
            Err(format!("failed: {}", String::from_utf8_lossy(&standing)))
        }
    }
}

fn line((key, value): (String, Option<Vec<u8>>)) -> String {
    match value {
        Some(value) => format!("{key}={}", String::from_utf8_lossy(&value)),
        None => key,
    }
}
