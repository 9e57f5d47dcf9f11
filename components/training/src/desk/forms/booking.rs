//! One booking as staff see it.

use crate::desk::forms::requests::{self, staff};
use store::training::bookings_of;
use web::{Html, PageRequest, Problem};

use crate::desk::pages::{self, ViewContext};
use crate::named;

/// A booking on a run.
pub(crate) async fn show(request: PageRequest) -> Result<Html, Problem> {
    staff(&request).await?;
    let found = requests::run(&request).await?;
    let run = &found.record.0;
    let reference = named::reference(request.part("reference"))?;
    // A booking has one address: that of another run leads nowhere.
    let party = run.seats().party(&reference).ok_or_else(Problem::not_found)?;
    let booking = bookings_of(request.app.database(), &[party]).await?.pop().ok_or_else(Problem::not_found)?;
    Ok(pages::booking(request.council()?, &ViewContext { booking: &booking, run }))
}
