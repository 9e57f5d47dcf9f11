//! One visit that comes to every page of training at the desk, so that none is without a look.

use super::{planning, register};
use crate::advice::every_page::missed;
use crate::people::Staff;
use crate::way::Way;

#[test]
fn staff_look_after_training_and_come_to_each_of_its_pages() {
    register::tell(Way::ORDINARY, |person, clock| async move {
        planning::changes_a_course(person.clone()).await;
        planning::plans_a_course_and_runs(person.clone()).await;
        planning::changes_a_run_and_calls_it_off(person.clone()).await;
        register::accounts_for_a_run(person.clone(), clock.clone()).await;
        for part in ["full", "offers", "below_minimum", "over", "to_come&mode=online"] {
            person.visits(&format!("/desk/training?view={part}")).await;
        }
        person.visits("/desk/training?year=2025").await;
        person.visits("/desk/training/registers").await;
        let sam = Staff::joins(&person.door, "Sam Okoro", "adviser").await;
        person.is_let_in_as(&sam).await;
        person.visits("/desk").await;
        let missed = missed(&person.has_seen(), |page| page.starts_with("/desk/training"));
        assert!(missed.is_empty(), "nobody looked at {missed:?}");
    });
}
