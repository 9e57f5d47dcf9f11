//! API keys for staff: made, listed, read and ended by an administrator. A key's secret is answered once and never kept.

use domain::choices;
use domain::input::{Body, Field, FromBody, Style};
use domain::people::{KeyId, NewKey, Role};
use records::Versioned;
use store::access::Sent;
use store::people::{self, KeyRow, StoredKey};
use web::{
    App, Created, IdempotencyKey, IfMatch, InQuery, JsonBody, Page, Paging, Path, Problem, Query, Staff, Tagged, Takes,
};

use crate::api::bodies::{Key, MadeKey};
use crate::problems;

type KeyToMake = Takes<NewKey>;

/// Makes a key.
///
/// The answer alone shows the key's text; it is not kept and cannot be shown again. With an `Idempotency-Key` a repeat
/// gets the same first answer.
#[utoipa::path(
    post, path = "", tag = "keys", request_body = KeyToMake, security(("api_key" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless")),
    responses((status = 201, description = "The key, with its text", body = MadeKey)),
)]
pub(crate) async fn make_key(
    app: App,
    staff: Staff,
    repeat: Option<IdempotencyKey>,
    body: JsonBody,
) -> Result<Created<MadeKey>, Problem> {
    staff.require(Role::Admin)?;
    let asked = NewKey::read(&body.0, Style::Json, app.now())?;
    let sent = Sent { key: repeat.as_deref(), fingerprint: body.fingerprint() };
    let made = people::make_key(app.database(), &staff.member, sent, asked).await?;
    let location = format!("/api/v1/desk/keys/{}", made.key.id.as_str());
    let (version, replayed) = (made.version, made.repeated);
    let body = MadeKey { made: Key::of(&made.key.id, KeyRow::of(&made.key)), key: made.text.expose() };
    Ok(Created { location, version, body, replayed })
}

choices! {
    /// Which keys to list.
    pub(crate) enum State {
        /// Those that nobody has ended; they may have expired.
        Live = "live", "Live";
        /// Those that somebody has ended.
        Revoked = "revoked", "Revoked";
    }
}

const STATE: Field<Option<State>> = Field::new("state", "The state", "Enter live or revoked")
    .about("`live` (those that nobody has ended) unless given.");

/// Which keys are asked for.
struct Listed {
    state: State,
    paging: Paging,
}

impl FromBody for Listed {
    const BODY: &'static Body = &Body::unnamed(&[&STATE]).and(&[Paging::BODY]);
}

/// Lists keys, oldest first.
#[utoipa::path(
    get, path = "", tag = "keys", security(("api_key" = [])),
    params(InQuery<Listed>),
    responses((status = 200, description = "The keys, without their secrets", body = Page<Key>)),
)]
pub(crate) async fn list_keys(app: App, staff: Staff, query: Query) -> Result<Page<Key>, Problem> {
    staff.require(Role::Admin)?;
    let Listed { state, paging } = query.read(|query| {
        let (state, paging) = (query.get(&STATE), Paging::read(query));
        Some(Listed { state: state?.unwrap_or(State::Live), paging: paging? })
    })?;
    let keys = people::keys(app.database(), state == State::Revoked).await?;
    let keys: Vec<Key> = keys.into_iter().map(|(id, row)| Key::of(&id, row)).collect();
    Ok(paging.cut(keys, Key::place))
}

/// Reads a key's record.
#[utoipa::path(
    get, path = "", tag = "keys", security(("api_key" = [])),
    responses((status = 200, description = "The key, without its secret", body = Key)),
)]
pub(crate) async fn read_key(app: App, staff: Staff, Path(id): Path<String>) -> Result<Tagged<Key>, Problem> {
    staff.require(Role::Admin)?;
    let found = people::key(app.database(), &key_id(&id)?).await?.ok_or_else(Problem::not_found)?;
    Ok(tagged(&found))
}

/// Ends a key: from now on nobody is let in with it.
#[utoipa::path(
    post, path = "", tag = "keys", security(("api_key" = [])),
    params(("If-Match" = String, Header, description = "The ETag of the key as read")),
    responses((status = 200, description = "The key, ended", body = Key)),
)]
pub(crate) async fn revoke_key(
    app: App,
    staff: Staff,
    Path(id): Path<String>,
    held: IfMatch,
) -> Result<Tagged<Key>, Problem> {
    staff.require(Role::Admin)?;
    let ended = people::end_key(app.database(), &staff.member, &key_id(&id)?, &held).await;
    Ok(tagged(&ended.map_err(|error| error.map(problems::key))?))
}

fn key_id(id: &str) -> Result<KeyId, Problem> {
    KeyId::parse(id).map_err(|_| Problem::not_found())
}

fn tagged(found: &Versioned<StoredKey>) -> Tagged<Key> {
    let key = &found.record.0;
    Tagged { version: found.version, body: Key::of(&key.id, KeyRow::of(key)) }
}
