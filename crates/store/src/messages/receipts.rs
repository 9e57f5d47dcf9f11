//! What the mail service says became of an email. A receipt that comes twice, late, or for what we do not know does no harm.

use domain::input::{Request, Style};
use domain::messages::{Outgoing, Receipt, SentReceipt};
use records::By;
use web::{App, Problem, Value};

use crate::messages::kinds::source;
use crate::messages::name::MessageName;

/// Notes a receipt. Answers whether it said anything new.
///
/// # Errors
/// 503 where the store is busy or failing: the mail service then sends it again.
pub async fn take(app: &App, body: &Value) -> Result<bool, Problem> {
    let Some((name, receipt)) = read(body) else { return Ok(false) };
    let Some(source) = source(&name.kind) else { return Ok(false) };
    // Read first: who does not know our references cannot make us write.
    if !source.read(app, &name.id).await?.is_some_and(|found| knows(found.outgoing(), &name)) {
        return Ok(false);
    }
    let now = app.now();
    let mut note = |outgoing: &mut Outgoing| Ok(knows(outgoing, &name) && outgoing.receipt(name.number, receipt, now));
    let by = By::new("mail-service", "receipt").quietly();
    Ok(source.change(app, &name.id, by, &mut note).await?.is_some())
}

fn knows(outgoing: &Outgoing, name: &MessageName) -> bool {
    let queued = outgoing.queue().iter().any(|message| name.is(message));
    queued || outgoing.sent().iter().any(|sent| name.was(sent))
}

/// Which message it is about and what it says; `None` where it is none of ours or says nothing final.
fn read(body: &Value) -> Option<(MessageName, Receipt)> {
    let SentReceipt { reference, receipt } = SentReceipt::read(body, Style::Json).ok()?;
    Some((MessageName::parse(reference.as_str())?, receipt))
}

#[cfg(test)]
mod tests {
    use domain::messages::Receipt;
    use serde_json::json;

    use super::read;

    #[test]
    fn a_receipt_is_read_by_its_reference_and_status_whatever_else_it_holds() {
        let body = |reference: &str, status: &str| {
            json!({"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": reference, "to": "a@b.example",
                "status": status, "notification_type": "email", "something": {"new": true}})
        };
        let ours = "advice.ENQ-4K7M-9PX3.3.1772445600";
        for (status, receipt) in [
            ("delivered", Some(Receipt::Delivered)),
            ("permanent-failure", Some(Receipt::PermanentFailure)),
            ("temporary-failure", Some(Receipt::TemporaryFailure)),
            ("technical-failure", Some(Receipt::TechnicalFailure)),
            ("sending", None),
            ("", None),
        ] {
            assert_eq!(read(&body(ours, status)).map(|(_, receipt)| receipt), receipt, "{status}");
        }
        assert!(read(&body("somebody else's", "delivered")).is_none());
        for nothing in [json!(null), json!([]), json!({}), json!({"reference": null, "status": "delivered"})] {
            assert!(read(&nothing).is_none());
        }
    }
}
