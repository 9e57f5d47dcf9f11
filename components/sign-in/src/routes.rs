//! Every URL of this component at one glance.

use web::{Api, pages};

use crate::forms::{first, link, session, with};

/// Signing in and out.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        .page("/sign-in", pages!(get link::show_start, post link::ask))
        .page("/sign-in/sent", pages!(get link::show_sent))
        .page("/sign-in/link/{token}", pages!(get link::show, post link::follow))
        .page("/sign-in/with/{provider}", pages!(get with::start))
        .page("/sign-in/with/{provider}/back", pages!(get with::finish))
        .page("/sign-in/first", pages!(get first::show, post first::sign_up))
        .page("/sign-in/out", pages!(post session::sign_out))
        .page("/sign-in/everywhere", pages!(post session::sign_out_everywhere))
        .page("/sign-in/signed-out", pages!(get session::show_signed_out))
}
