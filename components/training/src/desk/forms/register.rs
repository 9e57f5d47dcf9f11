//! The register of a run, for staff and for its trainer. What is sent twice, or late, or twice at once, is one mark.

use crate::desk::forms::visits::{self, page};
use crate::desk::paths::register_path;
use domain::calendar::london_date;
use domain::choice::{Choice, choice};
use domain::people::{Session, StaffId};
use domain::training::booking::Booking;
use domain::training::requests::{Mark, training_reference};
use domain::training::run::Run;
use domain::training::seats::{Attendance, Nonce, PlaceNumber, PlaceState, PlaceStateName};
use store::training::{bookings_of, mark as mark_all, runs};
use web::{Html, Problem, Response, Staff, Visit, see_other};

use crate::desk::pages::{self, REGISTER_ROWS, Register, Row, Said};
use crate::problems::problem;

/// What the nonce of a mark is derived for.
const PURPOSE: &str = "training/register-mark";

/// Who has a register open.
enum Marker {
    /// One of our own.
    Staff(Staff),
    /// The trainer of the run, whatever they belong to.
    Trainer(Session),
}

impl Marker {
    /// The visitor: staff may see every register, anybody else that of a run which they teach.
    async fn of(visit: &Visit) -> Result<Self, Problem> {
        Ok(visit.staff_or_member().await?.map_or_else(Self::Trainer, Self::Staff))
    }

    const fn id(&self) -> &StaffId {
        match self {
            Self::Staff(staff) => &staff.member.id,
            Self::Trainer(session) => &session.member.id,
        }
    }

    /// Another trainer's register is none.
    fn may_open(&self, run: &Run) -> Result<(), Problem> {
        let teaches = run.details().trainer.member.as_ref() == Some(self.id());
        if teaches || matches!(self, Self::Staff(_)) { Ok(()) } else { Err(Problem::not_found()) }
    }

    const fn is_trainer(&self) -> bool {
        matches!(self, Self::Trainer(_))
    }
}

/// The runs that the visitor teaches.
pub(crate) async fn show_list(visit: Visit) -> Result<Html, Problem> {
    let marker = Marker::of(&visit).await?;
    let mut rows = runs(visit.app.database()).await?;
    rows.retain(|row| row.trainer_member.as_ref() == Some(marker.id()));
    Ok(pages::registers(visit.council()?, &rows, marker.is_trainer()))
}

/// A register.
pub(crate) async fn show(visit: Visit) -> Result<Html, Problem> {
    let marker = Marker::of(&visit).await?;
    let found = visits::run(&visit).await?;
    let run = &found.record.0;
    marker.may_open(run)?;
    let parties = run.seats().parties().iter().filter(|party| party.how_many(PlaceStateName::Confirmed) > 0);
    let bookings = bookings_of(visit.app.database(), &parties.collect::<Vec<_>>()).await?;
    let mut rows: Vec<Row> = bookings.iter().flat_map(|booking| rows(run, booking)).collect();
    rows.sort_by_cached_key(|row| format!("{} {}", row.name.to_lowercase(), row.key));
    let marked = (rows.iter().filter(|row| row.attendance.is_some()).count(), rows.len());
    let pages = rows.len().div_ceil(REGISTER_ROWS).max(1);
    let page = page(&visit).clamp(1, pages);
    let rows = rows.into_iter().skip((page - 1) * REGISTER_ROWS).take(REGISTER_ROWS).collect();
    let register = Register {
        run,
        rows,
        page: (page, pages),
        marked,
        open: london_date(visit.app.now()) >= london_date(run.details().starts_at),
        nonce: visit.new_attempt(),
        for_trainer: marker.is_trainer(),
        said: Said::read(&visit.query),
    };
    Ok(pages::register(visit.council()?, &register))
}

/// Everybody of a booking who has a confirmed place.
fn rows(run: &Run, booking: &Booking) -> Vec<Row> {
    let Some(party) = run.seats().party(booking.reference()) else { return Vec::new() };
    let book = booking.book();
    let places = booking.attendees().filter_map(|(number, attendee, _)| {
        let place = party.place(number).filter(|place| place.state == PlaceState::Confirmed)?;
        let job = match &book.organisation {
            Some(organisation) => format!("{}, {}", attendee.role.as_str(), organisation.name.as_str()),
            None => attendee.role.as_str().to_owned(),
        };
        Some(Row {
            key: format!("{}-{number}", booking.reference()),
            name: attendee.name.as_str().to_owned(),
            job,
            needs: attendee.needs.as_ref().map(|needs| needs.as_str().to_owned()),
            attendance: place.attendance,
        })
    });
    places.collect()
}

/// Saves what is chosen, and leads back to where it was.
pub(crate) async fn mark(visit: Visit) -> Result<Response, Problem> {
    let marker = Marker::of(&visit).await?;
    let found = visits::run(&visit).await?;
    let run = &found.record.0;
    marker.may_open(run)?;
    let marks = chosen(&visit)?;
    let mut said = Said::default();
    if !marks.is_empty() {
        let marked = mark_all(visit.app.database(), marker.id().as_str(), run.id(), &marks).await;
        for marked in marked.map_err(problem)?.1 {
            match marked.outcome {
                Ok(true) => said.saved += 1,
                Ok(false) => said.before += 1,
                Err(_) => said.refused += 1,
            }
        }
    }
    let form = &visit.form;
    let page: usize = form.text("page").parse().unwrap_or(1);
    // Who saved one row goes on there.
    let row = form.text("row").parse::<usize>().map(|row| format!("#row-{row}")).unwrap_or_default();
    Ok(see_other(&format!("{}?page={page}&{}{row}", register_path(run.id()), said.query())))
}

/// The marks that differ from what the page showed. Each has a nonce that follows from the page, the place and the mark.
fn chosen(visit: &Visit) -> Result<Vec<Mark>, Problem> {
    let form = &visit.form;
    let rest = choice::<Attendance>(&form.text("rest")).ok();
    let page = form.text("nonce");
    if page.is_empty() {
        return Err(Problem::malformed("The form lacks its hidden field “nonce”. Open the page again"));
    }
    let shown = form.text("shown");
    let rows = shown.split_whitespace().take(REGISTER_ROWS).filter_map(|row| row.split_once('='));
    let marks = rows.filter_map(|(key, before)| {
        let picked = choice::<Attendance>(&form.text(&format!("mark-{key}"))).ok();
        // What is said of everybody else is not said of who has a mark.
        let attendance = picked.or(rest.filter(|_| before.is_empty())).filter(|picked| picked.name() != before)?;
        let (reference, place) = key.rsplit_once('-')?;
        let parts = [page.as_bytes(), key.as_bytes(), attendance.name().as_bytes()];
        let digest = visit.app.keyring().digest(PURPOSE, &parts);
        Some(Mark {
            reference: training_reference(reference).ok()?,
            place: PlaceNumber::new(place.parse().ok()?).ok()?,
            attendance,
            nonce: Nonce(digest.first_chunk().copied()?),
        })
    });
    Ok(marks.collect())
}
