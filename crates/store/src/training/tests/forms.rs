//! Records as an older release stored them, which are read as what they are.

use domain::training::words::RunId;
use futures::executor::block_on;
use records::{By, Decision, ListName, Record, RecordsError, Versioned};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::support::Fixture;
use crate::training::runs::record_id;
use crate::training::{StoredRun, TrainingError, run};

/// A run in the first form, or in one that nobody knows.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
struct Older<const FORM: u32>(Value);

impl<const FORM: u32> Record for Older<FORM> {
    const KIND: &'static str = StoredRun::KIND;
    const SCHEMA: u32 = FORM;
    type Row = ();

    fn rows(&self) -> Vec<(ListName, ())> {
        Vec::new()
    }
}

fn keeps<const FORM: u32>(fixture: &Fixture, stored: &Value) -> RunId {
    let id = RunId::draw([7; 32]);
    let decide = |_: Option<&Versioned<Older<FORM>>>| Ok(Decision::Write(Older(stored.clone())));
    let (database, record) = (fixture.database(), record_id(&id).unwrap());
    let kept: Result<_, TrainingError> = block_on(database.change(&record, By::new("staff", "made"), decide));
    kept.unwrap();
    id
}

/// A run that somebody asked for places on, and how it was stored when each fact was an array.
fn run_of_the_first_form(fixture: &Fixture) -> (RunId, Value) {
    let id = fixture.makes_run(1);
    ["ada", "ben"].iter().for_each(|who| drop(fixture.books(&id, who, 1)));
    let mut stored = serde_json::to_value(fixture.run(&id)).unwrap();
    let facts = stored["seats"]["facts"].as_str().unwrap().split_terminator(';');
    let array =
        |fact: &str| fact.split(',').map(|field| field.parse::<i64>().map_or(json!(field), Value::from)).collect();
    let facts: Vec<Value> = facts.map(array).collect();
    assert_eq!(facts[0][0], "s");
    assert!(facts[0][1].is_i64() && facts[1][2].is_string(), "{facts:?}");
    stored["seats"]["facts"] = facts.into();
    (id, stored)
}

#[test]
fn a_run_of_the_first_form_is_read_as_it_was() {
    let fixture = Fixture::new();
    let (id, stored) = run_of_the_first_form(&fixture);
    let older = keeps::<1>(&fixture, &stored);
    assert_eq!(fixture.run(&older).seats(), fixture.run(&id).seats());
}

#[test]
fn a_run_of_no_known_form_is_an_error_and_no_blank_run() {
    let fixture = Fixture::new();
    let (_, stored) = run_of_the_first_form(&fixture);
    let unknown = keeps::<3>(&fixture, &stored);
    assert!(matches!(block_on(run(&fixture.database(), &unknown)), Err(RecordsError::Corrupt { .. })));
}
