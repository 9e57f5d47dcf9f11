//! Components are built by their own commands.

use crate::support::{guest, manifest};
use runner::{Output, Runner};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

#[tokio::test(flavor = "multi_thread")]
async fn each_command_runs_in_its_folder_before_the_component_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("work")).unwrap();
    let source = format!("{:?}", guest());
    let build = format!(
        "[component.guest.build]\ncommand = [\"cp {} made\", \"mv made made.wasm\"]\nworkdir = \"work\"",
        guest().display()
    );
    let text = manifest(&build).replace(&source, "\"work/made.wasm\"");
    let path = folder.path().join("spin.toml");
    std::fs::write(&path, text).unwrap();

    let built = Runner::builder(&path).quiet(true).output(Output::captured()).start().await.unwrap();
    let answer = reqwest::get(format!("{}/hello", built.url())).await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(folder.path().join("work/compiled").is_dir(), "compiled code is kept beside the component");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_fails_is_named_with_what_it_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("spin.toml");
    std::fs::write(&path, manifest("[component.guest.build]\ncommand = \"echo what went wrong >&2; exit 3\"")).unwrap();
    let refusal = Runner::builder(&path).quiet(true).start().await.err().unwrap().to_string();
    for words in ["component \"guest\"", "exit 3", "what went wrong"] {
        assert!(refusal.contains(words), "{words}: {refusal}");
    }
}

/// Puts a program of a few shell lines on the way to be found.
pub(crate) fn program(folder: &Path, name: &str, lines: &str) {
    let path = folder.join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{lines}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_missing_target_is_installed_where_rustup_is_there_and_else_told_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let tools = folder.path().join("tools");
    std::fs::create_dir(&tools).unwrap();
    program(&tools, "rustc", "echo /nowhere");
    let build = "[component.guest.build]\ncommand = \": --target wasm32-wasip2; exit 7\"";
    std::fs::write(folder.path().join("spin.toml"), manifest(build)).unwrap();
    let run = || {
        let mut program = Command::new(env!("CARGO_BIN_EXE_front-door"));
        program.current_dir(folder.path()).args(["--listen", "127.0.0.1:0"]).env("PATH", &tools);
        String::from_utf8(program.output().unwrap().stderr).unwrap()
    };

    let told = run();
    assert_eq!(told, "front-door: the Rust target wasm32-wasip2 is missing: run `rustup target add wasm32-wasip2`\n");

    program(&tools, "rustup", "echo $@ > asked");
    program(&tools, "sh", "exec /bin/sh \"$@\"");
    assert!(run().contains("exit status: 7"), "it goes on to build");
    assert_eq!(std::fs::read_to_string(folder.path().join("asked")).unwrap(), "target add wasm32-wasip2\n");
}
