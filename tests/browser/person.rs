//! Somebody with a browser. Every step they take ends on a page that has been looked at.

use std::collections::BTreeSet;
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{Cookie, WebDriver};

use crate::door::Door;
use crate::people::Staff;
use crate::way::Way;

/// How long anything on a page may take to come about.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often it is looked for meanwhile.
const GLANCE: Duration = Duration::from_millis(20);

/// When the document in the window was begun, and whether it is whole: another document has another beginning.
const DOCUMENT: &str = "return [performance.timeOrigin, document.readyState === 'complete'];";

/// Gathers what the Content-Security-Policy reports, from before anything of a page has run.
const GATHER_VIOLATIONS: &str = "
    window.violationsForTests = [];
    document.addEventListener('securitypolicyviolation', (event) => {
        window.violationsForTests.push(`${event.effectiveDirective} ${event.blockedURI}`);
    });";

/// Somebody with a browser.
#[derive(Clone)]
pub(crate) struct Person {
    pub(super) driver: WebDriver,
    pub(super) door: Door,
    pub(super) way: Way,
    /// The paths of all pages they came to.
    pub(super) seen: Arc<Mutex<BTreeSet<String>>>,
    /// What they have met by keyboard and could see that it had the focus.
    pub(super) stops: Arc<Mutex<BTreeSet<String>>>,
}

impl Person {
    pub(super) fn new(driver: WebDriver, door: Door, way: Way) -> Self {
        Self { driver, door, way, seen: Arc::default(), stops: Arc::default() }
    }

    /// Makes the browser theirs: its screen, its settings, the address they come from.
    pub(super) async fn arrives(&self) {
        self.tells_the_browser("Page.addScriptToEvaluateOnNewDocument", json!({"source": GATHER_VIOLATIONS})).await;
        self.tells_the_browser("Network.enable", json!({})).await;
        self.sends_along(json!({"X-Forwarded-For": self.door.address()})).await;
        if self.way.forced_colours {
            let features = json!({"features": [{"name": "forced-colors", "value": "active"}]});
            self.tells_the_browser("Emulation.setEmulatedMedia", features).await;
        }
        self.has_a_screen_of(self.way.width, self.way.height, self.way.scale).await;
        self.lets_script_run(self.way.script).await;
    }

    /// Is a member of staff from now on, let in by their key: what a page shows depends on who looks, not on how they
    /// proved who they are.
    pub(crate) async fn is_let_in_as(&self, staff: &Staff) {
        let key = format!("Bearer {}", staff.key);
        self.sends_along(json!({"X-Forwarded-For": self.door.address(), "Authorization": key})).await;
    }

    async fn sends_along(&self, headers: Value) {
        self.tells_the_browser("Network.setExtraHTTPHeaders", json!({"headers": headers})).await;
    }

    /// Goes to a page by its path.
    pub(crate) async fn visits(&self, path: &str) {
        self.comes_to_another_page(async {
            self.driver.goto(format!("{}{path}", self.door.url())).await.unwrap();
        })
        .await;
    }

    /// Presses the browser's back button.
    pub(crate) async fn goes_back(&self) {
        self.comes_to_another_page(async { self.driver.back().await.unwrap() }).await;
    }

    /// Presses the browser's button that loads the page again.
    pub(crate) async fn reloads(&self) {
        self.comes_to_another_page(async { self.driver.refresh().await.unwrap() }).await;
    }

    /// Presses a link or a button, by its words, that leads to another page.
    pub(crate) async fn presses(&self, words: &str) {
        self.comes_to_another_page(self.presses_only(words)).await;
    }

    /// Presses a link or a button, by its words, and does not wait for anything.
    pub(crate) async fn presses_only(&self, words: &str) {
        if self.way.keyboard {
            self.presses_by_keyboard(words).await;
        } else {
            self.presses_by_mouse(words).await;
        }
    }

    /// Chooses an answer by its label.
    pub(crate) async fn chooses(&self, label: &str) {
        self.chooses_for("", label).await;
    }

    /// Chooses an answer by its label, among those to one question.
    pub(crate) async fn chooses_for(&self, legend: &str, label: &str) {
        if self.way.keyboard {
            self.chooses_by_keyboard(legend, label).await;
        } else {
            self.chooses_by_mouse(legend, label).await;
        }
    }

    /// Types into a field, by its label, in place of what stands there.
    pub(crate) async fn fills_in(&self, label: &str, text: &str) {
        if self.way.keyboard {
            self.fills_in_by_keyboard(label, text).await;
        } else {
            self.fills_in_by_mouse(label, text).await;
        }
    }

    /// Chooses from a list, by its label and the option's words.
    pub(crate) async fn picks(&self, label: &str, option: &str) {
        if self.way.keyboard {
            self.picks_by_keyboard(label, option).await;
        } else {
            self.picks_by_mouse(label, option).await;
        }
    }

    /// Checks that words stand on the page, where they can be seen, now or soon.
    pub(crate) async fn sees(&self, words: &str) {
        let seen = self.soon(|| async { self.reads().await.contains(words).then_some(()) }).await;
        assert!(seen.is_some(), "{words:?} is not to be seen on {}", self.describes_the_page().await);
    }

    /// Checks that words do not stand on the page where they can be seen.
    pub(crate) async fn does_not_see(&self, words: &str) {
        let text = self.reads().await;
        assert!(!text.contains(words), "{words:?} is to be seen on {}", self.describes_the_page().await);
    }

    /// The words on the page that can be seen.
    pub(crate) async fn reads(&self) -> String {
        self.asks_the_page("return document.body.innerText;", &[]).await
    }

    /// The path of the page, with its query.
    pub(crate) async fn path(&self) -> String {
        self.asks_the_page("return location.pathname + location.search;", &[]).await
    }

    /// What stands in a field, by its label.
    pub(crate) async fn value_of(&self, label: &str) -> String {
        const VALUE: &str = "
            const label = [...document.querySelectorAll('label')].find((label) => label.innerText.trim() === arguments[0]);
            return label ? label.control.value : `no field is labelled ${arguments[0]}`;";
        self.asks_the_page(VALUE, &[json!(label)]).await
    }

    /// Puts text into a field, by its label, all at once, as from a clipboard.
    pub(crate) async fn pastes(&self, label: &str, text: &str) {
        const PASTE: &str = "
            const label = [...document.querySelectorAll('label')].find((label) => label.innerText.trim() === arguments[0]);
            label.control.focus();
            document.execCommand('selectAll');
            document.execCommand('insertText', false, arguments[1]);";
        self.asks_the_page::<Value>(PASTE, &[json!(label), json!(text)]).await;
    }

    /// Whether an answer is chosen, by its label.
    pub(crate) async fn is_chosen(&self, label: &str) -> bool {
        const CHOSEN: &str = "
            const label = [...document.querySelectorAll('label')].find((label) => label.innerText.trim() === arguments[0]);
            return label.control.checked;";
        self.asks_the_page(CHOSEN, &[json!(label)]).await
    }

    /// Presses what saves a file, and reads the file.
    pub(crate) async fn saves(&self, words: &str, file: &str) -> String {
        const LINK: &str = "
            return [...document.links].find((link) => link.innerText.trim() === arguments[0]).pathname;";
        let folder = tempfile::tempdir().unwrap();
        let save = json!({"behavior": "allow", "downloadPath": folder.path()});
        self.tells_the_browser("Browser.setDownloadBehavior", save).await;
        let path: String = self.asks_the_page(LINK, &[json!(words)]).await;
        self.seen.lock().unwrap().insert(path);
        self.presses_only(words).await;
        // A file that is still coming has another name.
        let saved = self.soon(|| async { std::fs::read_to_string(folder.path().join(file)).ok() }).await;
        saved.unwrap_or_else(|| panic!("{words:?} saved no {file}"))
    }

    /// Whether the browser remembers something for us under this name.
    pub(crate) async fn has_cookie(&self, name: &str) -> bool {
        self.driver.get_all_cookies().await.unwrap().iter().any(|cookie| cookie.name == name)
    }

    /// Has another value for what the browser remembers.
    pub(crate) async fn has_instead_of_its_cookie(&self, name: &str, path: &str, value: &str) {
        assert!(self.has_cookie(name).await, "there is no {name}");
        let mut cookie = Cookie::new(name, value);
        cookie.set_path(path);
        self.driver.add_cookie(cookie).await.unwrap();
    }

    /// Forgets everything, as a browser does that is closed.
    pub(crate) async fn forgets_its_cookies(&self) {
        self.driver.delete_all_cookies().await.unwrap();
    }

    /// The paths of all pages they came to.
    pub(crate) fn has_seen(&self) -> BTreeSet<String> {
        self.seen.lock().unwrap().clone()
    }

    /// The whole address, wherever they are.
    pub(crate) async fn address(&self) -> String {
        self.driver.current_url().await.unwrap().into()
    }

    /// Does something that must lead to another page, waits until that is whole, and looks at it.
    pub(crate) async fn comes_to_another_page(&self, act: impl Future<Output = ()>) {
        let before = self.document().await.map(|(beginning, _)| beginning);
        act.await;
        let arrived = self
            .soon(|| async {
                let (beginning, whole) = self.document().await?;
                (whole && Some(beginning) != before).then_some(())
            })
            .await;
        assert!(arrived.is_some(), "nothing came after {}", self.describes_the_page().await);
        self.looks().await;
    }

    /// The beginning of the document in the window and whether it is whole; `None` while one goes and another comes.
    async fn document(&self) -> Option<(f64, bool)> {
        self.driver.execute(DOCUMENT, Vec::new()).await.ok()?.convert().ok()
    }

    /// Waits, as long as [`PATIENCE`] lasts, for something to come about.
    pub(crate) async fn soon<T, F: Future<Output = Option<T>>>(&self, mut look: impl FnMut() -> F) -> Option<T> {
        let end = Instant::now() + PATIENCE;
        loop {
            let found = look().await;
            if found.is_some() || Instant::now() > end {
                return found;
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Runs a script in the page and takes what it returns. It is the test's own, so it runs whatever the person's way.
    pub(super) async fn asks_the_page<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> T {
        self.driver.execute(script, arguments).await.unwrap().convert().unwrap()
    }

    /// The same for a script that calls its last argument with its answer.
    pub(super) async fn asks_the_page_and_waits<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> T {
        self.driver.execute_async(script, arguments).await.unwrap().convert().unwrap()
    }

    /// Tells the browser something by the protocol of its developer tools.
    pub(super) async fn tells_the_browser(&self, command: &str, parameters: Value) -> Value {
        let told = self.driver.cdp().send_raw(command, parameters).await;
        told.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Looks at the focus anew wherever it was seen before.
    pub(crate) fn forgets_what_it_saw(&self) {
        self.stops.lock().unwrap().clear();
    }

    pub(super) async fn has_a_screen_of(&self, width: u32, height: u32, scale: u32) {
        let screen = json!({"width": width, "height": height, "deviceScaleFactor": scale, "mobile": false});
        self.tells_the_browser("Emulation.setDeviceMetricsOverride", screen).await;
    }

    pub(super) async fn lets_script_run(&self, run: bool) {
        self.tells_the_browser("Emulation.setScriptExecutionDisabled", json!({"value": !run})).await;
    }

    async fn describes_the_page(&self) -> String {
        format!("{}:\n{}", self.path().await, self.reads().await)
    }
}
