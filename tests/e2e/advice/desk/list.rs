//! The list of work: its parts, its filters, its pages, and finding what is on no list.

use reqwest::Method;
use serde_json::json;

use super::{LIST, taken, thread};
use crate::browser::Browser;
use crate::door::{house, story};
use crate::people::{Family, Staff, a_question};

#[test]
fn each_part_of_the_list_says_how_many_it_has_and_what_to_do_where_there_is_nothing() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let browser = Browser::of(&sam);
        let empty = browser.goes(LIST).await.is(LIST, 200);
        assert!(empty.words().contains("You have no enquiries, and none waits for somebody"), "{}", empty.words());

        let mine = taken(&sam, Family::asks(&door, &a_question()).await).await;
        let flagged = Family::asks(&door, &a_question()).await;
        sam.steps(&flagged, "flags", &json!({"concern": "Writes that they are afraid"})).await.is(200);
        let mut about_attendance = a_question();
        about_attendance["topics"] = json!(["attendance"]);
        let other = Family::asks(&door, &about_attendance).await;

        let own = browser.goes(LIST).await.is(LIST, 200);
        for part in ["Yours (1)", "Nobody’s yet (2)", "Overdue (0)", "Due today (", "Safeguarding (1)", "All open (3)"]
        {
            assert!(own.words().contains(part), "{part} in {}", own.words());
        }
        assert!(own.words().contains(&mine.reference) && !own.words().contains(&other.reference));
        assert!(own.words().contains(", in 2 working days") || own.words().contains("working day"), "{}", own.words());
        for secret in ["Robin", "robin@", "How does the school"] {
            assert!(!own.answer.text.contains(secret), "a list tells nothing of a family");
        }

        let all = browser.goes("/desk/advice?view=all").await.words();
        let place = |family: &Family| all.find(&family.reference).unwrap();
        assert!(place(&flagged) < place(&mine) && all.contains("Safeguarding flag"), "a flag comes first: {all}");
        let filtered = browser.goes("/desk/advice?view=all&topic=attendance&state=received").await.words();
        assert!(filtered.contains(&other.reference) && !filtered.contains(&mine.reference), "{filtered}");
        assert!(filtered.contains("All open (1)") && filtered.contains("about “Attendance” and at “Received”"));
        let nothing = browser.goes("/desk/advice?view=overdue&topic=admissions").await.words();
        assert!(nothing.contains("No enquiry here fits the filter"), "{nothing}");
        browser.goes("/desk/advice?view=everything").await.is("/desk/advice?view=everything", 400);
        running.stop().await;
    });
}

#[test]
fn a_long_list_comes_in_pages_and_each_enquiry_is_on_one_of_them() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let browser = Browser::of(&Staff::joins(&door, "Sam Okoro", "adviser").await);
        let mut asked = Vec::new();
        for _ in 0..27 {
            asked.push(Family::asks(&door, &a_question()).await.reference);
        }
        let first = browser.goes("/desk/advice?view=nobodys").await.words();
        let second = browser.goes("/desk/advice?view=nobodys&page=2").await.words();
        assert!(first.contains("Next page") && second.contains("Previous page"), "{first}");
        let on = |words: &str| asked.iter().filter(|reference| words.contains(reference.as_str())).count();
        assert_eq!((on(&first), on(&second)), (25, 2));
        let last = browser.goes("/desk/advice?view=nobodys&page=99").await.words();
        assert_eq!(on(&last), 2, "behind the end is the last page");
        running.stop().await;
    });
}

#[test]
fn an_enquiry_is_found_by_its_reference_however_it_is_typed_and_when_it_is_closed_too() {
    story(|door| async move {
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let browser = Browser::of(&sam);
        let family = Family::asks(&door, &a_question()).await;
        sam.steps(&family, "closure", &json!({"outcome": "duplicate"})).await.is(200);
        let typed = format!(" {} ", family.reference.to_lowercase().replace('-', " "));
        browser.sends("/desk/advice/find", &[("reference", &typed)]).await.is(&thread(&family), 200);

        for (typed, said) in [
            ("", "Enter a reference"),
            ("ENQ-4K7M-95XW", "We have no enquiry with this reference"),
            ("ENQ-2222-2222", "Check the reference"),
            ("nonsense", "Check the reference"),
        ] {
            let wrong = browser.sends("/desk/advice/find", &[("reference", typed)]).await.is("/desk/advice/find", 422);
            assert!(wrong.words().contains(said), "{typed}: {}", wrong.words());
            assert!(wrong.answer.text.contains(&format!("value=\"{typed}\"")) || typed.is_empty(), "it is played back");
        }
    });
}

#[test]
fn the_list_costs_the_same_however_much_was_closed() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let browser = Browser::of(&sam);
        Family::asks(&door, &a_question()).await;
        let mut costs = Vec::new();
        for _ in 0..2 {
            house.faults().record();
            browser.asks(Method::GET, "/desk/advice?view=all", &[]).await.is(200);
            costs.push(house.faults().recorded().len());
            house.faults().clear();
            for _ in 0..20 {
                let family = Family::asks(&door, &a_question()).await;
                sam.steps(&family, "closure", &json!({"outcome": "duplicate"})).await.is(200);
            }
        }
        // A key proven, 16 shards with a counter each; a shard that was used has an entry more.
        assert!(costs.iter().all(|cost| *cost <= 2 + 32), "{costs:?}");
        running.stop().await;
    });
}
