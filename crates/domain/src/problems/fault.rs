//! What one word says is wrong with one value, before it is known which field it stood in; never holds the value.

use std::borrow::Cow;
use std::fmt;

use super::Code;

/// What one word says is wrong with one value, before anyone knows which field it stood in.
#[derive(Clone, PartialEq, Eq)]
pub struct Fault {
    code: Code,
    says: Says,
}

#[derive(Clone, PartialEq, Eq)]
enum Says {
    Whole(Cow<'static, str>),
    About(Cow<'static, str>),
    AskAgain,
}

impl Fault {
    /// A fault with a sentence that stands on its own, such as "Enter a full UK postcode".
    #[must_use]
    pub fn whole(code: Code, sentence: impl Into<Cow<'static, str>>) -> Self {
        Self { code, says: Says::Whole(sentence.into()) }
    }

    /// A fault whose sentence starts with what the field is called, such as "must be 3,000 characters or fewer".
    #[must_use]
    pub fn about(code: Code, rest: impl Into<Cow<'static, str>>) -> Self {
        Self { code, says: Says::About(rest.into()) }
    }

    /// A fault best met by asking the field's own question again, such as "Select how you would like us to reply".
    #[must_use]
    pub const fn ask_again(code: Code) -> Self {
        Self { code, says: Says::AskAgain }
    }

    /// The kind of mistake.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.code
    }

    /// The reader's sentence, given what the field is called and how it asks for a missing answer.
    #[must_use]
    pub fn detail(&self, called: &str, missing: &str) -> String {
        match &self.says {
            Says::Whole(sentence) => sentence.clone().into_owned(),
            Says::About(rest) => format!("{called} {rest}"),
            Says::AskAgain => missing.to_owned(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fault({})", self.code)
    }
}

impl std::error::Error for Fault {}
