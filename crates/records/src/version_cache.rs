//! Large versions that were read lately, so that one that many callers want at once is not opened and read from JSON for
//! each of them. It saves that work and nothing else. The store is asked as ever; a value is recognised by its seal, which
//! no other value has, so what is found here is what reading the value would give.

use std::any::Any;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::{Record, seal::SealMark, slot::Version};

/// A shorter version is read so fast that it is not worth keeping. In bytes, sealed.
const LONG_BYTES: usize = 8 * 1024;

/// How many are kept; the one that was asked for the longest ago goes first.
const KEPT_MAX: usize = 4;

/// The cache of one process, for all requests that it serves.
pub(crate) struct VersionCache {
    kept: Mutex<Vec<Kept>>,
    long_bytes: usize,
}

struct Kept {
    mark: SealMark,
    /// A [`Version`]. One kind may be read as two types, of which one leaves out what it does not need.
    version: Box<dyn Any + Send + Sync>,
}

impl Default for VersionCache {
    fn default() -> Self {
        Self { kept: Mutex::default(), long_bytes: LONG_BYTES }
    }
}

impl VersionCache {
    /// One that keeps short versions too.
    pub(crate) fn of_any_length() -> Self {
        Self { long_bytes: 0, ..Self::default() }
    }

    /// The version that was sealed as `sealed`, where it was read lately as a record of that type.
    pub(crate) fn find<T: Record>(&self, sealed: &[u8]) -> Option<Version<T>> {
        let mark = self.mark(sealed)?;
        let mut kept = self.kept();
        let place = kept.iter().position(|kept| kept.mark == mark && kept.version.is::<Version<T>>())?;
        let found = kept.remove(place);
        let version = found.version.downcast_ref::<Version<T>>().cloned();
        kept.push(found);
        version
    }

    /// Keeps what `sealed` was read as.
    pub(crate) fn add<T: Record>(&self, sealed: &[u8], version: &Version<T>) {
        let Some(mark) = self.mark(sealed) else { return };
        let mut kept = self.kept();
        if kept.len() >= KEPT_MAX {
            kept.remove(0);
        }
        kept.push(Kept { mark, version: Box::new(version.clone()) });
    }

    fn mark(&self, sealed: &[u8]) -> Option<SealMark> {
        SealMark::of(sealed).filter(|_| sealed.len() >= self.long_bytes)
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for VersionCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "VersionCache({} versions)", self.kept().len())
    }
}
