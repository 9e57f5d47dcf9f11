//! Advice for families: the forms that a browser sends and the pages that it is shown.

pub(crate) mod forms;
mod pages;

use web::{Links, SiteArea};

/// The service, as its pages and its problems name it.
pub(crate) const AREA: SiteArea = SiteArea {
    name: Some("Ask the Virtual School"),
    href: "/advice",
    links: Links::Of(&[("Ask a question", "/advice"), ("Come back to a question", "/advice/come-back")]),
    exit: true,
};
