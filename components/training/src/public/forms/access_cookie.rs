//! The booking that a browser has open: its reference and code, sealed in a cookie, for half an hour after the last look.
//! Nothing of it is stored here. Who is signed in for a school needs none for what is its own.

use domain::access_code::AccessCode;
use domain::people::Session;
use domain::reference::Reference;
use domain::words::Urn;
use http::HeaderValue;
use jiff::{SignedDuration, Timestamp};
use store::training::OpenedBooking;
use web::{Cookie, Problem, Response, Visit, see_other, session, with_cookie};

use crate::named;
use crate::opening::{self, if_any};

const COOKIE: Cookie = Cookie { name: "fd_booking", path: "/training" };

/// How long a browser may be left alone with a booking open.
const IDLE: SignedDuration = SignedDuration::from_mins(30);

/// What the cookie holds: what opens a booking.
pub(crate) struct AccessCookie {
    /// Which booking.
    pub(crate) reference: Reference,
    /// What opens it.
    pub(crate) code: AccessCode,
}

/// A booking that a browser has open.
pub(crate) struct Held {
    /// It.
    pub(crate) opened: OpenedBooking,
    /// Whether it is a school's own, seen by who is signed in for it.
    pub(crate) school: bool,
    /// What the browser is to remember, so that it stays open.
    pub(crate) cookie: Option<HeaderValue>,
}

impl AccessCookie {
    /// The cookie that keeps it open from now on.
    ///
    /// # Errors
    /// 500 where it cannot be sealed, which none comes to.
    pub(crate) fn keep(&self, visit: &Visit) -> Result<HeaderValue, Problem> {
        let Visit { app, browser, .. } = visit;
        let text = format!("{} {} {}", app.now().as_second(), self.reference, self.code.expose());
        browser.seal(app, &COOKIE, text.as_bytes()).ok_or_else(|| Problem::internal("a session that cannot be sealed"))
    }

    /// What the browser has, unless nobody has looked for too long; and whether that is so.
    fn of(visit: &Visit) -> (Option<Self>, bool) {
        let Visit { app, browser, .. } = visit;
        if browser.cookie(&COOKIE).is_none() {
            return (None, false);
        }
        let held = browser.open(app, &COOKIE).and_then(|bytes| read(str::from_utf8(&bytes).ok()?, app.now()));
        let away = held.is_none();
        (held, away)
    }
}

/// What the browser must forget.
pub(crate) fn closed(visit: &Visit) -> HeaderValue {
    visit.browser.forget(&COOKIE)
}

/// The session of somebody who is signed in for a school, and the school.
///
/// # Errors
/// 503 where the store fails.
pub(crate) async fn school(visit: &Visit) -> Result<Option<(Session, Urn)>, Problem> {
    let session = session::current(&visit.app, &visit.browser).await?;
    let of_school = session.and_then(|session| {
        let urn = session.member.school()?.clone();
        Some((session, urn))
    });
    Ok(of_school)
}

/// The booking that the path names, if the visitor has it open, or where to go instead.
///
/// # Errors
/// 404 for what is no reference; 503 where the store fails.
pub(crate) async fn open(visit: &Visit) -> Result<Result<Held, Response>, Problem> {
    let reference = named::reference(visit.part("reference"))?;
    let (cookie, away) = AccessCookie::of(visit);
    if let Some(cookie) = cookie.filter(|cookie| cookie.reference == reference) {
        let opened = opening::by_code(&visit.app, &visit.caller, &cookie.reference, &cookie.code).await?;
        let opened = opened.ok_or_else(Problem::not_found)?;
        return Ok(Ok(Held { opened, school: false, cookie: Some(cookie.keep(visit)?) }));
    }
    if let Some((session, _)) = school(visit).await? {
        let opened = OpenedBooking::for_school(visit.app.database(), &session.member, &reference).await;
        if let Some(opened) = if_any(opened)? {
            return Ok(Ok(Held { opened, school: true, cookie: None }));
        }
    }
    Ok(Err(if away {
        with_cookie(see_other("/training/come-back?away"), Some(closed(visit)))
    } else {
        see_other("/training/come-back")
    }))
}

fn read(text: &str, now: Timestamp) -> Option<AccessCookie> {
    let mut parts = text.split(' ');
    let looked = Timestamp::from_second(parts.next()?.parse().ok()?).ok()?;
    let reference = Reference::parse(parts.next()?).ok()?;
    let code = AccessCode::parse(parts.next()?).ok()?;
    (now.duration_since(looked) <= IDLE).then_some(AccessCookie { reference, code })
}
