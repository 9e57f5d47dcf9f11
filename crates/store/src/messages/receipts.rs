//! What the mail service says became of an email. A receipt that comes twice, late, or for what is not known here does no harm.

use std::convert::Infallible;

use domain::messages::{Outgoing, Receipt};
use records::{By, ChangeError, Database};

use crate::messages::name::MessageName;
use crate::messages::outbox_of;

/// Notes a receipt. Answers whether it said anything new.
///
/// # Errors
/// The store's: the mail service then sends it again.
pub async fn take_receipt(
    database: &Database,
    name: &MessageName,
    receipt: Receipt,
) -> Result<bool, ChangeError<Infallible>> {
    let Some(outbox) = outbox_of(&name.kind) else { return Ok(false) };
    // Read first: who does not know our references cannot make us write.
    if !outbox.read(database, &name.id).await?.is_some_and(|found| knows(found.outgoing(), name)) {
        return Ok(false);
    }
    let now = database.now();
    let mut note = |outgoing: &mut Outgoing| knows(outgoing, name) && outgoing.receipt(name.number, receipt, now);
    let by = By::new("mail-service", "receipt").without_new_version();
    Ok(outbox.change(database, &name.id, by, &mut note).await?.is_some())
}

fn knows(outgoing: &Outgoing, name: &MessageName) -> bool {
    let queued = outgoing.queue().iter().any(|message| name.is(message));
    queued || outgoing.sent().iter().any(|sent| name.was(sent))
}
