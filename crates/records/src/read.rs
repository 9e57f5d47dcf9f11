//! Reading a record without a ticket. It never waits and never writes.

use std::sync::Arc;

use crate::{
    Record, RecordsError, Versioned,
    chain::Chain,
    counter::Reading,
    envelope::{Envelope, Slot, Standing, Void},
};

/// How many slots are looked at before the counter is asked anew.
const STEPS_MAX: u32 = 4_096;

/// Up to so many slots without a version are looked at one by one rather than trusting the hint.
const WALKED_RATHER_THAN_TRUSTED: u64 = 16;

const READ_TRIES_MAX: u32 = 12;

/// Reads what has landed highest. Everything acknowledged before the read began is in it; a change in flight may be.
pub(crate) async fn read<T: Record>(chain: &Chain<'_, T>) -> Result<Option<Arc<Versioned<T>>>, RecordsError> {
    for _ in 0..READ_TRIES_MAX {
        let now = chain.look().await?;
        if let Found::Surely(version) = newest(chain, now).await? {
            return Ok(version.map(|version| version.current));
        }
    }
    Err(RecordsError::Contended("a record that changes faster than it can be read"))
}

enum Found<T> {
    Surely(Option<Envelope<T>>),
    /// What was to be found was deleted meanwhile, as old.
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
    let hint = chain.hint().await?;
    let above = now.tickets.saturating_sub(hint).saturating_sub(1);
    // Written last, and still holding as the alarms stood before: nothing acknowledged by then is above it. Only where a
    // store writes one by one may the hint be older than that, so a short way is walked.
    if hint > 0
        && (above == 0 || above > WALKED_RATHER_THAN_TRUSTED)
        && let Some(slot) = chain.slot(hint).await?
        && let Some((standing, found)) = resolve(chain, slot).await?
        && standing.holds(now.alarms)
    {
        return Ok(found);
    }
    walk(chain, now.tickets).await
}

/// The version a slot stands for, where it says so itself.
async fn resolve<T: Record>(chain: &Chain<'_, T>, slot: Slot<T>) -> Result<Option<(Standing, Found<T>)>, RecordsError> {
    let void = match slot {
        Slot::Version(version) => return Ok(Some((version.line.standing.clone(), Found::Surely(Some(version))))),
        Slot::Void(void) => void,
    };
    let found = match void.on {
        None => return Ok(None),
        Some(0) => Found::Surely(None),
        Some(on) => match chain.slot(on).await? {
            Some(Slot::Version(version)) => Found::Surely(Some(version)),
            _ => Found::Deleted,
        },
    };
    Ok(Some((void.standing, found)))
}

/// Goes down to a version and up again. Slots are deleted only below something settled, so what is acknowledged moves
/// upwards, and going up meets it; going down, past slots that land behind one's back, could miss it every time.
async fn walk<T: Record>(chain: &Chain<'_, T>, mut top: u64) -> Result<Found<T>, RecordsError> {
    let (mut at, mut found) = (top, None);
    let mut down = true;
    for _ in 0..STEPS_MAX {
        if down && at == 0 {
            down = false;
        } else if down {
            match chain.slot(at).await? {
                Some(Slot::Version(version)) => (found, down) = (Some(version), false),
                Some(Slot::Void(Void { on: Some(on), .. })) => at = on.min(at.saturating_sub(1)),
                _ => at = at.saturating_sub(1),
            }
        } else if at == top {
            top = chain.look().await?.tickets;
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
