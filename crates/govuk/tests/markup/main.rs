//! What our components come out as: beside govuk-frontend's own, tied together, and whole pages.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on stops where it stands"
)]

mod fields;
mod fixtures;
mod html;
mod pages;
