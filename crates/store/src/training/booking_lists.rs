//! Bookings as lists: those on a run, and those that name a school.

use domain::training::booking::Booking;
use domain::training::run::Run;
use domain::training::seats::{MAX_PARTIES, Party, PlaceState};
use domain::training::words::RunId;
use domain::words::Urn;
use records::{Database, RecordsError};

use crate::training::booking::{BookingListed, StoredBooking, read};
use crate::training::lists::List;
use crate::training::rows::SchoolRow;
use crate::training::runs::run;

/// How many runs are looked at to say how a school's bookings stand: those that start last.
const MAX_SCHOOL_RUNS: usize = 50;

/// A booking with how its places stand on the run.
#[derive(Clone, Debug)]
pub struct BookingRow {
    /// It.
    pub booking: Booking,
    /// How its places stand.
    pub party: Party,
}

/// All bookings on a run, in the order in which they asked. Two store operations for each.
///
/// # Errors
/// The store's.
pub async fn rows_of(database: &Database, run: &Run) -> Result<Vec<BookingRow>, RecordsError> {
    let parties: Vec<&Party> = run.seats().parties().iter().collect();
    let bookings = bookings_of(database, &parties).await?;
    Ok(bookings.into_iter().zip(parties).map(|(booking, party)| BookingRow { booking, party: party.clone() }).collect())
}

/// The booking of each of these parties. Two store operations for each. A booking is kept before its party is, so each has
/// one.
///
/// # Errors
/// The store's.
pub async fn bookings_of(database: &Database, parties: &[&Party]) -> Result<Vec<Booking>, RecordsError> {
    let mut bookings = Vec::with_capacity(parties.len());
    for party in parties.iter().take(usize::from(MAX_PARTIES)) {
        let found = read(database, party.reference()).await?;
        let found =
            found.ok_or_else(|| RecordsError::corrupt("a party without its booking", party.reference().to_string()))?;
        bookings.push(found.record.0);
    }
    Ok(bookings)
}

/// A booking that names a school, and how its places stand.
#[derive(Clone, Debug)]
pub struct SchoolBooking {
    /// What the list says.
    pub row: SchoolRow,
    /// How its places stand; nothing where too many other runs start later.
    pub places: Vec<PlaceState>,
}

/// The bookings that name a school: those that start last first. What stands nowhere on its run is left out.
///
/// # Errors
/// The store's.
pub async fn bookings_of_school(database: &Database, urn: &Urn) -> Result<Vec<SchoolBooking>, RecordsError> {
    let listed = database.records::<StoredBooking>().list(&List::School(urn).name()?).await?;
    let mut rows: Vec<SchoolRow> = listed
        .into_iter()
        .filter_map(|listed| match listed.row {
            BookingListed::School(row) => Some(row),
            BookingListed::Unsent(_) => None,
        })
        .collect();
    rows.sort_by_cached_key(|row| format!("{:020} {}", i64::MAX - row.starts_at.as_millisecond(), row.reference));
    let mut runs: Vec<(RunId, Option<Run>)> = Vec::new();
    let mut bookings = Vec::with_capacity(rows.len());
    for row in rows {
        if runs.iter().all(|(id, _)| *id != row.run) && runs.len() < MAX_SCHOOL_RUNS {
            let found = run(database, &row.run).await?;
            runs.push((row.run.clone(), found.map(|found| found.record.0)));
        }
        let run = runs.iter().find(|(id, _)| *id == row.run).and_then(|(_, run)| run.as_ref());
        let party = run.map(|run| run.seats().party(&row.reference));
        let places = match party {
            Some(None) => continue,
            Some(Some(party)) => party.places().iter().map(|place| place.state).collect(),
            None => Vec::new(),
        };
        bookings.push(SchoolBooking { row, places });
    }
    Ok(bookings)
}
