//! Keeping records safely on a bare key-value store. It never touches HTTP, a domain area, a clock of its own or an
//! operating system's randomness: what it needs of the world comes in through [`KeyValue`] and [`Environment`].
//!
//! ```text
//! let database = Database::new(store, environment, Arc::new(Instance::new(keyring)));
//! let asked = database.change(&id, By::new("family", "ask").repeat(key), |current| match current {
//!     None => Ok(Decision::Write(Enquiry::ask(question))),
//!     Some(_) => Err(AlreadyAsked),
//! });
//! ```
//!
//! # The scheme
//!
//! **Keys.** Of record `id` of kind `K`: the counter `K/t/{id}`, its versions `K/v/{id}/{n}` and a hint `K/h/{id}` (the
//! number of a version that has landed, overwritten blindly). Of a list: for each of its [`SHELVES`] the counter
//! `K/lt/{list}/{shelf}` and entries `K/l/{list}/{shelf}/{n}`. A slot, once written, is never written differently;
//! nothing but the hint is ever overwritten.
//!
//! **A change** (1) takes a ticket `t` from the counter, whose upper half counts *alarms*; (2) looks for its base in slot
//! `t-1` and waits for it while its writer is at work; out of patience it raises an alarm *first* (one increment), *then*
//! looks again, and skips the slot if it is still empty, and the next, until it meets a version; (3) decides; (4) writes
//! in one `set_many` the version in slot `t`, the hint and the rows that move; (5) reads the counter. No alarm since its
//! ticket, but those known to come from lower tickets: acknowledged. Otherwise it may have been skipped, so it takes a
//! new ticket and sees: its line contains the change already, or it decides again. A refused change leaves a mark in its
//! slot that names the version it stood on, and is checked the same way; where slots were skipped, what it stood on is
//! written again above them. Deletes follow the acknowledgement: slots below the base.
//!
//! # Why nothing acknowledged is lost
//!
//! Let `t` be acknowledged, and let `u > t` land. *Claim: `u`'s line contains `t`, or `u` lies below a version that is
//! acknowledged, whose line contains `t`.* By induction over `u`. Searching downwards from `u-1`, `u` either meets a
//! version above `t`, for which the claim holds; or it comes to slot `t`. Found there, done. Found empty: then either
//! nothing had landed yet. But `u` looked after its alarm, so the alarm came before `t` landed, and `t`, which read the
//! counter after landing, saw it; it came from a higher ticket than `t`, so `t` cannot have known it as harmless (a
//! version knows only alarms of tickets in its own line, all lower); so `t` was not acknowledged. Or `t` had been deleted:
//! then some acknowledged `v > t` lies above; if `v < u`, `u` would have met `v` first, by the same argument; if `v > u`,
//! `u` is below `v`. In that case `v`'s line skipped `u`, after `u` took its ticket, and `u` sees that alarm and is not
//! acknowledged, nor does it conclude that the record is absent.
//!
//! So the highest version that has landed contains everything acknowledged, whoever stalls, dies or lands late: no lock
//! and no clock takes part. (Naps are counted, not measured. The [`Lock`] is for economy only.)
//!
//! **Lists.** An entry tells its shelf whole: the entry below, folded with the writer's rows, and which slots were empty
//! (`missing`). Rows and removals carry their record's version and the higher one wins, in whatever order they are
//! folded. A version lands in the same write as its rows, and every skip makes the skipper write all rows anew; so what
//! wins is what the highest version says. An entry is deleted when a higher one contains it: knowledge moves upwards,
//! readers go up last, and what had landed before a reading began is in it.
//!
//! Readers look for missing slots one by one, so a rush is settled by its last writer: whoever overtook somebody waits once
//! its entry has landed, hands over to whoever takes a higher slot meanwhile, and otherwise writes one more entry, which
//! contains what has landed and notes what was waited for in vain. It is an entry like any other that changes no row, so
//! nothing above depends on it.
//!
//! # What it costs
//!
//! Store operations with nobody else about, and rows on one list: read 2, create at most 6, change 8 (5 where no row
//! moves), refused change 4 (6 after another refused one), list 32 at most; a move from one list to another 3 more.
//! In a rush a caller polls the hint at intervals that follow its place in the line.
//! Whoever overtook another writer on its shelf looks at the shelf's counter once more, and waits 16 to 128 milliseconds where
//! nobody came after it; the last one takes some 10 operations to settle. So after a rush a list costs 32 again.
//!
//! # What remains odd
//!
//! - A reading may show a change that has landed and is not acknowledged yet; very rarely (its writer stalled for longer
//!   than [`PATIENCE_MILLISECONDS`]) that change is then outranked and made anew, or lost unacknowledged.
//! - An error after a change's write means "unknown": try again with the same [`Repeat`] key.
//! - A caller that dies with a ticket costs the next one, and all behind it, [`PATIENCE_MILLISECONDS`] once.
//! - A record that was *moving to another list* when its writer stalled, was skipped, landed late and died at once may
//!   show on that list as well as on its own, until its next move there, a [`Records::sweep`] or the row's trimming. It is
//!   never missing from its own, and a record that stays on one list shows no such row.
//! - A writer that stalls while 128 entries land on its shelf, lands and dies at once leaves its row out, until the
//!   record's next change or [`Records::repair`]. Alive, it notices and writes the row again.
//! - On a store that applies `set_many` one by one *and dies in the middle*, changes stay whole (a version is one key),
//!   but rows may be missing until the record's next moving change or [`Records::repair`] (due where a caller was told
//!   nothing), or too many until a sweep; with more than 16 dead tickets on top a reading may lag until the next change.
//! - A slot of a list whose writer died or failed is looked for by every reading until 128 further entries stand on its
//!   shelf: 2 operations more, or 3 (a last writer that dies leaves the others' slots unsettled too, until the next
//!   entry). Forgetting it sooner would take a clock's word that its writer is dead.
//! - A caller that dies between acknowledging and deleting leaves an old version and an old entry behind: sealed and
//!   never read. [`By::forgetting_the_past`] deletes a record's.
//! - Reading an id that never existed leaves an empty counter behind where a store has no better
//!   [`KeyValue::read_counter`] than adding nought.

mod chain;
mod change;
mod counter;
mod database;
mod decode;
mod draft;
mod envelope;
mod error;
mod expected_version;
mod hex;
mod history;
mod idempotency;
#[cfg(not(target_family = "wasm"))]
pub mod in_memory;
mod instance;
mod key_value;
mod keyring;
mod lock;
mod names;
mod patience;
mod read;
mod recent;
mod record;
mod records;
mod shelf;
mod sweep;

mod turn;
mod values;
mod vault;
mod worklist;

pub use change::ATTEMPTS_MAX;
pub use database::Database;
pub use draft::{DRAFT_BYTES_MAX, DRAFT_LIFE_SECONDS, DraftKey, Drafts};
pub use envelope::CHANGES_REMEMBERED_MAX;
pub use error::{ChangeError, RecordsError};
pub use expected_version::ExpectedVersion;
pub use history::{HISTORY_ENTRIES_MAX, History, HistoryEntry};
pub use idempotency::{Fingerprint, IDEMPOTENCY_KEY_MAX_CHARACTERS, IdempotencyKey};
pub use instance::Instance;
pub use key_value::{Environment, KeyValue, StoreError};
pub use keyring::{Keyring, KeyringError, SECRET_MIN_CHARACTERS, SECRETS_MAX};
pub use lock::{Held, LEASE_MIN_MILLISECONDS, LOCK_WAIT_MILLISECONDS, LOCK_WINDOW_MILLISECONDS, Lock};
pub use names::{ListName, NameError, RecordId};
pub use patience::{PATIENCE_MILLISECONDS, TURN_LIMIT_MILLISECONDS};
pub use record::{By, Decision, Listed, Outcome, Record, Repeat, Versioned};
pub use records::{Records, Swept};
pub use values::Values;
pub use worklist::SHELVES;
