//! The files that every page needs: kept by browsers for good, sent small, and nothing of the Crown's among them.

use std::process::Command;

use reqwest::Method;

use crate::door::{Door, story};

/// What a browser asks for.
const BROWSERS_CODINGS: &str = "gzip, deflate, br, zstd";

/// Every file that a page asks for.
pub(super) fn files_of(page: &str) -> Vec<String> {
    let mut files: Vec<_> = page.split('"').filter(|text| text.starts_with("/assets/")).map(str::to_owned).collect();
    files.sort();
    files.dedup();
    files
}

#[test]
fn the_files_of_a_page_are_kept_for_good_and_are_what_they_say() {
    story(|door| async move {
        let files = files_of(&door.get("/nothing").send().await.text);
        assert_eq!(files.len(), 4, "a stylesheet, two scripts, an icon: {files:?}");
        for file in files {
            let answer = door.get(&file).header("accept-encoding", BROWSERS_CODINGS).send().await.is(200);
            assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"), "{file}");
            assert_eq!(answer.header("content-encoding"), Some("br"), "{file}");
            assert_eq!(answer.header("vary"), Some("accept-encoding"), "{file}");
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{file}");
            let media_type = match file.rsplit('.').next() {
                Some("css") => "text/css; charset=utf-8",
                Some("js") => "text/javascript; charset=utf-8",
                _ => "image/svg+xml",
            };
            assert_eq!(answer.header("content-type"), Some(media_type), "{file}");

            let tag = answer.etag().to_owned();
            let again = door.get(&file).header("accept-encoding", BROWSERS_CODINGS).header("if-none-match", &tag);
            assert!(again.send().await.is(304).text.is_empty(), "{file}");
            let plain = door.get(&file).header("if-none-match", &tag).send().await.is(200);
            assert_ne!(plain.etag(), tag, "another form is another thing: {file}");
        }
    });
}

#[test]
fn a_file_is_the_same_in_every_form() {
    story(|door| async move {
        for file in files_of(&door.get("/nothing").send().await.text) {
            let plain = door.get(&file).send().await.is(200);
            assert_eq!(plain.header("content-encoding"), None);
            for coding in ["br", "gzip"] {
                let small = door.get(&file).header("accept-encoding", coding).send().await.is(200);
                assert_eq!(small.header("content-encoding"), Some(coding));
                // Only the icon is too small to win much.
                assert!(small.length < plain.length, "{file} as {coding}: {} of {}", small.length, plain.length);
                assert_eq!(read_by_curl(&door, &file, coding), plain.text, "{file} as {coding}");
            }
        }
    });
}

/// The file as a program reads it that is not ours.
fn read_by_curl(door: &Door, file: &str, coding: &str) -> String {
    let mut curl = Command::new("curl");
    curl.args(["-sS", "--fail", "--compressed", "-H", &format!("Accept-Encoding: {coding}")]);
    let read = curl.arg(format!("{}{file}", door.url())).output().expect("this test needs curl");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    String::from_utf8(read.stdout).unwrap()
}

#[test]
fn head_is_answered_and_nothing_else_is_there() {
    story(|door| async move {
        let files = files_of(&door.get("/nothing").send().await.text);
        let head = door.ask(Method::HEAD, &files[0]).send().await.is(200);
        assert!(head.text.is_empty() && head.header("etag").is_some());
        door.ask(Method::POST, &files[0]).send().await.tells(405, "method-not-allowed");
        let older = files[0].replace(|c: char| c.is_ascii_digit(), "0");
        for path in [older.as_str(), "/assets/", "/assets/../spin.toml", "/assets/%2e%2e%2fspin.toml", "/assets/a/b"] {
            assert_eq!(door.get(path).send().await.status, 404, "{path}");
        }
    });
}

#[test]
fn nothing_of_the_crowns_is_served() {
    story(|door| async move {
        for file in files_of(&door.get("/nothing").send().await.text) {
            let text = door.get(&file).send().await.is(200).text.to_lowercase();
            for theirs in ["gds transport", "@font-face", "crown", "crest", "royal", "gov.uk/"] {
                assert!(!text.contains(theirs), "{theirs} in {file}");
            }
        }
    });
}
