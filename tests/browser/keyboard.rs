//! Acting by keyboard alone: every Tab lands somewhere that can be seen to have the focus, and leads on in the end.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::{Key, TypingData};

use crate::person::Person;

/// What has the focus: where it stands in the document, what it is, its words, and whether any of it can be seen.
const STOP: &str = "
    const stop = document.activeElement;
    if (!stop || stop === document.body || stop === document.documentElement) return null;
    const words = (stop.labels && stop.labels.length ? stop.labels[0] : stop).textContent.replace(/\\s+/g, ' ').trim();
    const shown = (rect) => [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([x, y]) => {
        const at = document.elementFromPoint(rect.left + rect.width * x, rect.top + rect.height * y);
        return at && (stop.contains(at) || at.contains(stop) && at.closest('label, a, button') !== null);
    });
    return {
        place: [...document.querySelectorAll('*')].indexOf(stop),
        kind: stop.localName === 'input' ? stop.type : stop.localName,
        name: stop.name || '',
        words,
        checked: stop.checked === true,
        shown: [...stop.getClientRects()].some(shown),
    };";

/// The places in the document that Tab must come to: one for each group of radio buttons.
const MUST_STOP: &str = "
    const all = [...document.querySelectorAll('*')];
    const can = all.filter((element) => element.matches(
            'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')
        && element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }));
    const first = (element) => {
        if (element.type !== 'radio') return true;
        const group = can.filter((other) => other.type === 'radio' && other.name === element.name);
        return element === (group.find((other) => other.checked) ?? group[0]);
    };
    return can.filter(first).map((element) => all.indexOf(element));";

/// What kind of field a label is for, and the name it is sent under; of those to one question, where that is named.
const CONTROL: &str = "
    const [legend, words] = arguments;
    const text = (element) => element.textContent.replace(/\\s+/g, ' ').trim();
    const within = [...document.querySelectorAll('fieldset')].find(
        (set) => text(set.querySelector('legend')) === legend) ?? document;
    const label = [...within.querySelectorAll('label')].find(
        (label) => text(label) === words && label.checkVisibility());
    return label ? [label.control.type, label.control.name] : ['', `nothing is labelled ${words}`];";

/// Takes the focus away, and gives it back.
const BLUR: &str = "window.focusForTests = document.activeElement; window.focusForTests.blur();";
const FOCUS: &str = "window.focusForTests.focus({ preventScroll: true });";

/// The longest list of radio buttons is shorter.
const MAX_RADIOS: usize = 30;

/// Where the Tab key came to.
#[derive(Debug, Clone, Deserialize)]
struct Stop {
    place: usize,
    kind: String,
    name: String,
    words: String,
    checked: bool,
    shown: bool,
}

impl Person {
    pub(super) async fn presses_by_keyboard(&self, words: &str) {
        let can_be_pressed = |stop: &Stop| ["a", "button", "summary"].contains(&stop.kind.as_str());
        self.tabs_to(words, |stop| can_be_pressed(stop) && stop.words == words).await;
        self.types(Key::Enter).await;
    }

    pub(super) async fn chooses_by_keyboard(&self, legend: &str, label: &str) {
        let (kind, name): (String, String) = self.asks_the_page(CONTROL, &[json!(legend), json!(label)]).await;
        // Tab comes to a group of radio buttons as a whole; the arrows go on within it.
        let is_it = |stop: &Stop| stop.name == name && (kind == "radio" || stop.words == label);
        let mut stop = self.tabs_to(label, is_it).await;
        for _ in 0..MAX_RADIOS {
            if stop.words == label {
                if !stop.checked {
                    self.types(Key::Space).await;
                }
                assert!(self.stop().await.unwrap().checked, "the keyboard did not choose {label:?}");
                return;
            }
            self.types(Key::Down).await;
            stop = self.stop().await.unwrap();
        }
        panic!("the arrow keys do not come to {label:?}");
    }

    pub(super) async fn fills_in_by_keyboard(&self, label: &str, text: &str) {
        self.tabs_to(label, |stop| stop.words == label).await;
        let all = self.driver.action_chain().key_down(Key::Control).key_down('a').key_up('a').key_up(Key::Control);
        all.perform().await.unwrap();
        self.types(if text.is_empty() { TypingData::from(Key::Delete) } else { TypingData::from(text) }).await;
    }

    pub(super) async fn picks_by_keyboard(&self, label: &str, option: &str) {
        self.tabs_to(label, |stop| stop.words == label).await;
        // A list jumps to the option that begins with what is typed.
        self.types(option).await;
    }

    /// Walks through the whole page: Tab must come everywhere it should, each time visibly, and leave again.
    pub(super) async fn what_a_walk_by_keyboard_shows(&self) -> Vec<String> {
        let must: BTreeSet<usize> = self.asks_the_page::<Vec<usize>>(MUST_STOP, &[]).await.into_iter().collect();
        let (mut been, mut left) = (BTreeSet::new(), false);
        let mut wrong = Vec::new();
        // At most twice round, because the way may begin in the middle, as at an error summary.
        for _ in 0..2 * (must.len() + 1) {
            if left && been == must {
                break;
            }
            self.types(Key::Tab).await;
            match self.stop().await {
                None => left = true,
                Some(stop) => {
                    wrong.extend(self.what_hides_the_focus(&stop).await);
                    been.insert(stop.place);
                }
            }
        }
        if !left {
            wrong.push("Tab never leaves the page".to_owned());
        }
        let words = "return arguments[0].map((place) => document.querySelectorAll('*')[place].outerHTML);";
        for (places, what) in [(&must - &been, "Tab does not come to"), (&been - &must, "Tab also comes to")] {
            let html: Vec<String> = self.asks_the_page(words, &[json!(places)]).await;
            wrong.extend(html.iter().map(|html| format!("{what} {html}")));
        }
        wrong
    }

    /// Presses Tab until it comes to something.
    async fn tabs_to(&self, what: &str, is_it: impl Fn(&Stop) -> bool) -> Stop {
        let must: Vec<usize> = self.asks_the_page(MUST_STOP, &[]).await;
        for _ in 0..2 * (must.len() + 1) {
            if let Some(stop) = self.stop().await.filter(&is_it) {
                assert_eq!(self.what_hides_the_focus(&stop).await, None, "on {}", self.path().await);
                return stop;
            }
            self.types(Key::Tab).await;
        }
        panic!("Tab does not come to {what:?} in:\n{}", self.reads().await);
    }

    async fn stop(&self) -> Option<Stop> {
        self.asks_the_page(STOP, &[]).await
    }

    /// What has the focus must be in view, not covered, and look other than without it.
    async fn what_hides_the_focus(&self, stop: &Stop) -> Option<String> {
        if !stop.shown {
            return Some(format!("{stop:?} has the focus and is covered"));
        }
        if !self.stops.lock().unwrap().insert(format!("{} {} {}", stop.kind, stop.name, stop.words)) {
            return None;
        }
        let with = self.screen().await;
        self.asks_the_page::<Value>(BLUR, &[]).await;
        let without = self.screen().await;
        self.asks_the_page::<Value>(FOCUS, &[]).await;
        (with == without).then(|| format!("nothing shows that {stop:?} has the focus"))
    }

    /// Presses keys, wherever the focus is.
    pub(crate) async fn types(&self, keys: impl Into<TypingData>) {
        self.driver.action_chain().send_keys(keys).perform().await.unwrap();
    }
}
