//! A delivery receipt as GOV.UK Notify sends it.

use domain::input::{Request, Style};
use domain::messages::{Receipt, SentReceipt};
use store::messages::MessageName;
use web::Value;

/// Which message it is about and what it says; `None` where it is none of ours or says nothing final.
pub(crate) fn read(body: &Value) -> Option<(MessageName, Receipt)> {
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
