//! The record that a browser has open: its reference and code, sealed in a cookie, for half an hour after the last look.
//! Nothing of it is stored.

use domain::access_code::AccessCode;
use domain::reference::Reference;
use http::HeaderValue;
use jiff::{SignedDuration, Timestamp};
use web::{Cookie, Problem, Visit};

/// How long a browser may be left alone with a record open.
const IDLE: SignedDuration = SignedDuration::from_mins(30);

/// The cookie of one service.
#[derive(Clone, Copy, Debug)]
pub struct AccessCookie(pub Cookie);

/// What opens a record.
#[derive(Clone)]
pub struct Opening {
    /// Which.
    pub reference: Reference,
    /// What opens it.
    pub code: AccessCode,
}

/// What a browser has open.
pub enum Held {
    /// Nothing.
    Nothing,
    /// Something, but nobody has looked for half an hour.
    Away,
    /// This.
    Open(Opening),
}

impl AccessCookie {
    /// What the browser has open.
    #[must_use]
    pub fn held(&self, visit: &Visit) -> Held {
        let Visit { app, browser, .. } = visit;
        if browser.cookie(&self.0).is_none() {
            return Held::Nothing;
        }
        let opening = browser.open(app, &self.0).and_then(|bytes| read(str::from_utf8(&bytes).ok()?, app.now()));
        opening.map_or(Held::Away, Held::Open)
    }

    /// The cookie that keeps a record open from now on.
    ///
    /// # Errors
    /// 500 where it cannot be sealed, which none comes to.
    pub fn keep(&self, visit: &Visit, opening: &Opening) -> Result<HeaderValue, Problem> {
        let Visit { app, browser, .. } = visit;
        let text = format!("{} {} {}", app.now().as_second(), opening.reference, opening.code.expose());
        browser.seal(app, &self.0, text.as_bytes()).ok_or_else(|| Problem::internal("a cookie that cannot be sealed"))
    }

    /// The cookie that makes the browser forget.
    #[must_use]
    pub fn forget(&self, visit: &Visit) -> HeaderValue {
        visit.browser.forget(&self.0)
    }
}

fn read(text: &str, now: Timestamp) -> Option<Opening> {
    let mut parts = text.split(' ');
    let looked = Timestamp::from_second(parts.next()?.parse().ok()?).ok()?;
    let reference = Reference::parse(parts.next()?).ok()?;
    let code = AccessCode::parse(parts.next()?).ok()?;
    (now.duration_since(looked) <= IDLE).then_some(Opening { reference, code })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_record_stays_open_for_half_an_hour_and_not_longer() {
        let text = "1790000000 ENQ-4K7M-95XW ABCDEFGHJKLMNPQR";
        let at = |second: i64| jiff::Timestamp::from_second(second).unwrap();
        let opens = |now| read(text, at(now)).is_some();
        assert_eq!((opens(1_790_001_800), opens(1_790_001_801)), (true, false));
        assert!(read("1790000000 ENQ-4K7M-95XW", at(1_790_000_000)).is_none(), "half of it");
    }
}
