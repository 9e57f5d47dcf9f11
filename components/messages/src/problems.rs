//! What is kept says why it stays as it is; here that becomes the problem to answer with.

use store::messages::MessageRefusal;
use web::Problem;

/// Why nothing was done about a message.
pub(crate) fn message(refusal: MessageRefusal) -> Problem {
    let state = match refusal {
        MessageRefusal::Useless => "failed",
        MessageRefusal::Waiting => "waiting",
    };
    Problem::conflict(state, "Only a message that failed, and that is still of use, can go again")
}
