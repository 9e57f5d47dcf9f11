//! What the mail service says became of an email.

use serde_json::{Value, json};

use super::mail::{PostOffice, RECEIPT_TOKEN};
use crate::door::{Answer, house};
use crate::people::{Family, Staff, a_question};

async fn receipt(office: &PostOffice, reference: &Value, status: &str) -> Answer {
    let body = json!({
        "id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": reference, "to": "robin@family.example",
        "status": status, "created_at": "2026-03-02T10:00:00.000000Z", "completed_at": null, "sent_at": null,
        "notification_type": "email", "template_id": "x", "template_version": 1,
    });
    office.door.post("/api/v1/messages/receipts", &body).key(RECEIPT_TOKEN).send().await
}

#[test]
fn a_receipt_counts_once_and_one_of_an_unknown_message_does_no_harm() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        Family::asks(&office.door, &a_question()).await;
        office.delivers_all().await;
        let reference = office.mail.emails()[0]["reference"].clone();
        for (reference, status, noted) in [
            (&reference, "sending", false),
            (&reference, "delivered", true),
            (&reference, "delivered", false),
            (&json!("advice.ENQ-4K7M-9PX3.1.1772445600"), "delivered", false),
            (&json!("person.nobody.1.1772445600"), "permanent-failure", false),
            (&json!("elsewhere.x.1.1"), "delivered", false),
            (&json!(null), "delivered", false),
            (&json!("'; drop table"), "delivered", false),
        ] {
            let answer = receipt(&office, reference, status).await.is(200).json();
            assert_eq!(answer, json!({"noted": noted}), "{reference} {status}");
        }
    });
}

#[test]
fn a_bounce_shows_on_the_desk_as_a_message_that_failed() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let manager = Staff::joins(&office.door, "Mo Diaz", "manager").await;
        let family = Family::asks(&office.door, &a_question()).await;
        office.delivers_all().await;
        let reference = office.mail.emails()[0]["reference"].clone();
        assert_eq!(receipt(&office, &reference, "permanent-failure").await.is(200).json()["noted"], true);
        assert_eq!(receipt(&office, &reference, "permanent-failure").await.is(200).json()["noted"], false);
        let failed = manager.gets("/api/v1/messages").await.is(200).json()["items"].clone();
        assert_eq!(failed.as_array().unwrap().len(), 1);
        assert_eq!((&failed[0]["about"], &failed[0]["reason"]), (&json!(family.reference), &json!("no_such_address")));
    });
}

#[test]
fn a_receipt_without_the_token_is_not_taken() {
    house(|house| async move {
        let office = PostOffice::opens(&house).await;
        let path = "/api/v1/messages/receipts";
        office.door.post(path, &json!({})).send().await.tells(401, "unauthenticated");
        office
            .door
            .post(path, &json!({}))
            .key("another-token-of-more-than-32-characters")
            .send()
            .await
            .tells(401, "unauthenticated");
        office.door.post(path, &json!({})).key(office.door.admin_key()).send().await.tells(401, "unauthenticated");
    });
}
