//! Afterwards: somebody who attended says what they thought of it, gets a certificate, prints it, and anybody can check it.

use super::planning::{a_run_today, everybody_comes, plan, time_passes};
use crate::person::Person;
use crate::visit::{visit, visit_house};
use crate::way::Way;

const QUESTIONS: [&str; 4] = [
    "I learned something that I can use",
    "The course was well taught",
    "I feel more able to help children who are or were in care",
    "I would recommend it to a colleague",
];

impl Person {
    /// Answers every question with the best.
    async fn thinks_the_best_of_it(&self) {
        for question in QUESTIONS {
            self.chooses_for(question, "5: very much").await;
        }
        self.presses("Send").await;
        self.sees("Thank you for telling us").await;
    }
}

/// Attends, says what they thought, and has a certificate.
pub(super) async fn gets_a_certificate(person: Person) {
    let run = plan(&person.door, &a_run_today()).await;
    person.asks_as_a_carer(&run, "Book places", &["ada@family.example"]).await;
    person.presses("Book 1 place").await;
    let booking = person.has_booked().await;
    person.comes_back_to_the_booking(&booking).await;
    person.sees("Join here").await;
    everybody_comes(&person.door, &run, &[(&booking.reference, 1)]).await;
    person.reloads().await;
    person.presses("Say what you thought of it").await;
    person.presses("Send").await;
    person.sees("Select how useful it was, from 1 to 5").await;
    person.thinks_the_best_of_it().await;
    person.presses("See and print your certificate").await;
    person.sees("We certify that").await;
    let printed = person.prints("certificate").await;
    assert!(printed.contains("Ada Ashe 0") && !printed.contains("Print this certificate"), "{printed}");
    let is_code = |word: &&str| word.len() == 14 && word.split('-').all(|group| group.len() == 4);
    let code = printed.split_whitespace().find(is_code).expect(&printed).to_owned();

    person.comes_back_to_the_booking(&booking).await;
    person.presses("Certificate").await;
    person.sees(&code).await;
    person.visits("/training/certificate").await;
    person.presses("Check").await;
    person.sees("Enter the code of the certificate").await;
    person.fills_in("The code of the certificate", &code.to_lowercase()).await;
    person.presses("Check").await;
    person.sees("This certificate is ours").await;
    person.sees("A. A.").await;
    person.does_not_see("Ada Ashe").await;
    person.visits("/training/certificate/AAAABBBBCCCC").await;
    person.sees("We have no certificate with this code").await;
}

#[test]
fn somebody_gets_a_certificate() {
    visit(Way::ORDINARY, gets_a_certificate);
}

#[test]
fn somebody_gets_a_certificate_by_keyboard_alone() {
    visit(Way::KEYBOARD, gets_a_certificate);
}

#[test]
fn somebody_gets_a_certificate_without_script_on_a_narrow_screen() {
    visit(Way { script: false, ..Way::NARROW }, gets_a_certificate);
}

#[test]
fn of_several_who_attended_each_has_a_page_of_their_own() {
    visit_house(Way::ORDINARY, |person, _| async move {
        let run = plan(&person.door, &a_run_today()).await;
        person.asks_as_a_carer(&run, "Book places", &["ada@family.example", "cy@family.example"]).await;
        person.presses("Book 2 places").await;
        let booking = person.has_booked().await;
        everybody_comes(&person.door, &run, &[(&booking.reference, 1), (&booking.reference, 2)]).await;
        time_passes(&person.door).await;
        person.comes_back_to_the_booking(&booking).await;
        let text = person.reads().await;
        assert_eq!(text.matches("Say what you thought of it").count(), 2, "{text}");
        person.visits("/training/evaluation/00").await;
        person.sees("We do not know this link").await;
    });
}
