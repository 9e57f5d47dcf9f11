//! A refusal of the domain as the problem to answer with.

use domain::calendar::moment_in_words;
use domain::directory::{Missing, PARTS_MAX, Refusal};
use domain::problems::{Code, Problems};
use domain::text::thousands;
use web::Problem;

/// Why something cannot be done with an import.
pub(crate) fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Unknown => Problem::not_found(),
        Refusal::Ended => Problem::conflict(
            "ended",
            "This import has ended: what it brought is in use, or it was cancelled or replaced by another one",
        ),
        Refusal::UnderWay { by, at } => {
            let (by, at) = (by.as_str(), moment_in_words(at));
            let detail = format!("{by} began an import at {at}. Finish it, cancel it, or say that yours replaces it");
            Problem::conflict("under_way", detail)
        }
        Refusal::TooManyLeft => {
            Problem::conflict("too_many", "Too many imports were begun in a short time. Try again in a few minutes")
        }
        Refusal::OutOfOrder { next } => {
            let detail = format!("The parts come in their order, and the next one is part {next}");
            Problem::conflict("out_of_order", detail).member("next", next)
        }
        Refusal::OtherBytes => Problem::conflict(
            "other_bytes",
            "A part of this number has come, and it was another one. If the file has changed, begin a new import",
        ),
        Refusal::TooManyParts => {
            let detail = format!("A file comes in at most {PARTS_MAX} parts. Cut it into larger ones");
            Problem::conflict("too_many_parts", detail)
        }
        Refusal::Incomplete { come, of } => {
            let bytes = |bytes| thousands(usize::try_from(bytes).unwrap_or(usize::MAX));
            let detail = format!("{} bytes of the file have come, and it has {}", bytes(come), bytes(of));
            Problem::conflict("incomplete", detail + ". Send the rest, or cancel the import and begin again")
        }
        Refusal::Empty => Problem::conflict("empty", "No setting was read, so there is nothing to use"),
        Refusal::Doubtful(doubts) => {
            let detail = format!("{}. Look at it, and confirm it if it is right", doubts.join(". "));
            Problem::conflict("doubtful", detail)
        }
    }
}

/// The file is no extract of the register.
pub(crate) fn no_extract(Missing(columns): &Missing) -> Problem {
    let detail = format!(
        "The first line of the file does not name these columns: {}. Send the register’s extract of all establishments as \
         it is",
        columns.join(", ")
    );
    Problems::one("#", Code::InvalidFormat, detail).into()
}
