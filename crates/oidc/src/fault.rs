//! Why nobody was proven. A fault says what kind it is and never holds a token, a code, a secret or a claim: it may be
//! logged as it is.

/// Why a person could not be sent to the provider, or is not proven by what came back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It cannot be reached, or has a problem of its own. Later it may go.
    #[error("the provider is not available: {0}")]
    Unavailable(String),
    /// Its discovery document cannot be used.
    #[error("the provider's discovery document {0}")]
    Discovery(&'static str),
    /// Its keys cannot be used.
    #[error("the provider's keys {0}")]
    Keys(&'static str),
    /// The person said no, or was not allowed.
    #[error("the person did not sign in: the provider says access_denied")]
    Declined,
    /// The provider says, with a code of OAuth's own, that it cannot do what we asked.
    #[error("the provider says {0}")]
    Said(&'static str),
    /// The query that the browser brought back is not one that a provider makes.
    #[error("what came back {0}")]
    Back(&'static str),
    /// Not the answer to what this browser asked.
    #[error("what came back has another state")]
    State,
    /// The code was used before, is too old, or belongs to another attempt.
    #[error("the provider does not take the code")]
    Code,
    /// The provider does not take our id or secret: for an operator to mend.
    #[error("the provider does not take this client's id or secret")]
    Client,
    /// What it answered to the code is no answer to a code.
    #[error("the provider's answer to the code {0}")]
    Exchange(&'static str),
    /// The token proves nothing.
    #[error("the token {0}")]
    Token(#[from] Spoilt),
    /// What it says more of the person cannot be used.
    #[error("what the provider says of the person {0}")]
    UserInfo(&'static str),
}

/// What is wrong with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Spoilt {
    /// More than is read.
    #[error("is too long")]
    TooLong,
    /// Not three parts in base64url, the first two strict JSON objects.
    #[error("is not a signed token")]
    Shape,
    /// Signed in another way than we accept, or not at all.
    #[error("is signed in a way that is not accepted")]
    Algorithm,
    /// Its header demands what we do not know.
    #[error("has a critical header that is not known")]
    Critical,
    /// Signed with a key that the provider does not publish, or that is no good.
    #[error("is signed with a key that the provider does not publish for it")]
    Key,
    /// Changed, or signed by somebody else.
    #[error("has a wrong signature")]
    Signature,
    /// From another provider.
    #[error("has another issuer")]
    Issuer,
    /// For somebody else.
    #[error("is for another audience")]
    Audience,
    /// Given to somebody else.
    #[error("was given to another party")]
    Party,
    /// Too old, or of no age.
    #[error("has expired")]
    Expired,
    /// From the future.
    #[error("is not yet valid")]
    Early,
    /// Of another attempt.
    #[error("has another nonce")]
    Nonce,
    /// About nobody.
    #[error("has no subject")]
    Subject,
}
