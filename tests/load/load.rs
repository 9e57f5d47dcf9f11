//! The figures of `docs/figures.md`, measured in one run on one machine beside their peers: `cargo bench --bench load`. It never
//! passes or fails: a budget is printed beside its figure, for a person to judge.
//!
//! What is served and what it is compared with run one after the other, each as a process of its own on loopback, with
//! the same client over the same kept-alive connections. The client takes its share of the cores from both.
//!
//! - **hello**: `GET /health` of the component `site` on the runner, which touches no store.
//! - **a read**: a family opens its thread, or an adviser an enquiry opened before.
//! - **a submission**: a family asks, from a network of its own and with an `Idempotency-Key`. Each round begins with an
//!   empty folder and ends at [`SUBMISSIONS`]: the list of open enquiries is written with them, and grows.
//! - **the peer**: `peer`, the same submissions to a plain native axum and rusqlite service.
//! - **a booking**: one place on one run, which everybody wants; each round on a run of its own with [`PLACES`] places.
//! - **a booking on a large run**: the same, one after the other, with [`LARGE`] places taken and as many parties queued.
//! - **the lists**: over the API, the desk's first page and its list of work, of [`OPEN`] open enquiries with few and with
//!   many closed ones behind them. `--closed 100000` makes so many through the API, which takes minutes; `--keep FOLDER`
//!   keeps them for the next run.

mod measure;
mod peer;
mod server;
mod training;
mod visits;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Parser;
use tokio::runtime::Builder;

use measure::{Ask, Bounds, Connection, Figures, cpu_time, run};
use server::{ADMIN_KEY, Server};
use visits::Family;

/// Connections that ask at the same time.
const CONNECTIONS: usize = 64;

/// How long each figure but submissions and lists is measured, at most.
const MEASURED: Duration = Duration::from_secs(5);
const REQUESTS_MAX: usize = 500_000;

/// Requests before measuring, so that instances are up and statements prepared.
const WARM_UP: usize = 2_000;

/// Submissions of one round, and rounds; the median one is shown.
const SUBMISSIONS: usize = 1_000;
const ROUNDS: usize = 5;

/// Bookings of one round, and the places that they want.
const BOOKINGS: usize = 1_500;
const PLACES: u16 = 30;

/// Places of a large run, and parties in its queue.
const LARGE: u16 = 500;
const LARGE_BOOKINGS: usize = 100;

/// Enquiries that are read, and that stand open on the list.
const OPEN: usize = 200;

/// Closed enquiries behind the short list.
const CLOSED_FEW: usize = 1_000;

/// Lists are read by so many at a time: the budget is for the time one takes.
const READERS: usize = 2;
const LISTS: usize = 400;

/// No step takes this long.
const STEP_LIMIT: Duration = Duration::from_secs(1_800);

/// Measures what the README says of speed.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many closed enquiries stand behind the long list
    #[arg(long, default_value_t = 10_000)]
    closed: usize,
    /// Measures bookings alone, beside hello
    #[arg(long)]
    bookings: bool,
    /// A folder in which they are kept for the next run
    #[arg(long)]
    keep: Option<PathBuf>,
    /// Serves the peer from this folder instead
    #[arg(long, hide = true)]
    peer: Option<PathBuf>,
    /// Given by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    match &arguments.peer {
        Some(folder) => Builder::new_multi_thread().enable_all().build()?.block_on(peer::serve(folder)),
        // One thread, to leave the cores to the server.
        None => Builder::new_current_thread().enable_all().build()?.block_on(measure_all(&arguments)),
    }
}

async fn measure_all(arguments: &Arguments) -> Result<()> {
    // Found now: once cargo has built it anew, the system tells of a file that is gone.
    let program = std::env::current_exe()?;
    println!("{:44} {:>10} {:>9} {:>9} {:>9}", "", "per second", "p50 ms", "p99 ms", "cpu us");
    let few = tempfile::tempdir()?;
    let server = Server::start(few.path(), true)?;
    let (key, families) = prepare(server.url(), CLOSED_FEW).await?;
    let reading = Bounds { connections: CONNECTIONS, requests: REQUESTS_MAX, time: MEASURED };
    let hello = asked(&server, reading, |_| Ask { path: "/health".to_owned(), ..Ask::default() }).await?;
    show("hello", hello, None);
    if arguments.bookings {
        server.kill()?;
        return bookings(hello).await;
    }
    let one = |number: usize| families.get(number % families.len().max(1)).cloned().unwrap_or_default();
    let thread = asked(&server, reading, |number| visits::thread(&one(number))).await?;
    show("a family reads its thread", thread, Some((thread.per_second / hello.per_second, "x hello", "at least 0.6")));
    let case = asked(&server, reading, |number| visits::case(&one(number), &key)).await?;
    show("an adviser reads an enquiry", case, Some((case.per_second / hello.per_second, "x hello", "at least 0.6")));
    let listing = Bounds { connections: READERS, requests: LISTS, time: MEASURED };
    let short = lists(&server, &key, listing).await?;
    for ((what, _), figures) in visits::LISTS.iter().zip(&short) {
        show(&format!("{what}: {OPEN} open, {CLOSED_FEW} closed"), *figures, None);
    }
    server.kill()?;
    bookings(hello).await?;

    let temporary = tempfile::tempdir()?;
    let many = arguments.keep.as_deref().unwrap_or(temporary.path()).join(format!("{}-closed", arguments.closed));
    let long = lists_of_many(&many, arguments.closed, listing).await?;
    for (((what, _), short), long) in visits::LISTS.iter().zip(&short).zip(&long) {
        let slower = long.half_within.as_secs_f64() / short.half_within.as_secs_f64();
        let what = format!("{what}: {OPEN} open, {} closed", arguments.closed);
        show(&what, *long, Some((slower, "x as long", "at most 1.2")));
    }

    let (mut ours, mut peers) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        peers.push(submissions(|folder| Server::of(peer_command(&program, folder)), peer::PATH).await?);
        ours.push(submissions(|folder| Server::start(folder, false), visits::ENQUIRIES).await?);
    }
    let (ours, peer) = (median(ours)?, median(peers)?);
    show("the peer: a plain native insert", peer, None);
    show("a submission", ours, Some((ours.per_second / peer.per_second, "x the peer", "at least 1")));
    Ok(())
}

/// An adviser's key and the open enquiries, with so many closed ones behind them.
async fn prepare(url: &str, closed: usize) -> Result<(String, Vec<Family>)> {
    let key = visits::adviser(url, ADMIN_KEY).await?;
    let all = |requests| Bounds { connections: CONNECTIONS, requests, time: STEP_LIMIT };
    visits::asked_and_closed(url, &key, all(closed)).await?;
    let families = RefCell::new(Vec::new());
    let ask = async |connection: &mut Connection, _| {
        let family = visits::asks(connection, visits::submission()).await?;
        families.borrow_mut().push(family);
        Ok(())
    };
    // One after the other: a rush leaves slots of the list to be looked at again, whatever was closed before it.
    run(url, Bounds { connections: 1, ..all(OPEN) }, ask).await?;
    visits::check_list(url, &key, OPEN).await?;
    Ok((key, families.into_inner()))
}

/// The same request again and again, after some that do not count.
async fn asked(server: &Server, bounds: Bounds, make: impl Fn(usize) -> Ask) -> Result<Figures> {
    let ask = async |connection: &mut Connection, number| connection.ask(&make(number)).await.map(drop);
    let warm_up = Bounds { requests: WARM_UP.min(bounds.requests), ..bounds };
    run(server.url(), warm_up, &ask).await?;
    watched(server, bounds, &ask).await
}

/// Runs, with an eye on how much the server works.
async fn watched(
    server: &Server,
    bounds: Bounds,
    work: impl AsyncFn(&mut Connection, usize) -> Result<()>,
) -> Result<Figures> {
    let before = cpu_time(server.child.id());
    let figures = run(server.url(), bounds, work).await?;
    let worked = cpu_time(server.child.id()).zip(before).map(|(after, before)| after.saturating_sub(before));
    let each = worked.and_then(|worked| worked.checked_div(figures.requests.try_into().ok()?));
    Ok(Figures { server: each, ..figures })
}

/// The lists before many closed enquiries, which are made where they are not there yet.
async fn lists_of_many(folder: &Path, closed: usize, listing: Bounds) -> Result<Vec<Figures>> {
    let complete = folder.join("complete");
    let server = Server::start(folder, false)?;
    if !complete.is_file() {
        prepare(server.url(), closed).await?;
        std::fs::write(&complete, "")?;
    }
    let key = visits::adviser(server.url(), ADMIN_KEY).await?;
    let figures = lists(&server, &key, listing).await?;
    server.kill()?;
    Ok(figures)
}

/// Each list of [`visits::LISTS`], read again and again.
async fn lists(server: &Server, key: &str, listing: Bounds) -> Result<Vec<Figures>> {
    let mut figures = Vec::with_capacity(visits::LISTS.len());
    for (_, path) in visits::LISTS {
        figures.push(asked(server, listing, |_| visits::list(path, key)).await?);
    }
    Ok(figures)
}

/// One round of submissions to a server on an empty folder.
async fn submissions(start: impl Fn(&Path) -> Result<Server>, path: &str) -> Result<Figures> {
    let folder = tempfile::tempdir()?;
    let server = start(folder.path())?;
    let bounds = Bounds { connections: CONNECTIONS, requests: SUBMISSIONS, time: STEP_LIMIT };
    let submit = async |connection: &mut Connection, _| {
        let ask = Ask { path: path.to_owned(), ..visits::submission() };
        connection.ask(&ask).await.map(drop)
    };
    run(server.url(), Bounds { requests: CONNECTIONS, ..bounds }, &submit).await?;
    let figures = watched(&server, bounds, &submit).await?;
    server.kill()?;
    Ok(figures)
}

/// Many who want the few places of one run, round after round, and then a run that is as large as they come.
async fn bookings(hello: Figures) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let server = Server::start(folder.path(), false)?;
    let mut connection = Connection::open(server.url()).await?;
    let mut rounds = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let run = training::run_with(&mut connection, PLACES, ADMIN_KEY).await?;
        rounds.push(booked(&server, &run, CONNECTIONS, BOOKINGS).await?);
        training::check(&mut connection, &run, PLACES.into(), BOOKINGS - usize::from(PLACES)).await?;
    }
    let rush = median(rounds)?;
    let beside = (rush.per_second / hello.per_second, "x hello", "500 a second, p99 under 1,000 ms");
    show(&format!("a booking: {PLACES} places for {BOOKINGS}"), rush, Some(beside));
    let run = training::run_with(&mut connection, LARGE, ADMIN_KEY).await?;
    let already = usize::from(LARGE) * 2;
    booked(&server, &run, CONNECTIONS, already).await?;
    let large = booked(&server, &run, 1, LARGE_BOOKINGS).await?;
    training::check(&mut connection, &run, LARGE.into(), already - usize::from(LARGE) + LARGE_BOOKINGS).await?;
    let milliseconds = large.half_within.as_secs_f64() * 1e3;
    show(&format!("a booking: {LARGE} taken, {LARGE} queued"), large, Some((milliseconds, "ms", "at most 10")));
    server.kill()
}

/// So many bookings on one run.
async fn booked(server: &Server, run: &str, connections: usize, requests: usize) -> Result<Figures> {
    let bounds = Bounds { connections, requests, time: STEP_LIMIT };
    let book = async |connection: &mut Connection, _| connection.ask_patiently(&training::booking(run)).await.map(drop);
    watched(server, bounds, book).await
}

fn peer_command(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg("--peer").arg(folder);
    command
}

fn median(mut rounds: Vec<Figures>) -> Result<Figures> {
    rounds.sort_by(|a, b| a.per_second.total_cmp(&b.per_second));
    rounds.get(rounds.len() / 2).copied().context("no round was measured")
}

fn show(what: &str, figures: Figures, beside: Option<(f64, &str, &str)>) {
    let Figures { per_second, half_within, most_within, server, .. } = figures;
    let server = server.map(|each| each.as_micros().to_string()).unwrap_or_default();
    let (half, most) = (half_within.as_secs_f64() * 1e3, most_within.as_secs_f64() * 1e3);
    let beside = beside.map(|(ratio, of, budget)| format!("{ratio:.2} {of} ({budget})")).unwrap_or_default();
    println!("{what:44} {per_second:10.0} {half:9.2} {most:9.2} {server:>9}   {beside}");
}
