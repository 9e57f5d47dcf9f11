//! What the mail service says became of a message, as it sends it.

use super::message::Receipt;
use crate::choice::choice;
use crate::input::{Body, Field, FromBody, Reader, Request, Shape, Word};
use crate::problems::Fault;
use crate::text::ShortText;

const REFERENCE: Field<ShortText<200>> = Field::new("reference", "The reference", "Send the reference of the message")
    .about("The reference that the message was sent with.")
    .example("advice.ENQ-4K7M-9PX3.3.1772445600");
const STATUS: Field<Status> = Field::new("status", "The status", "Send what became of the message")
    .about("What became of it. One that says anything else is not noted.");

/// A receipt as GOV.UK Notify sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentReceipt {
    /// The reference that the message was sent with.
    pub reference: ShortText<200>,
    /// What became of it.
    pub receipt: Receipt,
}

/// A status as GOV.UK Notify writes it, with hyphens.
struct Status(Receipt);

impl Word for Status {
    const SHAPE: Shape = Shape::OneOf(&["delivered", "permanent-failure", "temporary-failure", "technical-failure"]);

    fn parse(typed: &str) -> Result<Self, Fault> {
        choice(typed).map(Self)
    }
}

/// What else it holds is not read.
impl FromBody for SentReceipt {
    const BODY: &'static Body = &Body::new(
        "ReceiptBody",
        "A receipt as GOV.UK Notify sends it; what else it holds is not read.",
        &[&REFERENCE, &STATUS],
    )
    .open();
}

impl Request for SentReceipt {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let (reference, status) = (r.get(&REFERENCE), r.get(&STATUS));
        Some(Self { reference: reference?, receipt: status?.0 })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::input::Style;
    use crate::input::walk::walk;

    #[test]
    fn a_receipt_is_read_as_its_table_says() {
        walk::<SentReceipt>(&json!({}), |body| SentReceipt::read(body, Style::Json).map(drop));
    }
}
