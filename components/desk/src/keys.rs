//! API keys for staff: made, listed, read and ended by an administrator. A key's secret is answered once and never kept.

use domain::choice::choice;
use domain::choices;
use domain::input::{self, Field, Style};
use domain::people::Role;
use records::{By, Decision, ListName, RecordId, Versioned};
use web::{
    App, Created, IdempotencyKey, IfMatch, JsonBody, Page, Paging, Path, Problem, Query, Staff, StaffKey, Tagged,
};

use crate::issue;
use crate::views::{Key, MadeKey, NewKey};

/// Makes a key.
///
/// The answer alone shows the key's text; it is not kept and cannot be shown again. With an `Idempotency-Key` a repeat
/// gets the same first answer.
#[utoipa::path(
    post, path = "", tag = "keys", request_body = NewKey, security(("api_key" = [])),
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
    let asked = issue::read(&body.0, app.now())?;
    issue::make(&app, &staff, repeat.as_ref(), body.fingerprint(), asked).await
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

const STATE: Field = Field::new("state", "The state", "Enter live or revoked");

/// Lists keys, oldest first.
#[utoipa::path(
    get, path = "", tag = "keys", security(("api_key" = [])),
    params(
        ("state" = Option<String>, Query, description = "`live` (those that nobody has ended) or `revoked`"),
        ("limit" = Option<u32>, Query, description = "At most this many, 1 to 100"),
        ("after" = Option<String>, Query, description = "The `next` of the page before"),
    ),
    responses((status = 200, description = "The keys, without their secrets", body = Page<Key>)),
)]
pub(crate) async fn list_keys(app: App, staff: Staff, query: Query) -> Result<Page<Key>, Problem> {
    staff.require(Role::Admin)?;
    let asked = input::read(&query.0, Style::Form, |query| {
        let state = query.optional(&STATE, choice::<State>);
        let paging = Paging::read(query);
        Some((state?.unwrap_or(State::Live), paging?))
    });
    let (state, paging) = asked.map_err(|problems| Problem::bad_query(&problems))?;
    let list = match state {
        State::Live => StaffKey::LIVE,
        State::Revoked => StaffKey::REVOKED,
    };
    let list = ListName::parse(list).map_err(Problem::internal)?;
    let rows = app.records::<StaffKey>().list(&list).await?;
    let mut keys: Vec<Key> = rows.into_iter().map(|listed| Key::of(listed.id.as_str(), listed.row)).collect();
    keys.sort_by_cached_key(Key::place);
    Ok(paging.cut(keys, Key::place))
}

/// Reads a key's record.
#[utoipa::path(
    get, path = "", tag = "keys", security(("api_key" = [])),
    responses((status = 200, description = "The key, without its secret", body = Key)),
)]
pub(crate) async fn read_key(app: App, staff: Staff, Path(id): Path<String>) -> Result<Tagged<Key>, Problem> {
    staff.require(Role::Admin)?;
    let found = app.records::<StaffKey>().read(&record_id(&id)?).await?;
    found.map(|found| tagged(&id, &found)).ok_or_else(Problem::not_found)
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
    let now = app.now();
    let mut decide = |current: Option<&Versioned<StaffKey>>| {
        let current = current.ok_or_else(Problem::not_found)?;
        held.check(current.version)?;
        if current.record.0.revoked_at.is_some() {
            return Err(Problem::conflict("revoked", "This key was ended before. There is nothing left to do"));
        }
        Ok(Decision::Write(StaffKey(current.record.0.clone().revoked(now))))
    };
    let by = By::new(staff.actor(), "revoked");
    let outcome = app.change(&record_id(&id)?, by, &mut decide).await?;
    outcome.current().map(|current| tagged(&id, current)).ok_or_else(Problem::not_found)
}

fn record_id(id: &str) -> Result<RecordId, Problem> {
    RecordId::parse(id).map_err(|_| Problem::not_found())
}

fn tagged(id: &str, found: &Versioned<StaffKey>) -> Tagged<Key> {
    Tagged { version: found.version, body: Key::of(id, found.record.row()) }
}
