//! Families and staff who go on with their work until the server is gone, and begin with what it left unanswered. They
//! never judge what they see: `audit` does.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use crate::door::{Answer, Door, Request};
use crate::ledger::{ENQUIRIES, Enquiry, Fate, Ledger};

/// How many of the newest enquiries are worked on most, so that callers meet.
const BUSY_ENQUIRIES: usize = 24;

/// How long to wait before asking again where the answer was "later".
const LATER: Duration = Duration::from_millis(50);

/// How often one request may be told "later" while the server lives.
const LATER_MAX: usize = 200;

/// Somebody on the staff.
#[derive(Clone)]
pub(crate) struct Staff {
    pub(crate) id: String,
    pub(crate) key: String,
}

/// One caller. What it is waiting for survives the server.
pub(crate) struct Caller {
    random: StdRng,
    /// Who, where it is somebody on the staff, with all colleagues; nobody where it is families.
    staff: Option<(Staff, Vec<Staff>)>,
    pending: Option<usize>,
}

/// The ledger all callers write in.
pub(crate) type Shared = Arc<Mutex<Ledger>>;

pub(crate) fn open(ledger: &Shared) -> MutexGuard<'_, Ledger> {
    ledger.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Caller {
    pub(crate) fn new(seed: u64, staff: Option<(Staff, Vec<Staff>)>) -> Self {
        Self { random: StdRng::seed_from_u64(seed), staff, pending: None }
    }

    /// Works until the server is gone, telling of each answer; or, where it is to `finish`, until nothing is left
    /// unanswered.
    pub(crate) async fn work(mut self, door: Door, ledger: Shared, tell: UnboundedSender<()>, finish: bool) -> Self {
        let mut later = 0;
        loop {
            let number = match self.pending {
                Some(number) => number,
                None if finish => return self,
                None => match self.begins(&door, &ledger).await {
                    Some(number) => number,
                    None => return self,
                },
            };
            self.pending = Some(number);
            let request = open(&ledger).deeds.get(number).map(|deed| deed.request.clone()).expect("a deed that is not");
            let answer = door.send(&request).await;
            let fate = open(&ledger).answered(number, answer.as_ref()).unwrap_or_else(|wrong| panic!("{wrong}"));
            match fate {
                Fate::Unknown if answer.is_none() => return self,
                Fate::Unknown => {
                    later += 1;
                    assert!(later < LATER_MAX, "told to come later again and again: {request:?}");
                    tokio::time::sleep(LATER).await;
                }
                Fate::Done | Fate::Refused => {
                    (self.pending, later) = (None, 0);
                    // Nobody counts any more once the server is to be killed.
                    let _ = tell.send(());
                }
            }
        }
    }

    /// Decides what to do next and writes it down; nothing where the server is gone.
    async fn begins(&mut self, door: &Door, ledger: &Shared) -> Option<usize> {
        let Some((me, colleagues)) = self.staff.clone() else { return Some(self.family_begins(ledger)) };
        loop {
            let Some((index, path)) = self.chooses(ledger) else {
                // Nobody has asked yet.
                tokio::time::sleep(LATER).await;
                continue;
            };
            let answer = door.send(&Request::read(path.clone(), &me.key)).await?;
            match answer.status {
                200 => {
                    let mut ledger = open(ledger);
                    let (step, body, words) = self.step(&answer, &ledger, &colleagues);
                    let mut request = Request::post(format!("{path}/{step}"), body);
                    (request.key, request.seen) = (Some(me.key), Some(answer.version));
                    return Some(ledger.begin(Some(index), words, request));
                }
                503 => tokio::time::sleep(LATER).await,
                _ => panic!("{answer:?} to somebody on the staff who opened {path}"),
            }
        }
    }

    fn family_begins(&mut self, ledger: &Shared) -> usize {
        let chosen = self.chooses(ledger);
        let mut ledger = open(ledger);
        match chosen {
            Some((index, path)) if self.random.random_bool(0.6) => {
                let code = ledger.enquiries.get(index).map(|enquiry| enquiry.code.clone());
                if self.random.random_bool(0.03) {
                    let withdrawal = Request::post(format!("{path}/withdrawal"), json!({"access_code": code}));
                    return ledger.begin(Some(index), String::new(), withdrawal);
                }
                let words = ledger.words("Message");
                let message = Request::post(format!("{path}/messages"), json!({"access_code": code, "text": words}));
                ledger.begin(Some(index), words, message)
            }
            _ => {
                let words = ledger.words("Question");
                ledger.begin(None, words.clone(), Request::post(ENQUIRIES, question(&words)))
            }
        }
    }

    /// An enquiry to work on: mostly a new one.
    fn chooses(&mut self, ledger: &Shared) -> Option<(usize, String)> {
        let ledger = open(ledger);
        let count = ledger.enquiries.len();
        let oldest = if self.random.random_bool(0.8) { count.saturating_sub(BUSY_ENQUIRIES) } else { 0 };
        let index = (count > 0).then(|| self.random.random_range(oldest..count))?;
        Some((index, ledger.enquiries.get(index).map(Enquiry::path)?))
    }

    /// A step that the enquiry's state allows, its body, and the words it leaves.
    fn step(&mut self, case: &Answer, ledger: &Ledger, colleagues: &[Staff]) -> (String, Value, String) {
        let flags = case.body["flags"].as_array().map(Vec::as_slice).unwrap_or_default();
        if let Some(flag) = flags.iter().find(|flag| flag["handled"].is_null())
            && self.random.random_bool(0.5)
        {
            let words = ledger.words("Handling");
            let body = json!({"passed_to": "The hub", "note": words});
            return (format!("flags/{}/handling", flag["number"]), body, words);
        }
        let steps: &[&str] = match case.body["state"].as_str().unwrap_or_default() {
            "received" => &["triage", "assignment", "notes", "flags"],
            "triaged" => &["assignment", "notes"],
            "assigned" => &["assignment", "question", "answer", "notes"],
            "waiting_for_family" => &["answer", "notes"],
            "answered" => &["closure", "notes"],
            "closed" => &["reopening", "notes"],
            _ => &["notes"],
        };
        let step = *steps.choose(&mut self.random).unwrap_or(&"notes");
        let words = ledger.words("Words");
        let body = match step {
            "triage" => json!({"topics": ["send", "attendance"], "note": words}),
            "assignment" => {
                let to = colleagues.choose(&mut self.random).map(|colleague| &colleague.id);
                json!({"to": to, "reason": words})
            }
            "flags" => json!({"concern": words}),
            "reopening" => json!({"reason": words}),
            "closure" => return (step.to_owned(), json!({"outcome": "answered"}), String::new()),
            _ => json!({"text": words}),
        };
        (step.to_owned(), body, words)
    }
}

fn question(words: &str) -> Value {
    json!({
        "kind": "general",
        "relationship": "adoptive_parent",
        "route": "adoption",
        "educated_in": "900",
        "topics": ["pupil_premium_plus"],
        "question": words,
        "name": "Robin Ashe",
        "reply": {"by": "email", "email": "robin@family.example"},
    })
}
