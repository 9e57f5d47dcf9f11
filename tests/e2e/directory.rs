//! The directory of settings: imported by administrators, searched by anybody.

mod faults;
mod importing;
mod pages;
mod register;
mod searching;

use serde_json::{Value, json};

use crate::door::{Answer, Door};
use register::Register;

const IMPORTS: &str = "/api/v1/directory/imports";

/// The largest part.
const PART_BYTES_MAX: usize = 1_000 * 1_024;

/// An administrator's program with an import under way.
struct Import {
    door: Door,
    path: String,
}

impl Import {
    /// Begins one.
    async fn begins(door: &Door) -> Self {
        let answer = begin(door, &json!({})).await.is(201);
        Self { door: door.clone(), path: answer.header("location").unwrap().to_owned() }
    }

    /// Sends a part.
    async fn sends(&self, number: usize, bytes: &[u8]) -> Answer {
        self.asks_to_send(number, bytes.to_vec()).send().await
    }

    fn asks_to_send(&self, number: usize, bytes: Vec<u8>) -> crate::door::Ask {
        let ask = self.door.ask(reqwest::Method::PUT, &format!("{}/parts/{number}", self.path));
        ask.key(self.door.admin_key()).header("content-type", "text/csv").body(bytes)
    }

    /// Sends a whole file in parts of at most so many bytes.
    async fn sends_all(&self, file: &[u8], most: usize) {
        for (place, part) in file.chunks(most).enumerate() {
            self.sends(place + 1, part).await.is(200);
        }
    }

    /// Asks how far it is.
    async fn reads(&self) -> Value {
        self.door.get(&self.path).key(self.door.admin_key()).send().await.is(200).json()
    }

    /// Takes it into use.
    async fn completes(&self, confirm: bool) -> Answer {
        self.posts("completion", &json!({"confirm": confirm})).await
    }

    /// Ends it.
    async fn cancels(&self) -> Answer {
        self.posts("cancellation", &json!({})).await
    }

    async fn posts(&self, step: &str, body: &Value) -> Answer {
        self.door.post(&format!("{}/{step}", self.path), body).key(self.door.admin_key()).send().await
    }
}

async fn begin(door: &Door, body: &Value) -> Answer {
    door.post(IMPORTS, body).key(door.admin_key()).send().await
}

/// Imports a register and takes it into use.
async fn imports(door: &Door, register: &Register) {
    let import = Import::begins(door).await;
    import.sends_all(&register.file(), PART_BYTES_MAX).await;
    import.completes(true).await.is(200);
}

/// What somebody finds who types this.
async fn finds(door: &Door, typed: &str) -> Value {
    let typed: String = typed.bytes().map(|byte| format!("%{byte:02X}")).collect();
    door.get(&format!("/api/v1/directory/settings?q={typed}")).send().await.is(200).json()
}

/// The URNs of what was found.
fn urns(found: &Value) -> Vec<&str> {
    found["items"].as_array().unwrap().iter().map(|item| item["urn"].as_str().unwrap()).collect()
}
