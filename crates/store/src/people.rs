//! People who sign in and the keys of programs, as they are kept: let in and changed by an administrator, found, signed in.
//! Several components do these things to the same records; what they share is here. It knows no cookie and no words of a page.

mod admission;
mod colleagues;
mod finding;
mod keys;
mod link;
mod link_requests;
mod person;
mod signing_in;
mod template_values;

pub use admission::{PersonError, change, end, invite, sign_out_everywhere};
pub use colleagues::{colleague, staff};
pub use finding::{by_email, by_id, has_an_administrator, id_for, left, present};
pub use keys::{KeyAlreadyEnded, KeyError, MadeKey, end_key, keys, make_key};
pub use link::{LINK_MINUTES, Link};
pub use link_requests::{LinkRequests, ask_for_link};
pub use person::{PersonOnList, PersonRow, StoredPerson, history_is_whole};
pub use signing_in::{sign_in, sign_in_with};
pub use web::{KeyRow, StoredKey, key, key_history_is_whole};
