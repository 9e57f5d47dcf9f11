//! What was asked of the server and what it answered: what must be true after every kill. It never asks the server.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::door::{Answer, Request};

pub(crate) const ENQUIRIES: &str = "/api/v1/advice/enquiries";

/// What is known of something that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It was answered with success: it is there exactly once, for good.
    Done,
    /// It was answered with a refusal: it is nowhere.
    Refused,
    /// No answer came, or one that says "unknown": it is there once or not at all, until it is asked for again.
    Unknown,
}

/// Something asked for, with an `Idempotency-Key`.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    pub(crate) request: Request,
    /// The enquiry it changes; none where it makes one.
    pub(crate) on: Option<usize>,
    /// Words that nothing else says, by which its effect is known; empty where it leaves no words.
    pub(crate) words: String,
    pub(crate) fate: Fate,
}

/// An enquiry whose receipt was given.
#[derive(Clone, Debug)]
pub(crate) struct Enquiry {
    pub(crate) reference: String,
    pub(crate) code: String,
    pub(crate) question: String,
    /// The highest version that an answer has shown, and the state it was in.
    pub(crate) seen: (u64, String),
}

/// Everything asked for so far.
#[derive(Default)]
pub(crate) struct Ledger {
    pub(crate) enquiries: Vec<Enquiry>,
    pub(crate) deeds: Vec<Deed>,
    /// What came of the requests, for the report.
    pub(crate) counts: BTreeMap<&'static str, usize>,
}

impl Enquiry {
    /// Where it is.
    pub(crate) fn path(&self) -> String {
        format!("{ENQUIRIES}/{}", self.reference)
    }
}

impl Ledger {
    /// Writes down what is about to be asked for, before it is.
    pub(crate) fn begin(&mut self, on: Option<usize>, words: String, mut request: Request) -> usize {
        let number = self.deeds.len();
        request.once = Some(format!("crash-test-{number}"));
        self.deeds.push(Deed { request, on, words, fate: Fate::Unknown });
        number
    }

    /// Words for the next deed, which nothing else says.
    pub(crate) fn words(&self, what: &str) -> String {
        format!("{what} number {}", self.deeds.len())
    }

    /// Writes down what came of a deed; the words say what went wrong where the answer is none that may be given.
    pub(crate) fn answered(&mut self, number: usize, answer: Option<&Answer>) -> Result<Fate, String> {
        let deed = self.deeds.get_mut(number).ok_or("an answer to nothing")?;
        let Some(answer) = answer else {
            self.count("without an answer");
            return Ok(Fate::Unknown);
        };
        let made = deed.request.path.ends_with("/messages") || deed.on.is_none();
        deed.fate = match answer.status {
            201 if made => Fate::Done,
            200 if !made => Fate::Done,
            403 | 409 | 412 => Fate::Refused,
            503 => Fate::Unknown,
            _ => return Err(format!("{answer:?} to {deed:?}")),
        };
        let (fate, on, question) = (deed.fate, deed.on, deed.words.clone());
        match fate {
            Fate::Done if answer.replayed => self.count("done before, answered again"),
            Fate::Done => self.count("done"),
            Fate::Refused => self.count("refused"),
            Fate::Unknown => self.count("put off"),
        }
        if fate == Fate::Done {
            match on {
                Some(index) => self.saw(index, answer),
                None => self.enquiries.push(receipt(answer, question)?),
            }
        }
        Ok(fate)
    }

    /// What was asked for about an enquiry.
    pub(crate) fn deeds_on(&self, index: usize) -> impl Iterator<Item = &Deed> {
        self.deeds.iter().filter(move |deed| deed.on == Some(index))
    }

    /// What was asked for and not answered yet.
    pub(crate) fn open_deeds(&self) -> impl Iterator<Item = &Deed> {
        self.deeds.iter().filter(|deed| deed.fate == Fate::Unknown)
    }

    fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    fn saw(&mut self, index: usize, answer: &Answer) {
        let state = answer.body["state"].as_str().unwrap_or_default();
        if let Some(enquiry) = self.enquiries.get_mut(index)
            && answer.version > enquiry.seen.0
        {
            enquiry.seen = (answer.version, state.to_owned());
        }
    }
}

fn receipt(answer: &Answer, question: String) -> Result<Enquiry, String> {
    let text = |name: &str| {
        let text: Option<&str> = answer.body.get(name).and_then(Value::as_str);
        text.map(str::to_owned).ok_or_else(|| format!("a receipt without {name}: {answer:?}"))
    };
    let seen = (answer.version, "received".to_owned());
    Ok(Enquiry { reference: text("reference")?, code: text("access_code")?, question, seen })
}
