//! Who may be helped with what, answered at the door before anything is typed; never an error, and nothing is kept.
//!
//! The rules are rows of a dated table, so that a change of law or of local policy is a change of data. No code here
//! asks which cohort it has before it: it reads the row.

mod age;
mod answer;
mod authorities;
mod built_in;
mod sentences;
mod table;
#[cfg(test)]
mod tests;

pub use age::{Age, Ages, End, Start};
pub use answer::{Answer, Helper, Outcome, Verdict};
pub use authorities::authorities;
pub use table::{Cohort, Home, Offer, Offers, Route, RouteRow, Row, Service, Table};

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::LaCode;

/// The table together with what one council says about itself.
#[derive(Clone, Debug)]
pub struct Remit {
    table: Table,
    local: Local,
}

/// What a council decides for itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Local {
    /// Its code.
    pub authority: LaCode,
    /// Its Virtual School's name, as families know it.
    pub virtual_school: String,
    /// Names of other authorities by their code, where they are to be called otherwise than the built-in list does.
    #[serde(default)]
    pub authorities: BTreeMap<LaCode, String>,
    /// Services it offers to a cohort although nothing obliges it to: the rows marked [`Offer::LocalSwitch`].
    #[serde(default)]
    pub switched_on: Vec<(Cohort, Service)>,
}

/// A child and a service, as far as somebody has told us.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is wanted.
    pub service: Service,
    /// Which children it is about.
    pub who: Who,
    /// How old the child is, where that was said.
    pub age: Option<Age>,
    /// The authority where the child goes to school.
    pub educated_in: Option<LaCode>,
    /// The authority where the child lives.
    pub lives_in: Option<LaCode>,
    /// The authority that looks after the child, has its social worker, or looked after it last.
    pub responsible: Option<LaCode>,
    /// The day for which the answer holds.
    pub on: Date,
}

/// How a question says which children it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// In a professional's word.
    Cohort(Cohort),
    /// In a family's words: how the child came to live with them.
    Route(Route),
}

impl Question {
    /// A family's question before it asks for advice: how the child came to them and where the child goes to school.
    #[must_use]
    pub const fn advice(route: Route, educated_in: Option<LaCode>, age: Option<Age>, on: Date) -> Self {
        let who = Who::Route(route);
        Self { service: Service::Advice, who, age, educated_in, lives_in: None, responsible: None, on }
    }
}

impl Remit {
    /// The built-in table with a council's own facts.
    #[must_use]
    pub fn built_in(local: Local) -> Self {
        Self::new(Table::built_in(), local)
    }

    /// A table of the council's own.
    #[must_use]
    pub const fn new(table: Table, local: Local) -> Self {
        Self { table, local }
    }

    /// The council's own facts.
    #[must_use]
    pub const fn local(&self) -> &Local {
        &self.local
    }

    /// Whether and how the service is offered, who else can help, and on what ground.
    #[must_use]
    pub fn answer(&self, question: &Question) -> Answer {
        let (cohort, _) = self.cohort(question);
        let outcome = match cohort.and_then(|cohort| self.table.row(cohort, question.on)) {
            None if cohort.is_some() => Outcome::NotInForce,
            None => Outcome::NotCovered,
            Some(row) => self.outcome(row, question),
        };
        self.explain(question, outcome)
    }

    /// The words of an answer whose outcome is known already, as on a page that is shown once what led to it is forgotten.
    #[must_use]
    pub fn explain(&self, question: &Question, outcome: Outcome) -> Answer {
        let (cohort, note) = self.cohort(question);
        let row = cohort.and_then(|cohort| self.table.row(cohort, question.on));
        sentences::compose(&self.local, question, row, note, outcome)
    }

    /// The group of children that a question is about, and what is to be said about the way it was put.
    fn cohort(&self, question: &Question) -> (Option<Cohort>, Option<&str>) {
        match question.who {
            Who::Cohort(cohort) => (Some(cohort), None),
            Who::Route(route) => {
                let row = self.table.routes.iter().find(|row| row.route == route);
                (row.and_then(|row| row.cohort), row.map(|row| &*row.note))
            }
        }
    }

    fn outcome(&self, row: &Row, question: &Question) -> Outcome {
        let switched_on = self.local.switched_on.contains(&(row.cohort, question.service));
        let offered = row.offers.of(question.service).outcome(switched_on);
        if offered.verdict() == Verdict::NotOffered {
            return offered;
        }
        if let Some(age) = question.age
            && let Some(too) = row.ages.outside(age, question.on)
        {
            return too;
        }
        match self.is_ours(row.home, question) {
            Some(true) => offered,
            Some(false) => Outcome::AnotherAuthority,
            None => Outcome::AuthorityUnknown,
        }
    }

    /// Whether the child's home authority is this one; `None` when nobody has said.
    fn is_ours(&self, home: Home, question: &Question) -> Option<bool> {
        let mut said = home.places(question).into_iter().flatten().peekable();
        said.peek()?;
        Some(said.any(|code| *code == self.local.authority))
    }
}
