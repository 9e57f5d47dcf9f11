//! Importing: a whole register, parts that come twice, two administrators at once, files that are none.

use std::time::{Duration, Instant};

use serde_json::json;

use super::register::Register;
use super::{IMPORTS, Import, PART_BYTES_MAX, begin, finds, imports, urns};
use crate::door::{house, story};
use crate::people::Staff;

/// As many settings as the real register has.
const WHOLE_COUNTRY: u32 = 50_000;

/// The most an import of the whole country may take, far above what it does take, for slow machines.
const IMPORT_LIMIT: Duration = Duration::from_secs(240);

#[test]
fn a_register_of_the_whole_country_is_imported_part_by_part_while_the_old_one_is_in_use() {
    house(|house| async move {
        let (door, running) = house.open().await;
        imports(&door, &Register::of(50, "Old")).await;

        let instead = vec![(7, "not a row".to_owned()), (40_000, ",".repeat(135))];
        let register = Register { settings: WHOLE_COUNTRY, mark: "New", instead, wide: true };
        let file = register.file();
        let began = Instant::now();
        let import = Import::begins(&door).await;
        for (place, part) in file.chunks(PART_BYTES_MAX).enumerate() {
            let seen = import.sends(place + 1, part).await.is(200).json();
            assert_eq!((seen["parts"].as_u64(), seen["state"].as_str()), (Some(place as u64 + 1), Some("receiving")));
        }
        let far = import.reads().await;
        assert_eq!(far["bytes"], file.len());
        assert_eq!((&far["rows"], &far["kept"], &far["left_out"]), (&json!(50_000), &json!(49_998), &json!(2)));
        assert!(far["open"].as_u64().unwrap() < 49_998);
        let problems = far["problems"].as_array().unwrap();
        assert_eq!(problems[0]["line"], 10, "one row before it takes two lines");
        assert_eq!(problems[0]["detail"], "The row has 1 column, and the first line of the file has 136");
        assert_eq!(
            (&problems[1]["detail"], &problems[1]["left_out"]),
            (&json!("The URN is not a number of 6 digits"), &json!(true))
        );

        assert_eq!(finds(&door, "old elm").await["count"], 4, "the old directory is in use");
        let done = import.completes(false).await.is(200).json();
        assert_eq!(done["state"], "in_use");
        assert!(began.elapsed() < IMPORT_LIMIT, "{:?}", began.elapsed());
        assert_eq!(finds(&door, "old elm").await["count"], 0);
        let directory = door.get("/api/v1/directory").send().await.is(200).json();
        assert_eq!(directory["settings"], 49_998);

        let last = door.get("/api/v1/directory/settings/149999").send().await.is(200).json();
        assert_eq!((&last["town"], &last["authority_code"]), (&json!("Wandsworth"), &json!("860")));
        let first = door.get("/api/v1/directory/settings/100002").send().await.is(200).json();
        assert_eq!(first["name"], "École New Ashfield Primary School");
        let broken = door.get("/api/v1/directory/settings/100001").send().await.is(200).json();
        assert_eq!(broken["name"], "New Oak Green Primary School", "a line break in a name is a space");
        let found = finds(&door, "st marys elm larkford").await;
        assert!(found["count"].as_u64().unwrap() > 20 && urns(&found).len() == 20);
        running.stop().await;
    });
}

#[test]
fn a_part_may_be_cut_anywhere_and_sent_again() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let file = Register::of(120, "Cut").file();
        let import = Import::begins(&door).await;
        // Cut inside the first line, at both halves of a line break, and inside a name in quotation marks.
        let quoted = file.windows(2).position(|two| two == b"\"S").unwrap() + 5;
        let broken = file.windows(2).rposition(|two| two == b"\r\n").unwrap() + 1;
        let cuts = [0, 10, quoted, broken, file.len()];
        for (place, ends) in cuts.windows(2).enumerate() {
            let part = &file[ends[0]..ends[1]];
            let first = import.sends(place + 1, part).await.is(200);
            assert_eq!(import.sends(place + 1, part).await.is(200).text, first.text, "again");
        }
        import.sends(2, b"other bytes").await.tells(409, "conflict");
        let early = import.sends(7, b"x").await.tells(409, "conflict").json();
        assert_eq!((&early["state"], &early["next"]), (&json!("out_of_order"), &json!(5)));
        let done = import.completes(false).await.is(200).json();
        assert_eq!((&done["rows"], &done["kept"], &done["problems"]), (&json!(120), &json!(120), &json!([])));
        running.stop().await;
    });
}

#[test]
fn of_two_administrators_at_once_one_imports_and_the_other_is_told_who() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let (one, two) = (door.another_caller(), door.another_caller());
        let body = json!({});
        let (first, second) = tokio::join!(begin(&one, &body), begin(&two, &body));
        let statuses = [first.status.as_u16(), second.status.as_u16()];
        assert!(statuses == [201, 409] || statuses == [409, 201], "{statuses:?}");
        let refused = if statuses[0] == 409 { &first } else { &second };
        assert!(refused.json()["detail"].as_str().unwrap().starts_with("Administrator began an import at "));

        // Both send the same import different files at the same time: one file is taken, whole.
        let won = if statuses[0] == 201 { first } else { second };
        let import = Import { door: one, path: won.header("location").unwrap().to_owned() };
        let (oak, ash) = (Register::of(30, "Oakmark").file(), Register::of(30, "Ashmark").file());
        let (first, second) = tokio::join!(import.sends(1, &oak), import.sends(1, &ash));
        let statuses = [first.status.as_u16(), second.status.as_u16()];
        assert!(statuses == [200, 409] || statuses == [409, 200], "{statuses:?}");
        import.completes(false).await.is(200);
        let (oak, ash) = (finds(&door, "oakmark").await, finds(&door, "ashmark").await);
        let counts = [oak["count"].as_u64().unwrap(), ash["count"].as_u64().unwrap()];
        assert!(counts == [27, 0] || counts == [0, 27], "{counts:?}");

        let replaced = Import::begins(&door).await;
        let new = begin(&door, &json!({"replace": true})).await.is(201);
        replaced.sends(1, b"x").await.tells(409, "conflict");
        let new = Import { door: door.clone(), path: new.header("location").unwrap().to_owned() };
        assert_eq!(new.cancels().await.is(200).json()["state"], "ended");
        new.cancels().await.tells(409, "conflict");
        running.stop().await;
    });
}

#[test]
fn an_import_begun_twice_with_one_key_is_one_import() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let send = || {
            door.post(IMPORTS, &json!({})).key(door.admin_key()).header("idempotency-key", "import-of-monday").send()
        };
        let (first, again) = (send().await.is(201), send().await.is(201));
        assert_eq!(first.text, again.text);
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        running.stop().await;
    });
}

#[test]
fn an_import_that_may_be_the_wrong_file_is_confirmed_first() {
    house(|house| async move {
        let (door, running) = house.open().await;
        imports(&door, &Register::of(100, "Whole")).await;
        let import = Import::begins(&door).await;
        let instead = vec![(1, "?".to_owned()), (2, "?".to_owned())];
        let file = Register { instead, ..Register::of(50, "Half") }.file();
        import.sends(1, &file).await.is(200);
        let doubtful = import.completes(false).await.tells(409, "conflict").json();
        assert_eq!(doubtful["state"], "doubtful");
        let expected = "2 of 50 rows were left out. There are 48 settings in it, and 100 in the directory in use. Look at \
                        it, and confirm it if it is right";
        assert_eq!(doubtful["detail"], expected);
        assert_eq!(finds(&door, "whole elm").await["count"], 7, "nothing has changed");
        import.completes(true).await.is(200);
        assert_eq!(finds(&door, "whole elm").await["count"], 0);
        running.stop().await;
    });
}

#[test]
fn what_is_no_part_of_an_extract_is_refused() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let import = Import::begins(&door).await;
        import.sends(1, b"Name,Town\nElm,Larkford\n").await.tells(422, "validation");
        import.asks_to_send(1, vec![b'x'; PART_BYTES_MAX + 1]).send().await.tells(413, "too-large");
        let put = |content_type: &str| {
            let ask = door.ask(reqwest::Method::PUT, &format!("{}/parts/1", import.path)).key(door.admin_key());
            ask.header("content-type", content_type).body("URN").send()
        };
        put("application/json").await.tells(415, "unsupported-media-type");
        put("text/csv; charset=windows-1252").await.is(200);
        assert_eq!(import.completes(true).await.tells(422, "validation").errors()[0].1, "INVALID_FORMAT");
        door.get(&format!("{IMPORTS}/77")).key(door.admin_key()).send().await.tells(404, "not-found");
        door.get(&format!("{IMPORTS}/x")).key(door.admin_key()).send().await.tells(404, "not-found");
        running.stop().await;
    });
}

#[test]
fn an_import_is_whole_when_all_the_bytes_have_come_that_were_announced() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let file = Register::of(20, "Bytes").file();
        let answer = begin(&door, &json!({"bytes": file.len()})).await.is(201);
        let import = Import { door: door.clone(), path: answer.header("location").unwrap().to_owned() };
        let (first, second) = file.split_at(file.len() - 100);
        import.sends(1, first).await.is(200);
        assert_eq!(import.completes(true).await.tells(409, "conflict").json()["state"], "incomplete");
        import.sends(2, second).await.is(200);
        import.completes(false).await.is(200);
        for bytes in [json!(0), json!(-1), json!("1"), json!(1e12)] {
            begin(&door, &json!({"bytes": bytes})).await.tells(422, "validation");
        }
        running.stop().await;
    });
}

#[test]
fn only_an_administrator_imports() {
    story(|door| async move {
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        let body = json!({});
        let put = || {
            let ask = door.ask(reqwest::Method::PUT, &format!("{IMPORTS}/1/parts/1"));
            ask.header("content-type", "text/csv").body("URN")
        };
        for path in [IMPORTS.to_owned(), format!("{IMPORTS}/1/completion"), format!("{IMPORTS}/1/cancellation")] {
            door.post(&path, &body).send().await.tells(401, "unauthenticated");
            door.post(&path, &body).key(&manager.key).send().await.tells(403, "forbidden");
        }
        put().send().await.tells(401, "unauthenticated");
        put().key(&manager.key).send().await.tells(403, "forbidden");
        manager.gets(&format!("{IMPORTS}/1")).await.tells(403, "forbidden");
    });
}
