//! Each variable's value: given by the caller, the environment or a file, else its default. Never logs a value.

use crate::manifest::Variable;
use crate::secrets;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const ENVIRONMENT_PREFIX: &str = "SPIN_VARIABLE_";

/// The application's variables with their values.
pub(crate) type Values = BTreeMap<String, String>;

/// Why a variable has no value.
#[derive(Debug, thiserror::Error)]
pub enum ValueError {
    /// It is required and not given.
    #[error("variable {name:?} is required: set {environment}")]
    Missing {
        /// The variable.
        name: String,
        /// What to set.
        environment: String,
    },
    /// It is given, but the manifest has no such variable: most likely a slip in its name.
    #[error("a value is given for {name:?}, but the manifest has no such variable")]
    Unknown {
        /// The name.
        name: String,
    },
    /// Its own key file could not be made or read.
    #[error("the key file {path} for variable {name:?}: {source}")]
    KeyFile {
        /// The variable.
        name: String,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Where values come from, the first that has one.
pub(crate) struct Sources<'a> {
    /// Given in code.
    pub(crate) given: &'a BTreeMap<String, String>,
    /// Lines of the environment file.
    pub(crate) file: &'a BTreeMap<String, String>,
    /// The variables for which the host makes a key rather than use their default.
    pub(crate) make: &'a BTreeSet<&'a str>,
    /// The folder for keys the host makes itself.
    pub(crate) keys: &'a Path,
}

/// Finds every variable's value. Calls `made` for each key file that it makes.
pub(crate) fn resolve<'a>(
    variables: impl Iterator<Item = (&'a str, &'a Variable)>,
    sources: &Sources<'_>,
    mut made: impl FnMut(&Variable, &Path),
) -> Result<Values, ValueError> {
    let mut values = Values::new();
    for (name, variable) in variables {
        let makes = sources.make.contains(name) || variable.secret && variable.default.is_none();
        let missing = || ValueError::Missing { name: name.to_owned(), environment: environment_name(name) };
        let value = match sources.value(name) {
            Some(value) => value,
            None if makes => sources.key(name, |path| made(variable, path))?,
            None => variable.default.clone().ok_or_else(missing)?,
        };
        values.insert(name.to_owned(), value);
    }
    match sources.names().find(|name| !values.contains_key(name)) {
        Some(name) => Err(ValueError::Unknown { name }),
        None => Ok(values),
    }
}

impl Sources<'_> {
    /// Every variable that is given a value.
    fn names(&self) -> impl Iterator<Item = String> {
        let environment = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        let named = environment.chain(self.file.keys().cloned());
        let named = named.filter_map(|name| Some(name.strip_prefix(ENVIRONMENT_PREFIX)?.to_ascii_lowercase()));
        named.chain(self.given.keys().cloned())
    }

    fn value(&self, name: &str) -> Option<String> {
        let environment = environment_name(name);
        self.given
            .get(name)
            .cloned()
            .or_else(|| std::env::var(&environment).ok())
            .or_else(|| self.file.get(&environment).cloned())
    }

    fn key(&self, name: &str, made: impl FnOnce(&Path)) -> Result<String, ValueError> {
        let path = self.keys.join(name);
        let key = secrets::read_or_make(&path).map_err(|source| ValueError::KeyFile {
            name: name.to_owned(),
            path: path.clone(),
            source,
        })?;
        if key.made {
            made(&path);
        }
        Ok(key.text)
    }
}

/// The environment variable that sets `name`.
pub(crate) fn environment_name(name: &str) -> String {
    format!("{ENVIRONMENT_PREFIX}{}", name.to_ascii_uppercase())
}

/// Reads `NAME=value` lines: blank ones and those that start with `#` are nothing, quotes around a value are dropped.
/// Answers the first line that is none of these, by number.
pub(crate) fn read_lines(text: &str) -> Result<BTreeMap<String, String>, usize> {
    let mut values = BTreeMap::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (name, value) = line.split_once('=').ok_or(index + 1)?;
        let (name, value) = (name.trim(), value.trim());
        let name = name.strip_prefix("export ").unwrap_or(name).trim();
        if name.is_empty() {
            return Err(index + 1);
        }
        let bare =
            ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or(value);
        values.insert(name.to_owned(), bare.to_owned());
    }
    Ok(values)
}
