//! Comparing the lists of training with what they list. What schools see of their bookings stands on a list for each school,
//! and nobody knows all of them: a row of those is put right when its booking next changes.

use domain::calendar::london_date;
use records::{Database, RecordsError, Swept};

use crate::training::booking::StoredBooking;
use crate::training::courses::StoredCourse;
use crate::training::lists::List;
use crate::training::runs::StoredRun;

/// How many years of runs that are long over are looked at.
const YEARS: i16 = 3;

/// Compares every row with its record, and puts right what disagrees.
///
/// # Errors
/// The store's.
pub async fn sweep_rows(database: &Database) -> Result<Swept, RecordsError> {
    let mut all = database.records::<StoredCourse>().sweep(&List::Courses.name()?).await?;
    let this_year = london_date(database.now()).year();
    let filed = (0..YEARS).map(|years| List::Filed(this_year.saturating_sub(years)));
    for list in std::iter::once(List::Runs).chain(filed) {
        all = sum(&all, &database.records::<StoredRun>().sweep(&list.name()?).await?);
    }
    Ok(sum(&all, &database.records::<StoredBooking>().sweep(&List::Unsent.name()?).await?))
}

fn sum(one: &Swept, other: &Swept) -> Swept {
    Swept { rows: one.rows + other.rows, repaired: one.repaired + other.repaired }
}
