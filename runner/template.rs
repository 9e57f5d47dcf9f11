//! `{{ name }}` templates, and what may be a variable's name. Knows no values.

/// A text with variables in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Name(String),
}

/// A template that opens `{{` and never closes it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{{{{` is not closed")]
pub(crate) struct Unclosed;

impl Template {
    /// Splits `text` into its parts.
    pub(crate) fn parse(text: &str) -> Result<Self, Unclosed> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, opened)) = rest.split_once("{{") {
            let (name, after) = opened.split_once("}}").ok_or(Unclosed)?;
            parts.push(Part::Text(before.to_owned()));
            parts.push(Part::Name(name.trim().to_owned()));
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Self { parts })
    }

    /// Whether there is nothing to fill in.
    pub(crate) fn is_literal(&self) -> bool {
        self.names().next().is_none()
    }

    /// The variables it names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Name(name) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }

    /// The text with every variable replaced by what `value` says, or the first name it does not know.
    pub(crate) fn fill<'a>(&self, value: impl Fn(&str) -> Option<&'a str>) -> Result<String, &str> {
        let mut filled = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Name(name) => filled.push_str(value(name).ok_or(name.as_str())?),
            }
        }
        Ok(filled)
    }
}

/// Spin's rule for variable names, so that each has exactly one environment variable.
pub(crate) fn valid_name(name: &str) -> Result<(), &'static str> {
    if name.is_empty() {
        Err("must not be empty")
    } else if name.chars().any(|c| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')) {
        Err("may hold lower-case letters, digits and underscores only")
    } else if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        Err("must start with a letter")
    } else if name.ends_with('_') {
        Err("must end with a letter or a digit")
    } else if name.contains("__") {
        Err("must not hold two underscores in a row")
    } else {
        Ok(())
    }
}
