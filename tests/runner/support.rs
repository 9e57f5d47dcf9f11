//! A served guest handed to a test, and the few ways to speak to it. Tests nothing itself.

use reqwest::StatusCode;
use runner::{Builder, Limits, Output, Runner, Running, StartError};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A guest being served.
pub(crate) struct Served {
    pub(crate) running: Running,
    client: reqwest::Client,
    _folder: TempDir,
}

/// A status and a body.
pub(crate) type Answer = (u16, String);

/// The folder of the whole project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The compiled guest, built once.
pub(crate) fn guest() -> &'static Path {
    static GUEST: OnceLock<PathBuf> = OnceLock::new();
    GUEST.get_or_init(|| {
        let status = Command::new("cargo")
            .args(["build", "--quiet", "--profile", "wasm", "--target", "wasm32-wasip2", "-p", "guest"])
            .current_dir(root())
            .env_remove("CARGO_TARGET_DIR")
            .status()
            .unwrap();
        assert!(status.success(), "the guest does not build");
        root().join("target/wasm32-wasip2/wasm/guest.wasm")
    })
}

/// A manifest that serves the guest on every path, with `more` in its component's table and after it.
pub(crate) fn manifest(more: &str) -> String {
    with_routes(&["/..."], more)
}

/// A manifest that serves the guest on these routes.
pub(crate) fn with_routes(routes: &[&str], more: &str) -> String {
    let triggers: String =
        routes.iter().map(|route| format!("[[trigger.http]]\nroute = {route:?}\ncomponent = \"guest\"\n")).collect();
    let source = guest();
    format!(
        "spin_manifest_version = 2\n[application]\nname = \"trial\"\n{triggers}[component.guest]\nsource = {source:?}\n{more}\n"
    )
}

/// A component table line that grants the ordinary store.
pub(crate) const STORE: &str = "key_value_stores = [\"default\"]";

/// The ordinary bounds but for the number of requests: each one's room takes address space and mappings of a process
/// in which many runners serve at once.
pub(crate) fn bounds() -> Limits {
    Limits { requests_in_flight: 256, ..Limits::default() }
}

/// Serves a manifest's text, with whatever else the test wants set.
pub(crate) async fn try_serve(text: &str, set: impl FnOnce(Builder) -> Builder) -> Result<Served, StartError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("spin.toml");
    std::fs::write(&path, text).unwrap();
    let builder = Runner::builder(path).build_components(false).quiet(true).output(Output::captured()).limits(bounds());
    let running = set(builder).start().await?;
    let client = reqwest::Client::builder().build().unwrap();
    Ok(Served { running, client, _folder: folder })
}

/// Serves a manifest's text, which must be good.
pub(crate) async fn serve(text: &str) -> Served {
    try_serve(text, |builder| builder).await.unwrap()
}

/// Serves the guest with the ordinary store and these bounds.
pub(crate) async fn serve_within(limits: Limits) -> Served {
    try_serve(&manifest(STORE), |builder| builder.limits(limits)).await.unwrap()
}

impl Served {
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.post(path, "").await
    }

    pub(crate) async fn post(&self, path: &str, body: &str) -> Answer {
        let request = self.client.post(format!("{}{path}", self.running.url())).body(body.to_owned());
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    }

    /// A request to be made up further.
    pub(crate) fn request(&self, path: &str) -> reqwest::RequestBuilder {
        self.client.post(format!("{}{path}", self.running.url()))
    }

    /// Asks and wants the result.
    pub(crate) async fn want(&self, path: &str, body: &str) -> String {
        let (status, text) = self.post(path, body).await;
        assert_eq!(status, StatusCode::OK.as_u16(), "{path}: {text}");
        text
    }

    /// Returns once a line has these words.
    pub(crate) async fn heard(&self, words: &str) {
        while !self.running.lines().iter().any(|said| said.contains(words)) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// A bare connection.
    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.running.address()).await.unwrap()
    }

    /// Sends raw bytes and reads until the server closes.
    pub(crate) async fn raw(&self, bytes: impl AsRef<[u8]>) -> String {
        let mut stream = self.connect().await;
        // The server may answer and close before it has read everything.
        let _ = stream.write_all(bytes.as_ref()).await;
        read_to_end(&mut stream).await
    }
}

/// Everything until the other side closes, however it does.
pub(crate) async fn read_to_end(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    while let Ok(count @ 1..) = stream.read(&mut piece).await {
        bytes.extend_from_slice(&piece[..count]);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
