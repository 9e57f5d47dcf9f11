//! How much was looked at, counted in tests only: what must stay linear is proven by counting, never by a clock.

/// A count that is nothing outside tests. It makes no difference between two states.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Work {
    #[cfg(test)]
    looked_at: usize,
}

impl PartialEq for Work {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Work {
    #[cfg(test)]
    pub(super) fn add(&mut self, looked_at: usize) {
        self.looked_at += looked_at;
    }

    #[cfg(not(test))]
    pub(super) fn add(self, _: usize) {}

    #[cfg(test)]
    pub(super) fn get(self) -> usize {
        self.looked_at
    }
}
