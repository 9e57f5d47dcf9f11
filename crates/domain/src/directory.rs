//! The directory of settings (schools, nursery schools, colleges): what one is, how an extract of the national register
//! is read, and how a setting is found. Never where the directory is kept, and never who asked for it.
//!
//! Source: "Get Information about Schools" (GIAS), the columns of its extract of all establishments.

mod columns;
mod csv;
mod editions;
mod import;
mod reading;
mod requests;
mod search;
mod setting;
#[cfg(test)]
mod tests;
mod text;
mod words;

pub use columns::Missing;
pub use editions::{Asked, Begun, Edition, Editions, Generation, IMPORT_STALE_AFTER, LEFT_ALONE_FOR, LEFT_MAX};
pub use import::{Import, PART_BYTES_MAX, PARTS_MAX, Part, Place, Refusal};
pub use reading::{LINE_FAULTS_MAX, LineFault, Reading, Tally};
pub use requests::Complete;
pub use search::{FOUND_MAX, Found, Search};
pub use setting::{Setting, Status};
pub use words::{BUCKETS, Bucket, FORM, bucket_of_urn};
