//! Searching, by anybody: what is found, in which order, and what is refused.

use serde_json::json;

use super::register::Register;
use super::{finds, imports, urns};
use crate::door::house;

#[test]
fn anybody_finds_a_setting_by_part_of_its_name_its_postcode_or_its_number() {
    house(|house| async move {
        let (door, running) = house.open().await;
        assert_eq!(finds(&door, "elm").await, json!({"items": [], "count": 0}), "before the first import");
        door.get("/api/v1/directory").send().await.tells(404, "not-found");
        imports(&door, &Register::of(100, "Hazel")).await;

        for (typed, urn, why) in [
            ("100013", "100013", "its number"),
            ("9001012", "100012", "its number in the authority"),
            ("lk14 0s", "100013", "half its postcode"),
            ("HAZEL oak green", "100001", "its name"),
            ("ecole hazel ashf", "100002", "without an accent, still being typed"),
        ] {
            let found = finds(&door, typed).await;
            assert!(urns(&found).contains(&urn), "{typed}: {why}: {found}");
        }
        let found = finds(&door, "hazel").await;
        assert_eq!((urns(&found).len(), &found["count"]), (20, &json!(90)));
        let items = found["items"].as_array().unwrap();
        let ours = items.iter().take_while(|item| item["authority_code"] == "900").count();
        assert!(ours > 5 && items[ours..].iter().all(|item| item["authority_code"] != "900"), "ours come first");
        assert!(items.iter().all(|item| item["status"] == "open" || item["status"] == "closing"));
        let expected = json!({
            "urn": "100000", "name": "St Mary’s Elm Green, Primary School", "status": "open", "authority_code": "900",
            "authority_name": "Larkshire", "laestab": "9001000", "phase": "Primary", "type": "Community school",
            "town": "Larkford", "postcode": "LK1 0AA",
        });
        assert_eq!(door.get("/api/v1/directory/settings/100000").send().await.is(200).json(), expected);
        door.get("/api/v1/directory/settings/999999").send().await.tells(404, "not-found");
        door.get("/api/v1/directory/settings/elm").send().await.tells(404, "not-found");
        assert!(!String::from_utf8_lossy(&house.bytes_on_disk()).contains("Hazel"), "it is sealed as all is");
        running.stop().await;
    });
}

#[test]
fn what_cannot_be_looked_for_is_a_bad_query() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let path = "/api/v1/directory/settings";
        for query in ["", "?q=", "?q=%27", &format!("?q={}", "x".repeat(101)), "?q=a&q=b", "?q=elm&colour=red"] {
            door.get(&format!("{path}{query}")).send().await.tells(400, "bad-query");
        }
        running.stop().await;
    });
}
