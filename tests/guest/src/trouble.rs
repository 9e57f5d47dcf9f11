//! Everything a component should not do, and waiting.

use crate::{Asked, Outcome, unknown};
use std::hint::black_box;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

pub(crate) async fn act(deed: &str, asked: &Asked) -> Outcome {
    let duration = Duration::from_millis(asked.number("ms").try_into().unwrap_or_default());
    if !asked.get("line").is_empty() {
        eprintln!("{}", asked.get("line"));
    }
    match deed {
        "spin" => {
            let mut turns = 0_u64;
            loop {
                turns = black_box(turns.wrapping_add(1));
            }
        }
        "grow" => {
            let bytes = usize::try_from(asked.number("bytes")).unwrap_or_default();
            let grown = black_box(vec![1_u8; bytes]);
            Ok(Some(grown.len().to_string().into_bytes()))
        }
        #[expect(clippy::panic, reason = "the tests ask what becomes of a component that panics")]
        "panic" => panic!("asked to"),
        "wait" => {
            spin_sdk::time::sleep(duration).await;
            Ok(Some(b"waited".to_vec()))
        }
        "count" => {
            static CAME: AtomicU32 = AtomicU32::new(0);
            let count = CAME.fetch_add(1, Ordering::Relaxed) + 1;
            spin_sdk::time::sleep(duration).await;
            Ok(Some(count.to_string().into_bytes()))
        }
        "block" => {
            std::thread::sleep(duration);
            Ok(Some(b"blocked".to_vec()))
        }
        _ => unknown(deed),
    }
}
