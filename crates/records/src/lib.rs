//! Keeping records safely on a bare key-value store. It never touches HTTP, a domain area, a clock of its own or an
//! operating system's randomness: what it needs of the world comes in through [`KeyValue`] and [`Environment`].

mod chain;
mod change;
mod counter;
mod envelope;
mod error;
mod hex;
mod history;
mod key_value;
mod keyring;
mod lock;
mod names;
mod patience;
mod read;
mod record;
mod records;
mod shelf;
mod sweep;
mod turn;
mod vault;
mod worklist;

pub use change::ATTEMPTS_MAX;
pub use envelope::CHANGES_REMEMBERED_MAX;
pub use error::{ChangeError, RecordsError};
pub use history::{HISTORY_ENTRIES_MAX, History, HistoryEntry};
pub use key_value::{Environment, KeyValue, StoreError};
pub use keyring::{Keyring, KeyringError, SECRET_MIN_CHARACTERS, SECRETS_MAX};
pub use lock::{Held, LEASE_MIN_MILLISECONDS, LOCK_WAIT_MILLISECONDS, LOCK_WINDOW_MILLISECONDS, Lock};
pub use names::{ListName, NameError, RecordId};
pub use patience::{PATIENCE_MILLISECONDS, TURN_LIMIT_MILLISECONDS};
pub use record::{By, Decision, Listed, Outcome, Record, Repeat, Versioned};
pub use records::{Records, Swept};
pub use worklist::SHELVES;
