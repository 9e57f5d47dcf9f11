//! The door's answers, one row per kind of family or professional.

use jiff::civil::date;

use super::*;
use crate::choice::Choice;
use crate::words::{BirthDate, YearGroup};

const TODAY: Date = date(2026, 11, 20);

fn la(code: &str) -> LaCode {
    LaCode::parse(code).unwrap()
}

fn wandsworth(switched_on: &[(Cohort, Service)]) -> Remit {
    Remit::built_in(Local {
        authority: la("212"),
        virtual_school: "Wandsworth Virtual School".to_owned(),
        authorities: [(la("885"), "Worcestershire".to_owned())].into(),
        switched_on: switched_on.to_vec(),
    })
}

fn advice(route: Route, educated_in: &str, age: Option<Age>) -> Answer {
    wandsworth(&[]).answer(&Question::advice(route, Some(la(educated_in)), age, TODAY))
}

fn year(typed: &str) -> Option<Age> {
    Some(Age::YearGroup(YearGroup::parse(typed).unwrap()))
}

fn born(typed: &str) -> Option<Age> {
    Some(Age::Born(BirthDate::parse(typed, TODAY).unwrap()))
}

#[test]
fn families_are_answered_by_how_the_child_left_care_where_they_learn_and_how_old_they_are() {
    for (route, place, age, expected, why) in [
        (Route::Adoption, "212", None, Outcome::Offered, "adopted, at school here"),
        (Route::SpecialGuardianship, "212", year("7"), Outcome::Offered, "special guardianship"),
        (Route::ChildArrangementsOrder, "212", year("11"), Outcome::Offered, "to the end of Year 11"),
        (Route::AdoptedAbroad, "212", year("R"), Outcome::Offered, "from state care abroad"),
        (Route::NotSure, "212", None, Outcome::Offered, "nobody has to be sure"),
        (Route::Adoption, "885", None, Outcome::AnotherAuthority, "at school elsewhere"),
        (Route::Adoption, "212", year("12"), Outcome::TooOld, "past Year 11"),
        (Route::Adoption, "885", year("12"), Outcome::TooOld, "no use sending them on"),
        (Route::Adoption, "212", year("N1"), Outcome::Offered, "two years old"),
        (Route::Adoption, "212", born("2010-09-01"), Outcome::Offered, "16 since September, in Year 11"),
        (Route::Adoption, "212", born("2010-08-31"), Outcome::TooOld, "a day older: Year 12"),
        (Route::Adoption, "212", born("2024-08-31"), Outcome::Offered, "two in August: from September"),
        (Route::Adoption, "212", born("2024-09-01"), Outcome::TooYoung, "two in September: from January"),
        (Route::ReturnedHome, "212", None, Outcome::NotCovered, "went back to a parent"),
        (Route::OrderAfterSeparation, "212", None, Outcome::NotCovered, "never in care"),
        (Route::PlacedForAdoption, "212", None, Outcome::ThroughCarer, "still in care"),
        (Route::InCare, "212", None, Outcome::ThroughCarer, "in care"),
        (Route::SocialWorker, "212", None, Outcome::Signposted, "others help"),
        (Route::Kinship, "212", None, Outcome::SwitchedOff, "unless the council offers it"),
    ] {
        assert_eq!(advice(route, place, age).reason, expected, "{why}");
    }
}

#[test]
fn an_answer_that_sends_on_names_who_can_help() {
    let answer = advice(Route::Adoption, "885", None);
    assert_eq!(answer.verdict, Verdict::NotOffered);
    assert_eq!(answer.title, "Another Virtual School can help you");
    assert_eq!(answer.who_can_help.unwrap().name, "the Virtual School of Worcestershire");
    assert_eq!(
        answer.explanation,
        [
            "The council where the child goes to school is another one, so please ask the Virtual School of Worcestershire."
        ]
    );
    let unnamed = advice(Route::Adoption, "909", None).who_can_help.unwrap();
    assert_eq!(unnamed.name, "the Virtual School of the council with the code 909");
}

#[test]
fn every_answer_says_why_and_every_no_says_who_else() {
    for route in Route::ALL {
        for service in Service::ALL {
            let question = Question { service: *service, ..Question::advice(*route, Some(la("212")), None, TODAY) };
            let answer = wandsworth(&[]).answer(&question);
            let sentences = answer.explanation.len();
            assert!(sentences >= if answer.verdict == Verdict::NotOffered { 2 } else { 1 }, "{route:?} {service:?}");
            assert!(answer.explanation.iter().all(|s| s.ends_with('.') && !s.contains("  ")), "{answer:?}");
        }
    }
}

#[test]
fn without_the_authority_it_depends() {
    let answer = wandsworth(&[]).answer(&Question::advice(Route::Adoption, None, None, TODAY));
    assert_eq!((answer.verdict, answer.reason), (Verdict::Depends, Outcome::AuthorityUnknown));
    assert!(answer.explanation[0].ends_with("the council where the child goes to school."));
}

#[test]
fn a_council_switches_on_what_it_chooses() {
    let remit = wandsworth(&[(Cohort::Kinship, Service::Advice)]);
    let ask = |educated_in, lives_in| {
        let question = Question::advice(Route::Kinship, Some(la(educated_in)), None, TODAY);
        remit.answer(&Question { lives_in: Some(la(lives_in)), ..question }).reason
    };
    assert_eq!(ask("212", "885"), Outcome::Offered, "learns here");
    assert_eq!(ask("885", "212"), Outcome::Offered, "lives here");
    assert_eq!(ask("885", "885"), Outcome::AnotherAuthority, "neither");
}

#[test]
fn professionals_are_answered_by_cohort() {
    for (cohort, service, expected, why) in [
        (Cohort::LookedAfter, Service::Referral, Outcome::Offered, "our child, wherever placed"),
        (Cohort::LookedAfter, Service::Commission, Outcome::Offered, "against a target of the plan"),
        (Cohort::PreviouslyLookedAfter, Service::Referral, Outcome::WithAgreement, "s23ZZA is about advice"),
        (Cohort::PreviouslyLookedAfter, Service::Commission, Outcome::ManagerMayOverride, "a power, not a duty"),
        (Cohort::SocialWorker, Service::Referral, Outcome::ProfessionalsOnly, "not by families"),
        (Cohort::SocialWorker, Service::Commission, Outcome::SwitchedOff, "a local choice"),
        (Cohort::Kinship, Service::Referral, Outcome::AdviceOnly, "advice"),
        (Cohort::CareLeaver, Service::Training, Outcome::NotOffered, "no"),
    ] {
        let question = Question {
            service,
            who: Who::Cohort(cohort),
            age: None,
            educated_in: Some(la("212")),
            lives_in: None,
            responsible: Some(la("212")),
            on: TODAY,
        };
        assert_eq!(wandsworth(&[]).answer(&question).reason, expected, "{why}");
    }
}

#[test]
fn before_a_rule_holds_it_does_not_hold() {
    let ask = |on| wandsworth(&[]).answer(&Question::advice(Route::Adoption, Some(la("212")), None, on)).reason;
    assert_eq!(ask(date(2018, 8, 31)), Outcome::NotInForce);
    assert_eq!(ask(date(2018, 9, 1)), Outcome::Offered);
}

#[test]
fn a_change_of_law_is_a_change_of_data() {
    let mut table = Table::built_in();
    let old = table.rows.iter().find(|row| row.cohort == Cohort::SocialWorker).unwrap().clone();
    let offers = Offers { advice: Offer::Yes, ..old.offers };
    table.rows.push(Row { valid_from: date(2027, 9, 1), statutory: true, offers, home: Home::Educated, ..old });
    let json = serde_json::to_string(&table).unwrap();
    let remit = Remit::new(serde_json::from_str(&json).unwrap(), wandsworth(&[]).local().clone());
    let ask = |on| remit.answer(&Question::advice(Route::SocialWorker, Some(la("212")), None, on));
    assert_eq!(ask(date(2027, 8, 31)).reason, Outcome::Signposted);
    assert_eq!(ask(date(2027, 9, 1)).reason, Outcome::Offered);
    assert!(ask(date(2027, 9, 1)).statutory);
}

#[test]
fn every_route_and_cohort_has_its_row() {
    let table = Table::built_in();
    for route in Route::ALL {
        assert_eq!(table.routes.iter().filter(|row| row.route == *route).count(), 1);
    }
    for cohort in Cohort::ALL {
        assert!(table.row(*cohort, TODAY).is_some());
    }
}
