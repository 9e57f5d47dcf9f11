//! What can go wrong, told apart by what the caller should answer. It never holds a stored value.

use crate::StoreError;

/// Why an operation on records did not happen, or is not known to have happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordsError {
    /// Too many callers at once, or one that stalls: try again later (503). After a change, whether it took effect is
    /// unknown; trying again with the same [`Repeat`](crate::Repeat) key is safe.
    #[error("too many callers at once: {0}")]
    Contended(&'static str),
    /// The store failed (503). After a change, whether it took effect is unknown, as above.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What is stored cannot be opened or understood (503, and somebody must look). Never answered as "no such record".
    #[error("stored data cannot be used: {what}, at {key}")]
    Corrupt {
        /// What is wrong with it.
        what: &'static str,
        /// The store key it stands under.
        key: String,
    },
}

impl RecordsError {
    pub(crate) fn corrupt(what: &'static str, key: &str) -> Self {
        Self::Corrupt { what, key: key.to_owned() }
    }
}

/// Why a change was not acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError<X> {
    /// The decision itself refused; nothing changed.
    #[error("refused")]
    Refused(X),
    /// The idempotency key was used before with another body; nothing changed.
    #[error("the idempotency key was used before with another body")]
    KeyReused,
    /// See [`RecordsError`].
    #[error(transparent)]
    Records(#[from] RecordsError),
}
