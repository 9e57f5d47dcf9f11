//! Which component answers a path, by Spin's rules. Reads no request.

use routefinder::{RouteSpec, Segment};

/// The paths the host answers itself, whatever the manifest says.
pub(crate) const WELL_KNOWN_PREFIX: &str = "/.well-known/spin/";

/// The routes of a manifest.
#[derive(Default)]
pub struct Router {
    finder: routefinder::Router<Target>,
    patterns: Vec<String>,
}

struct Target {
    /// The pattern as written.
    raw: String,
    /// The pattern made absolute, without a closing slash.
    based: String,
    component: String,
}

/// Why a pattern cannot be a route.
#[derive(Debug, thiserror::Error)]
pub enum RouteError {
    /// The same pattern twice: one of the two would never answer.
    #[error("route {0:?} is there already")]
    Duplicate(String),
    /// Paths under [`WELL_KNOWN_PREFIX`] never reach a component.
    #[error("route {0:?} is answered by the host itself")]
    Reserved(String),
    /// The rest of the path can only be taken at the end.
    #[error("route {0:?} has a wildcard before its end")]
    MiddleWildcard(String),
    /// Any other mistake.
    #[error("route {pattern:?}: {reason}")]
    Malformed {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// A route found for a path.
#[derive(Debug, PartialEq, Eq)]
pub struct Matched<'a> {
    /// The component that answers.
    pub component: &'a str,
    /// The pattern as written.
    pub raw: &'a str,
    /// The pattern made absolute.
    pub based: &'a str,
    /// What the closing wildcard took, with its slash; empty where there is none.
    pub path_info: String,
    /// What each `:name` took, in order.
    pub parameters: Vec<(String, String)>,
}

impl Router {
    /// Adds a route.
    pub fn add(&mut self, pattern: &str, component: &str) -> Result<(), RouteError> {
        let absolute = if pattern.starts_with('/') { pattern.to_owned() } else { format!("/{pattern}") };
        let based = absolute.strip_suffix('/').unwrap_or(&absolute).to_owned();
        if based.starts_with(WELL_KNOWN_PREFIX) {
            return Err(RouteError::Reserved(pattern.to_owned()));
        }
        if self.patterns.contains(&based) {
            return Err(RouteError::Duplicate(pattern.to_owned()));
        }
        let finder = match based.strip_suffix("/...") {
            Some(prefix) => format!("{prefix}/*"),
            None => based.clone(),
        };
        let spec: RouteSpec =
            finder.parse().map_err(|reason| RouteError::Malformed { pattern: pattern.to_owned(), reason })?;
        // The finder panics on these when it meets them, so they never get in.
        if spec.segments().iter().rev().skip(1).any(|segment| matches!(segment, Segment::Wildcard)) {
            return Err(RouteError::MiddleWildcard(pattern.to_owned()));
        }
        self.patterns.push(based.clone());
        let target = Target { raw: pattern.to_owned(), based, component: component.to_owned() };
        self.finder.add(spec, target).map_err(|never| match never {})
    }

    /// The best route for a path: exact before parameter before wildcard, then the longest.
    pub fn find<'a>(&'a self, path: &str) -> Option<Matched<'a>> {
        let found = self.finder.best_match(path)?;
        let captures = found.captures();
        let path_info = captures.wildcard().map(|rest| path_info(rest, path)).unwrap_or_default();
        let parameters = captures.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let Target { raw, based, component } = found.handler();
        Some(Matched { component, raw, based, path_info, parameters })
    }
}

/// The finder drops the slashes at both ends; Spin's components expect them.
fn path_info(rest: &str, path: &str) -> String {
    match (rest.is_empty(), path.ends_with('/')) {
        (true, false) => String::new(),
        (true, true) => "/".to_owned(),
        (false, false) => format!("/{rest}"),
        (false, true) => format!("/{rest}/"),
    }
}
