//! What families and staff send in the load program. It never measures.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::measure::{Ask, Bounds, Connection, run};

pub(crate) const ENQUIRIES: &str = "/api/v1/advice/enquiries";

/// What shows open enquiries, and where: each costs the same however many were closed.
pub(crate) const LISTS: [(&str, &str); 3] = [
    ("the list", "/api/v1/advice/enquiries?limit=100"),
    ("the desk’s first page", "/desk"),
    ("the desk’s list", "/desk/advice?view=all"),
];

/// An enquiry with its code.
#[derive(Clone, Default)]
pub(crate) struct Family {
    pub(crate) reference: String,
    pub(crate) code: String,
    pub(crate) version: String,
}

/// A question, as anyone may ask it.
pub(crate) fn question() -> Value {
    json!({
        "kind": "general",
        "relationship": "adoptive_parent",
        "route": "adoption",
        "educated_in": "900",
        "topics": ["pupil_premium_plus"],
        "question": "How does the school spend Pupil Premium Plus, and who decides? We were told that it follows the \
            child, but the school says that it goes into one pot, and nobody can say what it bought last year.",
        "name": "Robin Ashe",
        "reply": {"by": "email", "email": "robin@family.example"},
    })
}

/// A submission like no other: each family has a network and a key of its own.
pub(crate) fn submission() -> Ask {
    Ask {
        path: ENQUIRIES.to_owned(),
        body: Some(question()),
        from: Some(some_network()),
        once: Some(once()),
        ..Ask::default()
    }
}

/// An address in a network of its own, so that one's limits are not another's.
pub(crate) fn some_network() -> String {
    let [a, b, c, d] = rand::random::<u32>().to_be_bytes();
    format!("2001:db8:{a:x}{b:02x}:{c:x}{d:02x}::1")
}

/// An `Idempotency-Key`.
pub(crate) fn once() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// The same from a family that wants to be phoned.
fn by_phone() -> Ask {
    let mut body = question();
    if let Some(reply) = body.get_mut("reply") {
        *reply = json!({"by": "phone", "phone": "01632 960 001", "safe_to_leave_message": true});
    }
    Ask { body: Some(body), ..submission() }
}

/// Asks.
pub(crate) async fn asks(connection: &mut Connection, question: Ask) -> Result<Family> {
    let answer = connection.ask_patiently(&question).await?;
    let receipt = answer.json()?;
    let text = |name: &str| Some(receipt.get(name)?.as_str()?.to_owned());
    let family = text("reference").zip(text("access_code")).zip(answer.version.clone());
    let ((reference, code), version) = family.context("a receipt that lacks something")?;
    Ok(Family { reference, code, version })
}

/// Reads its thread.
pub(crate) fn thread(family: &Family) -> Ask {
    let body = Some(json!({"access_code": family.code}));
    Ask { path: format!("{ENQUIRIES}/{}/thread", family.reference), body, ..Ask::default() }
}

/// Opens an enquiry, as somebody on the staff.
pub(crate) fn case(family: &Family, key: &str) -> Ask {
    Ask { path: format!("{ENQUIRIES}/{}", family.reference), key: Some(key.to_owned()), ..Ask::default() }
}

/// Reads one of [`LISTS`], as somebody on the staff.
pub(crate) fn list(path: &str, key: &str) -> Ask {
    Ask { path: path.to_owned(), key: Some(key.to_owned()), ..Ask::default() }
}

/// An adviser's key, as a header has it.
pub(crate) async fn adviser(url: &str, admin: &str) -> Result<String> {
    let body = Some(json!({"label": "The load program", "name": "Sam Okoro", "role": "adviser"}));
    let ask = Ask { path: "/api/v1/desk/keys".to_owned(), body, key: Some(bearer(admin)), ..Ask::default() };
    let made = Connection::open(url).await?.ask(&ask).await?.json()?;
    Ok(bearer(made.get("key").and_then(Value::as_str).context("no key")?))
}

pub(crate) fn bearer(key: &str) -> String {
    format!("Bearer {key}")
}

/// Makes `count` enquiries that somebody has asked and an adviser has closed.
pub(crate) async fn asked_and_closed(url: &str, key: &str, bounds: Bounds) -> Result<()> {
    let close = async |connection: &mut Connection, _| {
        // To be phoned back: an email that nobody sends here would keep it among what waits to go out.
        let family = asks(connection, by_phone()).await?;
        let closure = Ask {
            path: format!("{ENQUIRIES}/{}/closure", family.reference),
            body: Some(json!({"outcome": "duplicate"})),
            key: Some(key.to_owned()),
            seen: Some(family.version),
            once: Some(once()),
            ..Ask::default()
        };
        connection.ask_patiently(&closure).await.map(drop)
    };
    run(url, bounds, close).await.map(drop)
}

/// Checks that the list is as long as it is meant to be.
pub(crate) async fn check_list(url: &str, key: &str, open: usize) -> Result<()> {
    let mut connection = Connection::open(url).await?;
    let [(_, path), ..] = LISTS;
    let (mut ask, mut rows) = (list(path, key), 0);
    while rows <= open {
        let page = connection.ask(&ask).await?.json()?;
        rows += page.get("items").and_then(Value::as_array).map_or(0, Vec::len);
        let Some(next) = page.get("next").and_then(Value::as_str) else { break };
        ask.path = format!("{path}&after={next}");
    }
    ensure!(rows == open, "{rows} rows are on the list, and {open} should be");
    Ok(())
}
