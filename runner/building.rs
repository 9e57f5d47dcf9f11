//! Running the components' build commands. Never decides what is out of date: the build tool knows.

use crate::manifest::Manifest;
use crate::progress::{Progress, Step};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, SystemTime};

/// Why a build failed.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A command could not be started or ended badly.
    #[error("{component}`{command}` {outcome}")]
    Failed {
        /// Which component it builds, if it is one alone.
        component: String,
        /// The command.
        command: String,
        /// How it ended.
        outcome: String,
    },
    /// There is nothing to build components with.
    #[error("`cargo` is missing: install Rust from https://rustup.rs, or serve what is built with --no-build")]
    NoRust,
    /// There is nothing to build components for.
    #[error("the Rust target {TARGET} is missing: run `rustup target add {TARGET}`")]
    NoTarget,
}

const TARGET: &str = "wasm32-wasip2";
const CARGO_BUILD: &str = "cargo build ";
const PACKAGE: &str = " -p ";
/// How long a running command is left alone between two looks at what it has made.
const POLL: Duration = Duration::from_millis(10);

/// A command to run, once.
struct BuildCommand {
    command: String,
    folder: PathBuf,
    components: Vec<String>,
    /// The components whose last command it is, with the file each is then in.
    makes: Vec<(String, PathBuf)>,
}

/// Builds every component that says how, one command after the other.
pub(crate) fn build(manifest: &Manifest, progress: &Progress) -> Result<(), BuildError> {
    let commands = commands(manifest);
    if commands.is_empty() {
        return Ok(());
    }
    if commands.iter().any(|command| command.command.starts_with(CARGO_BUILD)) && !installed("cargo") {
        return Err(BuildError::NoRust);
    }
    if commands.iter().any(|command| command.command.contains(TARGET)) {
        ensure_target(manifest.folder(), progress)?;
    }
    let mut step = progress.step("Building", commands.iter().map(|command| command.makes.len()).sum());
    let mut up_to_date = 0;
    for command in &commands {
        up_to_date += command.run(&mut step, progress.is_quiet())?;
    }
    step.up_to_date(up_to_date);
    Ok(())
}

/// The commands in the order in which they run: a component's own in turn, and components in the manifest's order, but
/// for what is joined. Cargo takes long to find that nothing is to be done, and builds several packages at once on several
/// cores; so last commands that differ in nothing but their package become one, at the place of the last.
fn commands(manifest: &Manifest) -> Vec<BuildCommand> {
    let mut commands: Vec<BuildCommand> = Vec::new();
    for (id, component) in manifest.components() {
        let Some(build) = &component.build else { continue };
        let Some((last, before)) = build.command.split_last() else { continue };
        let run = |command: &str, makes| BuildCommand {
            command: command.to_owned(),
            folder: manifest.folder().join(&build.workdir),
            components: vec![id.to_owned()],
            makes,
        };
        commands.extend(before.iter().map(|command| run(command, Vec::new())));
        let mut made = run(last, vec![(id.to_owned(), component.source(manifest.folder()))]);
        if let Some(alike) = commands.iter().position(|other| other.can_be_joined(&made)) {
            made = commands.remove(alike).join(made);
        }
        commands.push(made);
    }
    commands
}

impl BuildCommand {
    fn can_be_joined(&self, other: &Self) -> bool {
        let rest = |command| cargo_build(command).map(|(rest, _)| rest);
        let alike = rest(&self.command).is_some() && rest(&self.command) == rest(&other.command);
        alike && self.folder == other.folder && !self.makes.is_empty()
    }

    fn join(mut self, other: Self) -> Self {
        if let Some((_, packages)) = cargo_build(&other.command) {
            self.command.push_str(packages);
        }
        self.components.extend(other.components);
        self.makes.extend(other.makes);
        self
    }

    /// Runs the command, and answers how many of its components were up to date.
    fn run(&self, step: &mut Step<'_>, quiet: bool) -> Result<usize, BuildError> {
        step.begins(&self.command);
        let outcome = if quiet { self.run_quietly().map(|()| 0) } else { self.run_counting(step) };
        outcome.map_err(|outcome| BuildError::Failed {
            component: match self.components.as_slice() {
                [one] => format!("component {one:?}: "),
                _ => String::new(),
            },
            command: self.command.clone(),
            outcome,
        })
    }

    /// Lets the command say what it says, and counts each component as soon as its file is new.
    fn run_counting(&self, step: &mut Step<'_>) -> Result<usize, String> {
        let mut waiting: Vec<_> = self.makes.iter().map(|(id, file)| (id, file, written(file))).collect();
        let mut count_made = || {
            waiting.retain(|(id, file, before)| {
                let now = written(file);
                let made = now.is_some() && now != *before;
                if made {
                    step.done(id, "built");
                }
                !made
            });
            waiting.len()
        };
        let mut running = self.shell().stdout(std::io::stderr()).spawn().map_err(not_run)?;
        let status = loop {
            if let Some(status) = running.try_wait().map_err(not_run)? {
                break status;
            }
            count_made();
            std::thread::sleep(POLL);
        };
        let up_to_date = count_made();
        self.ended(status, "")?;
        Ok(up_to_date)
    }

    fn run_quietly(&self) -> Result<(), String> {
        let output = self.shell().output().map_err(not_run)?;
        // Quiet is for what goes well.
        self.ended(output.status, &format!("\n{}", String::from_utf8_lossy(&output.stderr).trim()))
    }

    fn shell(&self) -> Command {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(&self.command).stdin(Stdio::null()).current_dir(or_here(&self.folder));
        // The manifest says where the result will be; a target folder meant for building the host would move it.
        shell.env_remove("CARGO_TARGET_DIR").env_remove("CARGO_BUILD_TARGET_DIR");
        shell
    }

    /// How it ended, where it ended badly, with what was likely missing.
    fn ended(&self, status: ExitStatus, said: &str) -> Result<(), String> {
        if status.success() {
            return Ok(());
        }
        let missing = if self.command.starts_with(CARGO_BUILD) && !installed("cc") {
            ". There is no C compiler `cc`: install one, for example with `apt-get install build-essential`"
        } else {
            ""
        };
        Err(format!("ended with {status}{missing}{said}"))
    }
}

fn not_run(error: std::io::Error) -> String {
    format!("could not be run: {error}")
}

/// Splits a build by cargo into what it says of every package, and its packages. Where a shell reads more into a command
/// than words, it is left as it is.
fn cargo_build(command: &str) -> Option<(&str, &str)> {
    let plain = command.chars().all(|c| c.is_ascii_alphanumeric() || " -_=./".contains(c));
    let (rest, packages) = command.split_at(command.find(PACKAGE)?);
    let mut packages_alone = packages.split(PACKAGE).skip(1);
    (plain && rest.starts_with(CARGO_BUILD.trim_end()) && packages_alone.all(|name| !name.contains(' ')))
        .then_some((rest, packages))
}

/// When a file was last written; `None` where there is none.
fn written(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|metadata| metadata.modified()).ok()
}

/// Whether a program of this name is on the way to be found.
fn installed(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// Installs the target where rustup can; where it cannot, says what to do.
fn ensure_target(folder: &Path, progress: &Progress) -> Result<(), BuildError> {
    if target_installed(folder) {
        return Ok(());
    }
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TARGET]).current_dir(or_here(folder)).stdin(Stdio::null()).stdout(Stdio::null());
    if progress.is_quiet() {
        rustup.stderr(Stdio::null());
    }
    if rustup.status().is_ok_and(|status| status.success()) { Ok(()) } else { Err(BuildError::NoTarget) }
}

fn target_installed(folder: &Path) -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]).current_dir(or_here(folder)).stdin(Stdio::null());
    let Ok(output) = rustc.output() else { return false };
    let folder = String::from_utf8_lossy(&output.stdout);
    output.status.success() && Path::new(folder.trim()).is_dir()
}

/// A folder as a process wants it: the manifest's own may have no name.
fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}
