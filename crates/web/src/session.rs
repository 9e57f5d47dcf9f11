//! Sessions in browsers: a sealed cookie says who is signed in, and one counter in the store says whether the session was
//! ended. Never who may sign in.
//!
//! Checking one costs at most that one look at the store, and none while the instance knows an answer of the last
//! [`REMEMBERED_SECONDS`]: so long may a session that was ended still be let in by another instance.

mod ended;

use domain::people::Session;
use http::HeaderValue;

use crate::app::App;
use crate::cookie::{Browser, Cookie};
use crate::problem::Problem;
pub use ended::{REMEMBERED_SECONDS, end, is_live};

const COOKIE: Cookie = Cookie { name: "fd_session", path: "/" };

/// The session that a browser is in, if it is in one that is live. Notes that it was seen: the answer then carries the
/// cookie anew.
///
/// # Errors
/// 503 where the store fails.
pub async fn current(app: &App, browser: &Browser) -> Result<Option<Session>, Problem> {
    let now = app.now();
    let sealed = browser.open(app, &COOKIE);
    let session = sealed.and_then(|sealed| serde_json::from_slice::<Session>(&sealed).ok());
    let Some(session) = session.filter(|session| session.is_live(now)) else { return Ok(None) };
    if !is_live(app.database(), &session.id).await? {
        return Ok(None);
    }
    if let Some(seen) = session.seen(now) {
        app.set_cookie_later(cookie(app, browser, &seen)?);
    }
    Ok(Some(session))
}

/// The `Set-Cookie` header that puts a browser into a session.
///
/// # Errors
/// 500 where it cannot be sealed, which no session comes to.
pub fn cookie(app: &App, browser: &Browser, session: &Session) -> Result<HeaderValue, Problem> {
    let text = serde_json::to_vec(session).map_err(Problem::internal)?;
    browser.seal(app, &COOKIE, &text).ok_or_else(|| Problem::internal("a session that cannot be sealed"))
}

/// Signs a browser out. Answers with the `Set-Cookie` header that makes it forget its session.
///
/// # Errors
/// 503 where the store fails: then they are still signed in.
pub async fn sign_out(app: &App, browser: &Browser) -> Result<HeaderValue, Problem> {
    if let Some(session) = current(app, browser).await? {
        end(app.database(), &[session.id]).await?;
    }
    Ok(browser.forget(&COOKIE))
}

/// Whether a `Set-Cookie` header is about a session.
pub(crate) fn is_about_one(header: &HeaderValue) -> bool {
    header.as_bytes().strip_prefix(COOKIE.name.as_bytes()).is_some_and(|rest| rest.first() == Some(&b'='))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use domain::people::{Member, Membership, Role, Session, SessionId, StaffId};
    use domain::words::PersonName;
    use futures::executor::block_on;

    use super::{cookie, current, end};
    use crate::app::App;
    use crate::cookie::Browser;
    use crate::testing::{Bench, extract, request};

    fn session(app: &App) -> Session {
        let name = PersonName::parse("Amara Osei").unwrap();
        let member = Member { id: StaffId::draw([1; 32]), name, membership: Membership::Desk(Role::Adviser) };
        Session::begun(SessionId::draw([2; 32]), member, app.now())
    }

    fn browser(headers: &[(&str, &str)]) -> Browser {
        extract(request("GET", "/", headers, "")).unwrap()
    }

    /// A browser in that session.
    fn inside(bench: &Bench) -> Browser {
        let app = bench.app();
        let set = cookie(&app, &browser(&[]), &session(&app)).unwrap();
        let sent = set.to_str().unwrap().split(';').next().unwrap().to_owned();
        assert!(!sent.contains("Amara"), "who it is, only we can read");
        browser(&[("cookie", &sent)])
    }

    fn bench() -> Bench {
        Bench::at("2026-11-21T10:00:00Z")
    }

    fn is_in(bench: &Bench, browser: &Browser) -> bool {
        block_on(current(&bench.app(), browser)).unwrap().is_some()
    }

    #[test]
    fn a_browser_is_in_its_session_until_it_is_ended() {
        let bench = bench();
        let browser = inside(&bench);
        assert!(is_in(&bench, &browser));
        block_on(end(bench.app().database(), &[session(&bench.app()).id])).unwrap();
        assert!(!is_in(&bench, &browser), "at once, where it was ended");
    }

    #[test]
    fn another_instance_lets_in_who_was_signed_out_for_half_a_minute_at_most() {
        let here = bench();
        let there = Bench { store: here.store.clone(), ..bench() };
        let browser = inside(&here);
        assert!(is_in(&there, &browser));
        block_on(end(here.app().database(), &[session(&here.app()).id])).unwrap();
        there.env.pass(Duration::from_secs(29));
        assert!(is_in(&there, &browser));
        there.env.pass(Duration::from_secs(1));
        assert!(!is_in(&there, &browser));
    }

    #[test]
    fn checking_a_session_takes_one_look_at_the_store_and_then_none_for_a_while() {
        let bench = bench();
        let browser = inside(&bench);
        for (operations, why) in [(1, "the first time"), (0, "the next")] {
            let app = bench.app();
            assert!(block_on(current(&app, &browser)).unwrap().is_some());
            assert_eq!(app.store().operations(), operations, "{why}");
        }
    }

    #[test]
    fn what_is_no_session_of_ours_is_none() {
        let bench = bench();
        let good = inside(&bench);
        bench.env.pass(Duration::from_secs(3600));
        assert!(!is_in(&bench, &good), "an hour without a request");
        for header in ["fd_session=00", "fd_session=", "other=1"] {
            assert!(!is_in(&bench, &browser(&[("cookie", header)])), "{header}");
        }
    }

    #[test]
    fn a_session_that_is_used_goes_on() {
        let bench = bench();
        let browser = inside(&bench);
        let app = bench.app();
        block_on(current(&app, &browser)).unwrap();
        assert_eq!(app.cookie_set_later(), None, "not with each answer");
        bench.env.pass(Duration::from_secs(61));
        let app = bench.app();
        block_on(current(&app, &browser)).unwrap();
        assert!(app.cookie_set_later().is_some());
    }

    #[test]
    fn a_failing_store_lets_nobody_in_and_says_so() {
        let bench = bench();
        let browser = inside(&bench);
        bench.store.fail(true);
        assert_eq!(block_on(current(&bench.app(), &browser)).unwrap_err().status(), 503);
    }
}
