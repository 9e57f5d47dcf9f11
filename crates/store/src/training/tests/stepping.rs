//! Accepting, declining, giving up, sending somebody else.

use domain::messages::Kind;
use domain::training::booking::Attendee;
use domain::training::requests::{CancelPlaces, Substitute};
use domain::training::seats::{Lateness, PlaceState};
use domain::training::words::Exemption;
use futures::executor::block_on;

use super::house::{House, key, place, sent, state, wish_of};
use crate::training::{Booked, Stepped, accept, cancel, cancel_for, cost_of_cancelling, decline, substitute};

fn gives_up(house: &House, booked: &Booked, places: &[u8]) -> Result<Stepped, web::Problem> {
    let places = CancelPlaces { places: places.iter().map(|number| place(*number)).collect(), exemption: None };
    block_on(cancel(&house.app(), house.comes_back(booked), &places, sent(None)))
}

/// Somebody else who comes, with the address of attendee `of` of a booking.
fn somebody(of: &str) -> Attendee {
    let wish = wish_of(of, 1);
    let read = |name: &str| wish["attendees"][0][name].as_str().unwrap().to_owned();
    Attendee {
        name: domain::words::PersonName::parse(&read("name")).unwrap(),
        email: domain::words::EmailAddress::parse(&read("email")).unwrap(),
        role: domain::text::ShortText::parse("Foster carer").unwrap(),
        needs: None,
    }
}

fn sends(house: &House, booked: &Booked, of: &str) -> Result<Stepped, web::Problem> {
    let to = Substitute { place: place(1), attendee: somebody(of) };
    block_on(substitute(&house.app(), house.comes_back(booked), &to, sent(None)))
}

#[test]
fn a_freed_place_is_offered_to_who_waits_and_theirs_once_they_accept() {
    let house = House::new();
    let run = house.makes_run(1);
    let (first, second) = (house.books(&run, "ada", 1), house.books(&run, "ben", 1));
    gives_up(&house, &first, &[1]).unwrap();
    assert!(matches!(house.states(&second)[..], [PlaceState::Offered { .. }]));
    house.does_what_is_due();
    assert_eq!(house.mail(&second.reference), [Kind::PlaceOffered]);
    for repeated in [false, true] {
        let stepped = block_on(accept(&house.app(), house.comes_back(&second), sent(None))).unwrap();
        assert_eq!(stepped.repeated, repeated);
    }
    assert_eq!(house.states(&second), [PlaceState::Confirmed]);
}

#[test]
fn who_declines_gives_the_next_one_their_turn() {
    let house = House::new();
    let run = house.makes_run(1);
    let booked: Vec<Booked> = ["ada", "ben", "cy"].map(|who| house.books(&run, who, 1)).into();
    gives_up(&house, &booked[0], &[1]).unwrap();
    block_on(decline(&house.app(), house.comes_back(&booked[1]), sent(None))).unwrap();
    assert_eq!(house.states(&booked[1]), [PlaceState::Declined]);
    assert!(matches!(house.states(&booked[2])[..], [PlaceState::Offered { .. }]));
    let nothing = block_on(accept(&house.app(), house.comes_back(&booked[0]), sent(None))).err().unwrap();
    assert_eq!(state(&nothing), (409, "no_offer".to_owned()));
}

#[test]
fn an_offer_runs_out_without_anybody_visiting_and_goes_on_to_the_next() {
    let house = House::new();
    let run = house.makes_run(1);
    let booked: Vec<Booked> = ["ada", "ben", "cy"].map(|who| house.books(&run, who, 1)).into();
    gives_up(&house, &booked[0], &[1]).unwrap();
    house.pass_hours(48);
    let late = block_on(accept(&house.app(), house.comes_back(&booked[1]), sent(None))).err().unwrap();
    assert_eq!(late.status(), 410, "even before anybody noticed");
    let due = house.does_what_is_due();
    assert_eq!((due.settled, due.busy), (1, false));
    assert_eq!(house.states(&booked[1]), [PlaceState::Lapsed]);
    assert_eq!(house.mail(&booked[1].reference), [Kind::OfferLapsed], "that there was an offer is no longer true");
    assert_eq!(house.mail(&booked[2].reference), [Kind::PlaceOffered]);
}

#[test]
fn what_cancelling_costs_is_said_before_and_is_what_it_costs() {
    let house = House::new();
    let run = house.makes_run(3);
    let booked = house.books(&run, "ada", 3);
    let cost = |exemption| {
        let opened = house.comes_back(&booked);
        cost_of_cancelling(&opened, exemption, house.app().now()).fee_each.get()
    };
    assert_eq!(cost(None), 0);
    gives_up(&house, &booked, &[1]).unwrap();
    house.pass_hours(24 * 28);
    assert_eq!((cost(None), cost(Some(Exemption::Illness)), cost(Some(Exemption::OfstedVisit))), (4_000, 0, 4_000));
    gives_up(&house, &booked, &[2]).unwrap();
    let ill = CancelPlaces { places: vec![place(3)], exemption: Some(Exemption::Illness) };
    block_on(cancel(&house.app(), house.comes_back(&booked), &ill, sent(None))).unwrap();
    let free = PlaceState::Cancelled(Lateness::Free);
    assert_eq!(house.states(&booked), [free, PlaceState::Cancelled(Lateness::Late), free]);
    assert_eq!(house.booking(&booked.reference).attendee(place(3)).unwrap().1.exemption, Some(Exemption::Illness));
    assert!(gives_up(&house, &booked, &[1, 2]).unwrap().repeated, "given up twice is given up once");
}

#[test]
fn nobody_pays_more_for_giving_up_a_place_than_they_were_told() {
    let house = House::new();
    let run = house.makes_run(3);
    let booked = house.books(&run, "ada", 2);
    let gives_up_for = |number: u8, agreed: i64| {
        let places = CancelPlaces { places: vec![place(number)], exemption: None };
        let agreed = domain::words::Pence::new(agreed).ok();
        block_on(cancel_for(&house.app(), house.comes_back(&booked), &places, agreed, sent(None)))
    };
    gives_up_for(1, 0).unwrap();
    house.pass_hours(24 * 28);
    assert_eq!(state(&gives_up_for(2, 0).err().unwrap()), (409, "costs_more".to_owned()));
    assert_eq!(house.states(&booked)[1], PlaceState::Confirmed);
    assert!(gives_up_for(1, 0).unwrap().repeated, "what was given up before costs what it did");
    gives_up_for(2, 4_000).unwrap();
}

#[test]
fn a_step_sent_twice_with_its_key_is_taken_once_and_another_under_the_same_key_is_refused() {
    let house = House::new();
    let run = house.makes_run(3);
    let booked = house.books(&run, "ada", 2);
    let key = key("step");
    let step = |number, fingerprint| {
        let places = CancelPlaces { places: vec![place(number)], exemption: None };
        let sent = crate::training::Sent { key: Some(&key), fingerprint: web::Fingerprint([fingerprint; 32]) };
        block_on(cancel(&house.app(), house.comes_back(&booked), &places, sent)).map(|stepped| stepped.repeated)
    };
    assert!(!step(1, 1).unwrap());
    assert!(step(1, 1).unwrap());
    assert_eq!(step(2, 2).unwrap_err().status(), 422);
}

#[test]
fn somebody_else_comes_unless_they_have_a_place_or_it_is_too_late() {
    let house = House::new();
    let run = house.makes_run(3);
    let booked = house.books(&run, "ada", 1);
    house.books(&run, "ben", 1);
    assert_eq!(state(&sends(&house, &booked, "ben").err().unwrap()), (409, "already_there".to_owned()));
    let name = || house.booking(&booked.reference).attendee(place(1)).unwrap().0.name.as_str().to_owned();
    assert_eq!(name(), "Ada ada");
    let stepped = sends(&house, &booked, "cy").unwrap();
    assert_eq!(stepped.opened.places().next().unwrap().1.name.as_str(), "Ada cy");
    assert_eq!(name(), "Ada cy");
    sends(&house, &booked, "cy").unwrap();
    assert_eq!(house.booking(&booked.reference).attendee(place(1)).unwrap().1.before.len(), 1);
    house.books(&run, "ada", 1);
    house.pass_hours(24 * 30 - 20);
    assert_eq!(state(&sends(&house, &booked, "dee").err().unwrap()), (409, "too_late_to_substitute".to_owned()));
}

#[test]
fn who_is_cut_off_while_sending_somebody_else_leaves_what_is_needed_to_go_on() {
    use crate::training::kept::email_digest;
    use records::{By, Decision, Versioned};
    let house = House::new();
    let run = house.makes_run(3);
    let booked = house.books(&run, "ada", 1);
    house.does_what_is_due();
    let app = house.app();
    let mut wish = |current: Option<&Versioned<crate::training::StoredBooking>>| {
        let mut booking = current.unwrap().record.clone();
        booking.0.wish(place(1), somebody("cy")).unwrap();
        Ok(Decision::Write(booking))
    };
    let record = crate::training::booking_record(&booked.reference).unwrap();
    block_on(app.change(&record, By::new("booker", "wished"), &mut wish)).unwrap();
    house.does_what_is_due();
    let name = || house.booking(&booked.reference).attendee(place(1)).unwrap().0.name.as_str().to_owned();
    assert_eq!(name(), "Ada ada", "the run was never asked");
    let email = email_digest(&app, &run, &somebody("cy").email);
    let calendar = domain::calendar::Calendar::england_and_wales();
    let mut decide = |current: Option<&Versioned<crate::training::StoredRun>>| {
        let mut run = current.unwrap().record.0.clone();
        run.substitute(&booked.reference, place(1), email, (&calendar, app.now())).unwrap();
        Ok(Decision::Write(crate::training::StoredRun(run)))
    };
    block_on(app.change(&crate::training::run_record(&run).unwrap(), By::new("booker", "substituted"), &mut decide))
        .unwrap();
    house.does_what_is_due();
    assert_eq!(name(), "Ada cy", "whoever comes next carries it out");
}

#[test]
fn a_step_takes_at_most_eight_operations_beside_reading() {
    let house = House::new();
    let run = house.makes_run(3);
    let booked = house.books(&run, "ada", 2);
    let app = house.app();
    let opened = {
        let caller = web::Caller::from_headers(&http::HeaderMap::new(), 0);
        block_on(crate::training::Opened::by_code(&app, &caller, &booked.reference, &booked.code)).unwrap()
    };
    assert_eq!(app.store().operations(), 5, "the stop, the booking, the run");
    let places = CancelPlaces { places: vec![place(1)], exemption: None };
    block_on(cancel(&app, opened, &places, sent(None))).unwrap();
    assert_eq!(app.store().operations(), 5 + 8);
}
