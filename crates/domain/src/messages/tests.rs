//! The rules of messages, told as sentences.

use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::people::StaffId;

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

/// Monday 2 March 2026, 10am.
fn now() -> Timestamp {
    at("2026-03-02T10:00:00Z")
}

fn minutes_later(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

fn sam() -> Addressee {
    Addressee::Staff(StaffId::parse("sam").unwrap())
}

fn one_answer() -> Outgoing {
    let mut outgoing = Outgoing::default();
    outgoing.write(Kind::Answered, Addressee::Subject, now());
    outgoing
}

/// Claims the one message at `time` and says which try that was.
fn try_number(outgoing: &mut Outgoing, time: Timestamp) -> Option<u32> {
    let (claimed, _) = outgoing.claim(time);
    claimed.first().and_then(Message::try_number)
}

#[test]
fn a_message_is_claimed_by_one_and_by_another_only_once_that_claim_is_over() {
    let mut outgoing = one_answer();
    assert_eq!(try_number(&mut outgoing, now()), Some(1));
    assert_eq!(outgoing.claim(now()), (vec![], false), "somebody is at it");
    assert_eq!(try_number(&mut outgoing, minutes_later(2)), None);
    assert_eq!(try_number(&mut outgoing, minutes_later(3)), Some(2), "whoever was at it is gone");
}

#[test]
fn what_comes_of_a_claim_that_is_over_is_not_noted() {
    let mut outgoing = one_answer();
    try_number(&mut outgoing, now());
    try_number(&mut outgoing, minutes_later(3));
    assert!(!outgoing.settle(1, 1, &Attempt::Later, minutes_later(3)));
    assert!(outgoing.settle(1, 2, &Attempt::Sent, minutes_later(3)));
    assert!(!outgoing.settle(1, 2, &Attempt::Sent, minutes_later(3)), "once");
    assert!(outgoing.queue().is_empty() && outgoing.pending().is_none());
    assert_eq!(outgoing.sent().len(), 1);
}

#[test]
fn a_message_is_tried_again_less_and_less_often_for_a_day_and_then_left() {
    let mut outgoing = one_answer();
    let mut waits = Vec::new();
    let mut time = now();
    while let Some(number) = try_number(&mut outgoing, time) {
        outgoing.settle(1, number, &Attempt::Later, time);
        let Some(next) = outgoing.pending().and_then(|pending| pending.due_at) else { break };
        waits.push(next.duration_since(time).as_mins());
        time = next;
    }
    assert_eq!(waits, [1, 5, 15, 60, 240, 240, 240, 240, 240]);
    assert_eq!(outgoing.queue()[0].failure(), Some(Failure::GaveUp));
    assert_eq!(outgoing.pending(), Some(Pending { due_at: None, waiting: 0, failed: 1 }));
}

#[test]
fn a_message_nobody_tried_for_a_week_is_not_sent_out_of_the_blue() {
    let mut outgoing = one_answer();
    assert_eq!(outgoing.claim(now() + SignedDuration::from_hours(7 * 24)), (vec![], true));
    assert_eq!(outgoing.queue()[0].failure(), Some(Failure::TooLate));
}

#[test]
fn a_link_to_sign_in_is_not_sent_after_it_has_ceased_to_work() {
    let mut outgoing = Outgoing::default();
    outgoing.write_link(Addressee::Subject, 7, now());
    outgoing.write_link(Addressee::Subject, 8, minutes_later(1));
    assert_eq!(outgoing.queue().len(), 1, "the newer one alone");
    assert_eq!(outgoing.claim(minutes_later(31)), (vec![], true));
    assert_eq!(outgoing.pending(), None, "nobody tried it, so nobody need hear of it");

    outgoing.write_link(Addressee::Subject, 9, now());
    assert_eq!(try_number(&mut outgoing, now()), Some(1));
    assert_eq!(outgoing.claim(minutes_later(30)), (vec![], true));
    assert_eq!(outgoing.queue()[0].failure(), Some(Failure::GaveUp));
    assert!(!outgoing.send_again(3, minutes_later(31)), "there is no use in it");
}

#[test]
fn what_nobody_has_begun_to_send_says_the_same_thing_once() {
    let mut outgoing = one_answer();
    outgoing.write(Kind::Answered, Addressee::Subject, now());
    assert_eq!(outgoing.queue().len(), 1);
    outgoing.write(Kind::FamilyWrote, sam(), now());
    outgoing.write(Kind::FamilyWrote, Addressee::Staff(StaffId::parse("moe").unwrap()), now());
    assert_eq!(outgoing.queue().len(), 3, "another kind, another person");
    outgoing.claim(now());
    outgoing.write(Kind::Answered, Addressee::Subject, now());
    assert_eq!(outgoing.queue().len(), 4, "the first may be out already");
}

#[test]
fn what_is_no_longer_true_is_called_off_unless_somebody_is_at_it() {
    let mut outgoing = Outgoing::default();
    outgoing.write_for_later(Kind::Reminder, Addressee::Subject, minutes_later(10), now());
    assert_eq!(outgoing.claim(now()), (vec![], false), "it is not due");
    outgoing.call_off(Kind::Reminder);
    assert_eq!(outgoing.pending(), None);
    outgoing.write(Kind::Reminder, Addressee::Subject, now());
    outgoing.claim(now());
    outgoing.call_off(Kind::Reminder);
    assert_eq!(outgoing.queue().len(), 1);
}

#[test]
fn what_failed_can_be_sent_again_as_another_message_or_dismissed() {
    let mut outgoing = one_answer();
    try_number(&mut outgoing, now());
    outgoing.settle(1, 1, &Attempt::Failed(Failure::Refused), now());
    assert_eq!(outgoing.claim(minutes_later(600)), (vec![], false), "not by itself");
    assert!(outgoing.send_again(1, now()));
    assert!(!outgoing.send_again(1, now()), "a double click");
    assert_eq!(outgoing.queue()[0].number, 2);
    assert!(!outgoing.dismiss(2), "what waits is not dismissed");
    try_number(&mut outgoing, now());
    outgoing.settle(2, 1, &Attempt::Failed(Failure::NoTemplate), now());
    assert!(outgoing.dismiss(2) && !outgoing.dismiss(2));
    assert_eq!(outgoing.pending(), None);
}

#[test]
fn a_message_to_nobody_is_forgotten() {
    let mut outgoing = Outgoing::default();
    outgoing.write(Kind::FamilyWrote, sam(), now());
    try_number(&mut outgoing, now());
    assert!(outgoing.settle(1, 1, &Attempt::Nobody, now()));
    assert_eq!((outgoing.pending(), outgoing.sent().len()), (None, 0));
}

#[test]
fn a_receipt_counts_once_and_a_bad_one_puts_the_message_among_the_failed() {
    let sent = || {
        let mut outgoing = one_answer();
        try_number(&mut outgoing, now());
        outgoing.settle(1, 1, &Attempt::Sent, now());
        outgoing
    };
    let mut delivered = sent();
    assert!(delivered.receipt(1, Receipt::Delivered, now()));
    assert!(!delivered.receipt(1, Receipt::Delivered, now()), "twice");
    assert!(!delivered.receipt(9, Receipt::Delivered, now()), "of nothing we know");
    assert!(delivered.sent()[0].delivered);
    for (receipt, why) in [
        (Receipt::PermanentFailure, Failure::NoSuchAddress),
        (Receipt::TemporaryFailure, Failure::MailboxRefused),
        (Receipt::TechnicalFailure, Failure::Technical),
    ] {
        let mut failed = sent();
        assert!(failed.receipt(1, receipt, now()));
        assert!(!failed.receipt(1, receipt, now()), "twice");
        assert_eq!((failed.queue()[0].failure(), failed.sent().len()), (Some(why), 0));
    }
}

#[test]
fn a_receipt_that_comes_before_it_was_noted_that_the_message_went_out_says_so_too() {
    for receipt in [Receipt::Delivered, Receipt::PermanentFailure] {
        let mut outgoing = one_answer();
        assert!(!outgoing.receipt(1, receipt, now()), "nobody has begun to send it");
        try_number(&mut outgoing, now());
        assert!(outgoing.receipt(1, receipt, now()));
        assert!(!outgoing.settle(1, 1, &Attempt::Sent, now()), "it is settled");
        assert_eq!(outgoing.sent().len(), usize::from(receipt == Receipt::Delivered));
    }
}

#[test]
fn a_record_holds_so_many_messages_and_no_more() {
    let mut outgoing = Outgoing::default();
    for number in 0..100 {
        let staff = Addressee::Staff(StaffId::parse(&format!("staff-{number}")).unwrap());
        outgoing.write(Kind::FamilyWrote, staff, now());
    }
    assert_eq!(outgoing.queue().len(), MAX_QUEUED);
    assert_eq!(outgoing.queue().last().unwrap().number, 100, "the newest stay");
    let mut taken = 0;
    for _ in 0..100 {
        let (claimed, changed) = outgoing.claim(now());
        assert!(claimed.len() <= MAX_CLAIMED);
        taken += claimed.len();
        for message in claimed {
            outgoing.settle(message.number, 1, &Attempt::Sent, now());
        }
        if !changed {
            break;
        }
    }
    assert_eq!(taken, MAX_QUEUED);
    let mut many = Outgoing::default();
    for _ in 0..100 {
        many.write(Kind::Answered, Addressee::Subject, now());
        for message in many.claim(now()).0 {
            many.settle(message.number, 1, &Attempt::Sent, now());
        }
    }
    assert_eq!(many.sent().len(), MAX_SENT);
}

#[test]
fn a_full_queue_lets_go_of_what_failed_first() {
    let mut outgoing = one_answer();
    for number in 0..MAX_QUEUED - 1 {
        let staff = Addressee::Staff(StaffId::parse(&format!("staff-{number}")).unwrap());
        outgoing.write(Kind::FamilyWrote, staff, minutes_later(1));
    }
    try_number(&mut outgoing, minutes_later(1));
    outgoing.settle(2, 1, &Attempt::Failed(Failure::Refused), minutes_later(1));
    outgoing.write(Kind::Reminder, Addressee::Subject, minutes_later(1));
    let numbers: Vec<u32> = outgoing.queue().iter().map(|message| message.number).collect();
    assert!(numbers.contains(&1) && !numbers.contains(&2));
}

#[test]
fn messages_are_stored_and_read_back() {
    let mut outgoing = one_answer();
    outgoing.write(Kind::FamilyWrote, sam(), now());
    outgoing.write_link(Addressee::Subject, u64::MAX, now());
    outgoing.write_for_later(Kind::Reminder, Addressee::Subject, minutes_later(9), now());
    outgoing.claim(now());
    outgoing.settle(1, 1, &Attempt::Sent, now());
    outgoing.settle(2, 1, &Attempt::Failed(Failure::NoTemplate), now());
    let stored = serde_json::to_string(&outgoing).unwrap();
    assert_eq!(serde_json::from_str::<Outgoing>(&stored).unwrap(), outgoing);
    assert!(Outgoing::default().is_untouched() && !outgoing.is_untouched());
}

#[test]
fn what_nothing_sends_is_let_go_when_it_is_of_no_more_use() {
    let mut outgoing = Outgoing::default();
    outgoing.write(Kind::Answered, Addressee::Subject, now());
    outgoing.write_link(Addressee::Subject, 7, now());
    assert!(outgoing.let_go(minutes_later(31)), "the link");
    assert!(!outgoing.let_go(minutes_later(7 * 24 * 60 - 1)));
    assert!(outgoing.let_go(minutes_later(7 * 24 * 60)), "the answer, after a week");
    assert_eq!(outgoing.pending(), None);
}
