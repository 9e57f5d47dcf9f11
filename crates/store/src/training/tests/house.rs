//! A house to try things in: one store and one clock, a course, and people who book.

use std::sync::Arc;
use std::time::Duration;

use domain::access_code::AccessCode;
use domain::input::Style;
use domain::messages::Kind;
use domain::people::{Role, StaffId, StaffMember};
use domain::reference::Reference;
use domain::training::booking::Book;
use domain::training::course::AboutCourse;
use domain::training::requests::RunRequest;
use domain::training::run::Run;
use domain::training::seats::{PlaceNumber, PlaceState};
use domain::training::words::RunId;
use domain::words::PersonName;
use futures::executor::block_on;
use records::Keyring;
use serde_json::{Value, json};
use web::stand_in::{StandInEnvironment, StandInStore};
use web::{App, Caller, Fingerprint, IdempotencyKey, Problem, Proof, Settings, Shared, Staff, Store};

use crate::training::{
    Booked, Due, Opened, Sent, StoredBooking, book, booking_record, due, make_course, make_run, run,
};

/// A Monday.
pub(super) const NOW: &str = "2027-01-11T10:00:00Z";

pub(super) struct House {
    pub(super) store: StandInStore,
    pub(super) env: StandInEnvironment,
    shared: Arc<Shared>,
}

pub(super) fn sam() -> Staff {
    let (id, name) = (StaffId::parse("sam").unwrap(), PersonName::parse("Sam Okoro").unwrap());
    Staff { member: StaffMember { id, role: Role::Adviser, name }, proof: Proof::BootstrapKey }
}

pub(super) fn key(text: &str) -> IdempotencyKey {
    IdempotencyKey::parse(text).unwrap()
}

pub(super) fn sent(key: Option<&IdempotencyKey>) -> Sent<'_> {
    Sent { key, fingerprint: Fingerprint([1; 32]) }
}

pub(super) fn place(number: u8) -> PlaceNumber {
    PlaceNumber::new(number).unwrap()
}

pub(super) fn state(problem: &Problem) -> (u16, String) {
    (problem.status().as_u16(), problem.state().unwrap_or_default().to_owned())
}

impl House {
    pub(super) fn new() -> Self {
        let shared = Shared::new(Arc::new(Settings::default()), Keyring::parse(&"k".repeat(32)).unwrap());
        let env = StandInEnvironment::at(NOW.parse().unwrap());
        Self { store: StandInStore::default(), env, shared: Arc::new(shared) }
    }

    pub(super) fn app(&self) -> App {
        App::new(Store::new(self.store.clone()), self.env.clone(), Arc::clone(&self.shared))
    }

    pub(super) fn pass_hours(&self, hours: u64) {
        self.env.pass(Duration::from_secs(hours * 3_600));
    }

    /// A run on 10 February with so many places.
    pub(super) fn makes_run(&self, capacity: u16) -> RunId {
        let about = json!({
            "title": "Attachment", "summary": "Why.", "outcomes": ["Notice it"],
            "audiences": ["designated_teachers", "carers"], "minutes": 180,
        });
        let about = AboutCourse::read(&about, Style::Json).unwrap();
        let course = block_on(make_course(&self.app(), &sam(), sent(None), about)).unwrap().current.record.0;
        let made = block_on(make_run(&self.app(), &sam(), sent(None), &course.id, run_request(capacity))).unwrap();
        made.current.record.0.id().clone()
    }

    pub(super) fn run(&self, id: &RunId) -> Run {
        block_on(run(&self.app(), id)).unwrap().record.0
    }

    pub(super) fn wish(&self, id: &RunId, who: &str, places: usize) -> Book {
        Book::read(&wish_of(who, places), Style::Json, &self.run(id), None).unwrap()
    }

    pub(super) fn books_with(&self, id: &RunId, who: &str, places: usize, as_key: &str) -> Result<Booked, Problem> {
        let (app, wish) = (self.app(), self.wish(id, who, places));
        let found = block_on(run(&app, id))?;
        block_on(book(&app, sent(Some(&key(as_key))), &wish, &found))
    }

    pub(super) fn books(&self, id: &RunId, who: &str, places: usize) -> Booked {
        self.books_with(id, who, places, &format!("key-of-{who}")).unwrap()
    }

    pub(super) fn opens(&self, reference: &Reference, code: &AccessCode) -> Result<Opened, Problem> {
        let caller = Caller::from_headers(&http::HeaderMap::new(), 0);
        block_on(Opened::by_code(&self.app(), &caller, reference, code))
    }

    pub(super) fn comes_back(&self, booked: &Booked) -> Opened {
        self.opens(&booked.reference, &booked.code).unwrap()
    }

    pub(super) fn states(&self, booked: &Booked) -> Vec<PlaceState> {
        self.comes_back(booked).places().map(|(place, _, _)| place.state).collect()
    }

    pub(super) fn does_what_is_due(&self) -> Due {
        block_on(due(&self.app())).unwrap()
    }

    pub(super) fn booking(&self, reference: &Reference) -> domain::training::booking::Booking {
        let found = block_on(self.app().records::<StoredBooking>().read(&booking_record(reference).unwrap()));
        found.unwrap().unwrap().record.0
    }

    /// What waits to be sent to a booker.
    pub(super) fn mail(&self, reference: &Reference) -> Vec<Kind> {
        self.booking(reference).outgoing().queue().iter().map(|message| message.kind).collect()
    }
}

pub(super) fn run_request(capacity: u16) -> RunRequest {
    RunRequest::read(&run_body(capacity), Style::Json).unwrap()
}

pub(super) fn run_body(capacity: u16) -> Value {
    json!({
        "date": "2027-02-10", "start_time": "09:30", "end_time": "12:30", "mode": "in_person", "venue": "County Hall",
        "trainer": "Amara Osei", "capacity": capacity, "free_until_working_days": 5,
        "late_fee": {"amount": 4_000, "currency": "GBP"}, "substitution_until_hours": 24, "exemptions": ["illness"],
    })
}

/// A carer who books so many places: `ada` has `0.ada@family.example`, and so on.
pub(super) fn wish_of(who: &str, places: usize) -> Value {
    let attendees = (0..places).map(|place| {
        json!({"name": format!("Ada {who}"), "email": format!("{place}.{who}@family.example"), "role": "Foster carer"})
    });
    json!({
        "audience": "carers", "name": "Robin Ashe", "email": format!("{who}@family.example"),
        "attendees": attendees.collect::<Vec<_>>(),
    })
}
