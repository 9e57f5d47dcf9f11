//! Where a run is held: in a room, or by video at an address that only whoever has a place is shown.

use serde::{Deserialize, Serialize};

use super::super::words::Mode;
use crate::input::{Shape, Text, Word};
use crate::problems::{Code, Fault};
use crate::text::{LongText, ShortText};

/// Where a run is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Delivery {
    /// In a room.
    InPerson {
        /// Its name and address.
        venue: ShortText<300>,
        /// Steps, lifts, parking, a hearing loop.
        access: Option<LongText<1_000>>,
    },
    /// By video; who has a confirmed place sees the link.
    Online {
        /// An address that begins with `https://`.
        link: JoinLink,
    },
}

impl Delivery {
    /// Whether it is in a room or by video.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        match self {
            Self::InPerson { .. } => Mode::InPerson,
            Self::Online { .. } => Mode::Online,
        }
    }
}

/// The longest link, in characters.
const MAX_LINK_CHARS: usize = 500;

/// Where an online run is joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct JoinLink(ShortText<MAX_LINK_CHARS>);

impl JoinLink {
    /// Reads one.
    ///
    /// # Errors
    /// Anything that does not begin with `https://` and a host, or holds white space.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let link = ShortText::parse(typed)?;
        let host = link.as_str().strip_prefix("https://").unwrap_or_default();
        let good = host.starts_with(|c: char| c.is_ascii_alphanumeric()) && !host.contains(char::is_whitespace);
        let refused = || {
            let sentence = "Enter the link to join, starting with https://";
            Fault::whole(Code::InvalidFormat, sentence)
        };
        if good { Ok(Self(link)) } else { Err(refused()) }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl TryFrom<String> for JoinLink {
    type Error = Fault;
    fn try_from(stored: String) -> Result<Self, Self::Error> {
        Self::parse(&stored)
    }
}

impl Word for JoinLink {
    const SHAPE: Shape = Shape::Text(Text {
        most: Some(MAX_LINK_CHARS),
        ..Text::like(r"^https://[A-Za-z0-9]\S*$", "https://meet.example/abc")
    });

    fn parse(typed: &str) -> Result<Self, Fault> {
        Self::parse(typed)
    }
}

impl From<JoinLink> for String {
    fn from(link: JoinLink) -> Self {
        link.0.as_str().to_owned()
    }
}
