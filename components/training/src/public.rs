//! Training for whoever books, attends, or checks a certificate: the forms that a browser sends and the pages that it is shown.

pub(crate) mod forms;
pub(crate) mod pages;
pub(crate) mod paths;

use web::{Links, Section};

/// The service, as its pages and its problems name it.
pub(crate) const SECTION: Section = Section {
    name: Some("Training"),
    href: "/training",
    links: Links::Of(&[
        ("Find training", "/training"),
        ("Come back to a booking", "/training/come-back"),
        ("Your school’s bookings", "/training/school"),
        ("Check a certificate", "/training/certificate"),
    ]),
    exit: false,
};
