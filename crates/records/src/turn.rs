//! Finding the version a ticket's change stands on: the heart of the scheme. It never writes a version.

use crate::{
    Record, RecordsError,
    chain::Chain,
    counter::{ANNOUNCE, Alarms, LOOK, TAKE},
    envelope::{Envelope, Slot, Standing, Void},
    patience::{Next, Patience},
};

/// How many slots one search looks at; a mark lets the next one go on from there.
const SLOTS_LOOKED_AT_MAX: u32 = 2_048;

/// How often, while skipping, a search asks whether it was itself skipped.
const SKIPS_BETWEEN_LOOKS: u64 = 16;

const POLLS_MAX: u32 = 10_000;

/// Of a run of marks only the last ones are noted for deletion: each mark's writer deletes those before.
const PASSED_AT_ONCE_MAX: usize = 8;

/// One ticket and the search for what stands before it.
pub(crate) struct Turn<'c, 'a, T> {
    chain: &'c Chain<'a, T>,
    pub(crate) ticket: u64,
    standing: Standing,
    at: u64,
    announced: bool,
    named: bool,
    hole: bool,
    passed: Vec<u64>,
    patience: Patience,
}

/// What a change stands on.
pub(crate) struct Base<T> {
    /// The slot it stands in; 0 where no version has landed.
    pub(crate) slot: u64,
    pub(crate) version: Option<Envelope<T>>,
    /// Slots were skipped on the way: what lands in them later must be outranked.
    pub(crate) hole: bool,
    /// The slots between, marks and skipped ones.
    pub(crate) passed: Vec<u64>,
    pub(crate) standing: Standing,
}

impl<'c, 'a, T: Record> Turn<'c, 'a, T> {
    /// Takes the next ticket.
    pub(crate) async fn take(chain: &'c Chain<'a, T>) -> Result<Self, RecordsError> {
        let taken = chain.count(TAKE).await?;
        Ok(Self {
            chain,
            ticket: taken.tickets,
            standing: Standing { before: taken.alarms, lower: Alarms::default() },
            at: taken.tickets.saturating_sub(1),
            announced: false,
            named: false,
            hole: false,
            passed: Vec::new(),
            patience: Patience::default(),
        })
    }

    /// Finds the base; `None` where this ticket was itself skipped, so that it has to be given up.
    pub(crate) async fn base(&mut self) -> Result<Option<Base<T>>, RecordsError> {
        let mut skipped = 0_u64;
        for _ in 0..SLOTS_LOOKED_AT_MAX {
            if self.at == 0 {
                return Ok(Some(self.found(None)));
            }
            let slot = match self.chain.slot(self.at).await? {
                None if !self.announced && !self.named => self.wait().await?,
                slot => slot,
            };
            match slot {
                Some(Slot::Version(version)) => return Ok(Some(self.found(Some(version)))),
                Some(Slot::Void(void)) => self.pass(&void),
                // A mark named it, so it had landed: only those behind a settled version can have deleted it.
                None if self.named => return Ok(None),
                None => {
                    self.hole = true;
                    self.passed.push(self.at);
                    self.at = self.at.saturating_sub(1);
                    skipped += 1;
                    if skipped.is_multiple_of(SKIPS_BETWEEN_LOOKS) && !self.settled().await? {
                        return Ok(None);
                    }
                }
            }
        }
        Err(RecordsError::Contended("too many slots without a version"))
    }

    /// Whether nobody with a higher ticket has announced to skip a slot since this ticket was taken. Asked after
    /// landing, this is the acknowledgement: whoever announces from now on finds what has landed.
    pub(crate) async fn settled(&self) -> Result<bool, RecordsError> {
        let now = self.chain.count(LOOK).await?;
        Ok(self.standing.holds(now.alarms))
    }

    /// Marks the slot so that those behind need not wait for it. Only for a ticket whose version was never sent to the
    /// store; and only to be kind, so a failure is nobody's concern.
    pub(crate) async fn give_up(&self) {
        let void = Void { on: None, below: self.at.saturating_add(1), standing: self.standing.clone() };
        if let Ok((key, value)) = self.chain.sealed_void(self.ticket, &void) {
            let _ = self.chain.database.store.set(&key, value).await;
        }
    }

    fn found(&mut self, version: Option<Envelope<T>>) -> Base<T> {
        if let Some(version) = &version {
            self.standing.lower.add_all(&version.line.standing.lower);
        }
        let slot = if version.is_some() { self.at } else { 0 };
        let passed = std::mem::take(&mut self.passed);
        Base { slot, version, hole: self.hole, passed, standing: self.standing.clone() }
    }

    fn pass(&mut self, void: &Void) {
        self.standing.lower.add_all(&void.standing.lower);
        self.patience.restart();
        let next = match void.on {
            Some(on) => {
                self.named = true;
                on
            }
            None => {
                self.hole |= void.below < self.at;
                void.below.saturating_sub(1)
            }
        };
        let next = next.min(self.at.saturating_sub(1));
        self.passed.extend((next + 1..=self.at).rev().take(PASSED_AT_ONCE_MAX));
        self.at = next;
    }

    /// Waits for the writer of the slot looked at. Out of patience it announces first and looks again after.
    async fn wait(&mut self) -> Result<Option<Slot<T>>, RecordsError> {
        for _ in 0..POLLS_MAX {
            let moved = if self.patience.distance(self.at) > 1 {
                let hint = self.chain.hint().await?;
                self.patience.saw(hint)
            } else {
                false
            };
            if !moved && let Some(landed) = self.chain.slot(self.at).await? {
                return Ok(Some(landed));
            }
            match self.patience.next(self.at) {
                Next::Nap(time) => self.chain.database.environment.sleep(time).await,
                Next::GiveUp => return Err(RecordsError::Contended("the turn did not come in time")),
                Next::Skip => {
                    let announced = self.chain.count(ANNOUNCE).await?;
                    self.standing.lower.add(announced.alarms);
                    self.announced = true;
                    return self.chain.slot(self.at).await;
                }
            }
        }
        Err(RecordsError::Contended("the turn did not come in time"))
    }
}
