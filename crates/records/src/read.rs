//! Reading a record without a ticket. It never waits and never writes.

use crate::{
    Environment, KeyValue, Record, RecordsError, Versioned,
    chain::Chain,
    envelope::{Envelope, Slot},
};

/// How many slots below the newest are looked at before the hint is asked.
const STEPS_BEFORE_HINT: u32 = 3;

/// How many slots are looked at before the counter is asked anew, since old ones are deleted under a slow reader.
const STEPS_MAX: u32 = 2_048;

const READ_TRIES_MAX: u32 = 8;

/// What has landed highest, as far as a reader without a ticket can tell.
pub(crate) async fn read<T: Record, K: KeyValue, E: Environment>(
    chain: &Chain<'_, T, K, E>,
) -> Result<Option<Versioned<T>>, RecordsError> {
    let mut top = chain.look().await?.tickets;
    for _ in 0..READ_TRIES_MAX {
        match walk(chain, top).await? {
            Walk::Landed(version) => return Ok(Some(version.current)),
            Walk::Nothing { sure: true } => return Ok(None),
            // Seen nothing, but perhaps only because what was there was deleted behind something newer.
            Walk::Nothing { sure: false } => {
                let now = chain.look().await?.tickets;
                if now == top && chain.hint().await? == 0 {
                    return Ok(None);
                }
                top = now;
            }
        }
    }
    Err(RecordsError::Contended(
        "a record that changes faster than it can be read",
    ))
}

enum Walk<T> {
    Landed(Envelope<T>),
    Nothing { sure: bool },
}

async fn walk<T: Record, K: KeyValue, E: Environment>(
    chain: &Chain<'_, T, K, E>,
    top: u64,
) -> Result<Walk<T>, RecordsError> {
    let mut at = top;
    let mut unlanded = 0;
    for _ in 0..STEPS_MAX {
        if at == 0 {
            return Ok(Walk::Nothing { sure: unlanded == 0 });
        }
        at = match chain.slot(at).await? {
            Some(Slot::Version(version)) => return Ok(Walk::Landed(version)),
            Some(Slot::Void(void)) => void
                .on
                .unwrap_or_else(|| at.saturating_sub(1))
                .min(at.saturating_sub(1)),
            None => {
                unlanded += 1;
                let lower = at.saturating_sub(1);
                if unlanded == STEPS_BEFORE_HINT {
                    chain.hint().await?.min(lower)
                } else {
                    lower
                }
            }
        };
    }
    Ok(Walk::Nothing { sure: false })
}
