//! Signing in with an identity provider: there, and back. While a visitor is away, their browser keeps what ties the answer
//! to it, sealed; we keep nothing.

use domain::choice::Choice;
use domain::people::{Account, Identity, Way};
use domain::words::{EmailAddress, Urn};
use http::StatusCode;
use jiff::Timestamp;
use oidc::{Attempt, Back, Fault};
use records::ChangeError;
use web::{Cookie, IntoResponse, Limit, Problem, Query, Response, Value, Visit, see_other, session, with_cookie};

use super::back;
use crate::pages;
use crate::problems;
use crate::providers::{self, Offered, Outside};

/// Keeps the attempt. One at a time: beginning another gives up the one before.
const COOKIE: Cookie = Cookie { name: "fd_with", path: "/sign-in/with" };

/// How long a visitor may be away: long enough to find the phone with the second factor.
const MAX_AWAY_SECONDS: i64 = 15 * 60;

/// How often people on one network may come back, each of whom has us ask the provider: a large school, on its first day.
const RETURNS: Limit = Limit { name: "sign-in-returns", max: 200, window_seconds: 3600 };

/// What a browser keeps while its owner is away.
struct PendingSignIn {
    way: Way,
    begun: i64,
    attempt: Attempt,
}

/// Sends the visitor to the provider.
pub(crate) async fn start(visit: Visit) -> Result<Response, Problem> {
    let provider = providers::named(visit.app.settings(), visit.part("provider"))?;
    let now = visit.app.now();
    let attempt = Attempt::new(visit.app.random());
    let address = provider.client.start(&Outside, now, &attempt, &return_address(&visit, provider)?).await;
    let address = match address {
        Ok(address) => address,
        Err(fault) => return failed(&visit, provider.way, &fault),
    };
    let errand = PendingSignIn { way: provider.way, begun: now.as_second(), attempt };
    let cookie = visit.browser.seal(&visit.app, &COOKIE, errand.to_text().as_bytes());
    let cookie = cookie.ok_or_else(|| Problem::internal("an attempt to sign in that cannot be sealed"))?;
    Ok(with_cookie(see_other(&address), cookie))
}

/// Signs in the visitor who comes back from the provider, if it says who they are and they may sign in. The attempt is over
/// either way.
pub(crate) async fn finish(visit: Visit) -> Result<Response, Problem> {
    let provider = providers::named(visit.app.settings(), visit.part("provider"))?;
    let forget = visit.browser.forget(&COOKIE);
    Ok(with_cookie(come_back(&visit, provider).await?, forget))
}

async fn come_back(visit: &Visit, provider: &Offered) -> Result<Response, Problem> {
    let (app, way) = (&visit.app, provider.way);
    let Some(errand) = PendingSignIn::of(visit, way) else { return lost(visit, way, &Fault::State).await };
    RETURNS.count(app, &visit.caller).await?;
    let address = return_address(visit, provider)?;
    let proved = match Back::read(fields(&visit.query)) {
        Ok(back) => provider.client.finish(&Outside, app.now(), &errand.attempt, &back, &address).await,
        Err(fault) => Err(fault),
    };
    let identity = match proved {
        Ok(identity) => identity,
        Err(fault) => return lost(visit, way, &fault).await,
    };
    let Some(account) = account(way, identity) else { return stranger(visit, way, "its email address is not proved") };
    let session = match store::people::sign_in_with(app.database(), &account).await {
        Ok(session) => session,
        Err(ChangeError::NotFound | ChangeError::Refused(_)) => {
            return stranger(visit, way, "nobody whom it is for may come");
        }
        Err(error) => return Err(error.map(problems::person).into()),
    };
    let cookie = session::cookie(app, &visit.browser, &session)?;
    let page = with_cookie(see_other(&back::destination(visit, &session.member)), cookie);
    Ok(with_cookie(page, back::forget(&visit.browser)))
}

/// Whom the provider proved, in our words; `None` without an address that is proved to be theirs.
fn account(way: Way, identity: oidc::Identity) -> Option<Account> {
    let email = identity.email.filter(|_| identity.email_is_proven)?;
    let urn = identity.organisation.and_then(|organisation| Urn::parse(&organisation.urn?).ok());
    let (issuer, subject) = (identity.issuer, identity.subject);
    Some(Account { way, identity: Identity { issuer, subject }, email: EmailAddress::parse(&email).ok()?, urn })
}

/// Where the provider is to send the browser back to; the provider knows it beforehand, character by character.
fn return_address(visit: &Visit, provider: &Offered) -> Result<String, Problem> {
    let origin =
        visit.browser.origin().ok_or_else(|| Problem::malformed("The request does not say to which host it goes"))?;
    Ok(format!("{origin}/sign-in/with/{}/back", provider.way.name()))
}

/// Every value of every parameter, one that stands there twice twice.
fn fields(query: &Query) -> impl Iterator<Item = (&str, &str)> {
    query.0.as_object().into_iter().flatten().flat_map(|(name, value)| {
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        values.iter().filter_map(Value::as_str).map(|value| (name.as_str(), value))
    })
}

/// What to show a visitor who came back to nothing: one who pressed a button there twice is in already.
async fn lost(visit: &Visit, way: Way, fault: &Fault) -> Result<Response, Problem> {
    match visit.session().await {
        Ok(session) if is_out_of_turn(fault) => Ok(see_other(&back::destination(visit, &session.member))),
        _ => failed(visit, way, fault),
    }
}

/// Whether what came back answers nothing that this browser asked, or answers it once more.
fn is_out_of_turn(fault: &Fault) -> bool {
    matches!(fault, Fault::State | Fault::Code | Fault::Back(_))
}

/// What to show of a fault. The log is told what kind it is.
fn failed(visit: &Visit, way: Way, fault: &Fault) -> Result<Response, Problem> {
    let council = visit.council()?;
    let page = match fault {
        Fault::Declined => return Ok(see_other("/sign-in")),
        _ if is_out_of_turn(fault) => pages::with::again(council, way).status(StatusCode::BAD_REQUEST),
        Fault::Unavailable(_) => pages::with::unavailable(council, way).status(StatusCode::SERVICE_UNAVAILABLE),
        _ => pages::with::broken(council, way).status(StatusCode::BAD_GATEWAY),
    };
    Ok(page.cause(fault).into_response())
}

fn stranger(visit: &Visit, way: Way, cause: &'static str) -> Result<Response, Problem> {
    Ok(pages::with::stranger(visit.council()?, way).status(StatusCode::FORBIDDEN).cause(cause).into_response())
}

impl PendingSignIn {
    fn to_text(&self) -> String {
        format!("{} {} {}", self.way.name(), self.begun, self.attempt.to_text())
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ' ');
        let way = domain::choice::choice(parts.next()?).ok()?;
        Some(Self { way, begun: parts.next()?.parse().ok()?, attempt: Attempt::parse(parts.next()?)? })
    }

    /// Whether it went that way, and not too long ago.
    fn is_on(&self, way: Way, now: Timestamp) -> bool {
        let away = now.as_second().saturating_sub(self.begun);
        self.way == way && (0..MAX_AWAY_SECONDS).contains(&away)
    }

    /// The errand that this browser is on.
    fn of(visit: &Visit, way: Way) -> Option<Self> {
        let text = String::from_utf8(visit.browser.open(&visit.app, &COOKIE)?).ok()?;
        Self::parse(&text).filter(|errand| errand.is_on(way, visit.app.now()))
    }
}

#[cfg(test)]
mod tests {
    use domain::people::Way;
    use jiff::Timestamp;
    use oidc::{Attempt, Organisation, RANDOM_BYTES};
    use serde_json::json;
    use web::Query;

    use super::{MAX_AWAY_SECONDS, PendingSignIn, account, fields};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn an_errand_ends_with_its_time_and_leads_to_one_provider() {
        let errand = PendingSignIn { way: Way::School, begun: 1_000, attempt: Attempt::new([7; RANDOM_BYTES]) };
        let kept = PendingSignIn::parse(&errand.to_text()).unwrap();
        assert_eq!((kept.way, kept.begun, &kept.attempt), (Way::School, 1_000, &errand.attempt));
        assert!(kept.is_on(Way::School, at(1_000)) && kept.is_on(Way::School, at(999 + MAX_AWAY_SECONDS)));
        assert!(!kept.is_on(Way::School, at(1_000 + MAX_AWAY_SECONDS)), "too late");
        assert!(!kept.is_on(Way::School, at(999)), "from the future");
        assert!(!kept.is_on(Way::Council, at(1_000)), "another provider's");
        for text in ["", "school", "school 1000", "school x y", "nowhere 1000 x", "school 1000 a.b.c"] {
            assert!(PendingSignIn::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_stands_twice_in_a_query_is_seen_twice() {
        let query = Query(json!({"code": ["1", "2"], "state": "s"}));
        assert_eq!(fields(&query).collect::<Vec<_>>(), [("code", "1"), ("code", "2"), ("state", "s")]);
    }

    #[test]
    fn an_account_needs_a_proved_address_and_a_number_of_a_school_may_be_wrong() {
        let identity = |email: Option<&str>, email_is_proven, urn: Option<&str>| oidc::Identity {
            issuer: "https://a".to_owned(),
            subject: "1".to_owned(),
            email: email.map(str::to_owned),
            email_is_proven,
            name: None,
            organisation: urn.map(|urn| Organisation { urn: Some(urn.to_owned()) }),
            tenant: None,
            object: None,
        };
        let robin = Some("robin@ashe.example");
        assert!(account(Way::School, identity(robin, false, None)).is_none());
        assert!(account(Way::School, identity(None, true, None)).is_none());
        assert!(account(Way::School, identity(Some("robin"), true, None)).is_none());
        let urn = |urn| account(Way::School, identity(robin, true, urn)).unwrap().urn;
        assert_eq!(urn(Some("100869")).unwrap().as_str(), "100869");
        assert_eq!((urn(Some("none")), urn(None)), (None, None));
    }
}
