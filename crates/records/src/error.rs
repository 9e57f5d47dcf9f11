//! What can go wrong, told apart by what the caller should answer. It never holds a stored value.

use crate::{NameError, StoreError};

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
    /// What is stored cannot be opened or understood (503, and an operator must look). Never answered as "no such record".
    #[error("stored data cannot be used: {what}, at {key}")]
    Corrupt {
        /// What is wrong with it.
        what: &'static str,
        /// The store key it stands under.
        key: String,
    },
}

impl RecordsError {
    /// Something that is stored, and cannot be as it is; `key` says where it stands.
    pub fn corrupt(what: &'static str, key: impl Into<String>) -> Self {
        Self::Corrupt { what, key: key.into() }
    }
}

impl From<NameError> for RecordsError {
    fn from(error: NameError) -> Self {
        Self::corrupt("a name that cannot be stored", error.to_string())
    }
}

/// Why a change was not acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError<X> {
    /// There is no such record, or none that the caller may know of; nothing changed.
    #[error("no such record")]
    NotFound,
    /// The record has changed since the caller saw it ([`ExpectedVersion`](crate::ExpectedVersion)); nothing changed.
    #[error("the record has changed since")]
    Stale,
    /// The rules of what is kept refused; nothing changed.
    #[error("refused")]
    Refused(X),
    /// The idempotency key was used before with another body; nothing changed.
    #[error("the idempotency key was used before with another body")]
    KeyReused,
    /// See [`RecordsError`].
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl<X> ChangeError<X> {
    /// The same with the refusal told in other words.
    pub fn map<Y>(self, words: impl FnOnce(X) -> Y) -> ChangeError<Y> {
        match self {
            Self::NotFound => ChangeError::NotFound,
            Self::Stale => ChangeError::Stale,
            Self::Refused(refusal) => ChangeError::Refused(words(refusal)),
            Self::KeyReused => ChangeError::KeyReused,
            Self::Records(error) => ChangeError::Records(error),
        }
    }
}

impl<X> ChangeError<ChangeError<X>> {
    /// One error where a decision refused with an error.
    #[must_use]
    pub fn flatten(self) -> ChangeError<X> {
        match self {
            Self::Refused(error) => error,
            Self::NotFound => ChangeError::NotFound,
            Self::Stale => ChangeError::Stale,
            Self::KeyReused => ChangeError::KeyReused,
            Self::Records(error) => ChangeError::Records(error),
        }
    }
}

impl<X> From<StoreError> for ChangeError<X> {
    fn from(error: StoreError) -> Self {
        Self::Records(error.into())
    }
}
