//! Which member of staff is asking, and how they prove it: a key, or a browser that is signed in. It never decides what a
//! service allows beyond a role.

mod key;

use axum::extract::FromRequestParts;
use domain::people::{KeyId, KeyText, Role, Scope, Session, SessionId, StaffId, StaffMember};
use domain::words::PersonName;
use http::header::AUTHORIZATION;
use http::request::Parts;
use http::{HeaderMap, Method};
use subtle::ConstantTimeEq;

use crate::app::App;
use crate::problem::Problem;
use crate::signed::Signed;
pub use key::{KeyRow, StoredKey, key, key_history_is_whole, key_record, note_key_use, open_key};

/// The bootstrap administrator in histories; the ids that we draw have no hyphen.
const BOOTSTRAP_ID: &str = "bootstrap-admin";
const BOOTSTRAP_NAME: &str = "Administrator";

/// A member of staff who proved who they are. As an argument it answers 401 for everybody else: a missing, unknown,
/// expired or revoked key all get the same words, after the same work. Somebody who is signed in but not on our staff gets
/// a 403.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Who it is, as a record remembers them.
    pub member: StaffMember,
    /// How they proved it.
    pub proof: Proof,
}

/// How a member of staff proved who they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// With a browser in this session.
    Session(SessionId),
    /// With an API key of this public half.
    ApiKey(KeyId),
    /// With the key that an operator set in the variable `admin_key`, to make the first real one.
    BootstrapKey,
}

impl Staff {
    /// Passes for this role and those above it.
    ///
    /// # Errors
    /// 403.
    pub fn require(&self, role: Role) -> Result<(), Problem> {
        if self.member.role >= role { Ok(()) } else { Err(Problem::forbidden()) }
    }

    /// Who to name in a record's history: an id, never a name.
    #[must_use]
    pub fn actor(&self) -> &str {
        self.member.id.as_str()
    }

    /// By the key that is sent; without one by the session that the browser is in.
    pub(crate) async fn prove(app: &App, method: &Method, headers: &HeaderMap) -> Result<Self, Problem> {
        Self::or_member(app, method, headers).await?.map_err(|_| Problem::forbidden())
    }

    /// The same; where somebody is signed in who is not on our staff, their session.
    pub(crate) async fn or_member(
        app: &App,
        method: &Method,
        headers: &HeaderMap,
    ) -> Result<Result<Self, Session>, Problem> {
        if headers.contains_key(AUTHORIZATION) {
            return Self::by_key(app, method, headers).await.map(Ok);
        }
        let Signed(session) = Signed::prove(app, method, headers).await?;
        Ok(match session.member.staff() {
            Some(member) => Ok(Self { member, proof: Proof::Session(session.id) }),
            None => Err(session),
        })
    }

    /// Two store operations for an API key, none for the bootstrap key; more when it is a key's first use of a day.
    async fn by_key(app: &App, method: &Method, headers: &HeaderMap) -> Result<Self, Problem> {
        let sent = bearer(headers).ok_or_else(Problem::unauthenticated)?;
        if is_bootstrap(app, sent) {
            return bootstrap().ok_or_else(|| Problem::internal("the bootstrap administrator has no name"));
        }
        let text = KeyText::parse(sent).map_err(|_| Problem::unauthenticated())?;
        let key = open_key(app.database(), &text).await?.ok_or_else(Problem::unauthenticated)?;
        if key.scope == Scope::Reading && !method.is_safe() {
            return Err(Problem::forbidden());
        }
        note_key_use(app.database(), &key).await?;
        Ok(Self { member: key.holder, proof: Proof::ApiKey(key.id) })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Staff {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let app = App::from_request_parts(parts, state).await?;
        Self::prove(&app, &parts.method, &parts.headers).await
    }
}

/// The one token sent as `Authorization: Bearer` (RFC 6750 section 2.1; the scheme's name in any case).
#[must_use]
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut lines = headers.get_all(AUTHORIZATION).iter();
    let (line, None) = (lines.next()?.to_str().ok()?, lines.next()) else { return None };
    let (scheme, token) = line.trim().split_once(' ')?;
    let token = token.trim_start();
    let plain = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    (scheme.eq_ignore_ascii_case("bearer") && plain).then_some(token)
}

/// Compared as digests, so that neither the time nor the length tells how nearly it was guessed.
fn is_bootstrap(app: &App, sent: &str) -> bool {
    let digest = |text: &str| app.keyring().digest("admin-key", &[text.as_bytes()]);
    app.settings().admin_key.as_ref().is_some_and(|key| digest(key).ct_eq(&digest(sent)).into())
}

fn bootstrap() -> Option<Staff> {
    let member = StaffMember {
        id: StaffId::parse(BOOTSTRAP_ID).ok()?,
        role: Role::Admin,
        name: PersonName::parse(BOOTSTRAP_NAME).ok()?,
    };
    Some(Staff { member, proof: Proof::BootstrapKey })
}

#[cfg(test)]
mod tests;
