//! Finding the base of a ticket's change: the heart of the scheme. It never writes a version.

use crate::{
    Record, RecordsError,
    backoff::{Backoff, Next},
    chain::Chain,
    counter::{GIVE_NOTICE, KnownNotices, NoticeNumbers, TAKE_TICKET},
    slot::{Slot, Tombstone, Version},
};

/// How many slots one search looks at; it leaves a tombstone from which the next search goes on.
const SLOTS_LOOKED_AT_MAX: u32 = 2_048;

/// After how many skipped slots a search asks whether its own slot was skipped.
const SKIPS_BETWEEN_CHECKS: u64 = 16;

const POLLS_MAX: u32 = 10_000;

/// Of many tombstones in a row only the last ones are noted for deletion: each one's writer deletes those before.
const PASSED_AT_ONCE_MAX: usize = 8;

/// One ticket and the search for its base.
pub(crate) struct Turn<'c, 'a, T> {
    chain: &'c Chain<'a, T>,
    pub(crate) ticket: u64,
    notices: KnownNotices,
    /// The slot that is looked at.
    at: u64,
    /// Whether a skip notice was given.
    gave_notice: bool,
    /// Whether a tombstone named the slot that is looked at.
    named: bool,
    skipped: bool,
    passed: Vec<u64>,
    backoff: Backoff,
}

/// What a change is decided on.
pub(crate) struct Base<T> {
    /// The slot it stands in; 0 where no version has landed.
    pub(crate) slot: u64,
    pub(crate) version: Option<Version<T>>,
    /// Whether slots were skipped on the way: what lands in them later must be outranked.
    pub(crate) skipped: bool,
    /// The slots between, tombstones and skipped ones.
    pub(crate) passed: Vec<u64>,
    pub(crate) notices: KnownNotices,
}

impl<'c, 'a, T: Record> Turn<'c, 'a, T> {
    /// Takes the next ticket.
    pub(crate) async fn take(chain: &'c Chain<'a, T>) -> Result<Self, RecordsError> {
        let taken = chain.increment(TAKE_TICKET).await?;
        Ok(Self {
            chain,
            ticket: taken.tickets,
            notices: KnownNotices { before: taken.notices, lower: NoticeNumbers::default() },
            at: taken.tickets.saturating_sub(1),
            gave_notice: false,
            named: false,
            skipped: false,
            passed: Vec::new(),
            backoff: Backoff::default(),
        })
    }

    /// Finds the base; `None` where this ticket was itself skipped, so that it has to be given up.
    pub(crate) async fn base(&mut self) -> Result<Option<Base<T>>, RecordsError> {
        let mut count = 0_u64;
        for _ in 0..SLOTS_LOOKED_AT_MAX {
            if self.at == 0 {
                return Ok(Some(self.found(None)));
            }
            let slot = match self.chain.slot(self.at).await? {
                None if !self.gave_notice && !self.named => self.wait().await?,
                slot => slot,
            };
            match slot {
                Some(Slot::Version(version)) => return Ok(Some(self.found(Some(version)))),
                Some(Slot::Tombstone(tombstone)) => self.pass(&tombstone),
                // A tombstone named it, so it had landed: only a caller above an acknowledged version can have deleted it.
                None if self.named => return Ok(None),
                None => {
                    self.skipped = true;
                    self.passed.push(self.at);
                    self.at = self.at.saturating_sub(1);
                    count += 1;
                    if count.is_multiple_of(SKIPS_BETWEEN_CHECKS) && !self.acknowledged().await? {
                        return Ok(None);
                    }
                }
            }
        }
        Err(RecordsError::Contended("too many slots without a version"))
    }

    /// Whether no higher ticket has given a skip notice since this ticket was taken. Asked after landing, this is the
    /// acknowledgement: a caller that gives notice from now on finds what has landed.
    pub(crate) async fn acknowledged(&self) -> Result<bool, RecordsError> {
        let now = self.chain.check().await?;
        Ok(self.notices.account_for(now.notices))
    }

    /// Fills the slot with a tombstone, so that callers further back need not wait for it. Only for a ticket whose version
    /// was never sent to the store. It only saves time, so a failure does not matter.
    pub(crate) async fn give_up(&self) {
        let tombstone = Tombstone { on: None, below: self.at.saturating_add(1), notices: self.notices.clone() };
        if let Ok((key, value)) = self.chain.sealed_tombstone(self.ticket, &tombstone) {
            let _ = self.chain.database.store.set(&key, value).await;
        }
    }

    fn found(&mut self, version: Option<Version<T>>) -> Base<T> {
        if let Some(version) = &version {
            self.notices.lower.add_all(&version.ancestry.notices.lower);
        }
        let slot = if version.is_some() { self.at } else { 0 };
        let passed = std::mem::take(&mut self.passed);
        Base { slot, version, skipped: self.skipped, passed, notices: self.notices.clone() }
    }

    fn pass(&mut self, tombstone: &Tombstone) {
        self.notices.lower.add_all(&tombstone.notices.lower);
        self.backoff.restart();
        let next = match tombstone.on {
            Some(on) => {
                self.named = true;
                on
            }
            None => {
                self.skipped |= tombstone.below < self.at;
                tombstone.below.saturating_sub(1)
            }
        };
        let next = next.min(self.at.saturating_sub(1));
        self.passed.extend((next + 1..=self.at).rev().take(PASSED_AT_ONCE_MAX));
        self.at = next;
    }

    /// Waits for the writer of the slot looked at. When it has waited long enough, it gives notice *first* and looks again
    /// *after* that.
    async fn wait(&mut self) -> Result<Option<Slot<T>>, RecordsError> {
        for _ in 0..POLLS_MAX {
            let moved = if self.backoff.distance(self.at) > 1 {
                let head = self.chain.head().await?;
                self.backoff.saw(head)
            } else {
                false
            };
            if !moved && let Some(landed) = self.chain.slot(self.at).await? {
                return Ok(Some(landed));
            }
            match self.backoff.next(self.at) {
                Next::Nap(time) => self.chain.database.environment.sleep(time).await,
                Next::GiveUp => return Err(RecordsError::Contended("the turn did not come in time")),
                Next::Skip => {
                    let given = self.chain.increment(GIVE_NOTICE).await?;
                    self.notices.lower.add(given.notices);
                    self.gave_notice = true;
                    return self.chain.slot(self.at).await;
                }
            }
        }
        Err(RecordsError::Contended("the turn did not come in time"))
    }
}
