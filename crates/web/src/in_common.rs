//! What the requests of one instance have in common. It ends with the instance, which may be any moment, and another
//! instance knows nothing of it: nothing may rest on it but economy.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

/// One value of each type.
#[derive(Debug, Default)]
pub(crate) struct InCommon(Mutex<Vec<Arc<dyn Any + Send + Sync>>>);

impl InCommon {
    /// The value of type `T`, made when it is first asked for.
    pub(crate) fn of<T: Any + Default + Send + Sync>(&self) -> Arc<T> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.iter().find_map(|value| Arc::clone(value).downcast::<T>().ok()) {
            return found;
        }
        let made = Arc::<T>::default();
        known.push(made.clone());
        made
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::InCommon;

    #[derive(Default)]
    struct Other;

    #[test]
    fn everybody_gets_the_same_value_of_a_type() {
        let common = InCommon::default();
        common.of::<AtomicU32>().store(7, Ordering::Relaxed);
        let _ = common.of::<Other>();
        assert_eq!(common.of::<AtomicU32>().load(Ordering::Relaxed), 7);
    }
}
