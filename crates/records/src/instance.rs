//! What the requests of one instance share. It ends with the instance, which may be any moment, and another instance knows
//! nothing of it: it saves work, and nothing may rest on it.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

use crate::{Keyring, version_cache::VersionCache};

/// The keys, the versions read lately, and one value of each type that a caller asks for.
#[derive(Debug)]
pub struct Instance {
    keyring: Keyring,
    version_cache: VersionCache,
    states: Mutex<Vec<Arc<dyn Any + Send + Sync>>>,
}

impl Instance {
    /// Keys, and nothing read yet.
    pub fn new(keyring: Keyring) -> Self {
        Self { keyring, version_cache: VersionCache::default(), states: Mutex::default() }
    }

    /// The same, keeping short versions at hand too, for tests of what that does.
    #[must_use]
    pub fn caching_short_versions(self) -> Self {
        Self { version_cache: VersionCache::of_any_length(), ..self }
    }

    /// The secrets that everything is sealed and digested with.
    pub fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    pub(crate) fn version_cache(&self) -> &VersionCache {
        &self.version_cache
    }

    /// The value of type `T`, made when it is first asked for.
    pub(crate) fn state<T: Any + Default + Send + Sync>(&self) -> Arc<T> {
        let mut states = self.states.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = states.iter().find_map(|state| Arc::clone(state).downcast::<T>().ok()) {
            return found;
        }
        let made = Arc::<T>::default();
        states.push(made.clone());
        made
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::Instance;
    use crate::Keyring;

    #[derive(Default)]
    struct Other;

    #[test]
    fn every_request_gets_the_same_value_of_a_type() {
        let instance = Instance::new(Keyring::parse(&"k".repeat(32)).unwrap());
        instance.state::<AtomicU32>().store(7, Ordering::Relaxed);
        let _ = instance.state::<Other>();
        assert_eq!(instance.state::<AtomicU32>().load(Ordering::Relaxed), 7);
    }
}
