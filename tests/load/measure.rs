//! Many connections that ask as fast as they are answered, and how long that took. It never judges a figure.

use std::cell::Cell;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use bytes::Bytes;
use futures::future::try_join_all;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, ETAG, HOST, IF_MATCH};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

/// Linux counts in these, whatever the machine.
const MILLISECONDS_PER_TICK: u64 = 10;

/// How often one asks again where the server is too busy, and after how long.
const TRIES_MAX: usize = 10;
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(1);

/// One kept-alive connection.
pub(crate) struct Connection {
    host: String,
    sender: SendRequest<Full<Bytes>>,
}

/// What to ask.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ask {
    pub(crate) path: String,
    /// What is posted; without it, it only reads.
    pub(crate) body: Option<Value>,
    /// Somebody's API key.
    pub(crate) key: Option<String>,
    /// The version relied on, as an `ETag` gave it.
    pub(crate) seen: Option<String>,
    /// From which network, as a proxy of ours would say.
    pub(crate) from: Option<String>,
    pub(crate) once: Option<String>,
}

/// An answer, read whole.
pub(crate) struct Answer {
    pub(crate) version: Option<String>,
    pub(crate) text: Bytes,
}

/// When to stop: at whichever comes first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub(crate) connections: usize,
    pub(crate) requests: usize,
    pub(crate) time: Duration,
}

/// What came of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figures {
    pub(crate) requests: usize,
    pub(crate) per_second: f64,
    pub(crate) half_within: Duration,
    pub(crate) most_within: Duration,
    /// For how long the server's cores worked for each request.
    pub(crate) server: Option<Duration>,
}

impl Connection {
    pub(crate) async fn open(url: &str) -> Result<Self> {
        let host = url.strip_prefix("http://").context("a URL without http://")?.to_owned();
        let stream = TcpStream::connect(&host).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // Its end is the sender's error.
        tokio::spawn(connection);
        Ok(Self { host, sender })
    }

    /// Asks, and takes nothing but success for an answer: a fast refusal must not look like a fast answer.
    pub(crate) async fn ask(&mut self, ask: &Ask) -> Result<Answer> {
        let (status, answer) = self.send(ask).await?;
        ensure!(status.is_success(), "{status} to {ask:?}: {:?}", answer.text);
        Ok(answer)
    }

    /// The same for what is only made ready: it asks again, as callers do, where the server was too busy. `ask` must
    /// carry an `Idempotency-Key`.
    pub(crate) async fn ask_patiently(&mut self, ask: &Ask) -> Result<Answer> {
        for _ in 0..TRIES_MAX {
            let (status, answer) = self.send(ask).await?;
            if status.is_success() {
                return Ok(answer);
            }
            ensure!(status == StatusCode::SERVICE_UNAVAILABLE, "{status} to {ask:?}: {:?}", answer.text);
            tokio::time::sleep(TRY_AGAIN_AFTER).await;
        }
        bail!("the server stays too busy for {ask:?}")
    }

    async fn send(&mut self, ask: &Ask) -> Result<(StatusCode, Answer)> {
        let mut request = Request::builder().uri(&ask.path).header(HOST, &self.host);
        let named = [(AUTHORIZATION.as_str(), &ask.key), (IF_MATCH.as_str(), &ask.seen)];
        for (name, value) in named.into_iter().chain([("x-forwarded-for", &ask.from), ("idempotency-key", &ask.once)]) {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let request = match &ask.body {
            Some(body) => {
                let request = request.method(Method::POST).header(CONTENT_TYPE, "application/json");
                request.body(Full::from(serde_json::to_vec(body)?))?
            }
            None => request.body(Full::default())?,
        };
        self.sender.ready().await?;
        let answer = self.sender.send_request(request).await?;
        let status = answer.status();
        let version = answer.headers().get(ETAG).and_then(|tag| Some(tag.to_str().ok()?.to_owned()));
        let text = answer.into_body().collect().await?.to_bytes();
        Ok((status, Answer { version, text }))
    }
}

impl Answer {
    pub(crate) fn json(&self) -> Result<Value> {
        Ok(serde_json::from_slice(&self.text)?)
    }
}

/// Does `work` on every connection again and again; it is given the number of the time.
pub(crate) async fn run(
    url: &str,
    bounds: Bounds,
    work: impl AsyncFn(&mut Connection, usize) -> Result<()>,
) -> Result<Figures> {
    let connections = try_join_all((0..bounds.connections).map(|_| Connection::open(url))).await?;
    let (next, begun) = (Cell::new(0), Instant::now());
    let (next, work) = (&next, &work);
    let workers = connections.into_iter().map(|mut connection| async move {
        let mut times = Vec::new();
        while next.get() < bounds.requests && begun.elapsed() < bounds.time {
            let number = next.replace(next.get() + 1);
            let asked = Instant::now();
            work(&mut connection, number).await?;
            times.push(asked.elapsed());
        }
        anyhow::Ok(times)
    });
    let mut times = try_join_all(workers).await?.concat();
    let took = begun.elapsed();
    times.sort_unstable();
    let within = |hundredths: usize| times.get((times.len() * hundredths / 100).min(times.len().saturating_sub(1)));
    let (half, most) = within(50).zip(within(99)).context("nothing was measured")?;
    #[expect(clippy::cast_precision_loss, reason = "nobody sends 2^52 requests")]
    let per_second = times.len() as f64 / took.as_secs_f64();
    Ok(Figures { requests: times.len(), per_second, half_within: *half, most_within: *most, server: None })
}

/// How long the cores have worked for a process so far; nothing where the system does not tell. Unlike a rate it depends
/// little on what else the machine is doing.
pub(crate) fn cpu_time(process: u32) -> Option<Duration> {
    let told = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name may hold anything, but only it ends with a bracket; these are the 12th and 13th after it.
    let mut numbers = told.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
    let ticks = numbers.next()?.parse::<u64>().ok()? + numbers.next()?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * MILLISECONDS_PER_TICK))
}
