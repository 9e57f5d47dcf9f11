//! What each test begins with: one store and one clock, a course, and people who book.

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
use records::in_memory::{InMemoryEnvironment, InMemoryStore};
use records::{Database, Fingerprint, IdempotencyKey, Instance, Keyring};
use serde_json::{Value, json};

use crate::access::Sent;
use crate::training::{
    Booked, Due, OpenError, OpenedBooking, Refused, TrainingError, book, due, make_course, make_run, run,
};

/// A Monday.
pub(super) const NOW: &str = "2027-01-11T10:00:00Z";

pub(super) struct Fixture {
    pub(super) store: InMemoryStore,
    pub(super) env: InMemoryEnvironment,
    instance: Arc<Instance>,
}

pub(super) fn sam() -> StaffMember {
    let (id, name) = (StaffId::parse("sam").unwrap(), PersonName::parse("Sam Okoro").unwrap());
    StaffMember { id, role: Role::Adviser, name }
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

/// What the rules refused with.
pub(super) fn refused<T>(result: Result<T, TrainingError>) -> Refused {
    match result.err() {
        Some(TrainingError::Refused(refused)) => refused,
        other => panic!("{other:?} is no refusal"),
    }
}

impl Fixture {
    pub(super) fn new() -> Self {
        let instance = Instance::new(Keyring::parse(&"k".repeat(32)).unwrap());
        let env = InMemoryEnvironment::at(NOW.parse().unwrap());
        Self { store: InMemoryStore::default(), env, instance: Arc::new(instance) }
    }

    pub(super) fn database(&self) -> Database {
        Database::new(Arc::new(self.store.clone()), Arc::new(self.env.clone()), Arc::clone(&self.instance))
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
        let course = block_on(make_course(&self.database(), &sam(), sent(None), about)).unwrap().current.record.0;
        let made = block_on(make_run(&self.database(), &sam(), sent(None), &course.id, run_request(capacity))).unwrap();
        made.current.record.0.id().clone()
    }

    pub(super) fn run(&self, id: &RunId) -> Run {
        block_on(run(&self.database(), id)).unwrap().unwrap().record.0
    }

    pub(super) fn request(&self, id: &RunId, who: &str, places: usize) -> Book {
        Book::read(&request_of(who, places), Style::Json, &self.run(id), None).unwrap()
    }

    pub(super) fn books_with(
        &self,
        id: &RunId,
        who: &str,
        places: usize,
        as_key: &str,
    ) -> Result<Booked, TrainingError> {
        let (database, request) = (self.database(), self.request(id, who, places));
        let found = block_on(run(&database, id)).unwrap().unwrap();
        block_on(book(&database, sent(Some(&key(as_key))), &request, &found))
    }

    pub(super) fn books(&self, id: &RunId, who: &str, places: usize) -> Booked {
        self.books_with(id, who, places, &format!("key-of-{who}")).unwrap()
    }

    pub(super) fn opens(&self, reference: &Reference, code: &AccessCode) -> Result<OpenedBooking, OpenError> {
        block_on(OpenedBooking::by_code(&self.database(), reference, code))
    }

    pub(super) fn comes_back(&self, booked: &Booked) -> OpenedBooking {
        self.opens(&booked.reference, &booked.code).unwrap()
    }

    pub(super) fn states(&self, booked: &Booked) -> Vec<PlaceState> {
        self.comes_back(booked).places().map(|(place, _, _)| place.state).collect()
    }

    pub(super) fn does_what_is_due(&self) -> Due {
        block_on(due(&self.database())).unwrap()
    }

    pub(super) fn booking(&self, reference: &Reference) -> domain::training::booking::Booking {
        block_on(crate::training::booking::read(&self.database(), reference)).unwrap().unwrap().record.0
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
pub(super) fn request_of(who: &str, places: usize) -> Value {
    let attendees = (0..places).map(|place| {
        json!({"name": format!("Ada {who}"), "email": format!("{place}.{who}@family.example"), "role": "Foster carer"})
    });
    json!({
        "audience": "carers", "name": "Robin Ashe", "email": format!("{who}@family.example"),
        "attendees": attendees.collect::<Vec<_>>(),
    })
}
