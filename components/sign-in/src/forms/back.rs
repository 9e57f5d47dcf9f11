//! Where a visitor wanted to be before they had to sign in. A browser remembers it while its owner looks for the email.

use domain::people::{Member, Membership};
use http::HeaderValue;
use web::{Browser, Cookie, DESK, Visit};

const COOKIE: Cookie = Cookie { name: "fd_back", path: "/sign-in" };

/// The longest address that is remembered.
const MAX_BYTES: usize = 300;

/// For those who are not on our staff.
const HOME: &str = "/";

/// The header that remembers where the visitor wants to go; `None` where they want nothing special.
pub(crate) fn remember(visit: &Visit) -> Option<HeaderValue> {
    let wanted = visit.query.text("back");
    is_ours(wanted).then(|| visit.browser.seal(&visit.app, &COOKIE, wanted.as_bytes()))?
}

/// Where to go now that they are signed in.
pub(crate) fn destination(visit: &Visit, member: &Member) -> String {
    let wanted = visit.browser.open(&visit.app, &COOKIE).and_then(|wanted| String::from_utf8(wanted).ok());
    let otherwise = match member.membership {
        Membership::Desk(_) => DESK.href,
        Membership::School(_) | Membership::Provider(_) => HOME,
    };
    wanted.filter(|wanted| is_ours(wanted)).unwrap_or_else(|| otherwise.to_owned())
}

/// The header that forgets it.
pub(crate) fn forget(browser: &Browser) -> HeaderValue {
    browser.forget(&COOKIE)
}

/// Whether an address is a page of ours: a path, and nothing that a browser could take for another host.
fn is_ours(address: &str) -> bool {
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    plain && address.len() <= MAX_BYTES && address.starts_with('/') && !address.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::{MAX_BYTES, is_ours};

    #[test]
    fn nobody_is_sent_to_another_site() {
        for ours in ["/desk", "/desk/advice?state=open&topic=send", "/"] {
            assert!(is_ours(ours), "{ours}");
        }
        let long = format!("/{}", "a".repeat(MAX_BYTES));
        for other in ["", "//evil.example", "https://evil.example", "/\\evil.example", "/x\r\ny: z", "/x y", &long] {
            assert!(!is_ours(other), "{other}");
        }
    }
}
