//! The runner as a process of its own, on a folder that outlives it. It never ends one gently: `kill` is SIGKILL.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, ensure};

/// The first administrator's key of the servers started here.
pub(crate) const ADMIN_KEY: &str = "the-first-key-of-the-load-programs-and-of-nothing-else";

/// How long a start may take. The first one builds the components, from nothing in a fresh clone.
const START_LIMIT: Duration = Duration::from_secs(900);

/// How many of its last lines are kept, to show when something went wrong.
const LINES_KEPT: usize = 30;

/// A server that listens.
pub(crate) struct Server {
    pub(crate) child: Child,
    url: String,
    lines: Arc<Mutex<VecDeque<String>>>,
}

impl Server {
    /// Starts one on the records in `data`, on any free port, and returns when it listens.
    pub(crate) fn start(data: &Path, build: bool) -> Result<Self> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_front-door"));
        command.current_dir(env!("CARGO_MANIFEST_DIR"));
        // Not quiet: the banner says which port it is. What it says is read and dropped, so it never waits for us.
        command.args(["--listen", "127.0.0.1:0", "--data"]).arg(data).args((!build).then_some("--no-build"));
        command.env("SPIN_VARIABLE_ADMIN_KEY", ADMIN_KEY);
        // One proxy of ours: the caller named in X-Forwarded-For is believed, so that one's limits are not another's.
        command.env("SPIN_VARIABLE_TRUSTED_PROXY_HOPS", "1");
        Self::of(command)
    }

    /// Starts what says on its stderr where it serves, and returns when it does.
    pub(crate) fn of(mut command: Command) -> Result<Self> {
        let started = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn();
        let mut child = started.with_context(|| format!("{} cannot be started", command.get_program().display()))?;
        let stderr = child.stderr.take().context("it has no stderr")?;
        let lines = Arc::new(Mutex::new(VecDeque::new()));
        let mut server = Self { child, url: String::new(), lines: lines.clone() };
        let (tell, told) = channel();
        std::thread::spawn(move || listen(stderr, &tell, &lines));
        server.url = told.recv_timeout(START_LIMIT).map_err(|_| anyhow!("it did not start: {}", server.said()))?;
        Ok(server)
    }

    /// Where it listens, without a closing slash.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The last lines it wrote.
    pub(crate) fn said(&self) -> String {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    /// Kills it where it stands, and returns when it is gone; an error where not all was well with it before.
    pub(crate) fn kill(mut self) -> Result<()> {
        self.child.kill().context("it could not be killed")?;
        let status = self.child.wait().context("it could not be waited for")?;
        let said = self.said();
        // It had no chance to say how it ended, unless it had ended by itself.
        ensure!(status.code().is_none(), "it had ended by itself, {status}: {said}");
        ensure!(!said.contains(" died: "), "one of its components had died: {said}");
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Whoever failed half way leaves it running; killed before, it is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn listen(stderr: ChildStderr, tell: &Sender<String>, lines: &Mutex<VecDeque<String>>) {
    for line in BufReader::new(stderr).lines().map_while(Result::ok) {
        if let Some(url) = line.trim().strip_prefix("Serving ") {
            // Whoever waited for it has given up.
            let _ = tell.send(url.to_owned());
        }
        // A line for each request says nothing of what went wrong with the server.
        if line.starts_with('{') {
            continue;
        }
        let mut lines = lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.push_back(line);
        if lines.len() > LINES_KEPT {
            lines.pop_front();
        }
    }
}
