//! The command line of the runner.

use anyhow::Result;
use clap::Parser;
use runner::{Data, Runner, Running};
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use tokio::signal::unix::{SignalKind, signal};

/// Builds and serves the components of a Spin application, with their records in a folder.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
    /// The folder for records and keys
    #[arg(long, default_value = ".spin")]
    data: PathBuf,
    /// The value of a variable; `NAME=@FILE` takes a file's content
    #[arg(long = "variable", value_name = "NAME=VALUE", value_parser = variable)]
    variables: Vec<(String, String)>,
    /// A file of SPIN_VARIABLE_NAME=value lines, for variables that the environment does not set
    #[arg(long)]
    env_file: Option<PathBuf>,
    /// Serve the components as they were last built
    #[arg(long)]
    no_build: bool,
    /// Show nothing but errors and what the components themselves say
    #[arg(long)]
    quiet: bool,
    /// The application's manifest
    #[arg(long, default_value = "spin.toml")]
    manifest: PathBuf,
}

/// Reads what `--variable` takes, as `spin up` does.
fn variable(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("must be NAME=VALUE or NAME=@FILE")?;
    let value = match value.strip_prefix('@') {
        Some(file) => std::fs::read_to_string(file).map_err(|error| format!("cannot read {file}: {error}"))?,
        None => value.to_owned(),
    };
    Ok((name.to_owned(), value))
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // With stderr gone there is nowhere left to say so.
            let _ = writeln!(std::io::stderr(), "front-door: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<()> {
    // Before anything is started, so that no signal finds it unprepared.
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let mut builder = Runner::builder(arguments.manifest)
        .listen(arguments.listen)
        .data(Data::Folder(arguments.data))
        .build_components(!arguments.no_build)
        .quiet(arguments.quiet);
    for (name, value) in arguments.variables {
        builder = builder.variable(name, value);
    }
    if let Some(file) = arguments.env_file {
        builder = builder.env_file(file);
    }
    let running = tokio::select! {
        running = builder.start() => running?,
        _ = terminate.recv() => return Ok(()),
        _ = interrupt.recv() => return Ok(()),
    };
    if !arguments.quiet {
        banner(&running)?;
    }
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    running.stop().await;
    Ok(())
}

fn banner(running: &Running) -> Result<()> {
    let mut stderr = std::io::stderr().lock();
    writeln!(stderr, "Listening on {}", running.address())?;
    for (route, component) in running.routes() {
        writeln!(stderr, "  {route} -> {component}")?;
    }
    writeln!(stderr, "Serving {}", running.url())?;
    if let Some(url) = running.welcome() {
        writeln!(stderr, "Open this to begin: {url}")?;
    }
    Ok(())
}
