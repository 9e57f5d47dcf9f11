//! Training as staff work on it. Their pages are several components, since one would be larger than a component may be: one
//! lists runs and writes to people, one plans, one holds a run and its register, one is for what becomes of a run. What they
//! share is here: the looks of a page, where each page is, who visits and on which run, and who did what meanwhile. What
//! these pages have in common with those that people read stands in `prospectus`. It decides nothing.

pub mod looks;
pub mod news;
pub mod paths;
pub mod visits;

use web::Section;

/// The desk, as its pages and its problems name it.
pub const SECTION: Section = web::DESK;
