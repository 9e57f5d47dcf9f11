//! The runner's own table, `[application.tool.runner]`: Spin ignores such tables. No component's answers depend on it, so
//! that they are the same under Spin.

use serde::Deserialize;
use toml::Spanned;

/// The tables of tools by name. Other tools' are their own affair.
#[derive(Debug, Default, Deserialize)]
pub struct Tools {
    /// The runner's.
    #[serde(default)]
    pub runner: Tool,
}

/// What the runner does beside answering.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// The requests it makes itself, repeatedly.
    #[serde(default)]
    pub every: Vec<Every>,
    /// The secret variables for which it makes a key where none is given.
    #[serde(default)]
    pub make: Vec<Spanned<String>>,
    /// Where the operator goes first, for as long as that path answers 200.
    #[serde(default)]
    pub welcome: Option<Spanned<String>>,
}

/// One request that is repeated.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Every {
    /// How long to wait before each.
    pub seconds: Spanned<u64>,
    /// The path to post nothing to.
    pub post: Spanned<String>,
    /// The bearer token to show, as a template. Where it comes out empty nothing is asked.
    #[serde(default)]
    pub bearer: Option<Spanned<String>>,
}
