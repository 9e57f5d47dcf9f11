//! The program itself.

use crate::support::{STORE, manifest};
use std::borrow::BorrowMut;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

pub(crate) struct Program {
    child: Child,
    stderr: BufReader<ChildStderr>,
    url: String,
    pub(crate) said: Vec<String>,
}

impl Drop for Program {
    fn drop(&mut self) {
        // A test that failed half way leaves it running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn command(folder: &Path, text: &str) -> Command {
    std::fs::write(folder.join("spin.toml"), text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_front-door"));
    command.current_dir(folder).args(["--listen", "127.0.0.1:0"]).stderr(Stdio::piped());
    command
}

pub(crate) fn start(mut command: impl BorrowMut<Command>) -> Program {
    let mut program = spawn(command.borrow_mut());
    while program.url.is_empty() {
        let mut line = String::new();
        assert_ne!(program.stderr.read_line(&mut line).unwrap(), 0, "it ended: {:?}", program.said);
        match line.trim().strip_prefix("Serving ") {
            Some(url) => program.url = url.to_owned(),
            None => program.said.push(line),
        }
    }
    program
}

pub(crate) fn spawn(command: &mut Command) -> Program {
    let mut child = command.spawn().unwrap();
    let stderr = BufReader::new(child.stderr.take().unwrap());
    Program { child, stderr, url: String::new(), said: Vec::new() }
}

impl Program {
    /// Asks it to end, and returns how it did and what it said meanwhile.
    pub(crate) fn end(mut self, signal: &str) -> (Option<i32>, String) {
        let status = Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
        let mut rest = String::new();
        self.stderr.read_to_string(&mut rest).unwrap();
        (self.child.wait().unwrap().code(), rest)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_says_its_routes_serves_and_ends_well_on_either_signal() {
    let folder = tempfile::tempdir().unwrap();
    for signal in ["-TERM", "-INT"] {
        let program = start(command(folder.path(), &manifest(STORE)));
        assert!(program.said.iter().any(|line| line.contains("/... -> guest")), "{:?}", program.said);
        let write = format!("{}/kv/set?store=default&key=k", program.url);
        let answer = reqwest::Client::new().post(write).body("v").send().await.unwrap();
        assert_eq!(answer.status(), 200);
        assert_eq!(program.end(signal), (Some(0), String::new()));
        assert!(folder.path().join(".spin/sqlite_key_value.db").is_file());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_lets_accepted_requests_finish() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = start(command(folder.path(), &manifest(STORE)));
    let slow = tokio::spawn(reqwest::get(format!("{}/trouble/wait?ms=700&line=begun", program.url)));
    let mut line = String::new();
    program.stderr.read_line(&mut line).unwrap();
    assert_eq!(line, "begun\n");
    let ended = tokio::task::spawn_blocking(move || program.end("-TERM"));
    assert_eq!(slow.await.unwrap().unwrap().text().await.unwrap(), "waited");
    assert_eq!(ended.await.unwrap().0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_environment_gives_values_before_a_file_does() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("values"), "SPIN_VARIABLE_A=file\nSPIN_VARIABLE_B=file\n").unwrap();
    let text = manifest(
        "[component.guest.variables]\nv = \"{{ a }} {{ b }} {{ c }}\"\n\
        [variables]\na = { required = true }\nb = { default = \"x\" }\nc = { default = \"default\" }",
    );
    let mut command = command(folder.path(), &text);
    command.args(["--env-file", "values"]).env("SPIN_VARIABLE_A", "environment");
    let program = start(command);
    let answer = reqwest::get(format!("{}/world/variable?name=v", program.url)).await.unwrap();
    assert_eq!(answer.text().await.unwrap(), "environment file default");
    program.end("-TERM");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_variable_given_on_the_command_line_comes_first_and_may_be_a_file_s_whole_content() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text"), "one = 1\ntwo = \"2\" # 3\n").unwrap();
    let text = manifest(
        "[component.guest.variables]\nv = \"{{ a }}|{{ b }}|{{ c }}\"\n\
        [variables]\na = { required = true }\nb = { default = \"x\" }\nc = { default = \"y\" }",
    );
    let mut command = command(folder.path(), &text);
    command.args(["--variable", "a=@text", "--variable", "b=user@example.org=1"]);
    let program = start(command.env("SPIN_VARIABLE_A", "environment").env("SPIN_VARIABLE_C", "two\nlines"));
    let answer = reqwest::get(format!("{}/world/variable?name=v", program.url)).await.unwrap();
    assert_eq!(answer.text().await.unwrap(), "one = 1\ntwo = \"2\" # 3\n|user@example.org=1|two\nlines");
    program.end("-TERM");
}

#[test]
fn a_variable_that_cannot_be_read_or_is_none_of_the_manifest_s_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for (argument, environment, words) in [
        ("v", "SPIN_VARIABLE_V", "NAME=VALUE or NAME=@FILE"),
        ("v=@missing", "SPIN_VARIABLE_V", "cannot read missing: No such file"),
        ("v=x", "SPIN_VARIABLE_W", "a value is given for \"w\", but the manifest has no such variable"),
    ] {
        let mut command = command(folder.path(), &manifest("[variables]\nv = { required = true }"));
        let output = command.args(["--variable", argument]).env(environment, "x").output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_mistake_is_one_clear_line_and_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    for (text, words) in [
        (manifest("files = []"), "spin.toml:"),
        (manifest("[variables]\nv = { required = true }"), "SPIN_VARIABLE_V"),
        ("nonsense".to_owned(), "spin.toml:1:"),
    ] {
        let output = command(folder.path(), &text).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success());
        assert!(said.contains(words), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn a_port_in_use_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let mut program = Command::new(env!("CARGO_BIN_EXE_front-door"));
    std::fs::write(folder.path().join("spin.toml"), manifest("")).unwrap();
    let output = program.current_dir(folder.path()).args(["--listen", &address]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success());
    assert!(said.contains(&address), "{said}");
}
