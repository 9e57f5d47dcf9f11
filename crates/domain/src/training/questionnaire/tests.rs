//! What is asked of whoever books, in sentences.

use serde_json::json;

use super::*;
use crate::choice::Choice;
use crate::training::tests::{run_body, run_of};

/// What designated teachers are asked, who pay.
const TEACHERS: &[(Question, &[(&str, &str)])] = &[
    (Question::Audience, &[("audience", "designated_teachers")]),
    (Question::Organisation, &[("organisation", "Larkford Primary School"), ("urn", "100869")]),
    (Question::Booker, &[("name", "Amara Osei"), ("email", "office@larkford.example")]),
    (Question::Fee, &[("fee_acknowledged", "yes"), ("purchase_order", "PO 17")]),
];

fn answer(answers: &mut Answers, question: Question, fields: &[(&str, &str)]) {
    let sent = |name: &str| fields.iter().find(|(field, _)| *field == name).map_or("", |(_, value)| value).to_owned();
    answers.put(question, sent).unwrap();
}

fn person(name: &str, email: &str) -> Typed {
    Typed::sent(|field| match field {
        "name" => name.to_owned(),
        "email" => email.to_owned(),
        "role" => "Teacher".to_owned(),
        _ => String::new(),
    })
}

/// Everything that teachers say who send so many people.
fn answered(people: usize) -> Answers {
    let mut answers = Answers::default();
    for (question, fields) in TEACHERS {
        answer(&mut answers, *question, fields);
    }
    for index in 0..people {
        answers.put_attendee(index, person(&format!("Person {index}"), &format!("p{index}@larkford.example"))).unwrap();
    }
    answers.saw(Question::Attendees);
    answers
}

fn run() -> Run {
    run_of(&run_body())
}

fn of(run: &Run) -> Door<'_> {
    Door { run, own: None }
}

#[test]
fn one_thing_is_asked_after_another_and_then_it_is_a_booking() {
    let run = run();
    let mut answers = Answers::default();
    for (question, fields) in &TEACHERS[..3] {
        assert_eq!(answers.review(of(&run)).next(), Some(*question));
        answer(&mut answers, *question, fields);
    }
    assert_eq!(answers.review(of(&run)).next(), Some(Question::Attendees));
    answers.put_attendee(0, person("Ada", "ada@larkford.example")).unwrap();
    assert_eq!(answers.review(of(&run)).next(), Some(Question::Attendees), "until they say that nobody else comes");
    answers.saw(Question::Attendees);
    assert_eq!(answers.review(of(&run)).next(), Some(Question::Fee));
    answer(&mut answers, Question::Fee, TEACHERS[3].1);
    let book = answers.review(of(&run)).finish().unwrap();
    assert_eq!((book.audience, book.attendees.len()), (Audience::DesignatedTeachers, 1));
    assert_eq!(book.fee.unwrap().each.get(), 7_500);
}

#[test]
fn only_what_matters_for_these_people_is_asked() {
    let run = run();
    let mut answers = answered(1);
    let asked = |answers: &Answers| answers.questions(of(&run)).collect::<Vec<_>>();
    assert!(!asked(&answers).contains(&Question::Fewer), "of one place nobody takes fewer");
    answers.put_attendee(1, person("Bo", "bo@larkford.example")).unwrap();
    assert!(asked(&answers).contains(&Question::Fewer));
    answer(&mut answers, Question::Audience, &[("audience", "carers")]);
    assert!(!asked(&answers).contains(&Question::Fee), "carers pay nothing");
    answer(&mut answers, Question::Fewer, &[("takes_fewer", "no")]);
    let book = answers.review(of(&run)).finish().unwrap();
    assert_eq!(book.fee, None, "what was said of a fee that is not due is not sent on");
    assert_eq!(book.organisation.unwrap().urn, None, "nor is a setting of those who belong to none");
}

#[test]
fn who_is_signed_in_for_a_school_books_for_that_one() {
    let run = run();
    let own = Urn::parse("100001").unwrap();
    let book = answered(1).review(Door { run: &run, own: Some(&own) }).finish().unwrap();
    assert_eq!(book.organisation.unwrap().urn, Some(own), "whatever number they typed");
}

#[test]
fn a_run_for_one_audience_alone_does_not_ask_for_whom_it_is() {
    let mut run = serde_json::to_value(run()).unwrap();
    run["audiences"] = json!(["carers"]);
    let run: Run = serde_json::from_value(run).unwrap();
    let answers = Answers::default();
    assert_eq!(answers.review(of(&run)).next(), Some(Question::Organisation));
    assert_eq!(answers.audience(&run), Some(Audience::Carers));
}

#[test]
fn what_is_wrong_is_said_at_the_field_that_mends_it() {
    let run = run();
    type Case = (Question, &'static [(&'static str, &'static str)], &'static str, &'static str);
    let cases: &[Case] = &[
        (Question::Audience, &[], "audience", "Select who the places are for"),
        (
            Question::Organisation,
            &[("organisation", "Larkford")],
            "urn",
            "Enter the setting’s unique reference number (URN), which has 6 digits",
        ),
        (Question::Booker, &[("email", "a@b.example")], "name", "Enter your name"),
        (Question::Fewer, &[], "takes_fewer", "Select yes if some of the places are of use without the others"),
        (
            Question::Fee,
            &[("purchase_order", "PO 17")],
            "fee_acknowledged",
            "Confirm that your organisation will pay for the places",
        ),
    ];
    for (question, fields, field, sentence) in cases {
        let mut answers = answered(2);
        answer(&mut answers, Question::Fewer, &[("takes_fewer", "yes")]);
        assert_eq!(answers.review(of(&run)).next(), None);
        answer(&mut answers, *question, fields);
        let review = answers.review(of(&run));
        let wrong: Vec<_> = review.wrong(*question).map(|wrong| (wrong.field, wrong.sentence)).collect();
        assert_eq!(wrong, [(*field, (*sentence).to_owned())], "{question:?}");
        assert_eq!(review.next(), Some(*question));
    }
}

#[test]
fn what_is_wrong_with_one_person_is_said_on_their_page_and_with_all_on_the_list() {
    let run = run();
    let mut answers = answered(2);
    answers.put_attendee(1, person("", "p0@larkford.example")).unwrap();
    let review = answers.review(of(&run));
    assert_eq!(review.wrong_about(0), []);
    assert_eq!(review.wrong_about(1).first().map(|wrong| wrong.field), Some("name"));
    assert_eq!((review.next(), review.next_attendee()), (Some(Question::Attendees), Some(1)));
    answers.put_attendee(1, person("Bo", "P0@Larkford.example")).unwrap();
    let review = answers.review(of(&run));
    let wrong: Vec<_> = review.wrong(Question::Attendees).map(|wrong| wrong.sentence).collect();
    assert_eq!(wrong, ["Enter a different email address for each attendee: each has one place"]);
    assert_eq!(review.next_attendee(), None);
}

#[test]
fn people_are_added_one_after_another_and_taken_out_again() {
    let mut answers = answered(2);
    assert_eq!(answers.put_attendee(3, Typed::default()), Err(TooLong), "nobody before them");
    answers.remove_attendee(0);
    assert_eq!(answers.attendees().iter().map(|person| person.text("name")).collect::<Vec<_>>(), ["Person 1"]);
    answers.remove_attendee(7);
    for index in 1..10 {
        answers.put_attendee(index, person("Somebody", "")).unwrap();
    }
    assert_eq!(answers.put_attendee(10, Typed::default()), Err(TooLong));
}

#[test]
fn what_was_typed_stays_as_it_was_typed_up_to_what_is_kept() {
    let mut answers = answered(1);
    answer(&mut answers, Question::Booker, &[("name", " Amara "), ("email", "not one")]);
    assert_eq!((answers.text("name"), answers.text("email")), (" Amara ", "not one"));
    let stored = serde_json::to_value(&answers).unwrap();
    assert_eq!(serde_json::from_value::<Answers>(stored).unwrap(), answers);
    let before = answers.clone();
    let long = "é".repeat(MAX_TYPED_CHARS);
    assert_eq!(answers.put(Question::Booker, |_| long.clone()), Err(TooLong));
    assert_eq!(answers.put_attendee(0, Typed::sent(|_| long.clone())), Err(TooLong));
    assert_eq!(answers, before);
    assert_eq!(format!("{answers:?} {:?}", Typed::default()), "Answers(..) Typed(..)");
    assert_eq!(Question::ALL.len(), 6);
}
