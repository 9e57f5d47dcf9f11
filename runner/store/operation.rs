//! What can be asked of a store, as values. Does nothing itself.

/// The kind of an operation, as a component calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Reading one value.
    Get,
    /// Reading several values.
    GetMany,
    /// Asking whether a key has a value.
    Exists,
    /// Listing every key.
    Keys,
    /// Writing one value.
    Set,
    /// Writing several values, all or none.
    SetMany,
    /// Removing one key.
    Delete,
    /// Removing several keys.
    DeleteMany,
    /// Adding to a counter.
    Increment,
    /// Writing a value if the old one is still there.
    Swap,
}

/// A change, as the writer sees it.
pub(super) enum Write {
    SetMany(Vec<(String, Vec<u8>)>),
    DeleteMany(Vec<String>),
    Increment { key: String, delta: i64 },
    Swap { key: String, old: Option<Vec<u8>>, value: Vec<u8> },
}

/// What a change answers.
#[derive(Debug, Clone, Copy)]
pub(super) enum Answer {
    Done,
    Sum(i64),
    Swapped(bool),
}

impl Write {
    pub(super) fn keys(&self) -> Box<dyn Iterator<Item = &String> + '_> {
        match self {
            Self::SetMany(entries) => Box::new(entries.iter().map(|(key, _)| key)),
            Self::DeleteMany(keys) => Box::new(keys.iter()),
            Self::Increment { key, .. } | Self::Swap { key, .. } => Box::new(std::iter::once(key)),
        }
    }

    pub(super) fn values(&self) -> Box<dyn Iterator<Item = &Vec<u8>> + '_> {
        match self {
            Self::SetMany(entries) => Box::new(entries.iter().map(|(_, value)| value)),
            Self::Swap { value, .. } => Box::new(std::iter::once(value)),
            Self::DeleteMany(_) | Self::Increment { .. } => Box::new(std::iter::empty()),
        }
    }
}
