//! What staff ask for and send: which page is shown, and what is done. The words are the pages', the rules the domain's;
//! training is kept in `bookings`.

pub(crate) mod course;
pub(crate) mod planning;

use web::Problem;

/// Why something is not done as things stand.
fn why(problem: &Problem) -> String {
    problem.detail_text().unwrap_or(problem.kind().title).to_owned()
}
