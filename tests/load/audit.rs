//! Compares what the server shows with what it promised. It never puts anything right, and asks while nobody else does.

use std::collections::BTreeMap;

use futures::{StreamExt, stream};
use serde_json::{Value, json};

use crate::door::{Answer, Door, Request};
use crate::ledger::{Deed, ENQUIRIES, Enquiry, Fate, Ledger};

/// How many enquiries are looked at at once.
const LOOKS_AT_ONCE: usize = 16;

/// How often one look may be told "later".
const LATER_MAX: usize = 100;

/// More pages than the list can have; a list that never ends is a mistake.
const PAGES_MAX: usize = 1_000;

/// Where an enquiry shows the words that deeds leave: a list, and the place in its items.
const WORDS: [(&str, &str); 5] = [
    ("messages", "/text"),
    ("notes", "/text"),
    ("assignments", "/reason"),
    ("flags", "/concern"),
    ("flags", "/handled/note"),
];

/// States in which nobody has anything left to do, unless a safeguarding flag waits.
const ENDED: [&str; 4] = ["closed", "withdrawn", "signposted", "redirected"];

/// Looks at everything, as the administrator; each broken promise is a line.
pub(crate) async fn audit(door: &Door, admin: &str, ledger: &Ledger) -> Vec<String> {
    let audit = Audit { door, admin, ledger };
    let looks = (0..ledger.enquiries.len()).map(|index| audit.enquiry(index));
    let looks: Vec<Look> = stream::iter(looks).buffer_unordered(LOOKS_AT_ONCE).collect().await;
    let mut broken = Vec::new();
    let mut cases = BTreeMap::new();
    for look in looks {
        match look {
            Ok((reference, case, wrong)) => {
                broken.extend(wrong.into_iter().map(|wrong| format!("{reference}: {wrong}")));
                cases.insert(reference, case);
            }
            Err(wrong) => broken.push(wrong),
        }
    }
    match audit.worklist(cases).await {
        Ok(wrong) => broken.extend(wrong),
        Err(wrong) => broken.push(wrong),
    }
    broken
}

/// An enquiry's reference, how staff see it, and what is wrong with it; an error where it cannot be seen at all.
type Look = Result<(String, Value, Vec<String>), String>;

struct Audit<'a> {
    door: &'a Door,
    admin: &'a str,
    ledger: &'a Ledger,
}

impl Audit<'_> {
    async fn enquiry(&self, index: usize) -> Look {
        let enquiry = self.ledger.enquiries.get(index).ok_or("an enquiry that is not")?;
        let path = enquiry.path();
        let code = json!({"access_code": enquiry.code});
        let thread = self.ask(Request::post(format!("{path}/thread"), code)).await?;
        let case = self.ask(Request::read(path.clone(), self.admin)).await?;
        let history = self.ask(Request::read(format!("{path}/history"), self.admin)).await?;

        let mut wrong = Vec::new();
        if case.body["question"] != enquiry.question.as_str() {
            wrong.push(format!("the question is not the one asked, {:?}", enquiry.question));
        }
        if thread.body["messages"] != case.body["messages"] || thread.body["state"] != case.body["state"] {
            wrong.push("the family and staff see different things".to_owned());
        }
        let deeds: Vec<&Deed> = self.ledger.deeds_on(index).collect();
        wrong.extend(effects(&deeds, &case.body));
        wrong.extend(standing(enquiry, &deeds, &case));
        wrong.extend(past(&deeds, &history.body));
        Ok((enquiry.reference.clone(), case.body, wrong))
    }

    /// Each open enquiry has one row, which says the same as it does; nothing else has one.
    async fn worklist(&self, cases: BTreeMap<String, Value>) -> Result<Vec<String>, String> {
        let mut wrong = Vec::new();
        let mut rows = BTreeMap::new();
        let listed = self.rows().await?;
        let count = listed.len();
        for row in listed {
            let reference = row["reference"].as_str().unwrap_or_default().to_owned();
            if rows.insert(reference.clone(), row).is_some() {
                wrong.push(format!("{reference} is on the list twice"));
            }
        }
        // Nothing is sent here: each that ended has an email left to send, and so a row on the list of those.
        let mut unsent = 0;
        for (reference, case) in &cases {
            let ended = ENDED.iter().any(|state| case["state"] == *state) && !flagged(case);
            unsent += usize::from(ended);
            match rows.remove(reference) {
                None if !ended => wrong.push(format!("{reference} is not on the list, and is {}", case["state"])),
                Some(row) if ended => wrong.push(format!("{reference} is on the list, and is over: {row}")),
                Some(row) if !agrees(&row, case) => wrong.push(format!("{row} is on the list for {case}")),
                None | Some(_) => {}
            }
        }
        // What is left over can only be what was asked for and not answered, each once.
        let mut asked: Vec<&str> =
            self.ledger.open_deeds().filter(|deed| deed.on.is_none()).map(|deed| deed.words.as_str()).collect();
        for (reference, row) in rows {
            let case = self.ask(Request::read(format!("{ENQUIRIES}/{reference}"), self.admin)).await?.body;
            match asked.iter().position(|words| case["question"] == *words) {
                Some(place) if agrees(&row, &case) => drop(asked.swap_remove(place)),
                _ => wrong.push(format!("{row} is on the list, and nobody is owed it: {case}")),
            }
        }
        let sweep = Request { key: Some(self.admin.to_owned()), ..Request::post("/api/v1/advice/sweep", json!({})) };
        let swept = self.ask(sweep).await?.body;
        if swept["repaired"] != 0 || swept["rows"] != count + unsent {
            wrong.push(format!("a sweep of {count} and {unsent} rows found something to repair: {swept}"));
        }
        Ok(wrong)
    }

    async fn rows(&self) -> Result<Vec<Value>, String> {
        let (mut rows, mut after) = (Vec::new(), String::new());
        for _ in 0..PAGES_MAX {
            let page = self.ask(Request::read(format!("{ENQUIRIES}?limit=100{after}"), self.admin)).await?.body;
            rows.extend(page["items"].as_array().cloned().unwrap_or_default());
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => return Ok(rows),
            }
        }
        Err("the list never ends".to_owned())
    }

    /// A look, which may have to wait for those whom the kill left in the line.
    async fn ask(&self, request: Request) -> Result<Answer, String> {
        for _ in 0..LATER_MAX {
            match self.door.send(&request).await {
                Some(answer) if answer.status == 200 => return Ok(answer),
                Some(answer) if answer.status == 503 => {}
                other => return Err(format!("{other:?} to {request:?}")),
            }
        }
        Err(format!("told to come later again and again: {request:?}"))
    }
}

/// What was done shows once, what was refused nowhere, and nothing that nobody asked for.
fn effects(deeds: &[&Deed], case: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for (list, place) in WORDS {
        let items = case[list].as_array().map(Vec::as_slice).unwrap_or_default();
        for words in items.iter().filter_map(|item| item.pointer(place)?.as_str()) {
            *shown.entry(words).or_default() += 1;
        }
    }
    for deed in deeds.iter().filter(|deed| !deed.words.is_empty()) {
        let times = shown.remove(deed.words.as_str()).unwrap_or(0);
        let right = match deed.fate {
            Fate::Done => times == 1,
            Fate::Refused => times == 0,
            Fate::Unknown => times <= 1,
        };
        if !right {
            wrong.push(format!(
                "{:?} was {:?} and is there {times} times: {}",
                deed.words, deed.fate, deed.request.path
            ));
        }
    }
    wrong.extend(shown.keys().map(|words| format!("nobody said {words:?}")));
    wrong
}

/// It stands where the last answer said, or further on where an answer is owed.
fn standing(enquiry: &Enquiry, deeds: &[&Deed], case: &Answer) -> Option<String> {
    let (version, state) = &enquiry.seen;
    let owed = deeds.iter().any(|deed| deed.fate == Fate::Unknown);
    let right = match case.version.cmp(version) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => case.body["state"] == state.as_str(),
        std::cmp::Ordering::Greater => owed,
    };
    let now = (case.version, &case.body["state"]);
    (!right).then(|| format!("it was answered to be at {:?} and is at {now:?}", enquiry.seen))
}

/// Its history is whole and tells each deed once.
fn past(deeds: &[&Deed], history: &Value) -> Option<String> {
    let count = |fate| deeds.iter().filter(|deed| deed.fate == fate).count() as u64;
    // The first entry is the asking.
    let least = 1 + count(Fate::Done);
    let most = least + count(Fate::Unknown);
    let told = history["count"].as_u64().unwrap_or(0);
    let right = history["verified"] == true && (least..=most).contains(&told);
    (!right).then(|| format!("its history should tell {least} to {most} deeds: {history}"))
}

fn agrees(row: &Value, case: &Value) -> bool {
    let same = ["state", "topics", "assigned_to", "received_at"];
    row["flagged"] == flagged(case) && same.iter().all(|name| row[name] == case[name])
}

fn flagged(case: &Value) -> bool {
    case["flags"].as_array().is_some_and(|flags| flags.iter().any(|flag| flag["handled"].is_null()))
}
