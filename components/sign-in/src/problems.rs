//! What is kept says why it stays as it is; here that becomes the problem to answer with.

use domain::people::PersonRefusal;
use web::Problem;

/// Why a person was not let in or signed in.
pub(crate) fn person(refusal: PersonRefusal) -> Problem {
    let state = match refusal {
        PersonRefusal::Ended => "ended",
        PersonRefusal::NotEnded => "present",
        PersonRefusal::Yourself => "yourself",
        PersonRefusal::SomebodyElse => "somebody_else",
    };
    Problem::conflict(state, refusal.sentence())
}
