//! Every URL of this component at one glance.

use web::{Api, pages};

use crate::forms::{account, audit, home, keys, people, replies};

/// The desk's own pages.
#[must_use]
pub fn routes() -> Api {
    Api::undocumented()
        .page("/desk", pages!(get home::show))
        .page("/desk/account", pages!(get account::show))
        .page("/desk/people", pages!(get people::show_list))
        .page("/desk/people/invite", pages!(get people::show_invite, post people::invite))
        .page("/desk/people/{id}", pages!(get people::show_person, post people::change))
        .page("/desk/people/{id}/end", pages!(get people::show_end, post people::end))
        .page("/desk/keys", pages!(get keys::show_list))
        .page("/desk/keys/new", pages!(get keys::show_new, post keys::make))
        .page("/desk/keys/{id}/end", pages!(get keys::show_end, post keys::end))
        .page("/desk/audit", pages!(get audit::show))
        // Replies to use again when families are answered: beside the pages that use them they would not fit.
        .page("/desk/advice/replies", pages!(get replies::show_list))
        .page("/desk/advice/replies/new", pages!(get replies::show_new, post replies::add))
        .page("/desk/advice/replies/{number}", pages!(get replies::show_one, post replies::change))
        .page("/desk/advice/replies/{number}/delete", pages!(get replies::show_delete, post replies::delete))
}
