//! Two hundred people want thirty places at the same moment.

use std::collections::BTreeSet;

use futures::future::join_all;

use super::people::{BOOKINGS, Booker, a_run, a_wish, makes_run, states};
use crate::door::{Door, house};
use crate::people::Staff;

const CALLERS: usize = 200;
const PLACES: u16 = 30;

/// How often somebody who is told that the service is busy tries again.
const TRIES: usize = 60;

/// Books, and tries again with the same key for as long as the service is busy.
async fn rushes(door: Door, run: String, number: usize) -> Booker {
    let (caller, key) = (door.another_caller(), format!("rush-{number}"));
    let wish = a_wish(&run, &format!("caller{number}"), 1);
    for _ in 0..TRIES {
        let Ok(answer) = caller.post(BOOKINGS, &wish).header("idempotency-key", &key).try_send().await else {
            continue;
        };
        match answer.status.as_u16() {
            201 => return Booker::from_receipt(caller.clone(), &answer),
            503 => tokio::time::sleep(std::time::Duration::from_millis(200)).await,
            _ => panic!("{answer:?}"),
        }
    }
    panic!("caller {number} never got an answer");
}

#[test]
fn two_hundred_who_rush_for_thirty_places_get_thirty_and_everybody_else_stands_in_line() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(PLACES)).await;
        let bookers = join_all((0..CALLERS).map(|number| rushes(door.clone(), run.clone(), number))).await;
        let references: BTreeSet<&str> = bookers.iter().map(|booker| booker.reference.as_str()).collect();
        assert_eq!(references.len(), CALLERS, "nobody has somebody else's booking");

        let mut confirmed = 0;
        let mut positions = Vec::new();
        for booker in &bookers {
            let seen = booker.sees().await;
            match states(&seen)[0].as_str() {
                "confirmed" => confirmed += 1,
                "queued" => positions.push(seen["waiting"]["position"].as_u64().unwrap()),
                other => panic!("{other}"),
            }
        }
        assert_eq!(confirmed, usize::from(PLACES));
        positions.sort_unstable();
        let everybody: Vec<u64> = (1..=(CALLERS - usize::from(PLACES)) as u64).collect();
        assert_eq!(positions, everybody, "each place in the line is somebody's, and nobody is lost");

        let audit = sam.gets(&format!("/api/v1/training/runs/{run}/audit")).await.is(200);
        assert!(audit.text.contains("\"holds\":true"), "{}", audit.text);
        running.stop().await;
    });
}
