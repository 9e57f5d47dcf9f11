//! What somebody who books places is asked on pages, one thing at a time: which questions there are, which come next, and
//! what the answers come to. It judges no answer itself: [`Book::read`] does, so a page and the API say the same.

mod answers;
#[cfg(test)]
mod tests;

pub use answers::{Answers, MAX_TYPED_CHARS, TooLong, Typed};

use super::booking::Book;
use super::fields as f;
use super::run::Run;
use super::words::Audience;
use crate::choice::choice;
use crate::problems::Problems;
use crate::words::{Pence, Urn};

crate::choices! {
    /// One page of the questionnaire, in the order of asking. The name stands in the page's address; the label is the
    /// question.
    pub enum Question {
        /// Which decides the price and what else is asked.
        Audience = "audience", "Who are the places for?";
        /// For whom they book.
        Organisation = "organisation", "Which organisation are you booking for?";
        /// Who books, and who gave permission.
        Booker = "you", "About you";
        /// Who is to come.
        Attendees = "attendees", "Who will attend?";
        /// Whether some of the places are of use without the others.
        Fewer = "fewer", "If there are not enough places for everybody, would you take fewer?";
        /// That it costs something, and their number for it.
        Fee = "fee", "What it costs";
    }
}

/// The fields that a question's page has. Who is to come is asked on a page
/// for each.
const FIELDS: &[(Question, &str)] = &[
    (Question::Audience, f::AUDIENCE.name()),
    (Question::Organisation, f::ORGANISATION.name()),
    (Question::Organisation, f::URN.name()),
    (Question::Booker, f::NAME.name()),
    (Question::Booker, f::EMAIL.name()),
    (Question::Booker, f::PHONE.name()),
    (Question::Booker, f::MANAGER.name()),
    (Question::Attendees, f::ATTENDEES.name()),
    (Question::Fewer, f::TAKES_FEWER.name()),
    (Question::Fee, f::FEE_ACKNOWLEDGED.name()),
    (Question::Fee, f::PURCHASE_ORDER.name()),
];

/// What is wrong with one answer: the field of the form that mends it, and the sentence that says how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The field's name in the form.
    pub field: &'static str,
    /// The same sentence as in the API.
    pub sentence: String,
}

/// What somebody books, and for whom they are signed in, if they are.
#[derive(Clone, Copy, Debug)]
pub struct Door<'a> {
    /// The run.
    pub run: &'a Run,
    /// The setting that they are signed in for: they book for that one.
    pub own: Option<&'a Urn>,
}

/// The answers so far, looked at through every rule.
#[derive(Debug)]
pub struct Review<'a> {
    answers: &'a Answers,
    door: Door<'a>,
    outcome: Result<Book, Problems>,
}

impl Answers {
    /// Looks at everything that was answered so far.
    #[must_use]
    pub fn review<'a>(&'a self, door: Door<'a>) -> Review<'a> {
        let outcome = Book::read(&self.body(door), crate::input::Style::Form, door.run, door.own);
        Review { answers: self, door, outcome }
    }

    /// The questions that these answers make necessary, in their order.
    pub fn questions<'a>(&'a self, door: Door<'a>) -> impl DoubleEndedIterator<Item = Question> + 'a {
        use crate::choice::Choice;
        Question::ALL.iter().copied().filter(move |question| match question {
            Question::Audience => door.run.audiences().len() > 1,
            Question::Fewer => self.attendees().len() > 1,
            Question::Fee => self.price(door.run) != Pence::ZERO,
            Question::Organisation | Question::Booker | Question::Attendees => true,
        })
    }

    /// The question before `question`; `None` at the first.
    #[must_use]
    pub fn before(&self, door: Door<'_>, question: Question) -> Option<Question> {
        self.questions(door).take_while(|other| *other != question).last()
    }

    /// Who the places are for: what was said, or the only ones for whom the run is.
    #[must_use]
    pub fn audience(&self, run: &Run) -> Option<Audience> {
        match run.audiences() {
            [only] => Some(*only),
            several => choice(self.text("audience")).ok().filter(|audience| several.contains(audience)),
        }
    }

    /// What one place costs, as far as these answers tell.
    #[must_use]
    pub fn price(&self, run: &Run) -> Pence {
        self.audience(run).map_or(Pence::ZERO, |audience| run.price(audience))
    }
}

impl Review<'_> {
    /// The first question that is not answered yet, or not rightly; `None` when all are.
    #[must_use]
    pub fn next(&self) -> Option<Question> {
        let unanswered = |question: &Question| {
            !self.answers.seen(*question)
                || self.wrong(*question).next().is_some()
                || (*question == Question::Attendees && self.next_attendee().is_some())
        };
        self.answers.questions(self.door).find(unanswered)
    }

    /// The first of those who are to come, counted from 0, about whom something is missing or wrong.
    #[must_use]
    pub fn next_attendee(&self) -> Option<usize> {
        let count = self.answers.attendees().len();
        if count == 0 { Some(0) } else { (0..count).find(|index| !self.wrong_about(*index).is_empty()) }
    }

    /// What is wrong with the answer to one question, in the order of its fields; of those who are to come only what is
    /// wrong with them together.
    pub fn wrong(&self, question: Question) -> impl Iterator<Item = Wrong> {
        let wrong = self.problems().filter_map(move |problem| {
            let name = problem.pointer.strip_prefix("#/")?;
            let (_, field) = FIELDS.iter().find(|(of, field)| *of == question && *field == name)?;
            Some(Wrong { field, sentence: problem.detail.clone() })
        });
        // A program may leave it out; who is asked is to say one or the other.
        let unsaid = question == Question::Fewer && self.answers.text(f::TAKES_FEWER.name).is_empty();
        let unsaid = unsaid.then(|| Wrong { field: f::TAKES_FEWER.name, sentence: f::TAKES_FEWER.missing.to_owned() });
        wrong.chain(unsaid)
    }

    /// What is wrong with what was said about one of those who are to come, counted from 0.
    #[must_use]
    pub fn wrong_about(&self, index: usize) -> Vec<Wrong> {
        let about = format!("#/attendees/{index}/");
        let wrong = self.problems().filter_map(|problem| {
            let name = problem.pointer.strip_prefix(&about)?;
            let field = Typed::FIELDS.into_iter().find(|field| *field == name)?;
            Some(Wrong { field, sentence: problem.detail.clone() })
        });
        wrong.collect()
    }

    /// What is asked for, once every question is answered.
    ///
    /// # Errors
    /// The first question that is not.
    pub fn finish(self) -> Result<Book, Question> {
        match (self.next(), self.outcome) {
            (None, Ok(book)) => Ok(book),
            (Some(question), _) => Err(question),
            // Every problem belongs to a question, or there would be no way to mend it; asking all again is one.
            (None, Err(_)) => Err(Question::Audience),
        }
    }

    fn problems(&self) -> impl Iterator<Item = &crate::problems::Problem> {
        self.outcome.as_ref().err().into_iter().flatten()
    }
}

impl Question {
    /// The names of its fields in the form.
    pub fn fields(self) -> impl Iterator<Item = &'static str> {
        let own = FIELDS.iter().filter(move |(question, _)| *question == self && self != Self::Attendees);
        own.map(|(_, name)| *name)
    }
}
