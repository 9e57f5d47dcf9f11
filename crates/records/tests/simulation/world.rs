//! Virtual time, callers and what happens to them: a small executor. Nothing in it depends on the real clock.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Wake, Waker};

use crate::rng::Rng;
use crate::store::Request;

pub(crate) type Task = Pin<Box<dyn Future<Output = ()> + Send>>;
pub(crate) type Answer = Result<Reply, records::StoreError>;

#[derive(Debug, Clone)]
pub(crate) enum Reply {
    Value(Option<Vec<u8>>),
    Number(i64),
    Done,
}

/// How badly the world treats its callers, in chances of ten thousand for each operation.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Faults {
    pub(crate) kill: u64,
    pub(crate) fail: u64,
    pub(crate) pause: u64,
    pub(crate) long_pause: u64,
    /// `set_many` writes key by key in any order and may die in the middle.
    pub(crate) piecemeal: bool,
}

/// Ways to break the scheme from below, so that the simulation can show that it would notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Breakage {
    #[default]
    None,
    /// The check before acknowledging never sees a skip notice.
    NoCheck,
    /// A slot is skipped without a notice.
    SkipSilently,
    /// The notice is given after looking again, just before writing.
    NoticeLate,
    /// A list is one key that every writer overwrites.
    BlindList,
    /// A lease late in a window does not ask for the next window.
    NoWindowRule,
}

enum Event {
    Effect(u64),
    Part(u64, usize),
    Answer(u64),
}

pub(crate) struct Operation {
    pub(crate) task: usize,
    pub(crate) request: Request,
    answer: Option<Answer>,
    arrived: bool,
    waker: Waker,
    pub(crate) parts_left: usize,
}

#[derive(Default)]
pub(crate) struct Inner {
    pub(crate) now: u64,
    sequence: u64,
    events: BinaryHeap<Reverse<(u64, u64)>>,
    what: BTreeMap<u64, Event>,
    pub(crate) operations: BTreeMap<u64, Operation>,
    pub(crate) values: BTreeMap<String, Vec<u8>>,
    pub(crate) counters: BTreeMap<String, i64>,
    pub(crate) rng: Option<Rng>,
    pub(crate) faults: Faults,
    pub(crate) breakage: Breakage,
    pub(crate) current: usize,
    pub(crate) killed: BTreeSet<usize>,
    pub(crate) failed: usize,
    pub(crate) counts: BTreeMap<usize, u64>,
    pub(crate) seen: BTreeMap<(usize, String), i64>,
    pub(crate) owed: BTreeMap<usize, Vec<String>>,
}

/// Shared by all callers of a run.
#[derive(Clone, Default)]
pub(crate) struct World(Arc<Mutex<Inner>>);

/// A caller whom nothing ever happens to, for looking at the end.
pub(crate) const OBSERVER: usize = usize::MAX;

impl World {
    pub(crate) fn new(seed: u64, faults: Faults, breakage: Breakage) -> Self {
        let world = Self::default();
        let mut inner = world.inner();
        (inner.rng, inner.faults, inner.breakage) = (Some(Rng::new(seed)), faults, breakage);
        drop(inner);
        world
    }

    pub(crate) fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap()
    }

    /// Runs callers until all have ended or been killed and everything under way has arrived.
    pub(crate) fn run(&self, callers: Vec<(usize, Task)>) {
        let woken: Arc<Mutex<Vec<usize>>> = Arc::default();
        let mut live: BTreeMap<usize, (Task, Waker)> = BTreeMap::new();
        for (name, task) in callers {
            let waker = Waker::from(Arc::new(Bell { name, woken: woken.clone() }));
            woken.lock().unwrap().push(name);
            live.insert(name, (task, waker));
        }
        loop {
            let ready = std::mem::take(&mut *woken.lock().unwrap());
            for name in ready {
                let Some((task, waker)) = live.get_mut(&name) else { continue };
                self.inner().current = name;
                let over = task.as_mut().poll(&mut Context::from_waker(waker)) == Poll::Ready(());
                if over || self.inner().killed.contains(&name) {
                    live.remove(&name);
                }
            }
            if woken.lock().unwrap().is_empty() && !self.step() {
                assert!(live.is_empty(), "callers left waiting for nothing: {:?}", live.keys());
                return;
            }
        }
    }

    /// Lets the next thing happen; false where nothing is left to happen.
    fn step(&self) -> bool {
        let mut inner = self.inner();
        let Some(Reverse((time, sequence))) = inner.events.pop() else { return false };
        inner.now = time;
        let event = inner.what.remove(&sequence).unwrap();
        match event {
            Event::Effect(id) => inner.take_effect(id),
            Event::Part(id, part) => inner.take_part(id, part),
            Event::Answer(id) => {
                let operation = inner.operations.get_mut(&id).unwrap();
                operation.arrived = true;
                operation.waker.wake_by_ref();
            }
        }
        true
    }
}

impl Inner {
    pub(crate) fn rng(&mut self) -> &mut Rng {
        self.rng.as_mut().unwrap()
    }

    fn at(&mut self, time: u64, event: Event) {
        self.sequence += 1;
        self.events.push(Reverse((time, self.sequence)));
        self.what.insert(self.sequence, event);
    }

    /// How long something takes, in microseconds: mostly short, sometimes as long as it likes.
    fn delay(&mut self, task: usize) -> u64 {
        let faults = self.faults;
        let rng = self.rng();
        if task == OBSERVER {
            return 10;
        }
        if rng.chance(faults.long_pause) {
            return 1_000_000 + rng.below(100_000_000);
        }
        if rng.chance(faults.pause) {
            return 20_000 + rng.below(3_000_000);
        }
        10 + rng.below(1_500)
    }

    fn start(&mut self, request: Request, waker: Waker) -> u64 {
        let task = self.current;
        self.sequence += 1;
        let id = self.sequence;
        let (faults, now) = (self.faults, self.now);
        let faults =
            if task == OBSERVER { Faults { piecemeal: faults.piecemeal, ..Faults::default() } } else { faults };
        let nap = match request {
            Request::Sleep(time) => Some(time),
            _ => None,
        };
        let parts = match &request {
            Request::SetMany(values) if faults.piecemeal && task != OBSERVER => values.len(),
            _ => 0,
        };
        self.operations.insert(id, Operation { task, request, answer: None, arrived: false, waker, parts_left: parts });
        if let Some(time) = nap {
            let late = self.delay(task);
            self.operations.get_mut(&id).unwrap().answer = Some(Ok(Reply::Done));
            self.at(now + time + late, Event::Answer(id));
            return id;
        }
        *self.counts.entry(task).or_default() += 1;
        let effect = now + self.delay(task);
        let dies = self.rng().chance(faults.kill);
        if dies {
            self.killed.insert(task);
        }
        if self.rng().chance(faults.fail) {
            self.failed += 1;
            let error = Err(records::StoreError("simulated".into()));
            self.operations.get_mut(&id).unwrap().answer = Some(error);
            let answer = now + self.delay(task);
            self.at(answer, Event::Answer(id));
        }
        // Half of what fails or whose caller dies never happens; the rest happens, perhaps long after the answer.
        let spoilt = dies || self.operations[&id].answer.is_some();
        if parts > 0 {
            for part in 0..parts {
                if !spoilt || self.rng().chance(6_000) {
                    let time = now + self.delay(task);
                    self.at(time, Event::Part(id, part));
                }
            }
        } else if !spoilt || self.rng().chance(5_000) {
            self.at(effect, Event::Effect(id));
        }
        id
    }

    /// Notes the answer and lets it travel back.
    pub(crate) fn answer(&mut self, id: u64, reply: Reply) {
        let task = self.operations[&id].task;
        let time = self.now + self.delay(task);
        let operation = self.operations.get_mut(&id).unwrap();
        if operation.answer.is_none() {
            operation.answer = Some(Ok(reply));
            self.at(time, Event::Answer(id));
        }
    }
}

/// An operation under way.
pub(crate) struct Under {
    pub(crate) world: World,
    pub(crate) request: Option<Request>,
    pub(crate) id: u64,
}

impl Future for Under {
    type Output = Answer;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Answer> {
        let world = self.world.clone();
        let mut inner = world.inner();
        let Some(request) = self.request.take() else {
            let operation = inner.operations.get_mut(&self.id).unwrap();
            return match operation.answer.take_if(|_| operation.arrived) {
                Some(answer) => Poll::Ready(answer),
                None => Poll::Pending,
            };
        };
        self.id = inner.start(request, context.waker().clone());
        Poll::Pending
    }
}

struct Bell {
    name: usize,
    woken: Arc<Mutex<Vec<usize>>>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.woken.lock().unwrap().push(self.name);
    }
}
