//! People who sign in, as they are kept: let in and changed by an administrator, found, signed in and out. Several
//! components do these things to the same records; what they share is here. It knows no route and no words of a page.

mod access;
mod colleagues;
mod entry;
mod kept;
mod keys;
mod link;
mod register;

pub use access::{change, end, invite, sign_out_everywhere};
pub use colleagues::{colleague, staff};
pub use entry::{send_link, sign_in, sign_in_with, sign_out};
pub use kept::{OUTBOX, PersonRow, Postbox, Shown, StoredPerson};
pub use keys::{MadeKey, end_key, key, keys, make_key};
pub use link::{LINK_MINUTES, Link};
pub use register::{by_email, by_id, has_an_administrator, id_for, left, present};
