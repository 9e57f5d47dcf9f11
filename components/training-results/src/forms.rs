//! What staff ask for and send: which page is shown, and what is done. The words are the pages', the rules the domain's;
//! training is kept in `bookings`.

pub(crate) mod cancel;
pub(crate) mod report;
