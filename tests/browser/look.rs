//! What must be true of every page, whoever comes to it and however. Never about one page.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Mutex;

use serde::Deserialize;
use serde_json::Value;

use crate::person::Person;
use crate::picture::name_of;
use crate::visit::visit;
use crate::way::Way;

/// A page is no larger before it is compressed, but for what somebody typed and gets back.
const MAX_PAGE_BYTES: u64 = 15 * 1024;

/// Staff see more at once.
const MAX_DESK_PAGE_BYTES: u64 = 40 * 1024;

/// How a form is answered that comes back: something is wrong with it; or, at the desk, what it is about is not as it was,
/// does not allow it now, or is gone.
const FORM_AGAIN: [u16; 4] = [422, 412, 409, 410];

/// What a page is like.
const LOOK: &str = "
    const arrival = performance.getEntriesByType('navigation')[0];
    const links = [...document.querySelectorAll('.govuk-error-summary__list a')];
    const summary = document.querySelector('.govuk-error-summary');
    return {
        path: location.pathname,
        query: [...new URLSearchParams(location.search).keys()].join(' '),
        address: location.href.split('#')[0],
        status: arrival.responseStatus,
        bytes: arrival.decodedBodySize - [...document.querySelectorAll('textarea')].reduce(
            (sum, field) => sum + new TextEncoder().encode(field.defaultValue).length, 0),
        title: document.title,
        language: document.documentElement.lang,
        headings: document.querySelectorAll('h1').length,
        errors: links.map((link) => link.hash.slice(1)),
        errors_to_nowhere: links.map((link) => link.hash.slice(1)).filter((id) => !document.getElementById(id)),
        summary_without_focus: summary !== null && document.activeElement !== summary,
        violations: window.violationsForTests ?? [],
        shape: [...document.querySelectorAll('*')].map((element) => `${element.localName}.${element.className}`).join(),
    };";

/// How wide the page is and how wide the screen; what juts out, if anything does.
const WIDTH: &str = "
    const { scrollWidth, clientWidth } = document.documentElement;
    const out = (element) => element.getBoundingClientRect().right > clientWidth + 1 && element.checkVisibility();
    return [scrollWidth, clientWidth, [...document.body.querySelectorAll('*')].filter(out).map(
        (element) => `${element.localName}.${element.className}`).slice(0, 5).join(', ')];";

/// The shapes of page that were checked, by the way people came and the page's name.
static CHECKED: Mutex<BTreeMap<(&'static str, String), Vec<u64>>> = Mutex::new(BTreeMap::new());

/// What a page is like.
#[derive(Deserialize)]
struct Sight {
    path: String,
    /// The names of what the query says.
    query: String,
    address: String,
    status: u16,
    bytes: u64,
    title: String,
    language: String,
    headings: usize,
    /// The fields that the error summary names.
    errors: Vec<String>,
    errors_to_nowhere: Vec<String>,
    summary_without_focus: bool,
    violations: Vec<String>,
    /// The page without its words.
    shape: String,
}

impl Person {
    /// Looks at the page they have come to. What takes long is done once for each way and shape of page.
    pub(super) async fn looks(&self) {
        let sight: Sight = self.asks_the_page(LOOK, &[]).await;
        self.seen.lock().unwrap().insert(sight.path.clone());
        let mut wrong = self.what_a_glance_shows(&sight).await;
        if let Some(name) = sight.claim(self.way.name) {
            wrong.extend(self.pictures(&name).await);
            wrong.extend(self.what_a_close_look_shows().await);
        }
        assert!(wrong.is_empty(), "{} with status {}:\n{}", sight.path, sight.status, wrong.join("\n"));
    }

    /// Everything that is wrong with the page as it now is.
    pub(crate) async fn finds_wrong(&self) -> Vec<String> {
        let sight: Sight = self.asks_the_page(LOOK, &[]).await;
        let mut wrong = self.what_a_glance_shows(&sight).await;
        wrong.extend(self.what_a_close_look_shows().await);
        wrong
    }

    async fn what_a_glance_shows(&self, sight: &Sight) -> Vec<String> {
        let mut wrong = sight.what_is_wrong(self.way.script);
        wrong.extend(self.what_the_browser_complains_of(sight).await);
        wrong.extend(self.what_juts_out().await);
        wrong
    }

    async fn what_a_close_look_shows(&self) -> Vec<String> {
        // Axe needs script. What is let run now finds the page as it was drawn without.
        self.lets_script_run(true).await;
        let mut wrong = self.what_axe_finds().await;
        self.lets_script_run(self.way.script).await;
        if self.way.keyboard {
            wrong.extend(self.what_a_walk_by_keyboard_shows().await);
        }
        wrong
    }

    /// What makes the page wider than the screen.
    pub(super) async fn what_juts_out(&self) -> Option<String> {
        let (page, screen, out): (u32, u32, String) = self.asks_the_page(WIDTH, &[]).await;
        (page > screen).then(|| format!("{page} pixels wide on a screen of {screen}: {out}"))
    }

    /// What stands in the browser's log, but for the status of the page itself, which is meant.
    async fn what_the_browser_complains_of(&self, sight: &Sight) -> Vec<String> {
        let Sight { address, status, .. } = sight;
        let meant = format!("{address} - Failed to load resource: the server responded with a status of {status} ");
        let log = self.driver.browser_log().await.unwrap();
        let severe = log.into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message);
        severe.filter(|message| !message.starts_with(&meant)).collect()
    }
}

/// A reference, a run or a token is another one each time, and its page the same.
fn nameless(part: &str) -> &str {
    let drawn = |letters: &str| part.chars().all(|letter| letters.contains(letter));
    match part.len() {
        _ if part.starts_with("ENQ-") || part.starts_with("TRN-") => "reference",
        10 if drawn("abcdefghijkmnpqrstuvwxyz23456789") && part.contains(|letter: char| letter.is_ascii_digit()) => {
            "id"
        }
        12 if drawn("ABCDEFGHJKLMNPQRSTUVWXYZ3789") => "code",
        32.. if drawn("0123456789abcdef") => "token",
        _ => part,
    }
}

impl Sight {
    fn what_is_wrong(&self, script: bool) -> Vec<String> {
        let has_errors = !self.errors.is_empty();
        let most_bytes = if self.path.starts_with("/desk") { MAX_DESK_PAGE_BYTES } else { MAX_PAGE_BYTES };
        let checks = [
            (self.language != "en", "the language is not said".to_owned()),
            (self.headings != 1, format!("{} main headings", self.headings)),
            (self.title.trim().is_empty(), "no title".to_owned()),
            (
                has_errors != self.title.starts_with("Error: "),
                format!("errors {:?}, title {:?}", self.errors, self.title),
            ),
            (has_errors && !FORM_AGAIN.contains(&self.status), format!("errors {:?}", self.errors)),
            (!has_errors && self.status == 422, "no errors".to_owned()),
            (!self.errors_to_nowhere.is_empty(), format!("errors lead to {:?}", self.errors_to_nowhere)),
            (script && self.summary_without_focus, "the error summary has no focus".to_owned()),
            (self.bytes > most_bytes, format!("{} bytes", self.bytes)),
        ];
        let wrong = checks.into_iter().filter_map(|(is_wrong, what)| is_wrong.then_some(what));
        wrong.chain(self.violations.iter().cloned()).collect()
    }

    /// A name for the page's pictures, to whoever is the first to see it in this shape.
    fn claim(&self, way: &'static str) -> Option<String> {
        let status = if self.status == 200 { String::new() } else { self.status.to_string() };
        let path: Vec<_> = self.path.split('/').map(nameless).collect();
        let name = name_of(&format!("{} {} {status} {}", path.join("/"), self.query, self.errors.join(" ")));
        let mut hasher = DefaultHasher::new();
        self.shape.hash(&mut hasher);
        let shape = hasher.finish();
        let mut checked = CHECKED.lock().unwrap();
        let shapes = checked.entry((way, name.clone())).or_default();
        if shapes.contains(&shape) {
            return None;
        }
        shapes.push(shape);
        Some(if shapes.len() == 1 { name } else { format!("{name}-{}", shapes.len()) })
    }
}

#[test]
fn what_is_wrong_with_a_page_is_found() {
    // Each breaks a page that nothing is wrong with.
    let breaks = [
        ("image-alt", "document.querySelector('main').append(new Image());"),
        ("color-contrast", "for (const e of document.querySelectorAll('p')) e.style.color = '#ccc';"),
        ("style-src-attr", "document.querySelector('h1').setAttribute('style', 'color: red');"),
        ("Applying inline style", "document.querySelector('h1').setAttribute('style', 'color: red');"),
        ("pixels wide", "document.querySelector('h1').style.width = '3000px';"),
        ("main headings", "document.querySelector('h1').remove();"),
        ("the language", "document.documentElement.lang = '';"),
        ("no title", "document.title = '';"),
        ("and is covered", "Object.assign(document.querySelector('header').style, { position: 'fixed', inset: 0 });"),
        (
            "nothing shows",
            "const sheet = new CSSStyleSheet(); sheet.replaceSync(':focus { all: unset !important; }');
            document.adoptedStyleSheets = [sheet];",
        ),
        (
            "never leaves",
            "addEventListener('keydown', (event) => event.key === 'Tab' && event.preventDefault());
            document.querySelector('footer a').focus();",
        ),
        (
            "does not come to",
            "document.querySelector('footer a').addEventListener('focus', (event) => event.target.blur());",
        ),
    ];
    visit(Way::KEYBOARD, |person| async move {
        for (found, breaks) in breaks {
            person.visits("/cookies").await;
            person.forgets_what_it_saw();
            person.asks_the_page::<Value>(breaks, &[]).await;
            let wrong = person.finds_wrong().await;
            assert!(wrong.iter().any(|wrong| wrong.contains(found)), "{found}: {wrong:?}");
        }
    });
}
