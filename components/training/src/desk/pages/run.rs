//! One run: its places, what can be done with it, who is on it, and whether its places add up.

use crate::desk::pages::markup::{ROWS, banner, heading, paged, pagination, sheet, subheading, tag, views};
use crate::desk::paths::{PLANNING, TRAINING, booking_path, planning_path, register_path, results_path, run_path};
use crate::public::pages::markup::{link, paragraph};
use crate::public::pages::words::{counted, when};
use domain::calendar::{Calendar, moment_in_words};
use domain::choice::Choice;
use domain::choices;
use domain::training::booking::Booking;
use domain::training::run::Run;
use domain::training::seats::{Audit, Party, PlaceState};
use domain::words::Pence;
use govuk::{Cell, Colour, Details, InsetText, Table, WarningText};
use jiff::Timestamp;
use maud::{Markup, html};
use web::{Council, Html};

use super::{booking, facts, places};

choices! {
    /// The parts of a run's list of bookings.
    pub(crate) enum PlaceView {
        /// Somebody has a place.
        Confirmed = "confirmed", "Confirmed";
        /// Somebody is offered one.
        Offered = "offered", "Offered";
        /// Somebody waits.
        Queued = "queued", "In the queue";
        /// Nothing will come of it any more.
        Ended = "ended", "Given up or ended";
    }
}

impl PlaceView {
    /// Whether this part has the booking of a party.
    pub(crate) fn holds(self, party: &Party) -> bool {
        party.places().iter().any(|place| match self {
            Self::Confirmed => place.state == PlaceState::Confirmed,
            Self::Offered => matches!(place.state, PlaceState::Offered { .. }),
            Self::Queued => place.state == PlaceState::Queued,
            Self::Ended => !place.state.is_live(),
        })
    }
}

/// Whether what stands of a run can be believed.
pub(crate) struct Verdict {
    /// Its places, reckoned once more.
    pub(crate) seats: Audit,
    /// Whether every entry of its history follows from the one before.
    pub(crate) whole: bool,
    /// How many entries there ever were.
    pub(crate) changes: u64,
}

/// A run on one page.
pub(crate) struct OneRun<'a> {
    /// The run.
    pub(crate) run: &'a Run,
    /// Which of its bookings are shown.
    pub(crate) view: PlaceView,
    /// Which page of them, of how many.
    pub(crate) page: (usize, usize),
    /// The bookings on that page, in the order in which they were asked for.
    pub(crate) bookings: Vec<Booking>,
    /// The day counts by this calendar.
    pub(crate) calendar: &'a Calendar,
    /// The time now.
    pub(crate) now: Timestamp,
    /// Whether its places can be believed.
    pub(crate) verdict: Verdict,
    /// What was just done.
    pub(crate) done: Option<&'static str>,
}

/// The parties of a part of the list, as many as stand on a page, and which page that is of how many.
pub(crate) fn parties(run: &Run, view: PlaceView, asked: usize) -> (Vec<&Party>, usize, usize) {
    let all: Vec<&Party> = run.seats().parties().iter().filter(|party| view.holds(party)).collect();
    let (page, pages) = paged(all.len(), ROWS, asked);
    (all.into_iter().skip((page - 1) * ROWS).take(ROWS).collect(), page, pages)
}

/// A run on one page.
pub(crate) fn one_run(council: &Council, one: &OneRun<'_>) -> Html {
    let run = one.run;
    let details = run.details();
    let content = html! {
        (heading(&when(details.starts_at, details.ends_at), run.title().as_str()))
        @if let Some(reason) = run.cancelled() {
            (WarningText::new(format!("This run was cancelled: {}", reason.as_str())))
        } @else if let Some(tag) = standing(run, one.now) { p class="govuk-body" { (tag) } }
        (places::places(run.seats().counts()))
        (one.steps())
        (subheading("About this run"))
        (facts::about(run, one.calendar, one.now))
        (subheading("Bookings"))
        (one.bookings())
        (subheading("Do the places add up?"))
        (one.verdict.shown())
    };
    sheet(run.title().as_str(), content).wide().back(TRAINING).banner(banner(one.done)).html(council)
}

/// The one thing about a run that matters most.
fn standing(run: &Run, now: Timestamp) -> Option<govuk::Tag> {
    let counts = run.seats().counts();
    Some(match () {
        () if now >= run.details().ends_at => tag("Over", Colour::Grey),
        () if run.has_begun(now) => tag("Going on", Colour::Blue),
        () if counts.confirmed < run.details().minimum => tag("Below minimum", Colour::Orange),
        () if counts.available == 0 => tag("Full", Colour::Green),
        () => return None,
    })
}

impl OneRun<'_> {
    /// What can be done now, the likeliest first.
    fn steps(&self) -> Markup {
        let (run, results) = (self.run, results_path(self.run.id()));
        let to_come = !run.has_begun(self.now) && run.cancelled().is_none();
        let anybody = !run.seats().parties().is_empty();
        let paid = run.details().prices.iter().any(|price| price.each != Pence::ZERO)
            || run.details().policy.late_fee != Pence::ZERO
            || run.details().policy.no_show_fee != Pence::ZERO;
        html! {
            (subheading("What you can do"))
            ul class="govuk-list govuk-list--spaced" {
                @if anybody && run.cancelled().is_none() { li { (link(&register_path(run.id()), "Open the register")) } }
                @if to_come { li { (link(&planning_path(run.id()), "Change or move it")) } }
                @if anybody { li { (link(&format!("{TRAINING}/messages/{}", run.id().as_str()), "Write to those who booked")) } }
                @if anybody && run.has_begun(self.now) {
                    li { (link(&format!("{results}/evaluations"), "See what attendees thought")) }
                    li { (link(&format!("{results}/certificates"), "See who has a certificate")) }
                }
                @if paid { li { (link(&format!("{results}/charges"), "See the charges")) } }
                li { (link(&format!("{PLANNING}/new?copy={}", run.id().as_str()), "Plan a new run like this one")) }
                @if to_come { li { (link(&format!("{results}/cancel"), "Cancel it")) } }
            }
        }
    }

    fn bookings(&self) -> Markup {
        let run = self.run;
        let of = |view: PlaceView| run.seats().parties().iter().filter(|party| view.holds(party)).count();
        let address = |view: PlaceView| format!("{}?view={}", run_path(run.id()), view.name());
        let parts = PlaceView::ALL.iter().copied();
        let parts: Vec<_> = parts.map(|view| (address(view), view.label(), of(view), view == self.view)).collect();
        let (page, pages) = self.page;
        html! {
            (views("Parts of the list of bookings", &parts))
            @if of(self.view) == 0 { (paragraph(self.empty())) } @else {
                (self.table())
                (pagination(&format!("{}&page=", address(self.view)), page, pages))
            }
        }
    }

    fn empty(&self) -> &'static str {
        match self.view {
            PlaceView::Confirmed => "Nobody has a place yet.",
            PlaceView::Offered => "Nobody is considering an offer.",
            PlaceView::Queued => "Nobody waits for a place.",
            PlaceView::Ended => "Nobody has given up a place.",
        }
    }

    fn table(&self) -> Table {
        let table = Table::without_caption().head(["Booking", "For whom", "Attendees"]).first_cell_is_header(true);
        self.bookings.iter().fold(table.stacked(), |table, row| {
            let reference = row.reference();
            let party = self.run.seats().party(reference);
            let named = html! {
                a class="govuk-link front-door-unbroken" href=(booking_path(self.run.id(), reference)) { (reference) }
            };
            let book = row.book();
            let whom = html! {
                @if let Some(organisation) = &book.organisation { (organisation.name.as_str()) br; }
                (book.booker.name.as_str())
                br; span class="govuk-hint" { (book.audience.label()) }
            };
            let attendees = html! {
                @if let Some(party) = party { (self.attendees(row, party)) }
            };
            table.row([Cell::new(named), Cell::under("For whom", whom), Cell::under("Attendees", attendees)])
        })
    }

    fn attendees(&self, row: &Booking, party: &Party) -> Markup {
        let states = row.attendees().filter_map(|(number, attendee, _)| Some((attendee, party.place(number)?)));
        let waiting = self.run.seats().waiting(row.reference()).filter(|_| self.view == PlaceView::Queued);
        html! {
            ul class="govuk-list govuk-!-margin-bottom-0" {
                @for (attendee, place) in states {
                    li { (attendee.name.as_str()) " " (booking::state(place)) }
                }
            }
            @if let Some(waiting) = waiting {
                span class="govuk-hint" {
                    "Number " (waiting.position) " in the queue. " (booking::why(waiting.why))
                    @if waiting.passed > 0 { " " (counted(waiting.passed, "smaller group", "smaller groups")) " went first." }
                }
            }
            @if let Some(offer) = party.offer().filter(|_| self.view == PlaceView::Offered) {
                span class="govuk-hint" { "Offered until " (moment_in_words(offer.until)) }
            }
        }
    }
}

impl Verdict {
    fn shown(&self) -> Markup {
        let facts = counted(self.seats.facts, "thing", "things");
        let changes = counted(self.changes, "change", "changes");
        let faults = html! {
            ul class="govuk-list govuk-list--bullet" { @for fault in &self.seats.faults { li { (fault) } } }
        };
        html! {
            @if self.seats.holds && self.whole {
                (InsetText::new(format!(
                    "Yes. They were reckoned once more from the {facts} that happened to them: there were never more places \
                     confirmed and offered than the run has, and nobody was passed whom a free place fitted. The history of \
                     {changes} by staff is whole."
                )))
            } @else {
                (WarningText::new("No. Tell your administrator, and do not rely on what stands here."))
                @if !self.whole {
                    (paragraph("The history does not hold together: an entry was changed or is missing."))
                }
                @if !self.seats.faults.is_empty() { (Details::new("What is wrong", faults).open(true)) }
            }
        }
    }
}
