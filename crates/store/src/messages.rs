//! Email on its way out: which records hold it, what is due, what failed, and what became of what was sent. It writes none:
//! that is part of the change that causes one. It sends none, and knows no route and no page.
//!
//! A message goes out in three steps. (1) A quiet change *claims* it. That change is acknowledged only when nothing can
//! undo it or what it stands on any more, so whatever it found in the record is settled: a message whose change was buried
//! is not there to be claimed, and of two who claim at once one finds nothing left. (2) It is handed over, under a
//! reference that is the same for every try. (3) A second quiet change notes what came of it. A sender that dies between (2)
//! and (3) leaves a claim that runs out; the next one asks first whether that reference has arrived.

mod claiming;
mod name;
mod outbox;
mod overview;
mod receipts;

pub use claiming::{Claimed, Due, address_of, sent_lately};
pub use name::MessageName;
pub(crate) use outbox::MailRecord;
pub use outbox::{HoldsMail, Outbox, ServiceDetails, TemplateValues};
pub use overview::{MessageError, MessageRefusal, Overview, ShownMessage, dismiss, overview, send_again};
pub use receipts::take_receipt;

use crate::advice::StoredEnquiry;
use crate::people::{LinkRequests, StoredPerson};
use crate::training::StoredBooking;

/// Every kind of record that holds email. A person who asked for a link sits and waits for it, so links go first.
pub static OUTBOXES: [Outbox; 4] = [
    Outbox::of::<LinkRequests>(),
    Outbox::of::<StoredPerson>(),
    Outbox::of::<StoredEnquiry>(),
    Outbox::of::<StoredBooking>(),
];

/// The outbox of the kind of that name.
fn outbox_of(kind: &str) -> Option<&'static Outbox> {
    OUTBOXES.iter().find(|outbox| outbox.kind == kind)
}
