//! What a start says: which step it is at, how far it is, and what to type where something is missing.

use crate::command_line::{command, spawn, start};
use crate::support::{guest, manifest};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// A manifest of components at `/first/...` and so on, each with its build command.
fn components(commands: &[(&str, &str)]) -> String {
    let mut text = "spin_manifest_version = 2\n[application]\nname = \"trial\"\n".to_owned();
    for (name, command) in commands {
        text += &format!(
            "[[trigger.http]]\nroute = \"/{name}/...\"\ncomponent = {name:?}\n\
             [component.{name}]\nsource = \"{name}.wasm\"\n[component.{name}.build]\ncommand = {command}\n"
        );
    }
    text
}

/// What was said, with each time as `N s`.
fn timeless(lines: &[String]) -> Vec<String> {
    let plain = |line: &String| {
        let words = line.trim_end().split(' ').map(|word| match word.parse::<f64>() {
            Ok(_) if word.contains('.') => "N",
            _ => word,
        });
        words.collect::<Vec<_>>().join(" ")
    };
    lines.iter().map(plain).collect()
}

/// Puts a program of a few shell lines into a folder of its own, and answers a way that finds it first.
fn program(folder: &Path, name: &str, lines: &str) -> String {
    let tools = folder.join("tools");
    std::fs::create_dir_all(&tools).unwrap();
    crate::building::program(&tools, name, lines);
    format!("{}:{}", tools.display(), std::env::var("PATH").unwrap())
}

#[test]
fn each_component_is_counted_once_it_is_built_and_once_it_is_compiled() {
    let folder = tempfile::tempdir().unwrap();
    let copy = |name: &str| format!("test -e {name}.wasm || cp {} {name}.wasm", guest().display());
    let (first, second) = (copy("first"), copy("second"));
    let text = components(&[("first", &format!("[\"true\", {first:?}]")), ("second", &format!("{second:?}"))]);

    let program = start(command(folder.path(), &text));
    let said = timeless(&program.said);
    let expected = [
        "Building 2 components".to_owned(),
        "  $ true".to_owned(),
        format!("  $ {first}"),
        "  [1/2] first built, N s".to_owned(),
        format!("  $ {second}"),
        "  [2/2] second built, N s".to_owned(),
        "Loading 2 components".to_owned(),
        "  [1/2] first compiled, N s".to_owned(),
        // It is the same code, which was compiled a moment before.
        "  [2/2] 1 up to date, N s".to_owned(),
    ];
    assert_eq!(said[..expected.len()], expected);
    assert!(said[expected.len()].starts_with("Listening on 127.0.0.1:"), "{said:?}");
    assert_eq!(said[expected.len() + 1..], ["  /first/... -> first", "  /second/... -> second"]);
    assert!(!program.said.concat().contains('\x1b'), "no control sequences where there is no terminal");
    program.end("-TERM");

    let program = start(command(folder.path(), &text));
    let said = timeless(&program.said);
    assert_eq!(said.iter().filter(|line| *line == "  [2/2] 2 up to date, N s").count(), 2, "{said:?}");
    program.end("-TERM");
}

#[test]
fn cargo_builds_that_differ_in_nothing_but_their_package_run_as_one_after_what_must_come_first() {
    let folder = tempfile::tempdir().unwrap();
    let copy = |name: &str| format!("cp {} {name}.wasm", guest().display());
    let cargo = format!("echo \"$@\" >> asked\n{}\nsleep 0.3\n{}\n{}", copy("second"), copy("first"), copy("third"));
    let path = program(folder.path(), "cargo", &cargo);
    let text = components(&[
        ("first", r#""cargo build --profile wasm -p first""#),
        ("second", r#"["echo second >> asked", "cargo build --profile wasm -p second"]"#),
        ("third", r#""cargo build -p third""#),
    ]);
    let mut command = command(folder.path(), &text);
    command.env("PATH", path);
    let program = start(command);
    let asked = std::fs::read_to_string(folder.path().join("asked")).unwrap();
    assert_eq!(asked, "second\nbuild --profile wasm -p first -p second\nbuild -p third\n");
    let said = timeless(&program.said);
    let at = |line: &str| said.iter().position(|said| said == line).unwrap_or_else(|| panic!("{line}: {said:?}"));
    assert!(at("  [1/3] second built, N s") < at("  [2/3] first built, N s"));
    assert!(at("  [2/3] first built, N s") < at("  $ cargo build -p third"));
    at("  [3/3] third built, N s");
    program.end("-TERM");
}

#[test]
fn quiet_says_nothing_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let build = "[component.guest.build]\ncommand = \"echo a word; echo another >&2\"";
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    std::fs::write(folder.path().join("spin.toml"), manifest(build)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_front-door"));
    command.current_dir(folder.path()).args(["--quiet", "--listen", &address]).stderr(Stdio::piped());
    let program = spawn(&mut command);
    while std::net::TcpStream::connect(&address).is_err() {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(program.end("-TERM"), (Some(0), String::new()));
}

/// What the program says in the end where it cannot serve.
fn refusal(folder: &Path, text: &str, arguments: &[&str], path: Option<PathBuf>) -> String {
    let mut command = command(folder, text);
    command.args(arguments);
    if let Some(path) = path {
        command.env("PATH", path);
    }
    let output = command.output().unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    said.lines().last().unwrap().to_owned()
}

#[test]
fn a_component_that_is_not_built_is_named_with_the_command_that_builds_it() {
    let folder = tempfile::tempdir().unwrap();
    let text = components(&[("first", "\"make first\"")]);
    assert_eq!(
        refusal(folder.path(), &text, &["--no-build"], None),
        "front-door: component \"first\": first.wasm is not there: run `make first`, or start without --no-build"
    );
    let text = components(&[("first", "\"true\"")]);
    assert_eq!(
        refusal(folder.path(), &text, &[], None),
        "front-door: component \"first\": first.wasm is not there, although `true` went well"
    );
    let text = text.replace("[component.first.build]\ncommand = \"true\"\n", "");
    assert_eq!(refusal(folder.path(), &text, &[], None), "front-door: component \"first\": first.wasm is not there");
}

#[test]
fn missing_rust_and_a_missing_c_compiler_are_told_with_what_to_install() {
    let folder = tempfile::tempdir().unwrap();
    let text = components(&[("first", "\"cargo build -p first\"")]);
    let nothing = folder.path().join("nothing");
    std::fs::create_dir(&nothing).unwrap();
    assert_eq!(
        refusal(folder.path(), &text, &[], Some(nothing.clone())),
        "front-door: `cargo` is missing: install Rust from https://rustup.rs, or serve what is built with --no-build"
    );

    crate::building::program(&nothing, "sh", "exec /bin/sh \"$@\"");
    crate::building::program(&nothing, "cargo", "exit 101");
    let said = refusal(folder.path(), &text, &[], Some(nothing.clone()));
    assert_eq!(
        said,
        "front-door: component \"first\": `cargo build -p first` ended with exit status: 101. \
         There is no C compiler `cc`: install one, for example with `apt-get install build-essential`"
    );

    crate::building::program(&nothing, "cc", "");
    let said = refusal(folder.path(), &text, &[], Some(nothing));
    assert_eq!(said, "front-door: component \"first\": `cargo build -p first` ended with exit status: 101");
}
