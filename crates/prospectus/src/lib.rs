//! Training as people read of it. Its pages are several components, since one would be larger than a component may be: one
//! shows what there is, one books, one changes what was booked, one is for afterwards. What they share is here: the words
//! in which training is spoken of, the looks of a page of it, where each page is, the half-given answers, and the pass that
//! keeps a booking open in a browser. It decides nothing.

pub mod attendee;
pub mod draft;
pub mod evaluations;
pub mod looks;
pub mod pass;
pub mod paths;
pub mod standing;
pub mod words;

use web::Section;

/// The service, as its pages and its problems name it.
pub const SECTION: Section = Section {
    name: Some("Training"),
    href: "/training",
    links: &[
        ("Find training", "/training"),
        ("Come back to a booking", "/training/come-back"),
        ("Your school’s bookings", "/training/school"),
        ("Check a certificate", "/training/certificate"),
    ],
    exit: false,
};
