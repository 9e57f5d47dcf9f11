//! One booking as staff see it.

use crate::desk::forms::visits::{self, staff};
use store::training::bookings_of;
use web::{Html, Problem, Visit};

use crate::desk::pages::{self, ViewContext};
use crate::named;

/// A booking on a run.
pub(crate) async fn show(visit: Visit) -> Result<Html, Problem> {
    staff(&visit).await?;
    let found = visits::run(&visit).await?;
    let run = &found.record.0;
    let reference = named::reference(visit.part("reference"))?;
    // A booking has one address: that of another run leads nowhere.
    let party = run.seats().party(&reference).ok_or_else(Problem::not_found)?;
    let booking = bookings_of(visit.app.database(), &[party]).await?.pop().ok_or_else(Problem::not_found)?;
    Ok(pages::booking(visit.council()?, &ViewContext { booking: &booking, run }))
}
