//! One run: a seed and what it makes callers do. What must be true afterwards stands in `checks`.

use std::sync::{Arc, Mutex};

use records::RecordId;

use crate::checks::look;
use crate::rng::Rng;
use crate::store::{Host, instance};
use crate::workload::{Caller, Happening, Ledger, Step, Token, lists};
use crate::world::{Breakage, Faults, OBSERVER, Task, World};

/// What kind of run.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Plan {
    pub(crate) piecemeal: bool,
    pub(crate) moves: bool,
    pub(crate) leases: bool,
    pub(crate) breakage: Breakage,
}

#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Counted {
    pub(crate) changes: u64,
    pub(crate) acknowledged: u64,
    pub(crate) contended: u64,
    pub(crate) operations: u64,
    pub(crate) ghosts: u64,
    pub(crate) notices: u64,
}

impl Counted {
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            changes: self.changes + other.changes,
            acknowledged: self.acknowledged + other.acknowledged,
            contended: self.contended + other.contended,
            operations: self.operations + other.operations,
            ghosts: self.ghosts + other.ghosts,
            notices: self.notices + other.notices,
        }
    }
}

/// Runs one seed; what went wrong, or what it came to.
pub(crate) fn run(seed: u64, plan: Plan) -> Result<Counted, String> {
    let mut rng = Rng::new(seed);
    let faults = faults(&mut rng, plan);
    let world = World::new(rng.next(), faults, plan.breakage);
    let ledger: Arc<Mutex<Ledger>> = Arc::default();
    let instance = instance();
    let ids: Vec<RecordId> = (0..1 + rng.below(3)).map(|n| RecordId::parse(&format!("S-{n}")).unwrap()).collect();
    let clocks_agree = plan.leases;
    let hosts: Vec<Host> = (0..1 + rng.below(3)).map(|_| host(&world, &mut rng, clocks_agree)).collect();
    let mut callers: Vec<(usize, Task)> = Vec::new();
    let mut tokens = 0;
    for name in 0..3 + rng.below(8) as usize {
        let host = rng.pick(&hosts).clone();
        let caller = Caller {
            database: host.database(&instance),
            host,
            ledger: ledger.clone(),
            moves: plan.moves,
            strict_lists: !plan.moves && !plan.piecemeal,
            strict_reads: true,
            name,
        };
        let steps: Vec<Step> = (0..1 + rng.below(4)).map(|_| step(&mut rng, &ids, &mut tokens, plan)).collect();
        callers.push((name, Box::pin(caller.run(steps))));
    }
    world.run(callers);
    let host = Host::in_time(&world);
    let observer = Caller {
        database: host.database(&instance),
        host,
        ledger: ledger.clone(),
        moves: plan.moves,
        strict_lists: false,
        strict_reads: false,
        name: OBSERVER,
    };
    let counted = Arc::new(Mutex::new(Counted::default()));
    let found = counted.clone();
    let looked = observer.clone();
    let look: Task = Box::pin(async move {
        let ghosts = look(&looked, &ids, plan).await;
        found.lock().unwrap().ghosts = ghosts;
    });
    world.run(vec![(OBSERVER, look)]);
    let ledger = ledger.lock().unwrap();
    if plan.leases {
        let mut leases: Vec<_> = ledger.leases.iter().copied().filter(|(from, to)| from < to).collect();
        leases.sort_unstable();
        if leases.windows(2).any(|pair| pair[0].1 > pair[1].0) {
            return Err(format!("two holders at once: {leases:?}"));
        }
    }
    if !ledger.wrong.is_empty() {
        return Err(format!("{:#?}\nfaults: {faults:?}", ledger.wrong));
    }
    let mut counted = *counted.lock().unwrap();
    counted.changes = ledger.changes;
    counted.contended = ledger.contended;
    counted.acknowledged = ledger.acknowledged.values().map(|tokens| tokens.len() as u64).sum();
    counted.notices =
        world.inner().counters.iter().filter(|(key, _)| key.contains("/t/")).map(|(_, n)| (n >> 32) as u64).sum();
    counted.operations = world.inner().counts.values().sum();
    Ok(counted)
}

fn faults(rng: &mut Rng, plan: Plan) -> Faults {
    Faults {
        kill: *rng.pick(&[0, 0, 30, 100, 300]),
        fail: *rng.pick(&[0, 0, 30, 100, 300]),
        pause: *rng.pick(&[0, 20, 200, 1_000]),
        long_pause: *rng.pick(&[0, 10, 100, 400]),
        piecemeal: plan.piecemeal,
    }
}

fn host(world: &World, rng: &mut Rng, clocks_agree: bool) -> Host {
    let offset_milliseconds = if clocks_agree { 0 } else { rng.below(200_000) as i64 - 100_000 };
    let drift_per_mille = if clocks_agree { 0 } else { rng.below(400) as i64 - 200 };
    Host { world: world.clone(), offset_milliseconds, drift_per_mille }
}

fn step(rng: &mut Rng, ids: &[RecordId], tokens: &mut Token, plan: Plan) -> Step {
    let id = rng.pick(ids).clone();
    let list = rng.pick(&lists()).clone();
    if plan.leases && rng.chance(6_000) {
        return match rng.below(2) {
            0 => Step::Lease { microseconds: rng.below(6_000_000) },
            _ => Step::Nap { microseconds: rng.below(15_000_000) },
        };
    }
    let kind = rng.below(20);
    // Now and then the same request as another caller's, under the same key.
    let again = *tokens > 0 && rng.chance(2_000);
    let token = if again { 2 * (rng.below(u64::from(*tokens)) as Token / 2) } else { *tokens };
    *tokens += u32::from(!again);
    let repeat = token.is_multiple_of(2);
    match kind {
        0..=8 => Step::Change {
            id: fixed(token, repeat, ids, id),
            token,
            happening: Happening::Booked,
            strict: false,
            repeat,
        },
        9..=10 if !repeat => Step::Change { id, token, happening: Happening::Booked, strict: true, repeat },
        11 if !repeat => {
            let other = rng.below(u64::from(token).max(1)) as Token;
            Step::Change { id, token, happening: Happening::Cancelled(other), strict: false, repeat }
        }
        12..=13 if !repeat => {
            Step::Change { id, token, happening: Happening::Moved(rng.below(3) as u8), strict: false, repeat }
        }
        18 if !repeat => Step::Change { id, token, happening: Happening::Noted, strict: false, repeat },
        14 if !repeat => Step::Refuse { id, token },
        15 => Step::List { list },
        16 => Step::Sweep { list },
        17 => Step::Nap { microseconds: rng.below(3_000_000) },
        _ => Step::Read { id },
    }
}

/// A repeated request goes to the same record as the first.
fn fixed(token: Token, repeat: bool, ids: &[RecordId], id: RecordId) -> RecordId {
    if repeat { ids[token as usize / 2 % ids.len()].clone() } else { id }
}
