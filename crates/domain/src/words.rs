//! The words that every service shares, each a type that can only hold a good value; never a service's own words.
//!
//! Each is read by one `parse`, re-parses when it is read back from storage (so that a damaged record is refused, not
//! believed), and prints nothing of itself in `Debug`.

mod birth_date;
mod codes;
mod email;
mod name;
mod nhs_number;
mod pence;
mod phone;
mod postcode;
mod time;
mod upn;
mod year_group;

pub(crate) use birth_date::same_day_in;
pub use birth_date::{BirthDate, date};
pub use codes::{LaCode, LaEstab, Urn};
pub use email::EmailAddress;
pub use name::{FirstNameOrInitial, PersonName};
pub use nhs_number::NhsNumber;
pub use pence::{MAX_PENCE, Pence};
pub use phone::Phone;
pub use postcode::Postcode;
pub use upn::Upn;
pub use year_group::YearGroup;

/// A word held as text: private field, one way in, nothing shown in `Debug`.
macro_rules! word {
    ($(#[$meta:meta])* $name:ident, $parse:path, $text:expr) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads what was typed.
            ///
            /// # Errors
            /// What is wrong with it, as a sentence for the person who typed it.
            pub fn parse(typed: &str) -> Result<Self, crate::problems::Fault> {
                $parse(typed).map(Self)
            }

            /// The word in its one canonical form.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl crate::input::Word for $name {
            const SHAPE: crate::input::Shape = crate::input::Shape::Text($text);
            fn parse(typed: &str) -> Result<Self, crate::problems::Fault> {
                Self::parse(typed)
            }
        }

        impl TryFrom<String> for $name {
            type Error = crate::problems::Fault;
            fn try_from(stored: String) -> Result<Self, Self::Error> {
                Self::parse(&stored)
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> Self {
                word.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    };
}
use word;
