//! A word that is one of a fixed few: its name for programs, its label for people; never a free text.

use crate::problems::{Code, Fault};

/// One of a fixed few. Written with [`crate::choices!`], never by hand.
pub trait Choice: Copy + PartialEq + Sized + 'static {
    /// All of them, in the order in which a page lists them.
    const ALL: &'static [Self];

    /// The name in JSON and stored records (`snake_case`). Never changed once a record holds it.
    fn name(self) -> &'static str;

    /// What a person reads beside the radio button or in a sentence.
    fn label(self) -> &'static str;
}

/// Reads a choice by its name. A hyphen reads as an underscore, since URLs and HTML like hyphens.
///
/// # Errors
/// No choice has that name; the field's own question is asked again.
pub fn choice<T: Choice>(typed: &str) -> Result<T, Fault> {
    let name = name(typed);
    T::ALL.iter().copied().find(|one| one.name() == name).ok_or(Fault::ask_again(Code::InvalidValue))
}

/// The one of these names that is meant, read in the same way.
pub(crate) fn among(names: &[&'static str], typed: &str) -> Option<&'static str> {
    let name = name(typed);
    names.iter().copied().find(|known| *known == name)
}

fn name(typed: &str) -> String {
    typed.trim().replace('-', "_")
}

/// Declares an enum whose variants each have a stored name and a label, with serde by name: a word of
/// [`crate::input`].
///
/// ```
/// domain::choices! {
///     /// How to reply.
///     pub enum Reply {
///         /// In writing.
///         Email = "email", "By email";
///         /// By voice.
///         Phone = "phone", "By phone";
///     }
/// }
/// assert_eq!(domain::choice::choice::<Reply>("phone"), Ok(Reply::Phone));
/// ```
#[macro_export]
macro_rules! choices {
    ($(#[$meta:meta])* $vis:vis enum $enum:ident { $($(#[$doc:meta])* $variant:ident = $name:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $enum { $($(#[$doc])* $variant,)+ }

        impl $crate::choice::Choice for $enum {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
            fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
        }

        impl $crate::input::Word for $enum {
            const SHAPE: $crate::input::Shape = $crate::input::Shape::OneOf(&[$($name,)+]);
            fn parse(typed: &str) -> Result<Self, $crate::problems::Fault> {
                $crate::choice::choice(typed)
            }
        }

        impl ::serde::Serialize for $enum {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str($crate::choice::Choice::name(*self))
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $enum {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let name = <::std::borrow::Cow<'de, str> as ::serde::Deserialize>::deserialize(from)?;
                $crate::choice::choice(&name).map_err(::serde::de::Error::custom)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    choices! {
        /// For the test.
        pub(crate) enum Colour {
            /// Not blue.
            DeepRed = "deep_red", "Deep red";
            /// Not red.
            Blue = "blue", "Blue";
        }
    }

    #[test]
    fn a_choice_round_trips_by_name_and_reads_hyphens() {
        for one in Colour::ALL {
            let json = serde_json::to_string(one).unwrap();
            assert_eq!(serde_json::from_str::<Colour>(&json).unwrap(), *one);
        }
        assert_eq!(choice::<Colour>("deep-red"), Ok(Colour::DeepRed));
        assert_eq!(choice::<Colour>("green").unwrap_err().code(), Code::InvalidValue);
        assert_eq!(Colour::Blue.label(), "Blue");
    }
}
