//! The real runner under load, killed with SIGKILL at random moments and started again on the same folder: everything it
//! answered with success must be there, once. It measures nothing.
//!
//! The moments come from a seed, which is printed; `CRASH_SEED` sets it again. How requests interleave is not in its hands.
#![cfg(test)]

mod audit;
mod callers;
mod door;
mod ledger;
mod server;

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use futures::future::join_all;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::json;
use tokio::sync::mpsc::unbounded_channel;

use callers::{Caller, Shared, Staff};
use door::{Door, Request};
use ledger::Fate;
use server::{ADMIN_KEY, Server};

/// How often the server is killed.
const KILLS: usize = 20;

const FAMILIES: u64 = 14;
const STAFF: u64 = 10;

/// Up to so many answers come before a kill, and then up to so much time passes. Counted in answers, so that a slow
/// machine does as much work between two kills as a fast one.
const ANSWERS_MAX: usize = 80;
const DELAY_MAX: Duration = Duration::from_millis(30);

/// How long to wait for one more answer. No answer for so long is a server that hangs.
const HANGS: Duration = Duration::from_secs(60);

const SEED_VARIABLE: &str = "CRASH_SEED";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_survives_twenty_kills_and_the_list_agrees() {
    let seed = seed();
    println!("{SEED_VARIABLE}={seed} replays the moments of the kills");
    let data = tempfile::tempdir().unwrap();
    let mut random = StdRng::seed_from_u64(seed);
    let ledger = Shared::default();

    let server = Server::start(data.path(), true).unwrap();
    let mut callers = hire(&Door::at(server.url()), &mut random).await;
    server.kill().unwrap();
    for kill in 1..=KILLS {
        let (server, door) = open(data.path(), &ledger, &format!("{SEED_VARIABLE}={seed}, before kill {kill}")).await;
        let (answers, delay) = (random.random_range(0..=ANSWERS_MAX), random.random_range(Duration::ZERO..=DELAY_MAX));
        let (tell, mut told) = unbounded_channel();
        let work = callers.into_iter().map(|caller| caller.work(door.clone(), ledger.clone(), tell.clone(), false));
        let work: Vec<_> = work.map(tokio::spawn).collect();
        drop(tell);
        for _ in 0..answers {
            // None: all callers have ended, which is told below.
            let told = tokio::time::timeout(HANGS, told.recv()).await;
            told.unwrap_or_else(|_| panic!("{SEED_VARIABLE}={seed}, kill {kill}: it hangs: {}", server.said()));
        }
        tokio::time::sleep(delay).await;
        server.kill().unwrap();
        callers = join_all(work).await.into_iter().map(Result::unwrap).collect();
    }

    let (server, door) = open(data.path(), &ledger, &format!("{SEED_VARIABLE}={seed}, after the last kill")).await;
    let (tell, _told) = unbounded_channel();
    join_all(callers.into_iter().map(|caller| caller.work(door.clone(), ledger.clone(), tell.clone(), true))).await;
    assert_eq!(callers::open(&ledger).open_deeds().count(), 0, "all requests have their answers in the end");
    server.kill().unwrap();
    let (server, _) = open(data.path(), &ledger, &format!("{SEED_VARIABLE}={seed}, all answered")).await;
    server.kill().unwrap();

    let ledger = callers::open(&ledger);
    println!("{} enquiries; requests {:?}", ledger.enquiries.len(), ledger.counts);
    let done = ledger.deeds.iter().filter(|deed| deed.fate == Fate::Done).count();
    assert!(done > 0 && ledger.counts.contains_key("without an answer"), "no kill interrupted anything");
}

/// Starts a server on what the last one left and checks every promise before anybody changes anything.
async fn open(data: &Path, ledger: &Shared, when: &str) -> (Server, Door) {
    let server = Server::start(data, false).unwrap();
    let door = Door::at(server.url());
    let promised = std::mem::take(&mut *callers::open(ledger));
    let broken = audit::audit(&door, ADMIN_KEY, &promised).await;
    assert!(broken.is_empty(), "{when}: {} broken promises:\n{}\n{}", broken.len(), broken.join("\n"), server.said());
    *callers::open(ledger) = promised;
    (server, door)
}

/// The callers: families, and staff with a key each.
async fn hire(door: &Door, random: &mut StdRng) -> Vec<Caller> {
    let mut staff = Vec::new();
    for number in 0..STAFF {
        let body = json!({"label": "The crash test", "name": format!("Manager {number}"), "role": "manager"});
        let request = Request { key: Some(ADMIN_KEY.to_owned()), ..Request::post("/api/v1/desk/keys", body) };
        let made = door.send(&request).await.filter(|made| made.status == 201).expect("a key").body;
        let text = |name: &str| made[name].as_str().unwrap().to_owned();
        staff.push(Staff { id: text("staff_id"), key: text("key") });
    }
    let families = (0..FAMILIES).map(|_| None);
    let colleagues = staff.clone();
    let staff = staff.into_iter().map(|member| Some((member, colleagues.clone())));
    families.chain(staff).map(|staff| Caller::new(random.random(), staff)).collect()
}

fn seed() -> u64 {
    match std::env::var(SEED_VARIABLE) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{SEED_VARIABLE} must be a number")),
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos().into(),
    }
}
