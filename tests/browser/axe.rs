//! axe-core: what a machine can find wrong with a page for people who see, hear, move or think differently.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::door::root;
use crate::person::Person;

/// WCAG 2.2 at levels A and AA, which axe names by the version that brought each criterion; and what is good practice.
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// Fetching stylesheets again is left out: the Content-Security-Policy forbids it, and only one experimental rule needs it.
const RUN: &str = "
    const [tags, done] = arguments;
    axe.run(document, { runOnly: tags, resultTypes: ['violations'], preload: false }).then(
        (results) => done(results.violations.map(({ id, help, nodes }) => (
            { id, help, targets: nodes.map((node) => node.target.join(' ')) }))),
        (error) => done([{ id: 'axe itself', help: String(error), targets: [] }]));";

/// What the Design System means to be as it is, by rule and place. None of it is a criterion of WCAG.
const MEANT: [(&str, &str); 2] = [
    // The ways off and back are among the first things that a keyboard comes to, before the landmark of the content.
    ("region", ".govuk-js-exit-this-page-skiplink"),
    ("region", ".govuk-back-link"),
];

/// Something wrong with a page.
#[derive(Deserialize)]
struct Violation {
    id: String,
    help: String,
    /// Where, as selectors.
    targets: Vec<String>,
}

impl Person {
    /// Everything that axe finds wrong with the page, one line for each place.
    pub(crate) async fn what_axe_finds(&self) -> Vec<String> {
        // The driver speaks to the page beside the Content-Security-Policy, which binds only what comes with the page.
        self.asks_the_page::<Value>(source(), &[]).await;
        let found: Vec<Violation> = self.asks_the_page_and_waits(RUN, &[json!(TAGS)]).await;
        let lines = found.iter().flat_map(|Violation { id, help, targets }| {
            let targets = targets.iter().filter(|target| !MEANT.contains(&(id, target)));
            targets.map(move |target| format!("{id}: {help}: {target}"))
        });
        lines.collect()
    }
}

/// axe as the script that it is, installed first when it is not there.
fn source() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        install();
        fs::read_to_string(folder().join("node_modules/axe-core/axe.min.js")).unwrap()
    })
}

fn folder() -> PathBuf {
    root().join("tests/browser")
}

/// Runs `npm ci` unless the version of the lock file is there. The lock makes other test programs wait for it.
fn install() {
    let lock = File::open(folder().join("package-lock.json")).unwrap();
    lock.lock().unwrap();
    let installed = folder().join("node_modules/axe-core/package.json");
    if installed.exists()
        && read(&installed)["version"] == read(&folder().join("package.json"))["dependencies"]["axe-core"]
    {
        return;
    }
    match Command::new("npm").arg("ci").current_dir(folder()).stdin(Stdio::null()).output() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            panic!("the browser tests need axe-core: install npm, then run `npm ci` in tests/browser")
        }
        Err(error) => panic!("`npm ci` in tests/browser could not be run: {error}"),
        Ok(run) if !run.status.success() => {
            panic!("`npm ci` in tests/browser failed: {}", String::from_utf8_lossy(&run.stderr))
        }
        Ok(_) => {}
    }
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}
