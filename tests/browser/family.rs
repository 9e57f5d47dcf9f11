//! A family with a browser: the questions it meets, how it answers them, and what it then has in hand.

use crate::people::Family;
use crate::person::Person;

pub(crate) const QUESTION: &str = "How does the school spend Pupil Premium Plus?";

/// What somebody does on a page.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Act {
    /// Chooses an answer by its label.
    Choose(&'static str),
    /// Chooses an answer to one of several questions on the page, by its legend and label.
    ChooseFor(&'static str, &'static str),
    /// Types into a field.
    FillIn(&'static str, &'static str),
    /// Chooses from a list.
    Pick(&'static str, &'static str),
}

use Act::{Choose, ChooseFor, FillIn, Pick};

/// One page of the questionnaire.
#[derive(Debug)]
pub(crate) struct Step {
    /// The last part of its path.
    pub(crate) page: &'static str,
    /// Answers that are refused, each with what the page then says.
    pub(crate) refused: &'static [(&'static [Act], &'static str)],
    /// What is accepted.
    pub(crate) answer: &'static [Act],
    /// What then stands on the page where all answers are checked.
    pub(crate) checked: &'static [&'static str],
}

const ROUTE: Step = Step {
    page: "route",
    refused: &[(&[], "Select how the child left care")],
    answer: &[Choose("Adopted from care in England or Wales")],
    checked: &["Adopted from care in England or Wales"],
};

const SCHOOL: Step = Step {
    page: "school",
    refused: &[
        (&[], "Select the council where the child goes to school"),
        (&[Choose("In another council’s area in England")], "Select the council where the child goes to school"),
    ],
    answer: &[Choose("In Larkshire")],
    checked: &["Larkshire"],
};

const RELATIONSHIP: Step = Step {
    page: "relationship",
    refused: &[(&[], "Select who you are to the child or children")],
    answer: &[Choose("Adoptive parent")],
    checked: &["Adoptive parent"],
};

const TOPICS: Step = Step {
    page: "topics",
    refused: &[(&[], "Select at least one topic")],
    answer: &[Choose("Pupil Premium Plus"), Choose("Working with the school")],
    checked: &["Pupil Premium Plus", "Working with the school"],
};

const TEXT: Step = Step {
    page: "question",
    refused: &[(&[], "Enter your question")],
    answer: &[FillIn("Your question", QUESTION)],
    checked: &[QUESTION],
};

const NAME: Step = Step {
    page: "name",
    refused: &[(&[], "Enter your name")],
    answer: &[FillIn("What is your name?", "Robin Ashe")],
    checked: &["Robin Ashe"],
};

const REPLY: Step = Step {
    page: "reply",
    refused: &[
        (&[], "Select how you would like us to reply"),
        (&[Choose("By email")], "Enter your email address"),
        (
            &[Choose("By email"), FillIn("Email address", "robin at family")],
            "Enter an email address in the correct format, like name@example.com",
        ),
        (&[Choose("By phone")], "Enter your phone number"),
        (
            &[Choose("By phone"), FillIn("Phone number", "12")],
            "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192",
        ),
    ],
    answer: &[Choose("By email"), FillIn("Email address", "robin@family.example")],
    checked: &["By email", "robin@family.example"],
};

/// What a family answers that asks about no child.
pub(crate) const GENERAL: [Step; 9] = [
    ROUTE,
    SCHOOL,
    Step {
        page: "kind",
        refused: &[(&[], "Select whether your question is general or about a child")],
        answer: &[Choose("No, it is a general question")],
        checked: &["General"],
    },
    RELATIONSHIP,
    TOPICS,
    TEXT,
    NAME,
    REPLY,
    Step { page: "needs", refused: &[], answer: &[], checked: &["Nothing"] },
];

/// What a family answers that asks about a child, and wants to be phoned.
pub(crate) const ABOUT_A_CHILD: [Step; 12] = [
    ROUTE,
    SCHOOL,
    Step { page: "kind", refused: &[], answer: &[Choose("Yes, it is about one child")], checked: &["About one child"] },
    RELATIONSHIP,
    Step {
        page: "responsibility",
        refused: &[(&[], "Select whether you have parental responsibility or the agreement of somebody who has")],
        answer: &[Choose("I have parental responsibility")],
        checked: &["I have parental responsibility"],
    },
    Step {
        page: "child",
        refused: &[
            (&[], "Enter the child’s first name or initial"),
            (&[Choose("I will say their school year")], "Enter the child’s year group or date of birth"),
            (
                &[
                    Choose("I will give their date of birth"),
                    FillIn("Day", "31"),
                    FillIn("Month", "2"),
                    FillIn("Year", "2015"),
                ],
                "Date of birth must be a real date",
            ),
        ],
        answer: &[
            FillIn("Their first name, or an initial", "Jay"),
            Choose("I will say their school year"),
            Pick("School year", "Year 4"),
        ],
        checked: &["Jay", "Year 4"],
    },
    Step {
        page: "contact",
        refused: &[(&[], "Select yes if we may contact the school about the child")],
        answer: &[
            FillIn("Name of the school, nursery or college (optional)", "Larkford Primary School"),
            ChooseFor("May we talk to the school about this child?", "No"),
        ],
        checked: &["Larkford Primary School", "No"],
    },
    TOPICS,
    TEXT,
    NAME,
    Step {
        page: "reply",
        refused: &[(
            &[Choose("By phone"), FillIn("Phone number", "01632 960 123")],
            "Select yes if it is safe to leave a message",
        )],
        answer: &[
            Choose("By phone"),
            FillIn("Phone number", "01632 960 123"),
            FillIn("Good times to phone you (optional)", "After 4pm"),
            ChooseFor("Is it safe to leave a message on this number?", "No"),
        ],
        checked: &["By phone", "01632 960 123", "After 4pm", "Do not leave a message"],
    },
    Step {
        page: "needs",
        refused: &[],
        answer: &[FillIn("What we should know (optional)", "A Punjabi interpreter")],
        checked: &["A Punjabi interpreter"],
    },
];

impl Person {
    /// From the front door to the first question.
    pub(crate) async fn begins_to_ask(&self) {
        self.visits("/").await;
        self.presses("Ask for advice").await;
        self.presses("Start now").await;
    }

    /// Does some things on one page.
    pub(crate) async fn does(&self, acts: &[Act]) {
        for act in acts {
            match *act {
                Choose(label) => self.chooses(label).await,
                ChooseFor(legend, label) => self.chooses_for(legend, label).await,
                FillIn(label, text) => self.fills_in(label, text).await,
                Pick(label, option) => self.picks(label, option).await,
            }
        }
    }

    /// Answers the question it has come to.
    pub(crate) async fn answers(&self, step: &Step) {
        self.is_asked(step).await;
        self.does(step.answer).await;
        self.presses("Continue").await;
    }

    /// Answers everything, to the page where the answers are checked.
    pub(crate) async fn answers_all(&self, steps: &[Step]) {
        self.begins_to_ask().await;
        for step in steps {
            self.answers(step).await;
        }
        assert_eq!(self.path().await, "/advice/check");
    }

    /// Answers everything before one page of the questionnaire.
    pub(crate) async fn answers_up_to(&self, page: &str) {
        self.begins_to_ask().await;
        for step in GENERAL.iter().take_while(|step| step.page != page) {
            self.answers(step).await;
        }
    }

    pub(crate) async fn is_asked(&self, step: &Step) {
        let path = self.path().await;
        assert_eq!(path.split('?').next(), Some(format!("/advice/ask/{}", step.page).as_str()));
    }

    /// Asks a general question, to the receipt.
    pub(crate) async fn asks(&self) -> Family {
        self.answers_all(&GENERAL).await;
        self.presses("Send my question").await;
        self.receipt().await
    }

    /// What the receipt on the screen says.
    pub(crate) async fn receipt(&self) -> Family {
        self.sees("We have your question").await;
        let text = self.reads().await;
        let after = |words: &str| text.split(words).nth(1).unwrap().trim().lines().next().unwrap().trim().to_owned();
        let (reference, code) = (after("Your reference"), after("Your access code"));
        assert!(reference.starts_with("ENQ-") && code.len() == "AAAA-AAAA-AAAA-AAAA".len(), "{text}");
        Family { door: self.door.clone(), reference, code }
    }

    /// Opens a question with what the receipt said.
    pub(crate) async fn comes_back_to(&self, family: &Family) {
        self.visits("/advice/come-back").await;
        self.enters(&family.reference, &family.code).await;
    }

    /// Enters a reference and an access code.
    pub(crate) async fn enters(&self, reference: &str, code: &str) {
        self.fills_in("Reference", reference).await;
        self.fills_in("Access code", code).await;
        self.presses("Open my question").await;
    }
}
