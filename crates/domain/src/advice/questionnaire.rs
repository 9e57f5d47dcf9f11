//! What a family is asked on pages, one thing at a time: which questions there are, which come next, and what the
//! answers come to. It judges no answer itself: [`Ask::read`] does, so a page and the API say the same.

mod answers;
#[cfg(test)]
mod tests;

pub use answers::{Answers, MAX_TYPED_CHARS, TooLong};

use jiff::civil::Date;

use super::ask::Ask;
use super::fields as f;
use crate::choice::{Choice, choice};
use crate::input::Field;
use crate::problems::Problems;
use crate::remit;
use crate::words::LaCode;

crate::choices! {
    /// One page of the questionnaire, in the order of asking. The name stands in the page's address; the label is the
    /// question.
    pub enum Question {
        /// How the child left care.
        Route = "route", "How did the child leave care?";
        /// Whose Virtual School is to help.
        School = "school", "Where does the child go to school?";
        /// General, or about a child.
        Kind = "kind", "Is your question about one child?";
        /// Who asks.
        Relationship = "relationship", "Who are you to the child?";
        /// Whether they may ask about the child.
        Responsibility = "responsibility", "Do you have parental responsibility for the child?";
        /// The child.
        Child = "child", "About the child";
        /// The child's school.
        Contact = "contact", "May we talk to the school?";
        /// What it is about.
        Topics = "topics", "What is your question about?";
        /// The question itself.
        Text = "question", "What would you like to ask?";
        /// The asker's name.
        Name = "name", "What is your name?";
        /// How to reply.
        Reply = "reply", "How should we reply to you?";
        /// Interpreter, large print.
        Needs = "needs", "Is there anything we should know before we get in touch?";
    }
}

/// The kind of question that names a child.
const ABOUT_A_CHILD: &str = "about_a_child";

/// Where the child goes to school, as a family may say it.
pub const HERE: &str = "here";
/// In another authority, which `educated_in` names.
pub const ELSEWHERE: &str = "elsewhere";
/// Not sure, or outside England.
pub const NOT_SURE: &str = "not_sure";

/// The fields of a form that a question's page has, in their order.
///
/// A field of the page that is not sent on decides between two others: `school_area` says whether `educated_in` is ours
/// or another's, `age_by` whether a year group or a date of birth was meant.
struct Place {
    question: Question,
    /// The name in the form.
    name: &'static str,
    /// Where [`Ask::read`] looks for it; `None` for a field that is not sent on.
    at: Option<At>,
}

/// The name of a field in the body of a request, and of the object it stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
struct At {
    object: Option<&'static str>,
    field: &'static str,
}

/// A field of the body itself.
const fn at<A>(question: Question, field: &Field<A>) -> Place {
    Place { question, name: field.name(), at: Some(At { object: None, field: field.name() }) }
}

/// A field of an object inside.
const fn inside<O, A>(question: Question, object: &Field<O>, field: &Field<A>) -> Place {
    Place { question, name: field.name(), at: Some(At { object: Some(object.name()), field: field.name() }) }
}

const fn on_the_page(question: Question, name: &'static str) -> Place {
    Place { question, name, at: None }
}

impl Place {
    /// The same under another name in the form.
    const fn called(self, name: &'static str) -> Self {
        Self { name, ..self }
    }
}

const PLACES: &[Place] = &[
    at(Question::Route, &f::ROUTE),
    on_the_page(Question::School, "school_area"),
    at(Question::School, &f::EDUCATED_IN),
    at(Question::Kind, &f::KIND),
    at(Question::Relationship, &f::RELATIONSHIP),
    inside(Question::Responsibility, &f::CHILD, &f::RESPONSIBILITY),
    inside(Question::Child, &f::CHILD, &f::FIRST_NAME),
    on_the_page(Question::Child, "age_by"),
    inside(Question::Child, &f::CHILD, &f::YEAR_GROUP),
    inside(Question::Child, &f::CHILD, &f::DATE_OF_BIRTH).called("date_of_birth-day"),
    inside(Question::Child, &f::CHILD, &f::DATE_OF_BIRTH).called("date_of_birth-month"),
    inside(Question::Child, &f::CHILD, &f::DATE_OF_BIRTH).called("date_of_birth-year"),
    at(Question::Contact, &f::SETTING_NAME),
    inside(Question::Contact, &f::CHILD, &f::CONTACT_SCHOOL),
    at(Question::Topics, &f::TOPICS),
    at(Question::Text, &f::QUESTION),
    at(Question::Name, &f::NAME),
    inside(Question::Reply, &f::REPLY, &f::REPLY_BY).called("reply_by"),
    inside(Question::Reply, &f::REPLY, &f::EMAIL),
    inside(Question::Reply, &f::REPLY, &f::PHONE),
    inside(Question::Reply, &f::REPLY, &f::GOOD_TIMES),
    inside(Question::Reply, &f::REPLY, &f::VOICEMAIL),
    at(Question::Needs, &f::NEEDS),
];

/// What is wrong with one answer: the field of the form that mends it, and the sentence that says how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The field's name in the form.
    pub field: &'static str,
    /// The same sentence as in the API.
    pub sentence: String,
}

/// Where somebody answers: the authority whose Virtual School asks, and the day.
#[derive(Clone, Debug)]
pub struct Door {
    /// Our own code.
    pub authority: LaCode,
    /// Today in London.
    pub today: Date,
}

/// The answers so far, looked at through every rule.
#[derive(Debug)]
pub struct Review<'a> {
    answers: &'a Answers,
    outcome: Result<Ask, Problems>,
}

impl Answers {
    /// Looks at everything that was answered so far.
    #[must_use]
    pub fn review(&self, door: &Door) -> Review<'_> {
        let outcome = Ask::read(&self.body(&door.authority), crate::input::Style::Form, door.today);
        Review { answers: self, outcome }
    }

    /// The questions that these answers make necessary, in their order.
    pub fn questions(&self) -> impl DoubleEndedIterator<Item = Question> {
        let about_a_child = self.is("kind", ABOUT_A_CHILD);
        Question::ALL.iter().copied().filter(move |question| about_a_child || !question.is_about_a_child())
    }

    /// The question before `question`; `None` at the first.
    #[must_use]
    pub fn before(&self, question: Question) -> Option<Question> {
        self.questions().take_while(|other| *other != question).last()
    }

    /// What the door is asked, as far as these answers tell; `None` while they do not say how the child left care.
    #[must_use]
    pub fn at_the_door(&self, door: &Door) -> Option<remit::Question> {
        let route = choice(self.text("route")).ok()?;
        let educated_in = self.educated_in(&door.authority).and_then(|code| LaCode::parse(code).ok());
        let age = if self.is("kind", ABOUT_A_CHILD) { self.age(door.today) } else { None };
        Some(remit::Question::advice(route, educated_in, age, door.today))
    }
}

impl Review<'_> {
    /// The first question that is not answered yet, or not rightly; `None` when all are.
    #[must_use]
    pub fn next(&self) -> Option<Question> {
        self.answers
            .questions()
            .find(|question| !self.answers.seen(*question) || self.wrong(*question).next().is_some())
    }

    /// What is wrong with the answer to one question, in the order of its fields.
    pub fn wrong(&self, question: Question) -> impl Iterator<Item = Wrong> {
        let problems = self.outcome.as_ref().err().into_iter().flatten();
        problems.filter_map(move |problem| {
            let field = self.answers.mended_by(&problem.pointer)?;
            let asked = PLACES.iter().any(|place| place.question == question && place.name == field);
            asked.then(|| Wrong { field, sentence: problem.detail.clone() })
        })
    }

    /// What is asked, once every question is answered.
    ///
    /// # Errors
    /// The first question that is not.
    pub fn finish(self) -> Result<Ask, Question> {
        match (self.next(), self.outcome) {
            (None, Ok(ask)) => Ok(ask),
            (Some(question), _) => Err(question),
            // Every problem belongs to a question, or there would be no way to mend it; asking all again is one.
            (None, Err(_)) => Err(Question::Route),
        }
    }
}

impl Question {
    /// The names of its fields in the form.
    pub fn fields(self) -> impl Iterator<Item = &'static str> {
        PLACES.iter().filter(move |place| place.question == self).map(|place| place.name)
    }

    const fn is_about_a_child(self) -> bool {
        matches!(self, Self::Responsibility | Self::Child | Self::Contact)
    }
}
