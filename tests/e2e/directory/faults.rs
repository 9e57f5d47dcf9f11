//! A store that fails at any moment of an import, and a host that stops half-way.

use runner::{Fault, When};
use serde_json::json;

use super::register::Register;
use super::{Import, PART_BYTES_MAX, finds, imports};
use crate::door::house;

/// More operations than it takes to take a small directory into use.
const EVERY_OPERATION: usize = 32;

/// More than it takes to send a part.
const EVERY_OPERATION_OF_A_PART: usize = 14;

/// What may become of an operation. Each is tried in a house of its own: only so many imports are begun in a short time.
const FAULTS: [Fault; 3] = [Fault::Fail, Fault::LoseAnswer, Fault::Kill];

#[test]
fn whichever_operation_of_a_completion_fails_one_whole_directory_is_in_use() {
    for fault in FAULTS {
        house(|house| async move {
            let (door, running) = house.open().await;
            imports(&door, &Register::of(40, "Even")).await;
            let (mut old, mut new) = ("Even", "Odd");
            for nth in 1..=EVERY_OPERATION {
                let import = Import::begins(&door).await;
                import.sends_all(&Register::of(40, new).file(), PART_BYTES_MAX).await;
                house.faults().inject(When::any().nth(nth), fault);
                let first = import.completes(false).await;
                house.faults().clear();
                assert!([200, 500, 503].contains(&first.status.as_u16()), "{fault:?} at {nth}: {first:?}");
                let counts = [finds(&door, old).await["count"].clone(), finds(&door, new).await["count"].clone()];
                let whole = [[json!(36), json!(0)], [json!(0), json!(36)]];
                assert!(whole.contains(&counts), "{fault:?} at {nth}: {counts:?}");
                import.completes(false).await.is(200);
                assert_eq!(finds(&door, new).await["count"], 36, "{fault:?} at {nth}");
                std::mem::swap(&mut old, &mut new);
            }
            running.stop().await;
        });
    }
}

#[test]
fn whichever_operation_of_a_part_fails_it_is_there_once_after_the_retry() {
    for fault in FAULTS {
        house(|house| async move {
            let (door, running) = house.open().await;
            for nth in 1..=EVERY_OPERATION_OF_A_PART {
                let import = Import::begins(&door).await;
                let file = Register::of(40, "Part").file();
                house.faults().inject(When::any().nth(nth), fault);
                let first = import.sends(1, &file).await;
                house.faults().clear();
                assert!([200, 500, 503].contains(&first.status.as_u16()), "{fault:?} at {nth}: {first:?}");
                import.sends(1, &file).await.is(200);
                let far = import.reads().await;
                assert_eq!((&far["parts"], &far["rows"]), (&json!(1), &json!(40)), "{fault:?} at {nth}");
                import.completes(true).await.is(200);
            }
            running.stop().await;
        });
    }
}

#[test]
fn a_host_that_stops_half_way_leaves_the_old_directory_and_the_import_goes_on_where_it_was() {
    house(|house| async move {
        let (door, running) = house.open().await;
        imports(&door, &Register::of(40, "Before")).await;
        let path = Import::begins(&door).await.path;
        let file = Register::of(60, "After").file();
        let (first, second) = file.split_at(file.len() / 2);
        Import { door, path: path.clone() }.sends(1, first).await.is(200);
        running.stop().await;

        let (door, running) = house.open().await;
        assert_eq!(finds(&door, "before").await["count"], 36);
        let import = Import { door: door.clone(), path };
        assert_eq!(import.reads().await["next_part"], 2);
        import.sends(2, second).await.is(200);
        import.completes(false).await.is(200);
        assert_eq!(
            (&finds(&door, "before").await["count"], &finds(&door, "after").await["count"]),
            (&json!(0), &json!(54))
        );
        running.stop().await;
    });
}
