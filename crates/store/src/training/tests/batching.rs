//! Asking for places in a rush: many whom one instance serves at the same time.

use domain::training::booking::Book;
use domain::training::run::RunRefusal;
use domain::training::seats::{Counts, SeatsRefusal};
use futures::executor::block_on;
use futures::future::join_all;
use records::KeyValue;

use super::support::{Fixture, key, place, sent};
use crate::training::{Booked, Refused, TrainingError, book, run};

async fn asks(fixture: &Fixture, request: &Book, as_key: &str) -> Result<Booked, TrainingError> {
    let database = fixture.database();
    let found = run(&database, &request.run).await?.unwrap();
    book(&database, sent(Some(&key(as_key))), request, &found).await
}

/// How many turns of runs were ever taken.
fn turns(fixture: &Fixture) -> i64 {
    let keys = fixture.store.keys().into_iter().filter(|key| key.starts_with("run/t/"));
    keys.map(|key| block_on(fixture.store.increment(&key, 0)).unwrap()).sum()
}

#[test]
fn in_a_rush_each_is_placed_or_refused_for_themselves_and_few_turns_are_taken() {
    let fixture = Fixture::new();
    let id = fixture.makes_run(5);
    let before = turns(&fixture);
    let rush = ["ada", "ben", "cay", "dee", "ada", "eve", "flo", "gil", "hal"];
    let keys: Vec<String> = (0..rush.len()).map(|number| format!("key-{number}")).collect();
    let requests: Vec<Book> = rush.iter().map(|who| fixture.request(&id, who, 1)).collect();
    let answers = block_on(join_all(requests.iter().zip(&keys).map(|(request, key)| asks(&fixture, request, key))));
    let refused: Vec<usize> =
        (0..).zip(&answers).filter_map(|(place, answer)| answer.is_err().then_some(place)).collect();
    assert_eq!(refused, [4], "one address has one place, and who comes first has it");
    let seats = fixture.run(&id).seats().clone();
    for (answer, who) in answers.iter().zip(rush) {
        match answer {
            Ok(booked) => {
                assert!(booked.run.record.0.seats().party(&booked.reference).is_some(), "{who}");
                assert!(seats.party(&booked.reference).is_some(), "{who}");
            }
            Err(error) => {
                let places = vec![place(1)];
                let there = Refused::Run(RunRefusal::Seats(SeatsRefusal::AlreadyThere { places }));
                assert!(matches!(error, TrainingError::Refused(refused) if *refused == there));
            }
        }
    }
    let Counts { confirmed, queued, .. } = seats.counts();
    assert_eq!((confirmed, queued, seats.parties().len()), (5, 3, rush.len() - 1));
    assert!(seats.audit().holds);
    let taken = turns(&fixture) - before;
    assert!((1..=3).contains(&taken), "{taken} turns for {} who asked", rush.len());
    for ((request, key), answer) in requests.iter().zip(&keys).zip(&answers) {
        let Ok(first) = answer else { continue };
        let again = block_on(asks(&fixture, request, key)).unwrap();
        assert_eq!((&again.reference, again.repeated), (&first.reference, true));
    }
}
