//! The log as it is stored: small, read back the same, refused where it cannot be, and no slower than it is long.

use proptest::prelude::*;

use super::support::{Run, booking, capacity, email, place, places};
use crate::training::seats::fact::{Fact, What};
use crate::training::seats::*;

fn again(seats: &Seats) -> Seats {
    serde_json::from_str(&serde_json::to_string(seats).unwrap()).unwrap()
}

/// One log with a fact of every kind.
fn of_every_kind() -> Run {
    let mut run = Run::of(3);
    run.asks(1, 2).asks_for_up_to(2, 4).asks(3, 1).asks(4, 1).asks(5, 2);
    run.cancels(1, &[1]).unwrap();
    run.accepts(2).unwrap();
    run.cancels(1, &[2]).unwrap();
    run.declines(2).unwrap();
    run.leaves(5, &[2]).unwrap();
    run.at("2026-03-10T09:00:00Z").applies_due();
    run.change(|seats, when| seats.substitute(&booking(2), place(1), email(77), when)).unwrap();
    run.change(|seats, when| seats.set_capacity(capacity(6), when)).unwrap();
    run.change(|seats, when| seats.moved(when)).unwrap();
    run.change(|seats, when| seats.cancel(&booking(2), &places([2]), Lateness::Late, when)).unwrap();
    run.at("2026-03-16T12:00:00Z").applies_due();
    let mark = |run: &mut Run, attendance, nonce| {
        run.change(|seats, when| seats.mark(&booking(2), place(1), attendance, Nonce([nonce; 8]), when)).unwrap()
    };
    for (nonce, attendance) in
        [Attendance::DidNotAttend, Attendance::PartAttended, Attendance::Attended].iter().enumerate()
    {
        mark(&mut run, *attendance, u8::try_from(nonce).unwrap());
    }
    run.change(|seats, when| seats.cancel_run(when)).unwrap();
    run
}

#[test]
fn every_kind_of_fact_reads_back_as_it_was() {
    let seats = of_every_kind().seats;
    let json = serde_json::to_string(&seats).unwrap();
    for letter in "smaoynlqcxkbzr".chars() {
        assert!(json.replace('"', ";").contains(&format!(";{letter},")), "no fact {letter} in {json}");
    }
    assert_eq!(again(&seats), seats);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::from_value::<Seats>(value).unwrap(), seats);
}

#[test]
fn what_is_stored_never_changes_its_form() {
    let mut run = Run::of(1);
    run.asks(1, 1).asks_for_up_to(2, 2);
    run.cancels(1, &[1]).unwrap();
    let first = booking(1);
    let second = booking(2);
    let expected = format!(
        r#"{{"capacity":1,"told":0,"facts":"s,1772442000000,1773655200000;a,1772442000000,{first},0,1,1,0,lBAAAAAAAAA;a,1772442000000,{second},1,0,0,0,JDAAAAAAAAAKDAAAAAAAAA;c,1772442000000,1,1,0;o,1772442000000,2,1,1772614800000,1,0;"}}"#
    );
    assert_eq!(serde_json::to_string(&run.seats).unwrap(), expected);
}

#[test]
fn what_was_stored_in_the_first_form_is_still_read() {
    let mut run = Run::of(1);
    run.asks(1, 1).asks_for_up_to(2, 2);
    run.cancels(1, &[1]).unwrap();
    let (first, second) = (booking(1), booking(2));
    let stored = format!(
        r#"{{"capacity":1,"told":0,"facts":[["s",1772442000000,1773655200000],["a",1772442000000,"{first}",0,1,1,0,"lBAAAAAAAAA"],["a",1772442000000,"{second}",1,0,0,0,"JDAAAAAAAAAKDAAAAAAAAA"],["c",1772442000000,1,1,0],["o",1772442000000,2,1,1772614800000,1,0]]}}"#
    );
    let mut stored = serde_json::from_str(&stored).unwrap();
    Seats::take_from_the_first_form(&mut stored).unwrap();
    assert_eq!(serde_json::from_value::<Seats>(stored).unwrap(), run.seats);
    for none in ["{}", r#"{"facts":"m,1;"}"#, r#"{"facts":[1]}"#, "[]"] {
        assert_eq!(Seats::take_from_the_first_form(&mut serde_json::from_str(none).unwrap()), None, "{none}");
    }
}

#[test]
fn a_fact_takes_less_than_seventy_bytes() {
    let mut run = Run::of(500);
    (0..1_000).for_each(|number| {
        run.asks(number, 1);
    });
    (0..250).for_each(|number| {
        run.cancels(number, &[1]).unwrap();
        run.accepts(number + 500).unwrap();
    });
    let bytes = serde_json::to_string(&run.seats).unwrap().len();
    let facts = usize::try_from(run.seats.facts_count()).unwrap();
    assert_eq!(facts, 1_751);
    assert!(bytes / facts < 70, "{bytes} bytes for {facts} facts");
}

#[test]
fn a_log_that_cannot_be_is_refused() {
    let start = "s,1000,9000;";
    let asks = |number: u32, confirmed: u8, free: u8, passed: u8, digests: &str| {
        format!("a,1000,{},0,{confirmed},{free},{passed},{digests};", booking(number))
    };
    let one = asks(1, 1, 1, 0, "AAAAAAAAAAA");
    let two = asks(2, 0, 0, 0, "BAAAAAAAAAA");
    let offer = "c,1000,1,1,0;o,1000,2,1,5000,1,0;";
    for (facts, why) in [
        (format!("{start}{one}{}", asks(2, 1, 0, 0, "BAAAAAAAAAA")), "more seats than there are"),
        (format!("{start}{one}{}", asks(2, 0, 0, 0, "AAAAAAAAAAA")), "the same attendee twice"),
        (format!("{start}{}", asks(1, 0, 1, 0, "AAAAAAAAAAAAAAAAAAAAAA")), "the same attendee twice"),
        (format!("{start}{one}{}", asks(1, 0, 0, 0, "BAAAAAAAAAA")), "the same twice"),
        (format!("{start}{}", asks(1, 0, 1, 0, "")), "a wrong number of places"),
        (format!("{start}{}", asks(1, 1, 2, 0, "AAAAAAAAAAA")), "counted wrongly"),
        (format!("{start}{}", asks(1, 1, 1, 1, "AAAAAAAAAAA")), "counted wrongly"),
        (one.clone(), "before it had a start"),
        (format!("{start}{one}m,999;"), "time runs backwards"),
        (format!("{start}{one}z,1000;m,1000;"), "the run was cancelled before"),
        (format!("{start}{one}q,1000,1,1;"), "places that are not in such a state"),
        (format!("{start}{one}c,1000,1,2,0;"), "places that are not in such a state"),
        (format!("{start}{one}c,1000,1,0,0;"), "places that are not in such a state"),
        (format!("{start}{one}c,1000,2,1,0;"), "places that are not in such a state"),
        (format!("{start}{one}y,1000,1;"), "no open offer"),
        (format!("{start}{one}{two}{offer}y,5000,2;"), "accepted too late"),
        (format!("{start}{one}{two}{offer}l,4999,2;"), "lapsed too early"),
        (format!("{start}{one}{two}{offer}b,9000;"), "over open offers"),
        (format!("{start}{one}{two}{offer}y,1000,2;l,5000,2;"), "no open offer"),
        (format!("{start}b,8999;"), "begun too early"),
        (format!("{start}b,9000;b,9000;"), "twice"),
        (format!("{start}b,9000;{}", one.replace("1000", "9000")), "asked after the run began"),
        (format!("{start}{one}x,1000,1,1,AAAAAAAAAAA;"), "no such substitution"),
        (format!("{start}{one}r,1000,1,2,2,AAAAAAAAAAA;"), "a mark on a place that is not confirmed"),
        (format!("{start}{one}r,1000,1,1,3,AAAAAAAAAAA;"), "no such attendance"),
        (format!("{start}{one}k,1000,0;"), "no such capacity"),
        (format!("{start}{one}q,1000,1,1024;"), "no party has such a place"),
        (format!("{start}{one}x,1000,1,1,AAAAAAAAAA;"), "not eight bytes"),
        (format!("{start}{}", asks(1, 1, 1, 0, "AAAAAAAAAAAA")), "not digests"),
        ("?,1000;".to_owned(), "no such fact"),
        ("m;".to_owned(), "a fact is too short"),
        ("m,1000,1;".to_owned(), "a fact is too long"),
        ("m,999999999999999999;".to_owned(), "no such moment"),
        ("m,;".to_owned(), "not a number"),
        ("m,1-1;".to_owned(), "not a number"),
        (format!("{start}k,1000,-1;"), "a number is out of range"),
        ("m,9223372036854775807;".to_owned(), "not a number"),
        (format!("{start}k,1000,65536;"), "a number is out of range"),
        (format!("{start}a,1000,TRN-2222-2222,0,1,1,0,AAAAAAAAAAA;"), "not a reference"),
        (format!("{start}m,1000"), "the log is cut off"),
    ] {
        let json = format!(r#"{{"capacity":1,"told":0,"facts":"{facts}"}}"#);
        let error = serde_json::from_str::<Seats>(&json).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains(why), "{error:?} is not {why:?}: {json}");
    }
    for json in [
        r#"{"capacity":1,"told":1,"facts":""}"#,
        r#"{"capacity":501,"told":0,"facts":""}"#,
        r#"{"capacity":1,"told":0,"facts":"","more":1}"#,
    ] {
        assert!(serde_json::from_str::<Seats>(json).is_err(), "{json}");
    }
}

#[test]
fn a_log_of_other_rules_is_read_as_it_is_and_goes_on_by_ours() {
    let asks = |number: u32, fewer: u8, digests: &str| format!("a,1000,{},{fewer},0,2,0,{digests};", booking(number));
    let facts = [asks(1, 1, "AAAAAAAAAAA"), asks(2, 0, "BAAAAAAAAAA"), asks(3, 0, "CAAAAAAAAAADAAAAAAAAAAEAAAAAAAAAA")];
    let json = format!(r#"{{"capacity":2,"told":0,"facts":"s,1000,1773655200000;{}"}}"#, facts.concat());
    let mut run = Run { seats: serde_json::from_str(&json).unwrap(), ..Run::of(2) };
    assert_eq!(run.looks(), "q q qqq", "somebody decided to confirm nobody at once");
    for (number, why, sentence) in [
        (1, WhyNoOffer::Next, "The free places will be offered to you next."),
        (2, WhyNoOffer::BehindOthers, "The free places will be offered to people who asked before you."),
        (3, WhyNoOffer::DoesNotFit { free: 2, wanted: 3 }, "2 places are free, but you need 3 together."),
    ] {
        assert_eq!(run.waits(number).why, why);
        assert_eq!(why.sentence(), sentence);
    }
    assert_eq!(run.seats.audit().faults, ["A free seat was not offered to somebody whom it fits"]);
    run.applies_due();
    assert_eq!(run.looks(), "O O qqq");
}

proptest! {
    #[test]
    fn a_moment_of_any_year_reads_back_as_it_was(
        at in Timestamp::MIN.as_millisecond()..=Timestamp::MAX.as_millisecond(),
        starts_at in Timestamp::MIN.as_millisecond()..=Timestamp::MAX.as_millisecond(),
    ) {
        let moment = |milliseconds| Timestamp::from_millisecond(milliseconds).unwrap();
        let fact = Fact { at: moment(at), what: What::Starts { starts_at: moment(starts_at) } };
        prop_assert_eq!(Fact::read(&fact.to_string()), Ok(fact));
    }

    #[test]
    fn no_bytes_make_the_reader_fall_over(
        letter in "[smaoynlqcxkbzr]",
        numbers in prop::collection::vec(prop_oneof![0_i64..12, any::<i64>()], 0..8),
        text in "[A-C]{0,33}",
    ) {
        let numbers = numbers.iter().fold(String::new(), |all, number| format!("{all},{number}"));
        for fact in [format!("{letter}{numbers};"), format!("{letter}{numbers},{text};")] {
            if let Ok(seats) = serde_json::from_str::<Seats>(&format!(r#"{{"capacity":2,"told":0,"facts":"{fact}"}}"#)) {
                prop_assert_eq!(again(&seats), seats);
            }
        }
    }
}

#[test]
fn a_change_among_a_thousand_parties_looks_at_each_of_them_a_few_times() {
    let mut run = Run::of(500);
    (0..1_000).for_each(|number| {
        run.asks(number, 1);
    });
    let folded = again(&run.seats);
    assert!(folded.state.work.get() <= 1_001, "the fold looks at each fact once");
    let costs = |run: &Run, change: fn(&mut Run) -> bool| {
        let mut run = Run { seats: again(&run.seats), calendar: run.calendar.clone(), ..*run };
        let before = run.seats.state.work.get();
        assert!(change(&mut run));
        run.seats.state.work.get() - before
    };
    let one_seat = costs(&run, |run| run.cancels(3, &[1]).unwrap());
    assert!(one_seat <= 10, "one seat is freed: {one_seat}");
    let start = costs(&run, |run| run.at("2026-03-16T12:00:00Z").applies_due());
    assert!(start <= 2_100, "the start: {start}");
    let end = costs(&run, |run| run.change(|seats, when| seats.cancel_run(when)).unwrap());
    assert!(end <= 2_100, "the end: {end}");
    // Many seats come free at once, and all their offers lapse at once.
    let mut run = Run::of(1);
    (0..1_000).for_each(|number| {
        run.asks(number, 1);
    });
    let raised = costs(&run, |run| run.change(|seats, when| seats.set_capacity(capacity(500), when)).unwrap());
    assert!(raised <= 1_100, "499 seats are offered: {raised}");
    run.change(|seats, when| seats.set_capacity(capacity(500), when)).unwrap();
    let lapsed = costs(&run, |run| run.at("2026-03-09T09:00:00Z").applies_due());
    assert!(lapsed <= 4_000, "499 offers lapse, and are made anew: {lapsed}");
}

#[test]
fn the_log_keeps_room_for_those_who_are_in_it() {
    let mut run = Run::of(2);
    run.asks(1, 2).asks(2, 2);
    let mut swapped = 0;
    while let Ok(true) = run.change(|seats, when| seats.substitute(&booking(1), place(1), email(1_000 + swapped), when))
    {
        swapped += 1;
    }
    assert_eq!(run.is_refused(3, 1), SeatsRefusal::LogFull);
    assert_eq!(run.change(|seats, when| seats.set_capacity(capacity(9), when)), Err(SeatsRefusal::LogFull));
    run.cancels(1, &[1]).unwrap();
    run.cancels(1, &[2]).unwrap();
    run.accepts(2).unwrap();
    run.cancels(2, &[1]).unwrap();
    run.at("2026-03-16T12:00:00Z").applies_due();
    let mark = |run: &mut Run, nonce: u8| {
        run.change(|seats, when| seats.mark(&booking(2), place(2), Attendance::Attended, Nonce([nonce; 8]), when))
    };
    assert_eq!(mark(&mut run, 1), Ok(true));
    assert_eq!(run.looks(), "ff fC");
    run.change(|seats, when| seats.cancel_run(when)).unwrap();
    assert!(run.seats.facts_count() <= MAX_FACTS);
    assert_eq!(again(&run.seats), run.seats);
}

#[test]
fn too_many_parties_are_refused_and_the_queue_still_works() {
    let mut run = Run::of(1);
    (0..u32::from(MAX_PARTIES)).for_each(|number| {
        run.asks(number, 1);
    });
    assert_eq!(run.is_refused(9_999, 1), SeatsRefusal::TooManyParties);
    run.cancels(0, &[1]).unwrap();
    assert_eq!(run.accepts(1), Ok(true));
}
