//! What `spin.toml` may say, and what it said. Whatever else is in the file is refused by name and line, never ignored.

mod check;
mod tool;

use serde::{Deserialize, Deserializer, de};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;
pub(crate) use tool::Every;
use tool::Tools;

/// A manifest of version 2 with HTTP triggers only, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    #[serde(rename = "spin_manifest_version")]
    version: Spanned<i64>,
    /// Who the application is.
    pub application: Application,
    /// The application's variables by name.
    #[serde(default)]
    pub variables: BTreeMap<Spanned<String>, Variable>,
    trigger: Triggers,
    #[serde(default)]
    component: BTreeMap<Spanned<String>, Component>,
    #[serde(skip)]
    folder: PathBuf,
}

/// The application's name and papers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// Its name.
    pub name: String,
    /// Its version, in whatever form.
    #[serde(default)]
    pub version: String,
    /// One line about it.
    #[serde(default)]
    pub description: String,
    /// Who made it.
    #[serde(default)]
    pub authors: Vec<String>,
    /// What tools keep here, the runner among them.
    #[serde(default)]
    pub tool: Tools,
}

/// One application variable's declaration.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// One line about it.
    #[serde(default)]
    pub description: Option<String>,
    /// It has to be given a value.
    #[serde(default)]
    pub required: bool,
    /// Its value where none is given.
    #[serde(default)]
    pub default: Option<String>,
    /// Its value must not be shown.
    #[serde(default)]
    pub secret: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Triggers {
    http: Vec<Trigger>,
}

/// One route and the component that answers it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// The route's pattern.
    pub route: Spanned<String>,
    /// The component's id.
    pub component: Spanned<String>,
}

/// One component: where it is, how it is built, what it may reach.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    source: PathBuf,
    /// One line about it.
    #[serde(default)]
    pub description: String,
    /// Its own variables: templates over the application's.
    #[serde(default)]
    pub variables: BTreeMap<Spanned<String>, Spanned<String>>,
    /// Its environment variables.
    #[serde(default)]
    pub environment: BTreeMap<String, String>,
    /// The hosts it may send requests to, possibly as templates.
    #[serde(default)]
    pub allowed_outbound_hosts: Vec<Spanned<String>>,
    /// The stores it may open.
    #[serde(default)]
    pub key_value_stores: Vec<String>,
    /// How it is built.
    #[serde(default)]
    pub build: Option<Build>,
}

/// How a component is built.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Build {
    /// The shell commands, run in turn.
    #[serde(deserialize_with = "one_or_many")]
    pub command: Vec<String>,
    /// Where they run, from the manifest's folder.
    #[serde(default)]
    pub workdir: PathBuf,
    /// What they read. Kept for Spin; the runner asks the build tool instead.
    #[serde(default)]
    pub watch: Vec<String>,
}

/// Why a manifest is refused.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The file is not there or not readable.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Something in it is wrong, or right only elsewhere.
    #[error("{path}:{line}: {message}")]
    Refused {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
}

/// Something wrong at a place in the text.
pub(crate) struct Problem {
    pub(crate) at: Range<usize>,
    pub(crate) message: String,
}

impl Manifest {
    /// Reads and checks the file.
    pub fn read(path: &Path) -> Result<Self, ManifestError> {
        let text = std::fs::read_to_string(path).map_err(|source| ManifestError::Read { path: path.into(), source })?;
        Self::parse(&text, path)
    }

    /// Checks `text` as if it stood in the file at `path`.
    pub fn parse(text: &str, path: &Path) -> Result<Self, ManifestError> {
        let refused = |Problem { at, message }| {
            let before = text.get(..at.start).unwrap_or(text);
            let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
            ManifestError::Refused { path: path.into(), line, message }
        };
        let mut manifest: Self = toml::from_str(text)
            .map_err(|error| Problem { at: error.span().unwrap_or(0..0), message: error.message().to_owned() })
            .map_err(refused)?;
        manifest.folder = path.parent().unwrap_or(Path::new("")).to_owned();
        manifest.check().map_err(refused)?;
        Ok(manifest)
    }

    /// The folder the manifest's paths start from.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The routes in the order written.
    pub fn triggers(&self) -> &[Trigger] {
        &self.trigger.http
    }

    /// The components by id.
    pub fn components(&self) -> impl Iterator<Item = (&str, &Component)> {
        self.component.iter().map(|(id, component)| (id.get_ref().as_str(), component))
    }
}

impl Component {
    /// Where the compiled component is, given the manifest's folder.
    pub fn source(&self, folder: &Path) -> PathBuf {
        folder.join(&self.source)
    }
}

fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    struct Visitor;
    impl<'de> de::Visitor<'de> for Visitor {
        type Value = Vec<String>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("a command or a list of commands")
        }

        fn visit_str<E: de::Error>(self, command: &str) -> Result<Self::Value, E> {
            Ok(vec![command.to_owned()])
        }

        fn visit_seq<A: de::SeqAccess<'de>>(self, mut commands: A) -> Result<Self::Value, A::Error> {
            let mut all = Vec::new();
            while let Some(command) = commands.next_element()? {
                all.push(command);
            }
            Ok(all)
        }
    }
    deserializer.deserialize_any(Visitor)
}
