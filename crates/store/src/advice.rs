//! Families' enquiries: how one is taken in, what opens it, how it changes, who looked at it, and the saved replies of staff.

mod access_log;
mod drafts;
mod enquiry;
mod family;
mod receive;
mod replies;
mod steps;
mod template_values;
mod worklist;

pub use access_log::{StoredOpened, looked, opened};
pub use drafts::{drafts, sweep_drafts};
pub use enquiry::{ACCESS, Refused, StepError, Stepped, StoredEnquiry, history_is_whole, read, reference};
pub use family::{Family, FamilyStep};
pub use receive::{Received, receive};
pub use replies::{RepliesChange, change_replies, saved_replies};
pub use steps::{StepRequestError, Taking, read_step};
pub use worklist::{LISTS, open_list, open_rows, sweep_rows};
