//! A real OpenID provider on this machine, `tests/openid/provider.mjs`.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::door::root;

/// A provider that runs until it is dropped.
pub(crate) struct Provider {
    program: Child,
    url: String,
}

impl Provider {
    /// Starts one, with keys of its own.
    pub(crate) fn start() -> Self {
        install();
        let mut program = Command::new("node")
            .arg("provider.mjs")
            .current_dir(folder())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the stories of signing in with a provider need Node.js");
        let mut url = String::new();
        BufReader::new(program.stdout.take().unwrap()).read_line(&mut url).unwrap();
        assert!(url.starts_with("http://localhost:"), "the provider did not start");
        Self { program, url: url.trim().to_owned() }
    }

    /// Its issuer, which is where it is too.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Ends it.
    pub(crate) fn goes_down(&mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn folder() -> PathBuf {
    root().join("tests/openid")
}

/// Runs `npm ci` unless what the lock file names is there. The lock makes other test programs wait for it.
fn install() {
    let lock = File::open(folder().join("package-lock.json")).unwrap();
    lock.lock().unwrap();
    let read = |path: &str| -> Option<Value> { serde_json::from_slice(&fs::read(folder().join(path)).ok()?).ok() };
    let wanted = read("package.json").unwrap()["dependencies"].clone();
    let is_there = |(name, version): (&String, &Value)| {
        read(&format!("node_modules/{name}/package.json")).is_some_and(|installed| installed["version"] == *version)
    };
    if wanted.as_object().unwrap().iter().all(is_there) {
        return;
    }
    let run = Command::new("npm").arg("ci").current_dir(folder()).stdin(Stdio::null()).output();
    let run = run.expect("the stories of signing in with a provider need npm");
    assert!(run.status.success(), "`npm ci` in tests/openid failed: {}", String::from_utf8_lossy(&run.stderr));
}
