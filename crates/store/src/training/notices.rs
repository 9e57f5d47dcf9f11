//! What staff write to who booked places on a run.

use domain::people::StaffMember;
use domain::training::booking::{NoticeAudience, NoticeText};
use domain::training::words::RunId;
use records::{By, Database, Decision, Versioned};

use crate::access::Sent;
use crate::training::booking::{ACCESS, StoredBooking, record_id};
use crate::training::refused::{TrainingError, refused};
use crate::training::runs::run;

/// Writes a message of staff to who booked on a run, and says how many that were. Sent again with the same key after a
/// failure it goes on with those who were not reached.
///
/// # Errors
/// Not found where there is no such run; a key that came before with something else; the store's.
pub async fn notify_all(
    database: &Database,
    staff: &StaffMember,
    id: &RunId,
    text: &NoticeText,
    to: NoticeAudience,
    sent: Sent<'_>,
) -> Result<u32, TrainingError> {
    let run = run(database, id).await?.ok_or(TrainingError::NotFound)?.record.0;
    let actor = staff.id.as_str();
    let mut reached = 0_u32;
    for party in run.seats().parties().iter().filter(|party| to.holds(party)) {
        let now = database.now();
        let decide = |current: Option<&Versioned<StoredBooking>>| {
            let mut booking = current.ok_or(TrainingError::NotFound)?.record.clone();
            booking.0.notice(text.clone(), now).map_err(refused)?;
            Ok(Decision::Write(booking))
        };
        let scope = [actor.as_bytes(), id.as_str().as_bytes(), b"notice"];
        let by = ACCESS.once(database, By::new(actor, "wrote"), sent, &scope);
        match database.change(&record_id(party.reference())?, by, decide).await {
            Ok(_) => reached = reached.saturating_add(1),
            // A booking without room for another message is not written to; the others are.
            Err(TrainingError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(reached)
}
