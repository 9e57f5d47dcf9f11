//! Asking for places in a crowd: many whom one instance serves at the same time.

use domain::training::booking::Book;
use domain::training::seats::Counts;
use futures::executor::block_on;
use futures::future::join_all;
use records::KeyValue;
use web::Problem;

use super::house::{House, key, sent, state};
use crate::training::{Booked, book, run};

async fn asks(house: &House, wish: &Book, as_key: &str) -> Result<Booked, Problem> {
    let app = house.app();
    let found = run(&app, &wish.run).await?;
    book(&app, sent(Some(&key(as_key))), wish, &found).await
}

/// How many turns of runs were ever taken.
fn turns(house: &House) -> i64 {
    let keys = house.store.keys().into_iter().filter(|key| key.starts_with("run/t/"));
    keys.map(|key| block_on(house.store.increment(&key, 0)).unwrap()).sum()
}

#[test]
fn in_a_crowd_each_is_placed_or_refused_for_themselves_and_few_turns_are_taken() {
    let house = House::new();
    let id = house.makes_run(5);
    let before = turns(&house);
    let crowd = ["ada", "ben", "cay", "dee", "ada", "eve", "flo", "gil", "hal"];
    let keys: Vec<String> = (0..crowd.len()).map(|number| format!("key-{number}")).collect();
    let wishes: Vec<Book> = crowd.iter().map(|who| house.wish(&id, who, 1)).collect();
    let answers = block_on(join_all(wishes.iter().zip(&keys).map(|(wish, key)| asks(&house, wish, key))));
    let refused: Vec<usize> =
        (0..).zip(&answers).filter_map(|(place, answer)| answer.is_err().then_some(place)).collect();
    assert_eq!(refused, [4], "one address has one place, and who comes first has it");
    let seats = house.run(&id).seats().clone();
    for (answer, who) in answers.iter().zip(crowd) {
        match answer {
            Ok(booked) => {
                assert!(booked.run.record.0.seats().party(&booked.reference).is_some(), "{who}");
                assert!(seats.party(&booked.reference).is_some(), "{who}");
            }
            Err(problem) => assert_eq!(state(problem), (409, "already_there".to_owned())),
        }
    }
    let Counts { confirmed, queued, .. } = seats.counts();
    assert_eq!((confirmed, queued, seats.parties().len()), (5, 3, crowd.len() - 1));
    assert!(seats.audit().holds);
    let taken = turns(&house) - before;
    assert!((1..=3).contains(&taken), "{taken} turns for {} who asked", crowd.len());
    for ((wish, key), answer) in wishes.iter().zip(&keys).zip(&answers) {
        let Ok(first) = answer else { continue };
        let again = block_on(asks(&house, wish, key)).unwrap();
        assert_eq!((&again.reference, again.repeated), (&first.reference, true));
    }
}
