//! Families' enquiries as they are kept: how one is taken in, what opens it, and how it changes. The API and the pages are
//! two components that do the same things to the same records; what they share is here. It knows no route and no words
//! of a page.

mod asking;
mod drafts;
mod kept;
mod opening;
mod problems;
mod replies;
mod staff;
mod terms;

pub use asking::{Received, receive};
pub use drafts::{drafts, sweep_drafts};
pub use kept::{Drawn, LISTS, Stepped, StoredEnquiry, StoredOpened, decided, once, open_list, record_id, reference};
pub use opening::{Opening, Sent};
pub use problems::out_of_remit;
pub use replies::{Shelving, change_replies, saved_replies};
pub use staff::{Taking, looked, open_rows, read_step, sweep_rows};
pub use terms::{Terms, remit_of};
