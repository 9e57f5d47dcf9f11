//! What bookers and staff send about training in the load program. It never measures.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::measure::{Ask, Connection};
use crate::visits::{bearer, once, some_network};

const TRAINING: &str = "/api/v1/training";

/// Carers, who pay nothing and need no permission, on a day that is not soon.
async fn course(connection: &mut Connection, admin: &str) -> Result<String> {
    let about = json!({
        "title": "Attachment in the classroom", "summary": "How early loss shapes learning.",
        "outcomes": ["Notice it"], "audiences": ["carers"], "minutes": 180,
    });
    let made = connection.ask(&staff("/courses", about, admin)).await?.json()?;
    id_of(&made)
}

/// A run with so many places, of a course of its own; its id.
pub(crate) async fn run_with(connection: &mut Connection, capacity: u16, admin: &str) -> Result<String> {
    let course = course(connection, admin).await?;
    let run = json!({
        "course": course, "date": "2028-02-10", "start_time": "09:30", "end_time": "12:30", "mode": "online",
        "link": "https://meet.example/abc", "trainer": "Amara Osei", "capacity": capacity,
        "free_until_working_days": 5, "substitution_until_hours": 24,
    });
    let made = connection.ask(&staff("/runs", run, admin)).await?.json()?;
    id_of(&made)
}

fn staff(path: &str, body: Value, admin: &str) -> Ask {
    let (body, key) = (Some(body), Some(bearer(admin)));
    Ask { path: format!("{TRAINING}{path}"), body, key, once: Some(once()), ..Ask::default() }
}

fn id_of(made: &Value) -> Result<String> {
    Ok(made.get("id").and_then(Value::as_str).context("an answer without an id")?.to_owned())
}

/// A booking of one place like no other.
pub(crate) fn booking(run: &str) -> Ask {
    let who = once();
    let body = json!({
        "run": run, "audience": "carers", "name": "Robin Ashe", "email": format!("{who}@family.example"),
        "attendees": [{"name": "Robin Ashe", "email": format!("{who}@family.example"), "role": "Foster carer"}],
    });
    let path = format!("{TRAINING}/bookings");
    Ask { path, body: Some(body), from: Some(some_network()), once: Some(once()), ..Ask::default() }
}

/// Checks that exactly so many places were given out, and that everybody else waits.
pub(crate) async fn check(connection: &mut Connection, run: &str, confirmed: usize, queued: usize) -> Result<()> {
    let found = connection.ask(&Ask { path: format!("{TRAINING}/runs/{run}"), ..Ask::default() }).await?.json()?;
    let count = |name: &str| found.pointer(&format!("/places/{name}")).and_then(Value::as_u64);
    let counted = (count("confirmed"), count("queued"));
    ensure!(counted == (Some(confirmed as u64), Some(queued as u64)), "{counted:?}: {confirmed} and {queued} were due");
    Ok(())
}
