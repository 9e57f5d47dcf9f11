//! What must be true in the end, whatever happened on the way.

use std::collections::BTreeMap;

use domain::training::run::Run;
use domain::training::seats::{Counts, PlaceState};

use crate::people::{Booked, Ledger, is_given_up, was_confirmed};

pub(crate) fn verdict(run: &Run, ledger: &Ledger) -> Result<(), String> {
    if let Some(wrong) = ledger.wrong.first() {
        return Err(wrong.clone());
    }
    let audit = run.seats().audit();
    if !audit.holds {
        return Err(format!("the audit found {:?}", audit.faults));
    }
    adds_up(run)?;
    nobody_is_lost(run, ledger)?;
    in_the_order_of_the_answers(run, &ledger.booked)
}

fn adds_up(run: &Run) -> Result<(), String> {
    let Counts { capacity, confirmed, offered, queued, available } = run.seats().counts();
    let how_many = |kind: fn(PlaceState) -> bool| {
        let places = run.seats().parties().iter().flat_map(|party| party.places());
        places.filter(|place| kind(place.state)).count()
    };
    let counted = (
        how_many(|state| state == PlaceState::Confirmed),
        how_many(|state| matches!(state, PlaceState::Offered { .. })),
        how_many(|state| state == PlaceState::Queued),
    );
    if counted != (usize::from(confirmed), usize::from(offered), usize::from(queued)) {
        return Err(format!("{counted:?} are not {confirmed}, {offered}, {queued}"));
    }
    if confirmed + offered + available != capacity {
        return Err(format!("{confirmed} confirmed, {offered} offered and {available} free of {capacity}"));
    }
    Ok(())
}

fn nobody_is_lost(run: &Run, ledger: &Ledger) -> Result<(), String> {
    let party = |reference| run.seats().party(reference).ok_or("a party was told that it has booked and is not there");
    for booked in &ledger.booked {
        if party(&booked.reference)?.places().len() != booked.places {
            return Err("a party has another number of places than it was told".to_owned());
        }
    }
    for reference in &ledger.accepted {
        if !was_confirmed(&party(reference)?.what_happened_since(0)) {
            return Err("an acceptance was acknowledged and nothing was ever confirmed".to_owned());
        }
    }
    for (reference, places) in &ledger.given_up {
        let party = party(reference)?;
        if places.iter().any(|number| party.place(*number).is_none_or(|place| !is_given_up(place.state))) {
            return Err("a place was given up and is live".to_owned());
        }
    }
    // Of each place the last acknowledged attendee, or one tried after whom nobody heard the end of.
    let mut due: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (reference, place, email, acknowledged) in &ledger.substituted {
        let may_be = due.entry((reference.clone(), *place)).or_default();
        if *acknowledged {
            may_be.clear();
        }
        may_be.push((*email, *acknowledged));
    }
    for ((reference, number), may_be) in &due {
        let now = party(reference)?.place(*number).map(|place| place.email);
        let known = may_be.iter().any(|(email, _)| Some(*email) == now);
        if !known && may_be.iter().any(|(_, acknowledged)| *acknowledged) {
            return Err("a substitution was acknowledged and somebody else has the place".to_owned());
        }
    }
    Ok(())
}

/// Who was answered before another asked stands before them.
fn in_the_order_of_the_answers(run: &Run, booked: &[Booked]) -> Result<(), String> {
    let mut numbered: Vec<_> = booked
        .iter()
        .filter_map(|booked| run.seats().party(&booked.reference).map(|party| (party.number(), booked)))
        .collect();
    numbered.sort_by_key(|(number, _)| *number);
    let mut latest_asked = 0;
    for (number, booked) in numbered {
        if booked.told_at < latest_asked {
            return Err(format!("party {number} was answered before one that stands before it asked"));
        }
        latest_asked = latest_asked.max(booked.asked_at);
    }
    Ok(())
}
