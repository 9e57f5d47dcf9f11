//! Advice for families: the forms that a browser sends and the pages that it is shown.

pub(crate) mod forms;
mod pages;

use web::{Links, Section};

/// The service, as its pages and its problems name it.
pub(crate) const SECTION: Section = Section {
    name: Some("Ask the Virtual School"),
    href: "/advice",
    links: Links::Of(&[("Ask a question", "/advice"), ("Come back to a question", "/advice/come-back")]),
    exit: true,
};
