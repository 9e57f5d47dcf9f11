//! Comparing the lists of training with what they list. What schools see of their bookings stands on a list for each school,
//! and nobody knows all of them: a row of those is put right when its booking next changes.

use domain::calendar::london_date;
use records::Swept;
use web::{App, Problem};

use crate::training::kept::{List, StoredBooking, StoredCourse, StoredRun};

/// How many years of runs that are long over are looked at.
const YEARS: i16 = 3;

/// Compares every row with its record, and puts right what disagrees.
///
/// # Errors
/// 503 where the store is busy or failing.
pub async fn sweep_rows(app: &App) -> Result<Swept, Problem> {
    let mut all = app.records::<StoredCourse>().sweep(&List::Courses.name()?).await?;
    let this_year = london_date(app.now()).year();
    let filed = (0..YEARS).map(|years| List::Filed(this_year.saturating_sub(years)));
    for list in std::iter::once(List::Runs).chain(filed) {
        all = together(&all, &app.records::<StoredRun>().sweep(&list.name()?).await?);
    }
    Ok(together(&all, &app.records::<StoredBooking>().sweep(&List::Unsent.name()?).await?))
}

fn together(one: &Swept, other: &Swept) -> Swept {
    Swept { rows: one.rows + other.rows, repaired: one.repaired + other.repaired }
}
