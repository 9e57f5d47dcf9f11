//! Which problem a failure further down becomes, so that handlers say `?`. It never looks at a request.

use std::convert::Infallible;

use domain::problems::Problems;
use records::{ChangeError, RecordsError, StoreError};

use super::Problem;

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::unavailable(error)
    }
}

impl From<RecordsError> for Problem {
    fn from(error: RecordsError) -> Self {
        Self::unavailable(error)
    }
}

/// A refused decision says itself which problem it is.
impl<X: Into<Self>> From<ChangeError<X>> for Problem {
    fn from(error: ChangeError<X>) -> Self {
        match error {
            ChangeError::NotFound => Self::not_found(),
            ChangeError::Stale => Self::stale(),
            ChangeError::Refused(refusal) => refusal.into(),
            ChangeError::KeyReused => Self::idempotency_key_reused(),
            ChangeError::Records(error) => error.into(),
        }
    }
}

/// A change whose rules refuse nothing.
impl From<Infallible> for Problem {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl From<&Problems> for Problem {
    fn from(problems: &Problems) -> Self {
        Self::validation(problems)
    }
}

impl From<Problems> for Problem {
    fn from(problems: Problems) -> Self {
        Self::validation(&problems)
    }
}
