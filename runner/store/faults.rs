//! A switch by which tests make the store fail, stall or kill its caller at a chosen operation. Off, it costs one load.

use super::{Operation, StoreError};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The switch. Clones share one state.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    /// Whether anything is watched at all, so that the ordinary path takes no lock.
    armed: AtomicBool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    rules: Vec<Rule>,
    seen: Option<Vec<Seen>>,
}

#[derive(Debug)]
struct Rule {
    when: When,
    fault: Fault,
    met: usize,
}

/// Which operations a fault is for. Operations are counted from when the fault was injected.
#[derive(Debug, Clone, Default)]
pub struct When {
    operation: Option<Operation>,
    key_prefix: String,
    from: usize,
    until: Option<usize>,
}

/// What happens to an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It fails and has not happened.
    Fail,
    /// It happens, and its caller gets a failure.
    LoseAnswer,
    /// It happens after this long.
    Delay(Duration),
    /// Its caller dies before it happens: the instance traps, with every request it is serving.
    Kill,
}

/// An operation that was asked for while recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What was asked for.
    pub operation: Operation,
    /// On which keys.
    pub keys: Vec<String>,
}

impl When {
    /// Every operation.
    pub fn any() -> Self {
        Self::default()
    }

    /// Every operation of one kind.
    pub fn operation(operation: Operation) -> Self {
        Self { operation: Some(operation), ..Self::default() }
    }

    /// Of these, those that touch a key that starts with `prefix`.
    pub fn key_prefix(self, prefix: impl Into<String>) -> Self {
        Self { key_prefix: prefix.into(), ..self }
    }

    /// Of these, only the `n`th, from 1.
    pub fn nth(self, n: usize) -> Self {
        Self { from: n, until: Some(n), ..self }
    }

    /// Of these, the `n`th, from 1, and all after it.
    pub fn from_nth(self, n: usize) -> Self {
        Self { from: n, until: None, ..self }
    }

    fn covers(&self, operation: Operation, keys: &[String]) -> bool {
        self.operation.is_none_or(|wanted| wanted == operation)
            && (self.key_prefix.is_empty() || keys.iter().any(|key| key.starts_with(&self.key_prefix)))
    }
}

impl Faults {
    /// Adds a fault; where several cover an operation, the first injected decides.
    pub fn inject(&self, when: When, fault: Fault) {
        self.state().rules.push(Rule { when, fault, met: 0 });
        self.0.armed.store(true, Ordering::SeqCst);
    }

    /// Starts recording operations, from nothing.
    pub fn record(&self) {
        self.state().seen = Some(Vec::new());
        self.0.armed.store(true, Ordering::SeqCst);
    }

    /// What was recorded since [`Faults::record`] or the last call of this.
    pub fn recorded(&self) -> Vec<Seen> {
        self.state().seen.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Takes every fault away and stops recording.
    pub fn clear(&self) {
        let mut state = self.state();
        *state = State::default();
        self.0.armed.store(false, Ordering::SeqCst);
    }

    /// Lets an operation meet its fault, before it happens.
    pub(super) async fn meet<'a>(
        &self,
        operation: Operation,
        keys: impl IntoIterator<Item = &'a str>,
    ) -> Result<Fate, StoreError> {
        if !self.0.armed.load(Ordering::Relaxed) {
            return Ok(Fate { answer_lost: false });
        }
        let keys = keys.into_iter().map(str::to_owned).collect();
        match self.decide(operation, keys) {
            None => Ok(Fate { answer_lost: false }),
            Some(Fault::LoseAnswer) => Ok(Fate { answer_lost: true }),
            Some(Fault::Fail) => Err(injected()),
            Some(Fault::Kill) => Err(StoreError::Killed),
            Some(Fault::Delay(time)) => {
                tokio::time::sleep(time).await;
                Ok(Fate { answer_lost: false })
            }
        }
    }

    fn decide(&self, operation: Operation, keys: Vec<String>) -> Option<Fault> {
        let mut state = self.state();
        let mut decided = None;
        for rule in state.rules.iter_mut().filter(|rule| rule.when.covers(operation, &keys)) {
            rule.met += 1;
            if rule.met >= rule.when.from && rule.when.until.is_none_or(|until| rule.met <= until) {
                decided = decided.or(Some(rule.fault));
            }
        }
        if let Some(seen) = &mut state.seen {
            seen.push(Seen { operation, keys });
        }
        decided
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is still to happen to an operation that was let through.
pub(super) struct Fate {
    answer_lost: bool,
}

impl Fate {
    pub(super) fn of<T>(self, answer: Result<T, StoreError>) -> Result<T, StoreError> {
        if self.answer_lost { Err(injected()) } else { answer }
    }
}

fn injected() -> StoreError {
    StoreError::Failed("failed by a test".to_owned())
}
