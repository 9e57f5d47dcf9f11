//! A store that fails while places are asked for or given up, what lies on the disk, and how often the store is asked.

use runner::{Fault, When};
use serde_json::json;

use super::people::{BOOKINGS, Booker, a_run, a_wish, makes_run};
use crate::door::{House, house};
use crate::people::Staff;

/// More operations than any request makes.
const EVERY_OPERATION: usize = 24;

#[test]
fn whichever_operation_of_a_booking_fails_the_retry_makes_one_booking_with_one_place() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(200)).await;
        let mut expected = 0;
        for fault in [Fault::Fail, Fault::LoseAnswer, Fault::Kill] {
            for nth in 1..=EVERY_OPERATION {
                let (caller, key) = (door.another_caller(), format!("{fault:?}-{nth}"));
                let wish = a_wish(&run, &key.to_lowercase(), 1);
                let send = || caller.post(BOOKINGS, &wish).header("idempotency-key", &key).send();
                house.faults().inject(When::any().nth(nth), fault);
                let first = send().await;
                house.faults().clear();
                assert!([201, 500, 503].contains(&first.status.as_u16()), "{fault:?} at {nth}: {first:?}");
                let booker = Booker::from_receipt(caller.clone(), &send().await.is(201));
                assert_eq!(booker.stands().await, ["confirmed"], "{fault:?} at {nth}");
                expected += 1;
                let seen = door.get(&format!("/api/v1/training/runs/{run}")).send().await.is(200).text;
                assert!(seen.contains(&format!("\"confirmed\":{expected},")), "{fault:?} at {nth}: {seen}");
            }
        }
        running.stop().await;
    });
}

#[test]
fn whichever_operation_of_a_substitution_fails_the_retry_has_the_same_person_in_booking_and_run() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(5)).await;
        let booker = Booker::books(&door, &run, "ada", 1).await;
        for fault in [Fault::Fail, Fault::Kill] {
            for nth in (1..=36).step_by(3) {
                let kit = format!("kit.{fault:?}.{nth}@family.example").to_lowercase();
                let to = json!({"place": 1, "name": "Kit Moor", "email": kit, "role": "Carer"});
                let to = |booker: &Booker| {
                    let caller = Booker {
                        door: booker.door.another_caller(),
                        reference: booker.reference.clone(),
                        code: booker.code.clone(),
                    };
                    let to = to.clone();
                    async move { caller.asks("substitution", &to).await }
                };
                house.faults().inject(When::any().nth(nth), fault);
                to(&booker).await;
                house.faults().clear();
                let seen = to(&booker).await;
                // A place remembers so many attendees, and then says so.
                if seen.status.as_u16() == 409 {
                    continue;
                }
                assert_eq!(seen.is(200).json()["places"][0]["attendee"]["email"], kit.as_str(), "{fault:?} at {nth}");
            }
        }
        running.stop().await;
    });
}

#[test]
fn what_lies_on_the_disk_and_in_the_log_shows_nothing_that_was_typed() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(5)).await;
        let booker = Booker::books(&door, &run, "jasminder", 2).await;
        booker.gives_up(&[1]).await.is(200);
        let lines = running.lines();
        running.stop().await;
        let disk = house.bytes_on_disk();
        for word in ["jasminder", "Ortiz", "Ashe", "Foster", &booker.code, &booker.code.replace('-', "")] {
            assert!(!disk.windows(word.len()).any(|window| window == word.as_bytes()), "{word} lies open on the disk");
            assert!(!lines.iter().any(|line| line.contains(word)), "{word} stands in the log");
        }
        assert!(!lines.iter().any(|line| line.contains(&booker.reference)), "the route's pattern, not the path");
    });
}

#[test]
fn each_request_makes_no_more_store_operations_than_it_may() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let run = makes_run(&sam, &a_run(5)).await;
        let booker = Booker::books(&door, &run, "ada", 2).await;
        let caller = &booker.door;
        let asked =
            counted(&house, || async { caller.post(BOOKINGS, &a_wish(&run, "ben", 1)).send().await.is(201) }).await;
        assert!(asked <= 1 + 2 + 6 + 8, "the limit, the run, a booking, a change of the run: {asked}");
        let seen = counted(&house, || async { booker.sees().await }).await;
        assert_eq!(seen, 1 + 2 + 2, "the stop, the booking, the run");
        let given_up = counted(&house, || async { booker.gives_up(&[1]).await.is(200) }).await;
        assert!(given_up <= 1 + 5 + 8, "the limit, a look, a change of the run: {given_up}");
        running.stop().await;
    });
}

async fn counted<T, F: Future<Output = T>>(house: &House, act: impl FnOnce() -> F) -> usize {
    house.faults().record();
    act().await;
    let seen = house.faults().recorded().len();
    house.faults().clear();
    seen
}
