//! Somebody with a browser that knows forms, redirects and cookies, and nothing more. Every page it comes to is looked at.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use reqwest::Method;

use crate::door::{Answer, Door};
use crate::people::Staff;

/// A page may have so many bytes.
pub(crate) const PAGE_BYTES_MAX: usize = 15 * 1024;

/// A page of staff, who see much at once, so many.
const DESK_PAGE_BYTES_MAX: usize = 40 * 1024;

/// How often one request may be led on.
const REDIRECTS_MAX: usize = 5;

/// A browser, open on one window.
#[derive(Clone)]
pub(crate) struct Browser {
    pub(crate) door: Door,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    key: Option<String>,
}

/// A page, and where it is.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) path: String,
    pub(crate) answer: Answer,
}

impl Browser {
    pub(crate) fn new(door: &Door) -> Self {
        Self { door: door.another_caller(), cookies: Arc::default(), key: None }
    }

    /// The browser of a member of staff who is let in by a key.
    pub(crate) fn of(staff: &Staff) -> Self {
        Self { key: Some(staff.key.clone()), ..Self::new(&staff.door) }
    }

    /// The same browser, with all that it remembers, at another address of the same door.
    pub(crate) fn at(&self, url: String) -> Self {
        Self { door: Door::at(url), ..self.clone() }
    }

    /// Goes to a page.
    pub(crate) async fn goes(&self, path: &str) -> Seen {
        let answer = self.asks(Method::GET, path, &[]).await;
        self.follows(path, answer).await
    }

    /// Sends a form.
    pub(crate) async fn sends(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let answer = self.asks(Method::POST, path, fields).await;
        self.follows(path, answer).await
    }

    /// Asks once, and is not led on.
    pub(crate) async fn asks(&self, method: Method, path: &str, fields: &[(&str, &str)]) -> Answer {
        let cookies: Vec<_> =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut ask = self.door.ask(method.clone(), path).header("accept", "text/html");
        if !cookies.is_empty() {
            ask = ask.header("cookie", &cookies.join("; "));
        }
        if let Some(key) = &self.key {
            ask = ask.key(key);
        }
        if method == Method::POST {
            let body: String =
                fields.iter().map(|(name, value)| format!("{}={}&", encoded(name), encoded(value))).collect();
            ask =
                ask.header("content-type", "application/x-www-form-urlencoded").header("sec-fetch-site", "same-origin");
            ask = ask.body(body);
        }
        let answer = ask.send().await;
        for cookie in answer.headers.get_all("set-cookie") {
            let (pair, attributes) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            if attributes.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// What it remembers under a name.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Makes it remember something else.
    pub(crate) fn plant(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    async fn follows(&self, path: &str, mut answer: Answer) -> Seen {
        let mut path = path.to_owned();
        for _ in 0..REDIRECTS_MAX {
            if answer.status != 303 {
                let seen = Seen { path, answer };
                seen.is_a_good_page();
                return seen;
            }
            path = answer.header("location").unwrap().to_owned();
            answer = self.asks(Method::GET, &path, &[]).await;
        }
        panic!("led on and on, to {path}");
    }
}

impl Seen {
    /// The page's words, without its tags.
    pub(crate) fn words(&self) -> String {
        let text = &self.answer.text;
        let words = text.split('<').map(|rest| rest.split_once('>').map_or(rest, |(_, text)| text)).collect::<Vec<_>>();
        words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What stands in an input of that name.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let (_, rest) = self.answer.text.split_once(&format!("name=\"{name}\" value=\""))?;
        rest.split('"').next()
    }

    #[track_caller]
    pub(crate) fn is(self, path: &str, status: u16) -> Self {
        assert_eq!((self.path.as_str(), self.answer.status.as_u16()), (path, status), "{}", self.words());
        self
    }

    /// What holds of every page.
    fn is_a_good_page(&self) {
        let Self { path, answer } = self;
        if answer.header("content-type") != Some("text/html; charset=utf-8") {
            return;
        }
        let most = if path.starts_with("/desk") { DESK_PAGE_BYTES_MAX } else { PAGE_BYTES_MAX };
        assert!(answer.length < most, "{path} has {} bytes", answer.length);
        assert_eq!(answer.text.matches("<h1").count(), 1, "{path} has one heading");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert!(
            answer.header("content-security-policy").is_some_and(|policy| policy.starts_with("default-src 'none'"))
        );
        assert!(!answer.text.contains("style=") && !answer.text.contains("<script>"), "{path} breaks the policy");
        let errors = answer.text.contains("govuk-error-summary");
        assert_eq!(answer.text.contains("<title>Error: "), errors, "{path}: an error is in the title");
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
