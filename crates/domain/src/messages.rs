//! Messages that go out: what waits in a record to be sent, what was sent and what failed. A message never holds what a
//! family wrote, a name or a code: it is a reason to come here and look. Sends nothing.

mod message;
mod outgoing;
mod receipt;

pub use message::{Addressee, Attempt, Failure, Kind, Message, Receipt, Sent, State};
pub use outgoing::{MAX_CLAIMED, MAX_QUEUED, MAX_SENT, Outgoing, Pending};
pub use receipt::SentReceipt;

#[cfg(test)]
mod tests;
