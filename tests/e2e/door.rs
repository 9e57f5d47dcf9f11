//! A running Front Door handed to a story; starting it, its time limit and its end are dealt with here, once.
//!
//! - [`story`]: on one door shared by all stories, or on the host that `FRONT_DOOR_URL` names.
//! - [`house`]: on a door of the story's own, which it may stop, start again, make fail and look into.

use std::future::Future;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use runner::{Data, Faults, Output, Runner, Running};
use serde_json::Value;

/// No story takes this long, even on a slow machine with a cold cache: what does hangs.
const STORY_LIMIT: Duration = Duration::from_secs(300);

/// The first administrator's key on the doors that these tests start.
const ADMIN_KEY: &str = "the-first-key-of-the-tests-and-of-nothing-else";

/// What makes the first person an administrator on the doors that these tests start.
pub(crate) const SETUP_KEY: &str = "the-setup-key-of-the-tests-and-of-nothing-else";

/// Where a host under test is, and its first administrator's key, when it is not ours to start.
const URL_VARIABLE: &str = "FRONT_DOOR_URL";
const ADMIN_KEY_VARIABLE: &str = "FRONT_DOOR_ADMIN_KEY";

/// Callers so far. Each story calls from an address of its own, so that one story's limits are not another's.
static CALLERS: AtomicU32 = AtomicU32::new(0);

/// A door as one caller sees it.
#[derive(Clone)]
pub(crate) struct Door {
    url: String,
    admin_key: String,
    client: reqwest::Client,
    address: String,
}

/// An answer, read whole.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// The body as text, as far as it is text.
    pub(crate) text: String,
    /// How many bytes the body has.
    pub(crate) length: usize,
}

/// Tells a story on the shared door.
pub(crate) fn story<F: Future<Output = ()>>(tell: impl FnOnce(Door) -> F) {
    let (url, admin_key) = match std::env::var(URL_VARIABLE) {
        Ok(url) => {
            let key = std::env::var(ADMIN_KEY_VARIABLE);
            let key = key.unwrap_or_else(|_| panic!("{URL_VARIABLE} is set, so {ADMIN_KEY_VARIABLE} must be too"));
            (url.trim_end_matches('/').to_owned(), key)
        }
        Err(_) => (shared_url().to_owned(), ADMIN_KEY.to_owned()),
    };
    within_limit(async { tell(Door::new(url, admin_key)).await });
}

/// Tells a story in a house of its own. Such a story looks behind the door, so it always runs on the runner.
pub(crate) fn house<F: Future<Output = ()>>(tell: impl FnOnce(House) -> F) {
    // The components are built for the shared door; no story's time goes into that.
    shared_url();
    within_limit(async { tell(House { data: tempfile::tempdir().unwrap(), faults: Faults::default() }).await });
}

/// A folder of records, behind which a door can be opened and closed.
pub(crate) struct House {
    data: tempfile::TempDir,
    faults: Faults,
}

impl House {
    /// Starts a door on the house's records.
    pub(crate) async fn open(&self) -> (Door, Running) {
        let running = self.builder().start().await.unwrap();
        (Door::at(running.url()), running)
    }

    /// A door on the house's records, to be started.
    pub(crate) fn builder(&self) -> runner::Builder {
        builder().data(Data::Folder(self.data.path().to_owned())).faults(self.faults.clone())
    }

    /// The switch that makes the store fail.
    pub(crate) fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Every byte kept on disk.
    pub(crate) fn bytes_on_disk(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for entry in std::fs::read_dir(self.data.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                bytes.extend(std::fs::read(path).unwrap());
            }
        }
        bytes
    }
}

impl Door {
    fn new(url: String, admin_key: String) -> Self {
        // Where a form leads is for the story to say.
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { url, admin_key, client, address: new_address() }
    }

    /// The door at a URL.
    pub(crate) fn at(url: String) -> Self {
        Self::new(url, ADMIN_KEY.to_owned())
    }

    /// The same door seen by somebody else: another network address.
    pub(crate) fn another_caller(&self) -> Self {
        Self { address: new_address(), ..self.clone() }
    }

    /// The same door seen by a caller from this address.
    pub(crate) fn seen_from(&self, address: &str) -> Self {
        Self { address: address.to_owned(), ..self.clone() }
    }

    /// The first administrator's key.
    pub(crate) fn admin_key(&self) -> &str {
        &self.admin_key
    }

    /// Where it is, without a closing slash.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Host and port, for a story that speaks raw bytes.
    pub(crate) fn authority(&self) -> &str {
        self.url.split_once("//").unwrap().1
    }

    /// The address this caller is seen to come from.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// A request to be sent with [`Ask::send`].
    pub(crate) fn ask(&self, method: Method, path: &str) -> Ask {
        let request = self.client.request(method, format!("{}{path}", self.url));
        Ask { request: request.header("x-forwarded-for", &self.address) }
    }

    /// Reads.
    pub(crate) fn get(&self, path: &str) -> Ask {
        self.ask(Method::GET, path)
    }

    /// Posts JSON.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Ask {
        let ask = self.ask(Method::POST, path);
        Ask { request: ask.request.json(body) }
    }
}

/// A request on its way.
pub(crate) struct Ask {
    request: reqwest::RequestBuilder,
}

impl Ask {
    /// With a header.
    pub(crate) fn header(self, name: &str, value: &str) -> Self {
        Self { request: self.request.header(name, value) }
    }

    /// As the owner of an API key.
    pub(crate) fn key(self, key: &str) -> Self {
        Self { request: self.request.bearer_auth(key) }
    }

    /// With this body, as it is.
    pub(crate) fn body(self, body: impl Into<reqwest::Body>) -> Self {
        Self { request: self.request.body(body) }
    }

    /// Sends it and reads the whole answer.
    pub(crate) async fn send(self) -> Answer {
        self.try_send().await.unwrap()
    }

    /// Sends it; the error is for stories in which the door may be shut.
    pub(crate) async fn try_send(self) -> Result<Answer, reqwest::Error> {
        let response = self.request.send().await?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.bytes().await?;
        Ok(Answer { status, headers, text: String::from_utf8_lossy(&body).into_owned(), length: body.len() })
    }
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// A header's text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The version, as `If-Match` wants it.
    pub(crate) fn etag(&self) -> &str {
        self.header("etag").unwrap_or_else(|| panic!("no ETag in {self:?}"))
    }

    /// Checks the status and hands the answer on.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    /// Checks that this is problem details of a kind.
    #[track_caller]
    pub(crate) fn tells(self, status: u16, slug: &str) -> Self {
        let answer = self.is(status);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        let problem = answer.json();
        assert_eq!(problem["type"], format!("/problems/{slug}"));
        assert_eq!(problem["status"], status);
        assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()));
        answer
    }

    /// Checks that this is a page that tells a problem in the words of the API.
    #[track_caller]
    pub(crate) fn tells_on_a_page(self, status: u16, title: &str) -> Self {
        let answer = self.is(status);
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
        assert!(answer.text.contains(&format!("<h1 class=\"govuk-heading-l\">{title}</h1>")), "{}", answer.text);
        answer
    }

    /// The pointers and codes of a problem's errors.
    pub(crate) fn errors(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let errors = self.json()["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|error| (text(&error["pointer"]), text(&error["code"]))).collect()
    }
}

fn builder() -> runner::Builder {
    Runner::builder(root().join("spin.toml"))
        .variable("admin_key", ADMIN_KEY)
        .variable("setup_key", SETUP_KEY)
        // One proxy of ours: the caller that stories name in X-Forwarded-For is believed.
        .variable("trusted_proxy_hops", "1")
        // Nothing is sent but when a story says so.
        .variable("tasks_key", "")
        .build_components(false)
        .quiet(true)
        .output(Output::captured())
}

/// The council of spin.toml as its variable has it, but for one setting.
pub(crate) fn council_but_for(name: &str, value: &str) -> String {
    let manifest = runner::Manifest::read(&root().join("spin.toml")).unwrap();
    let (_, council) = manifest.variables.iter().find(|(known, _)| known.get_ref() == "council").unwrap();
    let (mut text, mut found) = (String::new(), false);
    for line in council.default.as_ref().unwrap().lines() {
        let this = line.split('=').next().unwrap().trim() == name;
        text += &if this { format!("{name} = {value}\n") } else { format!("{line}\n") };
        found |= this;
    }
    assert!(found, "spin.toml's council has no {name}");
    text
}

/// The door that stories share: built once, on a thread that outlives every story.
fn shared_url() -> &'static str {
    static URL: OnceLock<String> = OnceLock::new();
    URL.get_or_init(|| {
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            runtime().block_on(async move {
                let running = builder().build_components(true).start().await.unwrap();
                tell.send(running.url()).unwrap();
                std::future::pending::<()>().await;
            });
        });
        told.recv().expect("the door did not open")
    })
}

fn within_limit(story: impl Future<Output = ()>) {
    runtime().block_on(async {
        tokio::time::timeout(STORY_LIMIT, story).await.expect("the story took too long");
    });
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// An address that no other caller of this or an earlier run is likely to have.
fn new_address() -> String {
    let started = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
    let number = started.wrapping_add(CALLERS.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9));
    let [a, b, c, d] = number.to_be_bytes();
    format!("2001:db8:{a:x}{b:02x}:{c:x}{d:02x}::1")
}

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
