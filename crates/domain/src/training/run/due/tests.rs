//! When somebody has to look at a run again, and when nobody has to any more.

use crate::calendar::Calendar;
use crate::reference::{Prefix, Reference};
use crate::training::run::Run;
use crate::training::seats::{Asked, EmailDigest};
use crate::training::tests::{at, run_body, run_of};
use crate::training::words::Audience;

const BOOKED: &str = "2027-01-11T10:00:00Z";

fn run() -> Run {
    run_of(&run_body())
}

fn booked() -> Run {
    let mut run = run();
    let reference = Reference::draw(Prefix::Training, [1; 32]);
    let asked = Asked { reference, places: vec![EmailDigest([1; 8])], takes_fewer: false };
    run.ask(&asked, Audience::Carers, (&Calendar::england_and_wales(), at(BOOKED))).unwrap();
    run
}

#[test]
fn a_run_is_looked_at_when_it_starts_when_it_ends_and_when_it_is_filed() {
    let calendar = Calendar::england_and_wales();
    let mut run = booked();
    let (starts_at, ends_at) = (run.details().starts_at, run.details().ends_at);
    assert_eq!(run.next_due(), Some(starts_at));
    assert!(run.apply_due((&calendar, starts_at)), "it has begun");
    assert_eq!(run.next_due(), Some(ends_at));
    assert!(!run.wants_evaluations(starts_at));
    assert!(run.wants_evaluations(ends_at));
    run.asked_for_evaluations(run.seats().facts_count());
    let filed = run.next_due().unwrap();
    assert!(filed > ends_at);
    assert!(!run.apply_due((&calendar, filed)), "somebody is still to be told of what happened");
    assert!(run.has_to_notify());
    run.note_notified(run.seats().facts_count());
    assert!(run.apply_due((&calendar, filed)) && run.is_filed());
    assert_eq!(run.next_due(), None);
}

#[test]
fn a_run_that_nobody_booked_is_only_filed() {
    let run = run();
    assert!(run.next_due().unwrap() > run.details().ends_at);
    assert!(!run.wants_evaluations(run.details().ends_at));
}
