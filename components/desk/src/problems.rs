//! What is kept says why it stays as it is; here that becomes the problem to answer with.

use domain::directory::Refusal;
use domain::people::PersonRefusal;
use domain::problems::{Code, Problems};
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

/// Why something was not done with an import.
pub(crate) fn import(refusal: Refusal) -> Problem {
    let sentence = refusal.sentence();
    match refusal {
        Refusal::Unknown => Problem::not_found(),
        Refusal::Ended => Problem::conflict("ended", sentence),
        Refusal::UnderWay { .. } => Problem::conflict("under_way", sentence),
        Refusal::TooManyLeft => Problem::conflict("too_many", sentence),
        Refusal::OutOfOrder { next } => Problem::conflict("out_of_order", sentence).member("next", next),
        Refusal::OtherBytes => Problem::conflict("other_bytes", sentence),
        Refusal::TooManyParts => Problem::conflict("too_many_parts", sentence),
        Refusal::Incomplete { .. } => Problem::conflict("incomplete", sentence),
        Refusal::Empty => Problem::conflict("empty", sentence),
        Refusal::Doubtful(_) => Problem::conflict("doubtful", sentence),
        Refusal::NoExtract(_) => Problems::one("#", Code::InvalidFormat, sentence).into(),
    }
}
