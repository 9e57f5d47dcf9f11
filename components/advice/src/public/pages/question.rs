//! One page for each question, with what was answered before and what is wrong with it.

mod fields;

use casework::markup::{continue_button, heading};
use casework::question::too_late;
use domain::advice::questionnaire::{Answers, Question, Wrong};
use domain::choice::Choice;
use maud::html;
use web::{Council, Html, about_safety};

use super::{question_path, sheet};

/// A question as somebody meets it.
pub(crate) struct Asked<'a> {
    /// Which.
    pub(crate) question: Question,
    /// All answers so far.
    pub(crate) answers: &'a Answers,
    /// What is wrong with the answers to this one.
    pub(crate) wrong: Vec<Wrong>,
    /// The page before.
    pub(crate) back: String,
    /// Whether answers given earlier were deleted because they were too old.
    pub(crate) too_late: bool,
}

/// A question's page.
pub(crate) fn question(council: &Council, asked: &Asked<'_>) -> Html {
    let title = asked.question.label();
    let content = html! {
        form method="post" action=(question_path(asked.question)) novalidate {
            @match asked.question {
                Question::Route => (fields::route(asked)),
                Question::School => (fields::school(asked, council)),
                Question::Kind => (fields::kind(asked)),
                Question::Relationship => (fields::relationship(asked)),
                Question::Responsibility => (fields::responsibility(asked)),
                Question::Child => { (heading(title)) (fields::child(asked)) }
                Question::Contact => { (heading(title)) (fields::contact(asked)) }
                Question::Topics => (fields::topics(asked)),
                Question::Text => {
                    (heading(title))
                    (about_safety(&council.safeguarding))
                    (fields::text(asked))
                }
                Question::Name => (fields::name(asked)),
                Question::Reply => (fields::reply(asked)),
                Question::Needs => {
                    (heading(title))
                    (about_safety(&council.safeguarding))
                    (fields::needs(asked))
                }
            }
            (continue_button())
        }
    };
    let errors = asked.wrong.iter().map(|wrong| (wrong.field, wrong.sentence.as_str()));
    sheet(title, content).back(&asked.back).errors(errors).banner(too_late(asked.too_late)).html(council)
}

impl Asked<'_> {
    /// What is wrong with one field.
    fn error(&self, field: &str) -> Option<&str> {
        self.wrong.iter().find(|wrong| wrong.field == field).map(|wrong| wrong.sentence.as_str())
    }

    /// What was typed into one field.
    fn value(&self, field: &str) -> &str {
        self.answers.text(field)
    }

    /// The question's own words as the page's heading.
    fn legend(&self) -> govuk::Legend {
        govuk::Legend::heading(self.question.label())
    }

    fn label(&self) -> govuk::Label {
        govuk::Label::heading(self.question.label())
    }
}
