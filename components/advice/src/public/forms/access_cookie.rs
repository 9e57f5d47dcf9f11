//! The question that a browser has open: its reference and code, sealed in a cookie, for half an hour after the last
//! look. Nothing of it is stored here.

use domain::access_code::AccessCode;
use domain::reference::Reference;
use http::HeaderValue;
use jiff::{SignedDuration, Timestamp};
use web::{Cookie, Problem, Visit};

const COOKIE: Cookie = Cookie { name: "fd_enquiry", path: "/advice" };

/// How long a browser may be left alone with a question open.
const IDLE: SignedDuration = SignedDuration::from_mins(30);

/// What opens a question.
pub(super) struct Session {
    pub(super) reference: Reference,
    pub(super) code: AccessCode,
}

/// What a browser has open.
pub(super) enum Opened {
    /// Nothing.
    Nothing,
    /// Something, but nobody has looked for too long.
    Away,
    /// This.
    Open(Session),
}

impl Opened {
    pub(super) fn of(visit: &Visit) -> Self {
        let Visit { app, browser, .. } = visit;
        if browser.cookie(&COOKIE).is_none() {
            return Self::Nothing;
        }
        let session = browser.open(app, &COOKIE).and_then(|bytes| read(str::from_utf8(&bytes).ok()?, app.now()));
        session.map_or(Self::Away, Self::Open)
    }
}

impl Session {
    /// The cookie that keeps it open from now on.
    pub(super) fn keep(&self, visit: &Visit) -> Result<HeaderValue, Problem> {
        let Visit { app, browser, .. } = visit;
        let text = format!("{} {} {}", app.now().as_second(), self.reference, self.code.expose());
        browser.seal(app, &COOKIE, text.as_bytes()).ok_or_else(|| Problem::internal("a session that cannot be sealed"))
    }
}

/// What the browser must forget.
pub(super) fn closed(visit: &Visit) -> HeaderValue {
    visit.browser.forget(&COOKIE)
}

fn read(text: &str, now: Timestamp) -> Option<Session> {
    let mut parts = text.split(' ');
    let looked = Timestamp::from_second(parts.next()?.parse().ok()?).ok()?;
    let reference = Reference::parse(parts.next()?).ok()?;
    let code = AccessCode::parse(parts.next()?).ok()?;
    (now.duration_since(looked) <= IDLE).then_some(Session { reference, code })
}
