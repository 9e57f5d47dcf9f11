//! Accepting, declining, giving up, sending somebody else.

use domain::messages::Kind;
use domain::training::booking::Attendee;
use domain::training::requests::{CancelPlaces, Substitute};
use domain::training::seats::{Lateness, PlaceState};
use domain::training::words::Exemption;
use futures::executor::block_on;

use super::support::{Fixture, key, place, refused, request_of, sent};
use crate::access::Sent;
use crate::training::booking::{self, email_digest};
use crate::training::{
    Booked, Refused, Stepped, StoredBooking, StoredRun, TrainingError, accept, cancel, cancel_for, cost_of_cancelling,
    decline, runs, substitute,
};
use domain::calendar::Calendar;
use domain::training::run::RunRefusal;
use domain::training::seats::SeatsRefusal;
use records::{By, Decision, Fingerprint, Versioned};

fn gives_up(fixture: &Fixture, booked: &Booked, places: &[u8]) -> Result<Stepped, TrainingError> {
    let places = CancelPlaces { places: places.iter().map(|number| place(*number)).collect(), exemption: None };
    block_on(cancel(&fixture.database(), fixture.comes_back(booked), &places, sent(None)))
}

/// Somebody else who comes, with the address of attendee `of` of a booking.
fn somebody(of: &str) -> Attendee {
    let request = request_of(of, 1);
    let read = |name: &str| request["attendees"][0][name].as_str().unwrap().to_owned();
    Attendee {
        name: domain::words::PersonName::parse(&read("name")).unwrap(),
        email: domain::words::EmailAddress::parse(&read("email")).unwrap(),
        role: domain::text::ShortText::parse("Foster carer").unwrap(),
        needs: None,
    }
}

fn sends(fixture: &Fixture, booked: &Booked, of: &str) -> Result<Stepped, TrainingError> {
    let to = Substitute { place: place(1), attendee: somebody(of) };
    block_on(substitute(&fixture.database(), fixture.comes_back(booked), &to, sent(None)))
}

#[test]
fn a_freed_place_is_offered_to_who_waits_and_theirs_once_they_accept() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(1);
    let (first, second) = (fixture.books(&run, "ada", 1), fixture.books(&run, "ben", 1));
    gives_up(&fixture, &first, &[1]).unwrap();
    assert!(matches!(fixture.states(&second)[..], [PlaceState::Offered { .. }]));
    fixture.does_what_is_due();
    assert_eq!(fixture.mail(&second.reference), [Kind::PlaceOffered]);
    for repeated in [false, true] {
        let stepped = block_on(accept(&fixture.database(), fixture.comes_back(&second), sent(None))).unwrap();
        assert_eq!(stepped.repeated, repeated);
    }
    assert_eq!(fixture.states(&second), [PlaceState::Confirmed]);
}

#[test]
fn who_declines_gives_the_next_one_their_turn() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(1);
    let booked: Vec<Booked> = ["ada", "ben", "cy"].map(|who| fixture.books(&run, who, 1)).into();
    gives_up(&fixture, &booked[0], &[1]).unwrap();
    block_on(decline(&fixture.database(), fixture.comes_back(&booked[1]), sent(None))).unwrap();
    assert_eq!(fixture.states(&booked[1]), [PlaceState::Declined]);
    assert!(matches!(fixture.states(&booked[2])[..], [PlaceState::Offered { .. }]));
    let nothing = refused(block_on(accept(&fixture.database(), fixture.comes_back(&booked[0]), sent(None))));
    assert_eq!(nothing, Refused::Run(RunRefusal::Seats(SeatsRefusal::NoOffer)));
}

#[test]
fn an_offer_runs_out_without_anybody_visiting_and_goes_on_to_the_next() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(1);
    let booked: Vec<Booked> = ["ada", "ben", "cy"].map(|who| fixture.books(&run, who, 1)).into();
    gives_up(&fixture, &booked[0], &[1]).unwrap();
    fixture.pass_hours(48);
    let late = refused(block_on(accept(&fixture.database(), fixture.comes_back(&booked[1]), sent(None))));
    assert_eq!(late, Refused::Run(RunRefusal::Seats(SeatsRefusal::OfferExpired)), "even before anybody noticed");
    let due = fixture.does_what_is_due();
    assert_eq!((due.runs_changed, due.busy), (1, false));
    assert_eq!(fixture.states(&booked[1]), [PlaceState::Lapsed]);
    assert_eq!(fixture.mail(&booked[1].reference), [Kind::OfferLapsed], "that there was an offer is no longer true");
    assert_eq!(fixture.mail(&booked[2].reference), [Kind::PlaceOffered]);
}

#[test]
fn what_cancelling_costs_is_said_before_and_is_what_it_costs() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    let booked = fixture.books(&run, "ada", 3);
    let cost = |exemption| {
        let opened = fixture.comes_back(&booked);
        cost_of_cancelling(&opened, exemption, fixture.database().now()).fee_each.get()
    };
    assert_eq!(cost(None), 0);
    gives_up(&fixture, &booked, &[1]).unwrap();
    fixture.pass_hours(24 * 28);
    assert_eq!((cost(None), cost(Some(Exemption::Illness)), cost(Some(Exemption::OfstedVisit))), (4_000, 0, 4_000));
    gives_up(&fixture, &booked, &[2]).unwrap();
    let ill = CancelPlaces { places: vec![place(3)], exemption: Some(Exemption::Illness) };
    block_on(cancel(&fixture.database(), fixture.comes_back(&booked), &ill, sent(None))).unwrap();
    let free = PlaceState::Cancelled(Lateness::Free);
    assert_eq!(fixture.states(&booked), [free, PlaceState::Cancelled(Lateness::Late), free]);
    assert_eq!(fixture.booking(&booked.reference).attendee(place(3)).unwrap().1.exemption, Some(Exemption::Illness));
    assert!(gives_up(&fixture, &booked, &[1, 2]).unwrap().repeated, "given up twice is given up once");
}

#[test]
fn nobody_pays_more_for_giving_up_a_place_than_they_were_told() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    let booked = fixture.books(&run, "ada", 2);
    let gives_up_for = |number: u8, agreed: i64| {
        let places = CancelPlaces { places: vec![place(number)], exemption: None };
        let agreed = domain::words::Pence::new(agreed).ok();
        block_on(cancel_for(&fixture.database(), fixture.comes_back(&booked), &places, agreed, sent(None)))
    };
    gives_up_for(1, 0).unwrap();
    fixture.pass_hours(24 * 28);
    assert!(
        matches!(refused(gives_up_for(2, 0)), Refused::Run(RunRefusal::CostsMore { fee_each }) if fee_each.get() == 4_000)
    );
    assert_eq!(fixture.states(&booked)[1], PlaceState::Confirmed);
    assert!(gives_up_for(1, 0).unwrap().repeated, "what was given up before costs what it did");
    gives_up_for(2, 4_000).unwrap();
}

#[test]
fn a_step_sent_twice_with_its_key_is_taken_once_and_another_under_the_same_key_is_refused() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    let booked = fixture.books(&run, "ada", 2);
    let key = key("step");
    let step = |number, fingerprint| {
        let places = CancelPlaces { places: vec![place(number)], exemption: None };
        let sent = Sent { key: Some(&key), fingerprint: Fingerprint([fingerprint; 32]) };
        block_on(cancel(&fixture.database(), fixture.comes_back(&booked), &places, sent))
            .map(|stepped| stepped.repeated)
    };
    assert!(!step(1, 1).unwrap());
    assert!(step(1, 1).unwrap());
    assert!(matches!(step(2, 2), Err(TrainingError::KeyReused)));
}

#[test]
fn somebody_else_comes_unless_they_have_a_place_or_it_is_too_late() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    let booked = fixture.books(&run, "ada", 1);
    fixture.books(&run, "ben", 1);
    let there = RunRefusal::Seats(SeatsRefusal::AlreadyThere { places: vec![place(1)] });
    assert_eq!(refused(sends(&fixture, &booked, "ben")), Refused::Run(there));
    let name = || fixture.booking(&booked.reference).attendee(place(1)).unwrap().0.name.as_str().to_owned();
    assert_eq!(name(), "Ada ada");
    let stepped = sends(&fixture, &booked, "cy").unwrap();
    assert_eq!(stepped.opened.places().next().unwrap().1.name.as_str(), "Ada cy");
    assert_eq!(name(), "Ada cy");
    sends(&fixture, &booked, "cy").unwrap();
    assert_eq!(fixture.booking(&booked.reference).attendee(place(1)).unwrap().1.before.len(), 1);
    fixture.books(&run, "ada", 1);
    fixture.pass_hours(24 * 30 - 20);
    let late = refused(sends(&fixture, &booked, "dee"));
    assert!(matches!(late, Refused::Run(RunRefusal::TooLateToSubstitute { .. })));
}

#[test]
fn who_is_cut_off_while_sending_somebody_else_leaves_what_is_needed_to_go_on() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    let booked = fixture.books(&run, "ada", 1);
    fixture.does_what_is_due();
    let database = fixture.database();
    let ask = |current: Option<&Versioned<StoredBooking>>| {
        let mut booking = current.unwrap().record.clone();
        booking.0.wish(place(1), somebody("cy")).unwrap();
        Ok(Decision::Write(booking))
    };
    let record = booking::record_id(&booked.reference).unwrap();
    let noted: Result<_, TrainingError> = block_on(database.change(&record, By::new("booker", "wished"), ask));
    noted.unwrap();
    fixture.does_what_is_due();
    let name = || fixture.booking(&booked.reference).attendee(place(1)).unwrap().0.name.as_str().to_owned();
    assert_eq!(name(), "Ada ada", "the run was never asked");
    let email = email_digest(&database, &run, &somebody("cy").email);
    let calendar = Calendar::england_and_wales();
    let decide = |current: Option<&Versioned<StoredRun>>| {
        let mut run = current.unwrap().record.0.clone();
        run.substitute(&booked.reference, place(1), email, (&calendar, database.now())).unwrap();
        Ok(Decision::Write(StoredRun(run)))
    };
    let by = By::new("booker", "substituted");
    let decided: Result<_, TrainingError> = block_on(database.change(&runs::record_id(&run).unwrap(), by, decide));
    decided.unwrap();
    fixture.does_what_is_due();
    assert_eq!(name(), "Ada cy", "whoever comes next carries it out");
}

#[test]
fn a_step_takes_at_most_eight_operations_beside_reading() {
    let fixture = Fixture::new();
    let run = fixture.makes_run(3);
    let booked = fixture.books(&run, "ada", 2);
    let database = fixture.database();
    let before = fixture.store.operations();
    let opened = fixture.comes_back(&booked);
    assert_eq!(fixture.store.operations() - before, 4, "the booking, the run");
    let places = CancelPlaces { places: vec![place(1)], exemption: None };
    block_on(cancel(&database, opened, &places, sent(None))).unwrap();
    assert_eq!(fixture.store.operations() - before, 4 + 8);
}
