//! Large versions that were read lately, so that the same one is not opened and read again and again where many want it at
//! once. It saves work and nothing else: the store is asked as ever, and what it gives is known again by its seal, which no
//! other value has. So what is found here is what reading would come to.

use std::any::Any;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::{Record, envelope::Envelope, keyring::Mark};

/// What is shorter is read faster than it is worth remembering. In bytes, sealed.
const SHORT: usize = 8 * 1024;

/// How many are remembered; the one that was asked for the longest ago is forgotten first.
const REMEMBERED_MAX: usize = 4;

/// What was read lately; for as many requests as are served by one process, one after the other or at once.
pub(crate) struct Recent {
    known: Mutex<Vec<Known>>,
    short: usize,
}

struct Known {
    mark: Mark,
    /// An [`Envelope`]. One kind may be read as two types, of which one leaves out what it does not need.
    version: Box<dyn Any + Send + Sync>,
}

impl Default for Recent {
    fn default() -> Self {
        Self { known: Mutex::default(), short: SHORT }
    }
}

impl Recent {
    /// One that remembers short values too, for tests of what it does.
    #[must_use]
    pub(crate) fn of_any_length() -> Self {
        Self { short: 0, ..Self::default() }
    }

    /// The version that was sealed as `sealed`, where it was read lately as a record of that type.
    pub(crate) fn find<T: Record>(&self, sealed: &[u8]) -> Option<Envelope<T>> {
        let mark = Mark::of(sealed).filter(|_| sealed.len() >= self.short)?;
        let mut known = self.known();
        let place = known.iter().position(|known| known.mark == mark && known.version.is::<Envelope<T>>())?;
        let found = known.remove(place);
        let version = found.version.downcast_ref::<Envelope<T>>().cloned();
        known.push(found);
        version
    }

    /// Remembers what `sealed` was read as.
    pub(crate) fn add<T: Record>(&self, sealed: &[u8], version: &Envelope<T>) {
        let Some(mark) = Mark::of(sealed).filter(|_| sealed.len() >= self.short) else { return };
        let mut known = self.known();
        if known.len() >= REMEMBERED_MAX {
            known.remove(0);
        }
        known.push(Known { mark, version: Box::new(version.clone()) });
    }

    fn known(&self) -> MutexGuard<'_, Vec<Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Recent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Recent({} versions)", self.known().len())
    }
}
