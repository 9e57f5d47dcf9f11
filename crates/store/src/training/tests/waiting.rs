//! What is due by itself: telling, the start, the end, the years after. Cut off anywhere, the next call goes on.

use domain::input::Style;
use domain::messages::Kind;
use domain::training::booking::NoticeAudience;
use domain::training::evaluation::Evaluation;
use domain::training::requests::Mark;
use domain::training::seats::{Attendance, Nonce, PlaceState};
use futures::executor::block_on;
use serde_json::json;

use super::support::{Fixture, place, refused, run_request, sam, sent};
use crate::training::{
    Booked, Due, Refused, TrainingError, averages, call_off, certificate, change_run, evaluate, filed_runs, mark,
    notify_all, rows_of, run, runs,
};
use domain::training::booking::BookingRefusal;
use domain::training::words::RunId;
use records::ExpectedVersion;

fn marks(fixture: &Fixture, run: &RunId, booked: &Booked, number: u8, attendance: Attendance, nonce: u8) -> bool {
    let mark_of =
        Mark { reference: booked.reference.clone(), place: place(number), attendance, nonce: Nonce([nonce; 8]) };
    let (_, marked) = block_on(mark(&fixture.database(), "sam", run, &[mark_of])).unwrap();
    marked.into_iter().next().unwrap().outcome.unwrap()
}

fn thought(useful: u8) -> Evaluation {
    let answers = json!({"useful": useful, "well_taught": 4, "more_able": 3, "recommend": 5});
    Evaluation::read(&answers, Style::Json, "2027-02-10T16:00:00Z".parse().unwrap()).unwrap()
}

#[test]
fn everybody_is_told_once_and_a_second_call_finds_nothing_to_do() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(2);
    let booked: Vec<Booked> = ["ada", "ben", "cy"].map(|who| fixture.books(&run, who, 1)).into();
    assert_eq!(fixture.does_what_is_due().notified, 3);
    let told: Vec<_> = booked.iter().flat_map(|booked| fixture.mail(&booked.reference)).collect();
    assert_eq!(told, [Kind::PlaceConfirmed, Kind::PlaceConfirmed, Kind::PlaceQueued]);
    assert_eq!(fixture.does_what_is_due(), Due::default());
    assert!(!fixture.run(&run).is_untold());
}

#[test]
fn a_run_that_moves_or_is_called_off_tells_everybody_on_it() {
    let fixture = Fixture::new();
    let id = fixture.makes_run(1);
    let booked: Vec<Booked> = ["ada", "ben"].map(|who| fixture.books(&id, who, 1)).into();
    fixture.does_what_is_due();
    let found = block_on(run(&fixture.database(), &id)).unwrap().unwrap();
    let seen = ExpectedVersion::exactly(found.version);
    let mut body = super::support::run_body(1);
    body["start_time"] = "10:00".into();
    let moved = domain::training::requests::RunRequest::read(&body, Style::Json).unwrap();
    let changed = block_on(change_run(&fixture.database(), &sam(), &id, &seen, sent(None), moved)).unwrap();
    fixture.does_what_is_due();
    for booked in &booked {
        assert_eq!(fixture.mail(&booked.reference), [Kind::RunMoved]);
        assert_eq!(fixture.booking(&booked.reference).about().starts_at, "2027-02-10T10:00:00Z".parse().unwrap());
    }
    let stale = block_on(change_run(&fixture.database(), &sam(), &id, &seen, sent(None), run_request(1)));
    assert!(matches!(stale, Err(TrainingError::Stale)));
    let seen = ExpectedVersion::exactly(changed.version);
    let reason = domain::text::ShortText::parse("The trainer is ill").unwrap();
    block_on(call_off(&fixture.database(), &sam(), &id, &seen, sent(None), reason)).unwrap();
    fixture.does_what_is_due();
    assert_eq!(fixture.mail(&booked[0].reference), [Kind::RunCancelled]);
    assert_eq!(fixture.states(&booked[1]), [PlaceState::RunCancelled]);
    assert_eq!(fixture.does_what_is_due(), Due::default());
}

#[test]
fn that_somebody_books_makes_no_change_of_staff_stale() {
    let fixture = Fixture::new();
    let id = fixture.makes_run(2);
    let seen = ExpectedVersion::exactly(block_on(run(&fixture.database(), &id)).unwrap().unwrap().version);
    fixture.books(&id, "ada", 1);
    block_on(change_run(&fixture.database(), &sam(), &id, &seen, sent(None), run_request(3))).unwrap();
    let found = block_on(run(&fixture.database(), &id)).unwrap().unwrap();
    assert_eq!(found.record.0.seats().counts().confirmed, 1);
    assert!(
        crate::training::audit(&found).unwrap().seats.holds && crate::training::audit(&found).unwrap().history_verified
    );
}

#[test]
fn who_waits_when_the_training_begins_is_told_that_no_place_came_free() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(1);
    let booked: Vec<Booked> = ["ada", "ben"].map(|who| fixture.books(&run, who, 1)).into();
    fixture.does_what_is_due();
    fixture.pass_hours(24 * 30);
    assert_eq!(fixture.does_what_is_due().runs_changed, 1);
    assert_eq!(fixture.states(&booked[1]), [PlaceState::NotPlaced]);
    assert_eq!(fixture.mail(&booked[1].reference), [Kind::NotPlaced]);
}

#[test]
fn whoever_came_is_asked_what_they_thought_and_has_a_certificate_for_it() {
    let fixture = Fixture::new();
    let id = fixture.makes_run(3);
    let booked = fixture.books(&id, "ada", 3);
    fixture.does_what_is_due();
    fixture.pass_hours(24 * 30);
    assert!(marks(&fixture, &id, &booked, 1, Attendance::Attended, 1));
    assert!(!marks(&fixture, &id, &booked, 1, Attendance::Attended, 1), "the same mark again");
    marks(&fixture, &id, &booked, 2, Attendance::DidNotAttend, 2);
    assert_eq!(fixture.does_what_is_due().invited, 0, "not while it is going on");
    fixture.pass_hours(3);
    assert_eq!(fixture.does_what_is_due().invited, 1);
    assert!(fixture.mail(&booked.reference).contains(&Kind::EvaluationWanted));
    marks(&fixture, &id, &booked, 3, Attendance::PartAttended, 3);
    assert_eq!(fixture.does_what_is_due().invited, 0, "once for a booking");
    assert_eq!(fixture.does_what_is_due(), Due::default());

    let says = |number, useful| {
        block_on(evaluate(&fixture.database(), fixture.comes_back(&booked), place(number), &thought(useful)))
    };
    assert_eq!(refused(says(2, 5)), Refused::Booking(BookingRefusal::DidNotAttend));
    says(1, 5).unwrap();
    let opened = says(1, 5).unwrap();
    assert_eq!(refused(says(1, 1)), Refused::Booking(BookingRefusal::EvaluatedAlready));
    says(3, 4).unwrap();
    let code = opened.booking().attendee(place(1)).unwrap().1.certificate.clone().unwrap();
    let certified = || block_on(certificate(&fixture.database(), &code)).unwrap();
    assert_eq!(certified().unwrap().initials, "A. A.");
    let rows = block_on(rows_of(&fixture.database(), &fixture.run(&id))).unwrap();
    assert_eq!(averages(&rows).in_words().unwrap()[0], "4.50");
    assert_eq!(rows[0].booking.attendee(place(3)).unwrap().1.certificate, None, "not who left early");
    marks(&fixture, &id, &booked, 1, Attendance::DidNotAttend, 9);
    assert_eq!(certified(), None, "the register was put right");
}

#[test]
fn a_run_is_filed_a_month_after_its_end() {
    let fixture = Fixture::new();
    let id = fixture.makes_run(3);
    fixture.books(&id, "ada", 1);
    fixture.pass_hours(24 * 61);
    fixture.does_what_is_due();
    let due = fixture.does_what_is_due();
    assert_eq!(due.filed, 1);
    assert!(block_on(runs(&fixture.database())).unwrap().is_empty());
    assert_eq!(block_on(filed_runs(&fixture.database(), 2027)).unwrap().len(), 1);
    assert_eq!(fixture.does_what_is_due(), Due::default());
}

#[test]
fn staff_write_to_whom_they_mean_and_once() {
    let fixture = Fixture::new();
    let id = fixture.makes_run(1);
    let booked: Vec<Booked> = ["ada", "ben"].map(|who| fixture.books(&id, who, 1)).into();
    fixture.does_what_is_due();
    let text = domain::text::LongText::parse("Bring a coat.").unwrap();
    let key = super::support::key("notice");
    for _ in 0..2 {
        let to = NoticeAudience::Confirmed;
        assert_eq!(block_on(notify_all(&fixture.database(), &sam(), &id, &text, to, sent(Some(&key)))).unwrap(), 1);
    }
    assert_eq!(fixture.booking(&booked[0].reference).notices().len(), 1);
    assert!(fixture.mail(&booked[0].reference).contains(&Kind::TrainingNotice));
    assert!(fixture.booking(&booked[1].reference).notices().is_empty());
}

#[test]
fn a_store_that_fails_in_the_middle_leaves_no_more_than_work_for_the_next_call() {
    let fixture = Fixture::new();
    let id = fixture.makes_run(1);
    let booked: Vec<Booked> = ["ada", "ben"].map(|who| fixture.books(&id, who, 1)).into();
    fixture.store.fail(true);
    assert!(matches!(block_on(crate::training::due(&fixture.database())), Err(TrainingError::Records(_))));
    fixture.store.fail(false);
    // The lease of the call that failed could not be given back.
    fixture.env.pass(std::time::Duration::from_secs(40));
    assert_eq!(fixture.does_what_is_due().notified, 2);
    let told: Vec<_> = booked.iter().flat_map(|booked| fixture.mail(&booked.reference)).collect();
    assert_eq!(told, [Kind::PlaceConfirmed, Kind::PlaceQueued]);
}
