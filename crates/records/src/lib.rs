//! Keeping records safely on a bare key-value store. It never touches HTTP, a domain area, a clock of its own or an
//! operating system's randomness: what it needs of the world comes in through [`KeyValue`] and [`Environment`].
//!
//! ```text
//! let database = Database::new(store, environment, Arc::new(Instance::new(keyring)));
//! let asked = database.change(&id, By::new("family", "ask").repeat(key), |current| match current {
//!     None => Ok(Decision::Write(Enquiry::ask(question))),
//!     Some(_) => Err(ChangeError::Refused(AlreadyAsked)),
//! });
//! ```
//!
//! # The scheme
//!
//! **Words.** A record has numbered *slots*. A *ticket* is the number of the one slot that its holder may write. A *version*
//! is the whole record after a change. Its *base* is the version that the change was decided on; its *ancestry* is itself,
//! its base, the base's base and so on. A version has *landed* once it stands in its slot. A *skip notice* announces that
//! somebody passes over an empty slot. A *tombstone* fills the slot of a ticket that made no version. The *head* is the
//! number of a slot that has landed, the last one as a rule.
//!
//! **Keys.** Record `id` of kind `K` has the ticket counter `K/t/{id}`, a version or tombstone under `K/v/{id}/{slot}`, and
//! the head under `K/h/{id}`. A list has, for each of its [`SHARDS`], the ticket counter `K/lt/{list}/{shard}` and entries
//! `K/l/{list}/{shard}/{slot}`. Only the holder of a slot's ticket writes it, and never twice with different content. The
//! head alone is overwritten, by every writer and without looking; so it is never trusted.
//!
//! **A change** takes these steps:
//! 1. It takes ticket `t`. The lower half of the counter counts tickets, the upper half skip notices.
//! 2. It looks for its base in slot `t-1`, and waits while the line before it moves. When its backoff runs out it gives a
//!    skip notice *first* (one increment) and looks again *after* that. It skips the slot if it is still empty, and every
//!    empty slot below, until it meets a version.
//! 3. It decides.
//! 4. It writes, in one `set_many`, the version in slot `t`, the head, and the list rows that move.
//! 5. It reads the counter. If no skip notice was given since its ticket, but for those known to come from lower tickets,
//!    it is acknowledged. Otherwise its slot may have been skipped: it takes a new ticket, and finds its change in the
//!    ancestry of the new base or decides again.
//!
//! A refused change writes a tombstone that names its base, and is checked by step 5 too. Where slots were skipped on the
//! way, a change that makes no version writes its base again in its own slot, above the skipped ones. Slots below the base
//! are deleted after the acknowledgement.
//!
//! # Why nothing acknowledged is lost
//!
//! *Claim.* Let `t` be acknowledged, and let a higher ticket `u` land. Then `t` is in the ancestry of `u`, or `u` lies below
//! an acknowledged version that has `t` in its ancestry.
//!
//! *Proof,* by induction over `u`, and for one `u` over `t` downwards. `u` searches downwards from slot `u-1`.
//! - `u` meets a version `w` above `t`. The claim holds for `w`, so one of two things is true. `t` is in the ancestry of `w`,
//!   which is that of `u` below `u`. Or `w` lies below an acknowledged `v` that has `t` in its ancestry. If `v` is above `u`,
//!   that is the claim. If not, the claim for `v` and `u` holds, and `v` has `t` in its ancestry.
//! - `u` comes down to slot `t` and finds `t` there. Then `t` is its base.
//! - `u` comes down to slot `t` and finds it empty, since `t` has not landed yet. `u` looked after its skip notice, so the
//!   notice came before `t` landed; `t` read the counter after it landed, so `t` saw the notice. The notice came from a
//!   higher ticket, so `t` could not know it as harmless: a version knows only notices of tickets in its own ancestry, all of
//!   them lower. So `t` was not acknowledged, which contradicts the assumption.
//! - `u` comes down to slot `t` and finds it empty, since `t` was deleted. Only an acknowledged `v` above `t` has slots
//!   deleted. If `v` is below `u`, then `u` passed slot `v` without meeting `v`. `v` had not landed then, which contradicts
//!   its acknowledgement as above; or `v` was deleted too, by a higher version of which the same is true. If `v` is above
//!   `u`, then `u` lies below `v`, which is the claim. In that case the search of `v`, or of a version in its ancestry, found
//!   slot `u` empty and skipped it, after `u` had taken its ticket. `u` sees that notice, so it is not acknowledged, and
//!   does not conclude that the record is absent.
//!
//! So the highest version that has landed contains everything acknowledged, whichever callers stall, die or land late. No
//! lock and no clock takes part: waiting is counted in naps and not measured, and a [`Lease`] only saves work.
//!
//! **Lists.** A record is on the same shard of every list. An entry holds its shard whole: the entry below, with the writer's
//! rows folded in, and the numbers of slots that were empty when it was made (`missing`). Rows and removals carry the version
//! of their record, and the higher one wins in whatever order they are folded. A version lands in the same write as its
//! rows, and a change that skipped a slot writes all rows anew; so the rows that win are those of the highest version. An
//! entry is deleted when a higher one contains it. So what is known moves upwards; and a reader goes upwards last, so it
//! finds all that had landed before it began.
//!
//! Readers look for missing slots one by one. So the last writer of a rush makes that unnecessary. A writer that overtook
//! others waits for them once its own entry has landed. If a higher slot is taken meanwhile, it leaves the waiting to that
//! slot's writer. Otherwise it writes one more entry, which contains what has landed meanwhile and names the slots that it
//! waited for in vain. That entry changes no row, so nothing above depends on it.
//!
//! # What it costs
//!
//! Store operations of a caller that is alone, with rows on one list: read 2, create at most 6, change 8 (5 where no row
//! moves), refused change 4 (6 after another refused one), list 32 at most; a move from one list to another 3 more.
//! In a rush a caller polls the head at intervals that follow its place in the line.
//! A writer that overtook another one on its shard reads the shard's counter once more, and waits 16 to 128 milliseconds if
//! no writer came after it; the last one of a rush takes some 10 operations to make its last entry. So a list costs 32 again
//! after a rush.
//!
//! # What remains odd
//!
//! - A reading may show a change that has landed and is not acknowledged yet. Very rarely (its writer stalled for longer
//!   than [`SKIP_AFTER_MILLISECONDS`]) that change is then outranked, and made anew or lost unacknowledged.
//! - An error after a change's write means "unknown". Trying again with the same [`Repeat`] key is safe.
//! - A caller that dies with a ticket costs the next one, and all behind it, [`SKIP_AFTER_MILLISECONDS`] once.
//! - A record that was *moving to another list* when its writer stalled, was skipped, landed late and died at once may
//!   show on that list as well as on its own, until its next move there, a [`Records::sweep`], or its row is trimmed. It is
//!   never missing from its own list, and a record that stays on one list shows no such row.
//! - A writer that stalls while 128 entries land on its shard, lands and dies at once leaves its row out, until the
//!   record's next change or a [`Records::repair`]. A writer that lives notices, and writes the row again.
//! - On a store that applies `set_many` one by one *and dies in the middle*, changes stay whole, since a version is one key.
//!   But rows may be missing until the record's next moving change or a [`Records::repair`] (due where a caller got no
//!   answer), or too many until a sweep; and with more than 16 dead tickets on top a reading may lag until the next change.
//! - A list slot whose writer died or failed is looked for by every reading until 128 further entries stand on its shard:
//!   2 operations more, or 3. (If the last writer of a rush dies, the slots of the others are looked for too, until the next
//!   entry.) To forget it sooner, a clock would have to say that its writer is dead.
//! - A caller that dies between acknowledging and deleting leaves an old version and an old entry behind: sealed and
//!   never read. [`By::forgetting_the_past`] deletes a record's.
//! - Reading an id that never existed leaves an empty counter behind where a store has no better
//!   [`KeyValue::read_counter`] than adding nought.

mod backoff;
mod chain;
mod change;
mod counter;
mod database;
mod decode;
mod drafts;
mod environment;
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
mod lease;
mod names;
mod read;
mod record;
mod records;
mod seal;
mod shard;
mod shard_entries;
mod slot;
mod store_keys;
mod sweep;
mod turn;
mod values;
mod version_cache;
mod worklist;

pub use backoff::{SKIP_AFTER_MILLISECONDS, TURN_LIMIT_MILLISECONDS};
pub use change::ATTEMPTS_MAX;
pub use database::Database;
pub use drafts::{DRAFT_BYTES_MAX, DRAFT_LIFE_SECONDS, DraftKey, Drafts};
pub use environment::Environment;
pub use error::{ChangeError, RecordsError};
pub use expected_version::ExpectedVersion;
pub use history::{HISTORY_ENTRIES_MAX, History, HistoryEntry};
pub use idempotency::{Fingerprint, IDEMPOTENCY_KEY_MAX_CHARACTERS, IdempotencyKey, Repeat};
pub use instance::Instance;
pub use key_value::{KeyValue, StoreError};
pub use keyring::{Keyring, KeyringError, SECRET_MIN_CHARACTERS, SECRETS_MAX};
pub use lease::{LEASE_MIN_MILLISECONDS, LEASE_WAIT_MILLISECONDS, LEASE_WINDOW_MILLISECONDS, Lease};
pub use names::{ListName, NameError, RecordId};
pub use record::{By, Decision, Listed, Outcome, Record, Versioned};
pub use records::{Records, Swept};
pub use slot::CHANGES_REMEMBERED_MAX;
pub use values::Values;
pub use worklist::SHARDS;
