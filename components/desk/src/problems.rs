//! What is kept says why it stays as it is; here that becomes the problem to answer with.

use domain::people::PersonRefusal;
use store::people::KeyAlreadyEnded;
use web::Problem;

/// Why a person was not changed.
pub(crate) fn person(refusal: PersonRefusal) -> Problem {
    let state = match refusal {
        PersonRefusal::Ended => "ended",
        PersonRefusal::NotEnded => "present",
        PersonRefusal::Yourself => "yourself",
        PersonRefusal::SomebodyElse => "somebody_else",
    };
    Problem::conflict(state, refusal.sentence())
}

/// Why a key was not ended.
pub(crate) fn key(_: KeyAlreadyEnded) -> Problem {
    Problem::conflict("revoked", "This key was ended before. There is nothing left to do")
}
