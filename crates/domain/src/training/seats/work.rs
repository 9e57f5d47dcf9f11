//! How much was looked at, counted in tests only: what must stay linear is proven by counting, never by a clock.

#[cfg(test)]
use std::sync::atomic::{AtomicUsize, Ordering};

/// A count that is nothing outside tests. It makes no difference between two states.
#[derive(Debug, Default)]
pub(super) struct Work {
    #[cfg(test)]
    looked_at: AtomicUsize,
}

impl PartialEq for Work {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Clone for Work {
    fn clone(&self) -> Self {
        Self {
            #[cfg(test)]
            looked_at: AtomicUsize::new(self.get()),
        }
    }
}

impl Work {
    #[cfg(test)]
    pub(super) fn add(&self, looked_at: usize) {
        self.looked_at.fetch_add(looked_at, Ordering::Relaxed);
    }

    #[cfg(not(test))]
    pub(super) fn add(&self, _: usize) {}

    #[cfg(test)]
    pub(super) fn get(&self) -> usize {
        self.looked_at.load(Ordering::Relaxed)
    }
}
