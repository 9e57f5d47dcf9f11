//! The directory's pages, for whoever has no script: looking for a setting, and importing a small file.

use std::process::Command;

use reqwest::Method;

use super::register::Register;
use super::{Import, finds, imports};
use crate::door::{Answer, Door, house, story};
use crate::people::Staff;

const IMPORT: &str = "/desk/directory/import";

/// A page, as an administrator sees it.
async fn goes(door: &Door, path: &str) -> Answer {
    door.get(path).key(door.admin_key()).header("accept", "text/html").send().await
}

/// Sends a form.
async fn sends(door: &Door, path: &str, fields: &str) -> Answer {
    let ask = door.ask(Method::POST, path).key(door.admin_key()).header("sec-fetch-site", "same-origin");
    ask.header("content-type", "application/x-www-form-urlencoded").body(fields.to_owned()).send().await
}

/// Sends a form with a file, as the page has it.
async fn uploads(door: &Door, attempt: &str, file: &[u8]) -> Answer {
    let mut body = format!("--x\r\nContent-Disposition: form-data; name=\"attempt\"\r\n\r\n{attempt}\r\n").into_bytes();
    body.extend(b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"register.csv\"\r\n\r\n");
    body.extend(file);
    body.extend(b"\r\n--x--\r\n");
    let ask = door.ask(Method::POST, IMPORT).key(door.admin_key()).header("sec-fetch-site", "same-origin");
    ask.header("content-type", "multipart/form-data; boundary=x").body(body).send().await
}

/// The hidden field that names an attempt.
fn attempt(page: &Answer) -> String {
    page.text.split_once("name=\"attempt\" value=\"").unwrap().1.split('"').next().unwrap().to_owned()
}

#[test]
fn any_member_of_staff_finds_a_setting_on_a_page_that_needs_no_script() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let sam = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let empty = sam.gets("/desk/directory").await.is(200);
        assert!(empty.text.contains("There is no directory yet") && !empty.text.contains(IMPORT));
        imports(&door, &Register::of(100, "Hazel")).await;

        let found = sam.gets("/desk/directory?q=hazel+oak").await.is(200);
        assert!(found.text.contains("9 settings found") && found.text.contains("/desk/directory/100001"));
        assert!(found.text.contains("value=\"hazel oak\"") && found.text.contains("100 settings, open and closed"));
        let many = sam.gets("/desk/directory?q=hazel").await.is(200);
        assert!(many.text.contains("These are the first 20") && many.length < crate::browser::PAGE_BYTES_MAX);
        let none = sam.gets("/desk/directory?q=nowhere").await.is(200);
        assert!(none.text.contains("No settings found"));
        let wrong = sam.gets("/desk/directory?q=%20").await.is(422);
        assert!(wrong.text.contains("<title>Error: ") && wrong.text.contains("Enter part of a name"));

        let part = sam.gets("/desk/directory/found?q=hazel+oak").await.is(200);
        assert!(part.text.starts_with("<h2") && found.text.contains(&part.text), "the script is given the same list");
        let one = sam.gets("/desk/directory/100001").await.is(200);
        assert!(one.text.contains("Hazel Oak Green Primary School") && one.text.contains("3011001"));
        sam.gets("/desk/directory/999999").await.is(404);
        running.stop().await;
    });
}

#[test]
fn a_small_file_is_imported_without_script_and_a_form_sent_twice_does_it_once() {
    house(|house| async move {
        let (door, running) = house.open().await;
        imports(&door, &Register::of(20, "Before")).await;
        let page = goes(&door, IMPORT).await.is(200);
        assert!(page.text.contains("at most 1,000 kilobytes") && page.text.contains("split -b 1000k"));
        assert!(page.length < crate::browser::PAGE_BYTES_MAX);
        let empty = uploads(&door, &attempt(&page), b"").await.is(422);
        assert!(empty.text.contains("Select a file"));
        let wrong = uploads(&door, &attempt(&empty), b"Name\nElm\n").await.is(422);
        assert!(wrong.text.contains("does not name these columns: URN, EstablishmentName"), "{}", wrong.text);

        let again = attempt(&wrong);
        let file = Register { instead: vec![(3, "?".to_owned())], ..Register::of(30, "After") }.file();
        for _ in 0..2 {
            assert_eq!(uploads(&door, &again, &file).await.is(303).header("location"), Some(IMPORT));
        }
        let read = goes(&door, IMPORT).await.is(200);
        assert!(read.text.contains("What is wrong, by line") && read.text.contains("The row has 1 column"));
        assert_ne!(finds(&door, "before").await["count"], 0, "nothing has changed yet");

        let path = read.text.split_once("action=\"/desk/directory/import/").unwrap().1.split('"').next().unwrap();
        let path = format!("{IMPORT}/{path}");
        let doubtful = sends(&door, &path, "").await.is(422);
        assert!(doubtful.text.contains("1 of 30 rows were left out") && doubtful.text.contains("Use it all the same"));
        for _ in 0..2 {
            let used = sends(&door, &path, "confirm=yes").await.is(303);
            assert_eq!(used.header("location"), Some("/desk/directory/import?done=used"));
        }
        assert!(goes(&door, "/desk/directory/import?done=used").await.text.contains("The new directory is in use"));
        assert_eq!(finds(&door, "before").await["count"], 0);
        running.stop().await;
    });
}

#[test]
fn a_program_s_import_is_seen_and_ended_on_the_page() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let import = Import::begins(&door).await;
        import.sends(1, &Register::of(60, "Seen").file()).await.is(200);
        let page = goes(&door, IMPORT).await.is(200);
        assert!(
            page.text.contains("Administrator began this import at") && page.text.contains("Nothing is wrong with it")
        );
        let id = import.path.rsplit('/').next().unwrap();
        for _ in 0..2 {
            sends(&door, &format!("{IMPORT}/{id}/cancellation"), "").await.is(303);
        }
        assert_eq!(import.reads().await["state"], "ended");
        assert!(goes(&door, IMPORT).await.text.contains("Send the file"));
        running.stop().await;
    });
}

#[test]
fn the_pages_are_for_staff_and_importing_is_for_administrators() {
    story(|door| async move {
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        for path in ["/desk/directory", "/desk/directory/found?q=elm", "/desk/directory/100000", IMPORT] {
            let stranger = door.get(path).send().await;
            assert_eq!(stranger.status.as_u16(), 303, "{path} sends a stranger to sign in");
        }
        manager.gets("/desk/directory").await.is(200);
        manager.gets(IMPORT).await.is(403);
        let form = door.ask(Method::POST, IMPORT).key(&manager.key).header("sec-fetch-site", "cross-site");
        form.header("content-type", "multipart/form-data; boundary=x").body("--x--").send().await.is(403);
    });
}

#[test]
fn the_commands_on_the_page_do_what_it_says() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let page = goes(&door, IMPORT).await.is(200).text;
        let typed = page.split_once("<pre").unwrap().1.split_once('>').unwrap().1.split("</pre>").next().unwrap();
        let typed = typed.replace("&quot;", "\"").replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&");
        let typed = typed
            .replace("https://the-address-of-this-site", door.url())
            .replace("your-key", door.admin_key())
            .replace("edubasealldata.csv", "register.csv");
        let folder = tempfile::tempdir().unwrap();
        let register = Register { wide: true, ..Register::of(1_500, "Typed") };
        std::fs::write(folder.path().join("register.csv"), register.file()).unwrap();
        let shell =
            Command::new("bash").args(["-e", "-o", "pipefail", "-c", &typed]).current_dir(folder.path()).output();
        let done = shell.expect("the commands need bash");
        let (said, wrong) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        assert!(done.status.success() && said.contains("\"state\":\"in_use\",\"parts\":3"), "{said}\n{wrong}");
        running.stop().await;
    });
}
