//! Chromium and its driver: found, started and ended here. Nothing here knows a page.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use thirtyfour::common::log::LoggingPrefsLogLevel;
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};

const CHROMIUM_NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const DRIVER_NAMES: [&str; 1] = ["chromedriver"];

const MISSING: &str = "The browser tests need Chromium and its driver. Install them with\n    \
                       apt-get update && apt-get install chromium chromium-driver\n\
                       or put `chromium` and `chromedriver` on your PATH.";

/// A driver says where it listens at once, even on a slow machine.
const START_LIMIT: Duration = Duration::from_secs(60);
/// How many drivers are started for one that listens.
const DRIVERS_MAX: usize = 5;

/// What the driver says before its port's number.
const STARTED: &str = "started successfully on port ";

/// One thing asked of the browser takes no longer.
const COMMAND_LIMIT: Duration = Duration::from_secs(60);

const FLAGS: [&str; 11] = [
    "--headless=new",
    // Build servers run as root, for whom Chromium refuses its sandbox; it opens no page but ours.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // It would drop the second of two quick presses by itself; older ones and other browsers do not.
    "--disable-features=IgnoreDuplicateNavs",
    // Nothing but the door under test is reached, whatever a page names.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
];

/// Where Chromium and its driver are.
pub(crate) struct Tools {
    chromium: PathBuf,
    driver: PathBuf,
}

impl Tools {
    /// Looks for them. Where they are missing this says how to install them; a build server (`CI=true`) then fails.
    pub(crate) fn at_hand() -> Option<Self> {
        let tools = Self::find();
        if tools.is_none() {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "{MISSING}");
            // Straight to the terminal: what a passing test prints is not shown.
            writeln!(std::io::stderr(), "\nSkipped a story. {MISSING}").unwrap();
        }
        tools
    }

    fn find() -> Option<Self> {
        Some(Self { chromium: on_path(&CHROMIUM_NAMES)?, driver: on_path(&DRIVER_NAMES)? })
    }
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let candidates = names.iter().flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)));
    candidates.into_iter().find(|candidate| candidate.is_file())
}

/// A driver with one Chromium that remembers nothing from before.
pub(crate) struct Chromium {
    process: Child,
    pub(crate) driver: WebDriver,
}

impl Chromium {
    /// Starts both.
    pub(crate) async fn start(tools: &Tools) -> Self {
        let (mut process, port) = start_driver(tools);
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary(tools.chromium.to_str().unwrap()).unwrap();
        for flag in FLAGS {
            wanted.add_arg(flag).unwrap();
        }
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All).unwrap();
        let session = WebDriver::builder(format!("http://127.0.0.1:{port}"), wanted).request_timeout(COMMAND_LIMIT);
        match session.connect().await {
            Ok(driver) => Self { process, driver },
            Err(error) => {
                end(&mut process);
                panic!("Chromium did not start: {error}");
            }
        }
    }

    /// Ends both. Chromium goes first, while its driver is there to end it.
    pub(crate) async fn stop(mut self) {
        let ended = self.driver.clone().quit().await;
        end(&mut self.process);
        ended.unwrap();
    }
}

/// A driver that listens, and where. One chooses any free port of IPv4 and gives up where somebody else has that number
/// under IPv6; so it is asked again.
fn start_driver(tools: &Tools) -> (Child, u16) {
    for _ in 0..DRIVERS_MAX {
        let mut process = Command::new(&tools.driver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        match port(&mut process) {
            Some(port) => return (process, port),
            None => end(&mut process),
        }
    }
    panic!("of {DRIVERS_MAX} chromedrivers none said within {START_LIMIT:?} where it listens");
}

/// The port that the driver chose; nothing where it ended or does not say.
fn port(process: &mut Child) -> Option<u16> {
    let output = BufReader::new(process.stdout.take().unwrap());
    let (tell, told) = mpsc::channel();
    // Reads to the end, so that the driver never waits for a reader.
    std::thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            if let Some((_, port)) = line.split_once(STARTED) {
                tell.send(port.trim_end_matches('.').parse().unwrap()).unwrap();
            }
        }
    });
    told.recv_timeout(START_LIMIT).ok()
}

fn end(process: &mut Child) {
    process.kill().unwrap();
    process.wait().unwrap();
}
