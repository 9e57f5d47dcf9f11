//! Who hears by email of which step, and who does not.

use super::*;
use crate::advice::{Enquiry, Outcome, ServiceName};
use crate::messages::{Addressee, Attempt, Kind, Message};

const NOON: &str = "2026-04-02T11:00:00Z";

fn sam() -> StaffMember {
    staff("sam", Role::Adviser)
}

fn kinds(enquiry: &Enquiry) -> Vec<Kind> {
    enquiry.outgoing().queue().iter().map(|message| message.kind).collect()
}

/// An enquiry that sam has and of which everything written so far is out.
fn in_hand(body: &Value) -> Enquiry {
    let reference = Reference::draw(Prefix::Enquiry, [7; 32]);
    let promises = Promises::default();
    let received = Enquiry::received(reference, Digest::new([1; 32]), ask(body), &promises, maundy_thursday());
    all_sent(received.assign(&sam(), sam(), None, at(NOON)).unwrap())
}

fn all_sent(mut enquiry: Enquiry) -> Enquiry {
    for message in enquiry.outgoing_mut().claim(at(NOON)).0 {
        let claimed = message.try_number().unwrap();
        enquiry.outgoing_mut().settle(message.number, claimed, &Attempt::Sent, at(NOON));
    }
    enquiry
}

#[test]
fn a_family_hears_of_receipt_question_and_answer() {
    assert_eq!(kinds(&received()), [Kind::Received]);
    let asked = in_hand(&a_general_question()).ask_family(&sam(), text("Which school?"), at(NOON)).unwrap();
    assert_eq!(kinds(&asked), [Kind::WaitingForYou, Kind::Reminder]);
    let answered = in_hand(&a_general_question()).answer(&sam(), text("Ask them."), at(NOON)).unwrap();
    assert_eq!(kinds(&answered), [Kind::Answered]);
    let service = || ServiceName::parse("A helpline").unwrap();
    let signposted = in_hand(&a_general_question()).signpost(&sam(), service(), text("They help."), at(NOON));
    assert_eq!(kinds(&signposted.unwrap()), [Kind::Answered]);
    let redirected = in_hand(&a_general_question()).redirect(&sam(), service(), text("They help."), at(NOON));
    assert_eq!(kinds(&redirected.unwrap()), [Kind::Answered]);
}

#[test]
fn a_family_that_asked_to_be_phoned_gets_no_email() {
    let mut body = a_general_question();
    body["reply"] = json!({"by": "phone", "phone": "01632 960 001", "safe_to_leave_message": false});
    let enquiry = in_hand(&body);
    assert!(enquiry.outgoing().is_untouched());
    let asked = enquiry.ask_family(&sam(), text("Which school?"), at(NOON)).unwrap();
    assert!(asked.answer(&sam(), text("Ask them."), at(NOON)).unwrap().outgoing().is_untouched());
}

#[test]
fn whoever_has_the_enquiry_hears_that_the_family_wrote_and_before_somebody_has_it_nobody_does() {
    let wrote = in_hand(&a_general_question()).family_writes(text("More"), &Promises::default(), at(NOON)).unwrap();
    let to: Vec<&Addressee> = wrote.outgoing().queue().iter().map(|message| &message.to).collect();
    assert_eq!((kinds(&wrote), to), (vec![Kind::FamilyWrote], vec![&Addressee::Staff(sam().id)]));
    let early = received().family_writes(text("More"), &Promises::default(), at(NOON)).unwrap();
    assert_eq!(kinds(&early), [Kind::Received]);
}

#[test]
fn a_family_that_does_not_answer_is_reminded_once_after_five_working_days() {
    let asked = in_hand(&a_general_question()).ask_family(&sam(), text("Which school?"), at(NOON)).unwrap();
    let mut waited = all_sent(asked);
    // Maundy Thursday, then Easter: the fifth working day is Monday in a week.
    let due = waited.outgoing().queue().first().and_then(Message::due_at);
    assert_eq!(due, Some(at("2026-04-13T09:00:00Z")));
    assert!(waited.outgoing_mut().claim(at("2026-04-13T08:59:59Z")).0.is_empty());
    assert_eq!(waited.outgoing_mut().claim(at("2026-04-13T09:00:00Z")).0[0].kind, Kind::Reminder);
    waited.outgoing_mut().settle(3, 1, &Attempt::Sent, at("2026-04-13T09:00:01Z"));
    assert_eq!(waited.outgoing().pending(), None, "there is no second one");
}

#[test]
fn nobody_is_reminded_of_what_is_no_longer_waited_for() {
    let asked = || all_sent(in_hand(&a_general_question()).ask_family(&sam(), text("Which?"), at(NOON)).unwrap());
    assert_eq!(kinds(&asked()), [Kind::Reminder]);
    let ended = [
        asked().family_writes(text("This one"), &Promises::default(), at(NOON)),
        asked().answer(&sam(), text("Never mind."), at(NOON)),
        asked().close(&sam(), Outcome::NoReply, at(NOON)),
        asked().withdraw(at(NOON)),
        asked().signpost(&sam(), ServiceName::parse("A helpline").unwrap(), text("They help."), at(NOON)),
    ];
    for enquiry in ended {
        assert!(!kinds(&enquiry.unwrap()).contains(&Kind::Reminder));
    }
    assert_eq!(kinds(&asked().assign(&sam(), staff("moe", Role::Adviser), None, at(NOON)).unwrap()), [Kind::Reminder]);
    let again = asked().ask_family(&sam(), text("And when?"), at(NOON)).unwrap();
    assert_eq!(kinds(&again), [Kind::WaitingForYou, Kind::Reminder], "one, not two");
}

#[test]
fn no_message_holds_a_word_of_the_family_a_name_or_an_address() {
    let wrote = in_hand(&a_question_about_a_child()).family_writes(text("More"), &Promises::default(), at(NOON));
    let stored = serde_json::to_string(wrote.unwrap().ask_family(&sam(), text("Which?"), at(NOON)).unwrap().outgoing());
    let stored = stored.unwrap();
    for typed in ["Pupil", "Robin", "Ashe", "family.example", "More", "Which", "Okoro", "Jay"] {
        assert!(!stored.contains(typed), "{typed} in {stored}");
    }
}

#[test]
fn an_enquiry_stored_before_there_were_messages_still_reads() {
    let mut stored = serde_json::to_value(received()).unwrap();
    assert!(stored.as_object_mut().unwrap().remove("outgoing").is_some());
    assert!(serde_json::from_value::<Enquiry>(stored).unwrap().outgoing().is_untouched());
}
