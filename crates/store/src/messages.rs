//! Messages on their way out: taken from the records that hold them, handed to GOV.UK Notify, and what came of it noted.
//! It writes none: that is part of the change that causes one. It knows no route and no page.
//!
//! A message goes out in three steps. (1) A quiet change *claims* it. That change is acknowledged only when nothing can
//! undo it or what it stands on any more, so whatever it found in the record is settled: a message whose change was buried
//! is not there to be claimed, and of two who claim at once one finds nothing left. (2) It is handed over, under a
//! reference that is the same for every try. (3) A second quiet change notes what came of it. Whoever dies between (2) and
//! (3) leaves a claim that runs out; the next one asks first whether that reference has arrived.

mod delivery;
mod desk;
mod kinds;
mod name;
mod notify;
mod receipts;
mod sends;
mod settings;

pub use delivery::{Delivery, deliver};
pub use desk::{Entry, Overview, dismiss, overview, send_again, sent_lately};
pub use name::MessageName;
pub use receipts::take as take_receipt;
pub use settings::{VARIABLES, is_mail_service, is_scheduler, sends_mail};
