//! The peer: the plain native service one would write instead, without encryption, locks, lists or limits. One durable
//! insert for each request. It knows nothing of ours.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::Router;
use axum::extract::State;
use axum::routing::post;
use axum::serve::ListenerExt;
use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderName};
use rusqlite::{Connection, params};
use serde::Deserialize;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};

/// Where it takes questions.
pub(crate) const PATH: &str = "/enquiries";

#[derive(Deserialize)]
struct Question {
    name: String,
    question: String,
    reply: Reply,
}

#[derive(Deserialize)]
struct Reply {
    email: String,
}

type Database = Arc<Mutex<Connection>>;

/// Serves on any free port, until it is killed; says where on stderr.
pub(crate) async fn serve(folder: &Path) -> Result<()> {
    let connection = Connection::open(folder.join("peer.db"))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.execute("CREATE TABLE enquiry (reference TEXT PRIMARY KEY, name, email, question)", [])?;
    let router = Router::new().route(PATH, post(ask)).with_state(Arc::new(Mutex::new(connection)));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    eprintln!("Serving http://{}", listener.local_addr()?);
    Ok(axum::serve(listener.tap_io(nodelay), router).await?)
}

fn nodelay(stream: &mut TcpStream) {
    // Without it, it is only slower.
    let _ = stream.set_nodelay(true);
}

type Receipt = (StatusCode, [(HeaderName, &'static str); 1], String);

async fn ask(State(database): State<Database>, body: Bytes) -> Result<Receipt, StatusCode> {
    let question: Question = serde_json::from_slice(&body).map_err(|_| StatusCode::UNPROCESSABLE_ENTITY)?;
    let reference = format!("{:016x}", rand::random::<u64>());
    let receipt = json!({"reference": reference}).to_string();
    let insert = move || {
        let connection = database.lock().unwrap_or_else(PoisonError::into_inner);
        let mut insert = connection.prepare_cached("INSERT INTO enquiry VALUES (?1, ?2, ?3, ?4)")?;
        insert.execute(params![reference, question.name, question.reply.email, question.question])
    };
    match tokio::task::spawn_blocking(insert).await {
        Ok(Ok(1)) => Ok((StatusCode::CREATED, [(CONTENT_TYPE, "application/json")], receipt)),
        _ => Err(StatusCode::INTERNAL_SERVER_ERROR),
    }
}
