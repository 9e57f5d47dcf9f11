//! The questionnaire as a family goes through it.

use jiff::civil::date;

use super::{Answers, Door, MAX_TYPED_CHARS, Question, TooLong};
use crate::advice::{Age, Ask, Reply};
use crate::choice::Choice;
use crate::remit;
use crate::tripwire;
use crate::words::LaCode;

fn door() -> Door {
    Door { authority: LaCode::parse("900").unwrap(), today: date(2026, 3, 2) }
}

fn answer(answers: &mut Answers, question: Question, fields: &[(&str, &str)]) {
    answers.put(question, |name| values(fields, name)).unwrap();
}

fn values(fields: &[(&str, &str)], wanted: &str) -> Vec<String> {
    fields.iter().filter(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned()).collect()
}

/// Pages as they were sent: the question, and its fields with what was typed.
type Pages<'a> = &'a [(Question, &'a [(&'a str, &'a str)])];

const GENERAL: Pages<'static> = &[
    (Question::Route, &[("route", "adoption")]),
    (Question::School, &[("school_area", "here")]),
    (Question::Kind, &[("kind", "general")]),
    (Question::Relationship, &[("relationship", "adoptive_parent")]),
    (Question::Topics, &[("topics", "send"), ("topics", "attendance")]),
    (Question::Text, &[("question", "How does a school spend the money?")]),
    (Question::Name, &[("name", "Robin Ashe")]),
    (Question::Reply, &[("reply_by", "email"), ("email", "robin@example.org"), ("phone", "")]),
    (Question::Needs, &[("needs", "")]),
];

const ABOUT_A_CHILD: Pages<'static> = &[
    (Question::Kind, &[("kind", "about_a_child")]),
    (Question::Responsibility, &[("parental_responsibility", "mine")]),
    (Question::Child, &[("first_name", "J"), ("age_by", "year_group"), ("year_group", "7")]),
    (Question::Contact, &[("setting_name", "Elm School"), ("contact_school", "no")]),
];

fn answered(pages: &[Pages<'_>]) -> Answers {
    let mut answers = Answers::default();
    for (question, fields) in pages.iter().copied().flatten() {
        answer(&mut answers, *question, fields);
    }
    answers
}

fn asked(answers: &Answers) -> Ask {
    answers.review(&door()).finish().unwrap()
}

fn sentences(answers: &Answers, question: Question) -> Vec<(&'static str, String)> {
    answers.review(&door()).wrong(question).map(|wrong| (wrong.field, wrong.sentence)).collect()
}

#[test]
fn a_general_question_is_asked_one_thing_after_another() {
    let mut answers = Answers::default();
    for (question, fields) in GENERAL {
        assert_eq!(answers.review(&door()).next(), Some(*question));
        answer(&mut answers, *question, fields);
    }
    assert_eq!(answers.review(&door()).next(), None);
    let ask = asked(&answers);
    assert_eq!(ask.educated_in.as_str(), "900");
    assert_eq!(ask.topics.len(), 2);
    assert!(ask.child.is_none() && ask.needs.is_none() && ask.setting.is_none());
    assert!(matches!(ask.reply, Reply::Email(_)));
}

#[test]
fn a_question_about_a_child_asks_three_things_more() {
    let mut answers = answered(&[GENERAL]);
    for (question, fields) in ABOUT_A_CHILD {
        answer(&mut answers, *question, fields);
    }
    let child = asked(&answers).child.unwrap();
    assert_eq!((child.first_name.as_str(), child.contact_school), ("J", false));
    assert_eq!(answers.questions().count(), Question::ALL.len());
    answer(&mut answers, Question::Kind, &[("kind", "general")]);
    assert!(asked(&answers).child.is_none(), "nothing is sent on that was not asked");
    assert_eq!(answers.questions().count(), Question::ALL.len() - 3);
}

#[test]
fn an_answer_that_is_changed_asks_again_only_what_it_makes_necessary() {
    let mut answers = answered(&[GENERAL]);
    answer(&mut answers, Question::Kind, &[("kind", "about_a_child")]);
    assert_eq!(answers.review(&door()).next(), Some(Question::Responsibility));
    answer(&mut answers, Question::Name, &[("name", "Robin")]);
    assert_eq!(answers.review(&door()).next(), Some(Question::Responsibility));
}

#[test]
fn going_back_leads_through_the_same_questions() {
    let answers = answered(&[GENERAL]);
    assert_eq!(answers.before(Question::Route), None);
    assert_eq!(answers.before(Question::Topics), Some(Question::Relationship));
    let answers = answered(&[GENERAL, ABOUT_A_CHILD]);
    assert_eq!(answers.before(Question::Topics), Some(Question::Contact));
}

#[test]
fn a_question_left_empty_says_so_at_the_field_that_mends_it() {
    type Case = (Question, &'static [(&'static str, &'static str)], &'static str, &'static str);
    let cases: &[Case] = &[
        (Question::Route, &[], "route", "Select how the child left care"),
        (Question::School, &[], "school_area", "Select the council where the child goes to school"),
        (
            Question::School,
            &[("school_area", "elsewhere")],
            "educated_in",
            "Select the council where the child goes to school",
        ),
        (Question::Child, &[("first_name", "J")], "age_by", "Enter the child’s year group or date of birth"),
        (
            Question::Child,
            &[("first_name", "J"), ("age_by", "year_group")],
            "year_group",
            "Enter the child’s year group or date of birth",
        ),
        (
            Question::Child,
            &[("first_name", "J"), ("age_by", "date_of_birth")],
            "date_of_birth-day",
            "Enter the child’s year group or date of birth",
        ),
        (
            Question::Child,
            &[("first_name", "J"), ("age_by", "date_of_birth"), ("date_of_birth-day", "3")],
            "date_of_birth-day",
            "Date of birth must include a month and a year",
        ),
        (Question::Topics, &[], "topics", "Select at least one topic"),
        (Question::Topics, &[("topics", "money")], "topics", "Select at least one topic"),
        (Question::Reply, &[], "reply_by", "Select how you would like us to reply"),
        (Question::Reply, &[("reply_by", "email")], "email", "Enter your email address"),
    ];
    for (question, fields, field, sentence) in cases {
        let mut answers = answered(&[GENERAL, ABOUT_A_CHILD]);
        answer(&mut answers, *question, fields);
        assert_eq!(sentences(&answers, *question), [(*field, (*sentence).to_owned())], "{question:?} {fields:?}");
        assert_eq!(answers.review(&door()).next(), Some(*question));
        assert!(answers.review(&door()).finish().is_err());
    }
}

#[test]
fn every_problem_of_a_page_is_told_at_once_and_none_of_another_page() {
    let mut answers = Answers::default();
    answer(&mut answers, Question::Kind, &[("kind", "about_a_child")]);
    answer(&mut answers, Question::Reply, &[("reply_by", "phone"), ("phone", "12")]);
    let fields: Vec<_> = sentences(&answers, Question::Reply).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["phone", "safe_to_leave_message"]);
}

#[test]
fn a_birth_date_counts_only_when_it_was_chosen() {
    let typed = [
        ("first_name", "J"),
        ("year_group", "7"),
        ("date_of_birth-day", "4"),
        ("date_of_birth-month", "8"),
        ("date_of_birth-year", "2014"),
    ];
    for (chosen, born) in [("date_of_birth", true), ("year_group", false)] {
        let mut answers = answered(&[GENERAL, ABOUT_A_CHILD]);
        let fields: Vec<_> = typed.into_iter().chain([("age_by", chosen)]).collect();
        answer(&mut answers, Question::Child, &fields);
        assert_eq!(matches!(asked(&answers).child.unwrap().age, Age::Born(_)), born);
    }
}

#[test]
fn what_was_typed_stays_as_it_was_typed_right_or_wrong() {
    let mut answers = Answers::default();
    answer(&mut answers, Question::Reply, &[("reply_by", "email"), ("email", " not an address ")]);
    assert_eq!(answers.text("email"), " not an address ");
    let stored = serde_json::to_value(&answers).unwrap();
    assert_eq!(serde_json::from_value::<Answers>(stored).unwrap(), answers);
    assert_eq!(format!("{answers:?}"), "Answers(..)");
}

#[test]
fn a_page_changes_its_own_answers_only() {
    let mut answers = answered(&[GENERAL]);
    answer(&mut answers, Question::Name, &[("name", "Robin"), ("question", "planted"), ("nonsense", "x")]);
    assert_eq!(answers.text("question"), "How does a school spend the money?");
    assert_eq!(answers.text("nonsense"), "");
}

#[test]
fn more_than_can_be_kept_is_refused_and_changes_nothing() {
    let mut answers = answered(&[GENERAL]);
    let before = answers.clone();
    let long = "é".repeat(MAX_TYPED_CHARS);
    assert_eq!(answers.put(Question::Text, |_| vec![long.clone()]), Err(TooLong));
    assert_eq!(answers.put(Question::Topics, |_| vec!["send".to_owned(); 21]), Err(TooLong));
    assert_eq!(answers, before);
}

#[test]
fn the_door_is_asked_with_what_is_known_and_being_unsure_is_no_error() {
    for (area, code, expected) in
        [("here", "", Some("900")), ("elsewhere", "885", Some("885")), ("not_sure", "885", None)]
    {
        let mut answers = answered(&[&GENERAL[..1]]);
        answer(&mut answers, Question::School, &[("school_area", area), ("educated_in", code)]);
        let question = answers.at_the_door(&door()).unwrap();
        assert_eq!(question.educated_in.as_ref().map(LaCode::as_str), expected, "{area}");
    }
    assert!(Answers::default().at_the_door(&door()).is_none());
}

#[test]
fn the_door_hears_how_old_the_child_is_and_only_of_a_child() {
    let born = [
        ("first_name", "J"),
        ("age_by", "date_of_birth"),
        ("date_of_birth-day", "4"),
        ("date_of_birth-month", "8"),
        ("date_of_birth-year", "2014"),
    ];
    let mut answers = answered(&[GENERAL, ABOUT_A_CHILD]);
    let age = |answers: &Answers| answers.at_the_door(&door()).unwrap().age;
    assert!(matches!(age(&answers), Some(remit::Age::YearGroup(_))));
    answer(&mut answers, Question::Child, &born);
    assert!(matches!(age(&answers), Some(remit::Age::Born(_))));
    answer(&mut answers, Question::Child, &born[..3]);
    assert!(age(&answers).is_none());
    assert!(age(&answered(&[ABOUT_A_CHILD, GENERAL])).is_none());
}

#[test]
fn the_question_is_looked_over_for_what_says_who_a_child_is() {
    let mut answers = answered(&[GENERAL]);
    assert_eq!(answers.identifiers(), []);
    answer(&mut answers, Question::Text, &[("question", "Please write to robin@example.org about it")]);
    assert_eq!(answers.identifiers(), [tripwire::Kind::Email]);
}
