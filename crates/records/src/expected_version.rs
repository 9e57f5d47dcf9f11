//! The version that a caller believes to be changing. How a request says it is not known here.

use crate::ChangeError;

/// Which versions of a record a caller is willing to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectedVersion {
    /// Whichever it is.
    Any,
    /// One of these.
    OneOf(Vec<u64>),
}

impl ExpectedVersion {
    /// That one version, as where a form was made from it.
    #[must_use]
    pub fn exactly(version: u64) -> Self {
        Self::OneOf(vec![version])
    }

    /// Whether the caller is willing to change `version`.
    #[must_use]
    pub fn holds(&self, version: u64) -> bool {
        match self {
            Self::Any => true,
            Self::OneOf(versions) => versions.contains(&version),
        }
    }

    /// Passes where the caller is willing to change `version`.
    ///
    /// # Errors
    /// That it is stale.
    pub fn check<X>(&self, version: u64) -> Result<(), ChangeError<X>> {
        if self.holds(version) { Ok(()) } else { Err(ChangeError::Stale) }
    }

    /// The one version named; `None` for any and for several.
    #[must_use]
    pub fn only(&self) -> Option<u64> {
        match self {
            Self::OneOf(versions) => match versions.as_slice() {
                [version] => Some(*version),
                _ => None,
            },
            Self::Any => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ExpectedVersion;

    #[test]
    fn a_version_is_as_expected_where_it_was_named_or_any_will_do() {
        assert!(ExpectedVersion::Any.holds(7));
        assert!(ExpectedVersion::exactly(7).holds(7));
        assert!(!ExpectedVersion::exactly(6).holds(7));
        assert!(ExpectedVersion::OneOf(vec![6, 7]).holds(7));
        assert!(!ExpectedVersion::OneOf(Vec::new()).holds(7));
    }

    #[test]
    fn one_version_named_can_be_read_back() {
        assert_eq!(ExpectedVersion::exactly(7).only(), Some(7));
        assert_eq!(ExpectedVersion::Any.only(), None);
        assert_eq!(ExpectedVersion::OneOf(vec![7, 8]).only(), None);
    }
}
