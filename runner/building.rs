//! Running each component's own build command. Never decides what is out of date: the build tool knows.

use crate::manifest::Manifest;
use std::path::Path;
use std::process::{Command, Stdio};

/// Why a build failed.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A command could not be started or ended badly.
    #[error("component {component:?}: `{command}` {outcome}")]
    Failed {
        /// The component's id.
        component: String,
        /// The command.
        command: String,
        /// How it ended.
        outcome: String,
    },
    /// There is nothing to build components with.
    #[error("the Rust target {TARGET} is missing: run `rustup target add {TARGET}`")]
    NoTarget,
}

const TARGET: &str = "wasm32-wasip2";

/// Builds every component that says how, all at once: where nothing is to be done, most of the time goes into asking. Build
/// tools that share a folder take their turns in it themselves.
pub(crate) fn build(manifest: &Manifest, quiet: bool) -> Result<(), BuildError> {
    let builds: Vec<_> =
        manifest.components().filter_map(|(component, entry)| Some((component, entry.build.as_ref()?))).collect();
    if builds.iter().any(|(_, build)| build.command.iter().any(|command| command.contains(TARGET))) {
        ensure_target(manifest.folder(), quiet)?;
    }
    std::thread::scope(|scope| {
        let built = builds.iter().map(|(component, build)| {
            scope.spawn(move || {
                let folder = manifest.folder().join(&build.workdir);
                build.command.iter().try_for_each(|command| {
                    run(command, &folder, quiet).map_err(|outcome| BuildError::Failed {
                        component: (*component).to_owned(),
                        command: command.clone(),
                        outcome,
                    })
                })
            })
        });
        // All are begun before any is waited for.
        let built: Vec<_> = built.collect();
        built.into_iter().try_for_each(|built| built.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

fn run(command: &str, folder: &Path, quiet: bool) -> Result<(), String> {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(command).stdin(Stdio::null());
    if !folder.as_os_str().is_empty() {
        shell.current_dir(folder);
    }
    // The manifest says where the result will be; a target folder meant for building the host would move it.
    shell.env_remove("CARGO_TARGET_DIR").env_remove("CARGO_BUILD_TARGET_DIR");
    if !quiet {
        shell.stdout(std::io::stderr());
        return match shell.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("ended with {status}")),
            Err(error) => Err(format!("could not be run: {error}")),
        };
    }
    match shell.output() {
        Ok(output) if output.status.success() => Ok(()),
        // Quiet is for what goes well.
        Ok(output) => Err(format!("ended with {}\n{}", output.status, String::from_utf8_lossy(&output.stderr).trim())),
        Err(error) => Err(format!("could not be run: {error}")),
    }
}

/// Installs the target where rustup can; where it cannot, says what to do.
fn ensure_target(folder: &Path, quiet: bool) -> Result<(), BuildError> {
    let quiet_or = |command: &mut Command| {
        command.current_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        command.stdin(Stdio::null()).stdout(Stdio::null());
        if quiet {
            command.stderr(Stdio::null());
        }
        command.status().is_ok_and(|status| status.success())
    };
    if target_installed(folder) {
        return Ok(());
    }
    if quiet_or(Command::new("rustup").args(["target", "add", TARGET])) { Ok(()) } else { Err(BuildError::NoTarget) }
}

fn target_installed(folder: &Path) -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]).stdin(Stdio::null());
    if !folder.as_os_str().is_empty() {
        rustc.current_dir(folder);
    }
    let Ok(output) = rustc.output() else { return false };
    let folder = String::from_utf8_lossy(&output.stdout);
    output.status.success() && Path::new(folder.trim()).is_dir()
}
