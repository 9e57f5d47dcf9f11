//! One seed: a world, a run, everybody who comes to it, and the verdict.

use std::sync::{Arc, Mutex};

use domain::calendar::Calendar;
use domain::input::Style;
use domain::training::course::{AboutCourse, Course};
use domain::training::requests::RunRequest;
use domain::training::run::Run;
use domain::training::seats::Capacity;
use domain::training::words::{CourseId, RunId};
use records::{By, Decision, RecordId};
use serde_json::json;
use store::training::StoredRun;

use crate::people::{Caller, Ledger};
use crate::rng::Rng;
use crate::store::{Host, instance};
use crate::verdict::verdict;
use crate::world::{Breakage, Faults, OBSERVER, Task, World};

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Plan {
    pub(crate) callers: usize,
    /// All at one moment.
    pub(crate) rush: bool,
    pub(crate) faults: Faults,
    /// Decides on what was read before its turn came, as must not be.
    pub(crate) decides_early: bool,
}

/// How much was acknowledged, so that a simulation in which nothing happens is noticed.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Told {
    pub(crate) booked: usize,
    pub(crate) accepted: usize,
    pub(crate) given_up: usize,
    pub(crate) substituted: usize,
    pub(crate) resized: u64,
    pub(crate) unanswered: u64,
}

impl Told {
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            booked: self.booked + other.booked,
            accepted: self.accepted + other.accepted,
            given_up: self.given_up + other.given_up,
            substituted: self.substituted + other.substituted,
            resized: self.resized + other.resized,
            unanswered: self.unanswered + other.unanswered,
        }
    }
}

/// Runs one seed; what is wrong, if anything is.
pub(crate) fn run(seed: u64, plan: Plan) -> Result<Told, String> {
    let world = World::new(seed, plan.faults, Breakage::None);
    let mut rng = Rng::new(seed.wrapping_mul(31) + 7);
    let ledger: Arc<Mutex<Ledger>> = Arc::default();
    let of = |host: Host| Caller {
        database: host.database(&instance()),
        host,
        ledger: ledger.clone(),
        calendar: Arc::new(Calendar::england_and_wales()),
        id: RecordId::parse("run").unwrap(),
        decides_early: plan.decides_early,
    };
    let observer = of(Host::in_time(&world));
    let first = observer.clone();
    let made = a_run(&mut rng);
    let make: Task = Box::pin(async move {
        let decide = |_: Option<&records::Versioned<StoredRun>>| Ok::<_, ()>(Decision::Write(StoredRun(made.clone())));
        first.records().change(&first.id, By::new("staff", "make"), decide).await.unwrap();
    });
    world.run(vec![(OBSERVER, make)]);
    let mut callers: Vec<(usize, Task)> = Vec::new();
    for name in 0..plan.callers {
        let offset_milliseconds = rng.below(120_000) as i64 - 60_000;
        let host = Host { world: world.clone(), offset_milliseconds, drift_per_mille: 0 };
        let caller = of(host);
        let own = Rng::new(rng.next());
        // Of forty callers one is staff.
        let task: Task = match name % 40 {
            39 => Box::pin(caller.runs_it(own)),
            _ => Box::pin(caller.attends(own, plan.rush)),
        };
        callers.push((name, task));
    }
    world.run(callers);
    let last: Arc<Mutex<Option<Run>>> = Arc::default();
    let (at_last, reader) = (last.clone(), observer);
    let read: Task = Box::pin(async move {
        let read = reader.records().read(&reader.id).await.unwrap().unwrap();
        *at_last.lock().unwrap() = Some(read.record.0);
    });
    world.run(vec![(OBSERVER, read)]);
    let run = last.lock().unwrap().take().ok_or("the run is gone")?;
    let ledger = ledger.lock().unwrap();
    verdict(&run, &ledger)?;
    Ok(Told {
        booked: ledger.booked.len(),
        accepted: ledger.accepted.len(),
        given_up: ledger.given_up.len(),
        substituted: ledger.substituted.len(),
        resized: ledger.resized,
        unanswered: ledger.unanswered,
    })
}

/// It starts five days after the world does, so that offers run out before and some come too late.
fn a_run(rng: &mut Rng) -> Run {
    let about = json!({
        "title": "Attachment", "summary": "How early loss shapes learning.", "outcomes": ["Notice it"],
        "audiences": ["carers"], "minutes": 180,
    });
    let course =
        Course { id: CourseId::draw([1; 32]), about: AboutCourse::read(&about, Style::Json).unwrap(), retired: false };
    let body = json!({
        "date": "2025-10-14", "start_time": "09:30", "end_time": "12:30", "mode": "online",
        "link": "https://meet.example/1", "trainer": "Amara Osei", "capacity": 20, "free_until_working_days": 1,
    });
    let RunRequest { details, .. } = RunRequest::read(&body, Style::Json).unwrap();
    Run::new(RunId::draw([2; 32]), &course, details, Capacity::new(1 + rng.below(20) as u16).unwrap())
}
