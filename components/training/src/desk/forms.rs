//! What staff and trainers ask for and send: which page is shown, and what is done. The words are the pages', the rules the
//! domain's.

pub(crate) mod booking;
pub(crate) mod cancel_run;
pub(crate) mod course;
pub(crate) mod list;
pub(crate) mod message;
pub(crate) mod register;
pub(crate) mod results;
pub(crate) mod run;
pub(crate) mod run_form;
mod visits;
