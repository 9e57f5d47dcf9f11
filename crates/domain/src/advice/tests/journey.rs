//! An enquiry from question to answer, and everything that may not happen on the way.

use jiff::civil::date;

use super::*;
use crate::advice::{Action, Author, Handling, Outcome, Refusal, ServiceName, StageName};
use crate::calendar::Calendar;
use crate::choice::Choice;
use crate::stopwatch::Standing;

const NOON: &str = "2026-04-02T11:00:00Z";

fn sam() -> StaffMember {
    staff("sam", Role::Adviser)
}

fn assigned() -> Enquiry {
    received().assign(&sam(), sam(), None, at(NOON)).unwrap()
}

fn answered() -> Enquiry {
    assigned().answer(&sam(), text("Ask for the policy."), at(NOON)).unwrap()
}

fn closed() -> Enquiry {
    answered().close(&sam(), Outcome::Answered, at(NOON)).unwrap()
}

fn in_stage(stage: StageName) -> Enquiry {
    let service = || ServiceName::parse("A helpline").unwrap();
    match stage {
        StageName::Received => received(),
        StageName::Triaged => received().triage(&sam(), None, None, at(NOON)).unwrap(),
        StageName::Assigned => assigned(),
        StageName::WaitingForFamily => assigned().ask_family(&sam(), text("Which school?"), at(NOON)).unwrap(),
        StageName::Answered => answered(),
        StageName::Closed => closed(),
        StageName::Redirected => received().redirect(&sam(), service(), text("They help."), at(NOON)).unwrap(),
        StageName::Signposted => received().signpost(&sam(), service(), text("They help."), at(NOON)).unwrap(),
        StageName::Withdrawn => received().withdraw(at(NOON)).unwrap(),
    }
}

fn try_to(action: Action, enquiry: Enquiry) -> Result<Enquiry, Refusal> {
    let (manager, now) = (staff("moe", Role::Manager), at(NOON));
    let service = || ServiceName::parse("A helpline").unwrap();
    match action {
        Action::Triage => enquiry.triage(&manager, None, None, now),
        Action::Assign => enquiry.assign(&manager, manager.clone(), None, now),
        Action::Ask => enquiry.ask_family(&manager, text("Which school?"), now),
        Action::Answer => enquiry.answer(&manager, text("Like this."), now),
        Action::Signpost => enquiry.signpost(&manager, service(), text("They help."), now),
        Action::Redirect => enquiry.redirect(&manager, service(), text("They help."), now),
        Action::Close => enquiry.close(&manager, Outcome::Duplicate, now),
        Action::Reopen => enquiry.reopen(&manager, text("They phoned."), &Promises::default(), now),
        Action::Withdraw => enquiry.withdraw(now),
    }
}

#[test]
fn every_action_is_done_in_the_states_that_the_table_names_and_refused_in_all_others() {
    for stage in StageName::ALL {
        assert_eq!(in_stage(*stage).stage().name(), *stage);
        for action in Action::ALL {
            let outcome = try_to(*action, in_stage(*stage));
            let allowed = action.allowed_in().contains(stage);
            assert_eq!(outcome.is_ok(), allowed, "{action:?} while {stage:?}");
            if let Err(refusal) = outcome {
                assert_eq!(refusal, Refusal::NotNow { action: *action, stage: *stage });
                assert!(refusal.sentence().contains(stage.label()), "the state is said");
            }
        }
    }
}

#[test]
fn what_is_said_to_be_allowed_is_what_the_step_does() {
    let now = maundy_thursday();
    for action in Action::ALL.iter().copied() {
        for stage in StageName::ALL.iter().copied() {
            let enquiry = in_stage(stage);
            let tried = try_to(action, enquiry.clone()).map(drop);
            assert_eq!(
                enquiry.allows(action, &sam(), now).is_ok(),
                tried.is_ok(),
                "{action:?} in {stage:?}: {tried:?}"
            );
        }
    }
    let flagged = assigned().flag(&sam(), text("Afraid"), now).unwrap();
    assert_eq!(flagged.allows(Action::Close, &sam(), now), Err(Refusal::FlagUnhandled));
    assert_eq!(assigned().allows(Action::Assign, &staff("ann", Role::Adviser), now), Err(Refusal::OnlyAManager));
    assert_eq!(closed().allows(Action::Reopen, &sam(), at("2026-07-03T08:00:00Z")), Err(Refusal::EndedTooLongAgo));
}

#[test]
fn an_enquiry_survives_storage_in_every_state() {
    for stage in StageName::ALL {
        let enquiry = in_stage(*stage);
        let stored = serde_json::to_string(&enquiry).unwrap();
        assert_eq!(serde_json::from_str::<Enquiry>(&stored).unwrap(), enquiry);
    }
}

#[test]
fn a_family_hears_within_two_working_days_and_has_its_answer_within_seven() {
    let calendar = Calendar::england_and_wales();
    let enquiry = received();
    let first = enquiry.clocks().first_contact().due(&calendar).unwrap();
    let reply = enquiry.clocks().reply().due(&calendar).unwrap();
    assert_eq!(first.date, date(2026, 4, 8), "Easter has two bank holidays and a weekend");
    assert_eq!(first.skipped.len(), 4);
    assert_eq!(reply.date, date(2026, 4, 15));
    assert_eq!(enquiry.next_due(&calendar).unwrap().date, first.date, "the soonest counts");
}

#[test]
fn waiting_for_the_family_stops_the_reply_clock_and_any_message_from_them_starts_it_again() {
    let calendar = Calendar::england_and_wales();
    let waiting = assigned().ask_family(&sam(), text("Which school?"), at("2026-04-08T10:00:00Z")).unwrap();
    assert_eq!(waiting.next_due(&calendar), None);
    let now = at("2026-04-20T10:00:00Z");
    assert_eq!(waiting.clocks().reply().standing(&calendar, now), Standing::Waiting { days_left: 6 });

    let back = waiting.family_writes(text("Oak School."), &Promises::default(), now).unwrap();
    assert_eq!(back.stage().name(), StageName::Assigned);
    assert_eq!(back.clocks().reply().due(&calendar).unwrap().date, date(2026, 4, 28), "six days after the 20th");
}

#[test]
fn a_question_after_the_answer_has_a_clock_of_its_own() {
    let calendar = Calendar::england_and_wales();
    let again = at("2026-05-11T10:00:00Z");
    let enquiry = answered().family_writes(text("And next year?"), &Promises::default(), again).unwrap();
    assert_eq!(enquiry.stage().name(), StageName::Assigned, "with whoever answered");
    assert_eq!(enquiry.stage().staff(), Some(&sam()));
    assert_eq!(enquiry.clocks().replies().count(), 2);
    assert_eq!(enquiry.clocks().reply().due(&calendar).unwrap().date, date(2026, 5, 20));
}

#[test]
fn a_family_may_add_to_its_question_before_anybody_looked_and_no_clock_moves() {
    let before = received();
    let after = before.clone().family_writes(text("I forgot to say"), &Promises::default(), at(NOON)).unwrap();
    assert_eq!(after.clocks(), before.clocks());
    assert_eq!(after.stage(), before.stage());
    assert!(matches!(after.messages(), [message] if message.from == Author::Family));
}

#[test]
fn an_ended_enquiry_opens_again_when_the_family_writes_within_three_months_and_not_after() {
    for stage in [StageName::Closed, StageName::Redirected, StageName::Signposted, StageName::Withdrawn] {
        for (when, opens) in [("2026-07-02T22:30:00Z", true), ("2026-07-03T00:30:00Z", false)] {
            let outcome = in_stage(stage).family_writes(text("One more"), &Promises::default(), at(when));
            assert_eq!(outcome.is_ok(), opens, "{stage:?} {when}");
            match outcome {
                Ok(enquiry) => {
                    assert!(enquiry.is_open() && enquiry.clocks().reply().due(&Calendar::england_and_wales()).is_some())
                }
                Err(refusal) => assert_eq!(refusal, Refusal::EndedTooLongAgo),
            }
        }
    }
    let reopened = closed().family_writes(text("One more"), &Promises::default(), at(NOON)).unwrap();
    assert_eq!(reopened.stage().staff(), Some(&sam()), "with whoever had it");
}

#[test]
fn only_a_manager_takes_an_enquiry_from_somebody_else() {
    let (ann, mo) = (staff("ann", Role::Adviser), staff("moe", Role::Manager));
    let reason = Some(text("Sam is on leave"));
    assert_eq!(assigned().assign(&ann, ann.clone(), None, at(NOON)), Err(Refusal::OnlyAManager));
    assert_eq!(assigned().assign(&sam(), sam(), None, at(NOON)), Err(Refusal::AlreadyTheirs));
    assert!(assigned().assign(&sam(), ann.clone(), None, at(NOON)).is_ok(), "Sam may hand over");
    let taken = assigned().assign(&mo, ann.clone(), reason, at(NOON)).unwrap();
    assert_eq!(taken.stage().staff(), Some(&ann));
    assert_eq!(taken.assignments().len(), 2, "the history of who had it stays");
}

#[test]
fn handing_over_keeps_the_state() {
    for stage in [StageName::WaitingForFamily, StageName::Answered] {
        let handed = in_stage(stage).assign(&sam(), staff("ann", Role::Adviser), None, at(NOON)).unwrap();
        assert_eq!(handed.stage().name(), stage);
    }
}

#[test]
fn an_outcome_fits_the_state_it_ends() {
    for (stage, outcome, fits) in [
        (StageName::Answered, Outcome::Answered, true),
        (StageName::Assigned, Outcome::Answered, false),
        (StageName::WaitingForFamily, Outcome::NoReply, true),
        (StageName::Assigned, Outcome::NoReply, false),
        (StageName::Received, Outcome::Duplicate, true),
    ] {
        let ended = in_stage(stage).close(&sam(), outcome, at(NOON));
        assert_eq!(ended.is_ok(), fits, "{outcome:?} while {stage:?}");
    }
}

#[test]
fn a_safeguarding_flag_holds_an_enquiry_open_until_it_is_handled() {
    let now = at(NOON);
    let flagged = answered().flag(&sam(), text("Says they are afraid at home."), now).unwrap();
    assert_eq!(flagged.clone().close(&sam(), Outcome::Answered, now), Err(Refusal::FlagUnhandled));
    let due = flagged.next_due(&Calendar::england_and_wales()).unwrap();
    assert_eq!(due.date, date(2026, 4, 2), "the same working day");

    let hub = ServiceName::parse("Safeguarding hub").unwrap();
    let handling = || Handling { at: now, by: sam(), passed_to: hub.clone(), note: None };
    assert_eq!(flagged.clone().handle_flag(2, handling()), Err(Refusal::NoSuchFlag));
    let handled = flagged.handle_flag(1, handling()).unwrap();
    assert_eq!(handled.clone().handle_flag(1, handling()), Err(Refusal::NoSuchFlag), "once");
    assert!(handled.close(&sam(), Outcome::Answered, now).is_ok());
}

#[test]
fn a_flag_keeps_even_a_withdrawn_enquiry_on_the_list() {
    let withdrawn = received().flag(&sam(), text("A worry."), at(NOON)).unwrap().withdraw(at(NOON)).unwrap();
    assert!(withdrawn.is_open());
    assert!(!in_stage(StageName::Withdrawn).is_open());
}

#[test]
fn a_thread_that_is_full_says_so_and_loses_nothing_that_was_there() {
    let mut enquiry = received();
    for _ in 0..crate::advice::MAX_MESSAGES {
        enquiry = enquiry.family_writes(text("More"), &Promises::default(), at(NOON)).unwrap();
    }
    assert_eq!(enquiry.family_writes(text("Too much"), &Promises::default(), at(NOON)), Err(Refusal::Full));
}

#[test]
fn a_first_look_is_one_line_and_a_second_within_the_hour_is_the_same_look() {
    let opened = crate::advice::AccessLog::default();
    let first = opened.looked(&sam(), at("2026-04-02T08:00:00Z")).unwrap();
    assert!(first.tells_already(&sam(), at("2026-04-02T08:59:59Z")));
    assert!(!first.tells_already(&sam(), at("2026-04-02T09:00:00Z")));
    assert!(!first.tells_already(&staff("ann", Role::Adviser), at("2026-04-02T08:00:00Z")));
    let second = first.looked(&sam(), at("2026-04-03T08:00:00Z")).unwrap();
    assert!(matches!(second.people(), [looks] if looks.times == 2 && looks.first_at < looks.last_at));
}
