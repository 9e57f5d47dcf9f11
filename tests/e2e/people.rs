//! Who comes to the door, with the steps they take in their own words.

use serde_json::{Value, json};

use crate::door::{Answer, Door};

const ENQUIRIES: &str = "/api/v1/advice/enquiries";

/// A question that any family may ask.
pub(crate) fn a_question() -> Value {
    json!({
        "kind": "general",
        "relationship": "adoptive_parent",
        "route": "adoption",
        "educated_in": "900",
        "topics": ["pupil_premium_plus"],
        "question": "How does the school spend Pupil Premium Plus?",
        "name": "Robin Ashe",
        "reply": {"by": "email", "email": "robin@family.example"},
    })
}

/// The same about a child.
pub(crate) fn a_question_about_a_child() -> Value {
    let mut question = a_question();
    question["kind"] = json!("about_a_child");
    question["child"] =
        json!({"first_name": "Jay", "year_group": "4", "parental_responsibility": "mine", "contact_school": false});
    question
}

/// A family that has asked.
pub(crate) struct Family {
    pub(crate) door: Door,
    pub(crate) reference: String,
    pub(crate) code: String,
}

impl Family {
    /// Asks.
    pub(crate) async fn asks(door: &Door, question: &Value) -> Self {
        Self::asks_as(&door.another_caller(), question).await
    }

    /// Asks as a caller who may have asked before.
    pub(crate) async fn asks_as(caller: &Door, question: &Value) -> Self {
        let answer = caller.post(ENQUIRIES, question).send().await.is(201);
        Self::from_receipt(caller.clone(), &answer)
    }

    /// The family that holds this receipt.
    pub(crate) fn from_receipt(door: Door, receipt: &Answer) -> Self {
        let receipt = receipt.json();
        let text = |name: &str| receipt[name].as_str().unwrap().to_owned();
        Self { door, reference: text("reference"), code: text("access_code") }
    }

    /// Where its enquiry is.
    pub(crate) fn path(&self) -> String {
        format!("{ENQUIRIES}/{}", self.reference)
    }

    /// Reads its thread.
    pub(crate) async fn reads(&self) -> Value {
        self.opens("thread").await.is(200).json()
    }

    /// Sees who looked.
    pub(crate) async fn sees_who_looked(&self) -> Value {
        self.opens("access-log").await.is(200).json()
    }

    /// Shows its code at one of the places it opens.
    pub(crate) async fn opens(&self, place: &str) -> Answer {
        let body = json!({"access_code": self.code});
        self.door.post(&format!("{}/{place}", self.path()), &body).send().await
    }

    /// Writes again.
    pub(crate) async fn writes(&self, text: &str) -> Answer {
        let body = json!({"access_code": self.code, "text": text});
        self.door.post(&format!("{}/messages", self.path()), &body).send().await
    }
}

/// A member of staff with a key.
#[derive(Clone)]
pub(crate) struct Staff {
    pub(crate) door: Door,
    pub(crate) id: String,
    pub(crate) key: String,
}

impl Staff {
    /// Somebody new, whom the first administrator lets in.
    pub(crate) async fn joins(door: &Door, name: &str, role: &str) -> Self {
        let body = json!({"label": "For a story", "name": name, "role": role});
        let made = door.post("/api/v1/desk/keys", &body).key(door.admin_key()).send().await.is(201).json();
        let text = |name: &str| made[name].as_str().unwrap().to_owned();
        Self { door: door.another_caller(), id: text("staff_id"), key: text("key") }
    }

    /// Reads something.
    pub(crate) async fn gets(&self, path: &str) -> Answer {
        self.door.get(path).key(&self.key).send().await
    }

    /// Opens an enquiry.
    pub(crate) async fn opens(&self, family: &Family) -> Answer {
        self.gets(&family.path()).await.is(200)
    }

    /// Takes a step on the version it has just read.
    pub(crate) async fn steps(&self, family: &Family, step: &str, body: &Value) -> Answer {
        let seen = self.opens(family).await.etag().to_owned();
        self.steps_on(family, step, body, &seen).await
    }

    /// Takes a step on a version it saw.
    pub(crate) async fn steps_on(&self, family: &Family, step: &str, body: &Value, seen: &str) -> Answer {
        let path = format!("{}/{step}", family.path());
        self.door.post(&path, body).key(&self.key).header("if-match", seen).send().await
    }

    /// The rows of the worklist that a filter lets through, whatever page they are on.
    pub(crate) async fn lists(&self, filter: &str) -> Vec<Value> {
        let mut rows = Vec::new();
        let mut after = String::new();
        // Far more pages than stories make; a list that never ends is a mistake.
        for _ in 0..1_000 {
            let page = self.gets(&format!("{ENQUIRIES}?limit=100{filter}{after}")).await.is(200).json();
            rows.extend(page["items"].as_array().unwrap().iter().cloned());
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => return rows,
            }
        }
        panic!("the list never ends");
    }

    /// The family's row on the worklist, if it has one.
    pub(crate) async fn finds(&self, family: &Family) -> Option<Value> {
        self.lists("").await.into_iter().find(|row| row["reference"] == family.reference.as_str())
    }
}
