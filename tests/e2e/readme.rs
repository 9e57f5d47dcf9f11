//! The README's walk, typed as it stands there: what it says must stay true.

use std::process::Command;

use crate::door::{Door, root, story};

/// Where the README's reader is; the story puts its own door there.
const READERS_DOOR: &str = "http://127.0.0.1:3000";

#[test]
fn the_walk_with_curl_does_what_it_says() {
    story(|door| async move {
        let folder = tempfile::tempdir().unwrap();
        let walked = walk(&door, folder.path());
        for said in [
            "\"verdict\":\"offered\"",
            "\"access_code\":\"",
            "\"state\":\"received\"",
            "\"role\":\"adviser\"",
            "\"state\":\"assigned\"",
            "\"state\":\"answered\"",
            "Ask the designated teacher for theirs.",
            "\"name\":\"Sam Okoro\",\"role\":\"adviser\",\"first_at\"",
        ] {
            assert!(walked.contains(said), "the walk does not show {said}:\n{walked}");
        }
    });
}

/// Types every command of the walk but those that start the door, in one shell, stopping at the first that fails.
fn walk(door: &Door, folder: &std::path::Path) -> String {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let chapter = readme.split("\n## ").find(|chapter| chapter.starts_with("A walk with curl")).unwrap();
    let blocks = chapter.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let typed: String = blocks.filter(|block| !block.contains("cargo run")).collect();
    assert!(typed.contains(READERS_DOOR));
    // Each walk is another family's, from another address: a key or a limit of an earlier one must not meet it.
    let typed = typed
        .replace(READERS_DOOR, door.url())
        .replace("0b6f4d0e-5b0c-4a39-9c3b-1f2f6c1d7a55", &format!("{:032x}", rand::random::<u128>()));
    let curl = format!("curl() {{ command curl -H 'X-Forwarded-For: {}' \"$@\"; }}\n", door.address());
    let shell = Command::new("bash")
        .args(["-e", "-o", "pipefail", "-c", &format!("{curl}{typed}")])
        .current_dir(folder)
        .env("ADMIN_KEY", door.admin_key())
        .output();
    let done = shell.expect("the walk needs bash");
    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "a command of the walk failed:\n{out}\n{err}");
    out.into_owned()
}
