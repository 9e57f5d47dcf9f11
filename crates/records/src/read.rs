//! Reading a record without a ticket. It never waits and never writes.

use std::sync::Arc;

use crate::{
    Record, RecordsError, Versioned,
    chain::Chain,
    counter::{KnownNotices, Reading},
    slot::{Slot, Tombstone, Version},
};

/// How many slots are looked at before the counter is asked anew.
const STEPS_MAX: u32 = 4_096;

/// Up to so many slots without a version are looked at one by one rather than trusting the head.
const WALKED_RATHER_THAN_TRUSTED: u64 = 16;

const READ_TRIES_MAX: u32 = 12;

/// Reads the highest version that has landed. It contains everything acknowledged before the reading began, and may contain
/// a change in flight.
pub(crate) async fn read<T: Record>(chain: &Chain<'_, T>) -> Result<Option<Arc<Versioned<T>>>, RecordsError> {
    for _ in 0..READ_TRIES_MAX {
        let now = chain.read_counter().await?;
        if let Found::Surely(version) = newest(chain, now).await? {
            return Ok(version.map(|version| version.current));
        }
    }
    Err(RecordsError::Contended("a record that changes faster than it can be read"))
}

enum Found<T> {
    Surely(Option<Version<T>>),
    /// The version to be found was deleted meanwhile, as old.
    Deleted,
}

async fn newest<T: Record>(chain: &Chain<'_, T>, now: Reading) -> Result<Found<T>, RecordsError> {
    if now.tickets == 0 {
        return Ok(Found::Surely(None));
    }
    if let Some(top) = chain.slot(now.tickets).await?
        && let Some((_, found)) = resolve(chain, top).await?
    {
        return Ok(found);
    }
    let head = chain.head().await?;
    let above = now.tickets.saturating_sub(head).saturating_sub(1);
    // The head was written last. If no unknown notice had been given when the counter was read, nothing that was
    // acknowledged by then is above it. Only on a store that writes one by one may the head be older than that, so a
    // short way is walked.
    if head > 0
        && (above == 0 || above > WALKED_RATHER_THAN_TRUSTED)
        && let Some(slot) = chain.slot(head).await?
        && let Some((notices, found)) = resolve(chain, slot).await?
        && notices.account_for(now.notices)
    {
        return Ok(found);
    }
    walk(chain, now.tickets).await
}

/// The version that a slot holds, or that its tombstone names; `None` where the tombstone names none.
async fn resolve<T: Record>(
    chain: &Chain<'_, T>,
    slot: Slot<T>,
) -> Result<Option<(KnownNotices, Found<T>)>, RecordsError> {
    let tombstone = match slot {
        Slot::Version(version) => return Ok(Some((version.ancestry.notices.clone(), Found::Surely(Some(version))))),
        Slot::Tombstone(tombstone) => tombstone,
    };
    let found = match tombstone.on {
        None => return Ok(None),
        Some(0) => Found::Surely(None),
        Some(on) => match chain.slot(on).await? {
            Some(Slot::Version(version)) => Found::Surely(Some(version)),
            _ => Found::Deleted,
        },
    };
    Ok(Some((tombstone.notices, found)))
}

/// Goes down to a version and up again. A slot is deleted only below an acknowledged version. So what is acknowledged moves
/// upwards, and the way up meets it; the way down could miss it every time, since slots land above while it goes on.
async fn walk<T: Record>(chain: &Chain<'_, T>, mut top: u64) -> Result<Found<T>, RecordsError> {
    let (mut at, mut found) = (top, None);
    let mut down = true;
    for _ in 0..STEPS_MAX {
        if down && at == 0 {
            down = false;
        } else if down {
            match chain.slot(at).await? {
                Some(Slot::Version(version)) => (found, down) = (Some(version), false),
                Some(Slot::Tombstone(Tombstone { on: Some(on), .. })) => at = on.min(at.saturating_sub(1)),
                _ => at = at.saturating_sub(1),
            }
        } else if at == top {
            top = chain.read_counter().await?.tickets;
            if at == top {
                return Ok(Found::Surely(found));
            }
        } else {
            at = at.saturating_add(1);
            if let Some(slot) = chain.slot(at).await? {
                match resolve(chain, slot).await? {
                    Some((_, Found::Surely(version))) => found = version,
                    Some((_, Found::Deleted)) => return Ok(Found::Deleted),
                    None => {}
                }
            }
        }
    }
    Ok(Found::Deleted)
}
