//! A school's bookings.

use store::training::SchoolBooking;
use web::{Html, Problem, Visit};

use crate::public::pages;

/// All bookings that name the school. Who is not signed in is sent to do so; who is, but for no school, has none.
pub(crate) async fn show_school(visit: Visit) -> Result<Html, Problem> {
    let session = visit.session().await?;
    let urn = session.member.school().ok_or_else(Problem::forbidden)?;
    let (app, now) = (&visit.app, visit.app.now());
    let name = store::directory::find(app.database(), urn)
        .await?
        .map_or_else(|| format!("URN {}", urn.as_str()), |found| found.name);
    let found = store::training::bookings_of_school(app.database(), urn).await?;
    let (mut coming, past): (Vec<SchoolBooking>, Vec<SchoolBooking>) =
        found.into_iter().partition(|booking| booking.row.starts_at > now);
    coming.reverse();
    Ok(pages::school(visit.council()?, &name, &coming, &past))
}
