//! The directory of settings as it is kept: imported part by part, taken into use at once, searched. Its API and its pages
//! do this, and any component that wants to know which setting a number means. It knows no route and no words of a page.
//!
//! # How it is kept
//!
//! Two records hold what must not be lost or half done: which directory is in use and which import is under way
//! ([`Editions`](domain::directory::Editions)), and how far that import is ([`Import`](domain::directory::Import)). The settings
//! themselves are sealed values under the number of their import, its *generation*: one value for each part of the file
//! as it comes, and once all have come one for each bucket of the index, in which a word finds everything it can mean.
//!
//! Nobody reads a generation before the first record names it, and that is one acknowledged change. So whatever dies on
//! the way, at any time, leaves the directory as it was; and what is done twice writes the same values again.
//! A part's value lies under a number that is drawn for it, so that two who send the same part at once never overwrite
//! each other.
//!
//! What is no longer in use is cleared away a while later. Its names follow from its generation and from how many numbers
//! were drawn, so nothing has to be looked for.
//!
//! # What remains odd
//!
//! A request that stalls for longer than two minutes and only then writes its values may leave some behind that nobody reads
//! and nobody clears away: sealed, and public in any case.
//!
//! # What it costs
//!
//! Store operations: a search or a look at one setting 3; a part about 10; taking a directory into use one for each part,
//! four times over, and some 30 more.

mod clearing;
mod completion;
mod editions;
mod finding;
mod importing;
mod index;
mod progress;
#[cfg(test)]
mod tests;

pub use clearing::clear;
pub use completion::complete;
pub use domain::directory::Asked;
pub use editions::{ImportError, StoredEditions, StoredImport};
pub use finding::{find, in_use, knows, search};
pub use importing::{BegunImport, begin, cancel, take_part};
pub use progress::{Progress, State, progress, under_way};
