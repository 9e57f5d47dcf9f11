//! People who may sign in: let in, listed, read, changed and ended by an administrator.

use domain::choices;
use domain::input::{Body, Field, FromBody, Style};
use domain::people::{Invitation, Named, Role, StaffId};
use store::people::{self, PersonError};
use web::{App, Created, IfMatch, InQuery, JsonBody, Page, Paging, Path, Problem, Query, Staff, Tagged, Takes};

use crate::api::bodies::{PersonListed, PersonView};
use crate::problems;

type NewPerson = Takes<Invitation>;
type ChangedPerson = Takes<Named>;

/// Lets somebody in.
///
/// A link to sign in is sent to their address. Who was let in before and ended can be let in again.
#[utoipa::path(
    post, path = "", tag = "people", request_body = NewPerson, security(("api_key" = [])),
    responses((status = 201, description = "The person", body = PersonView)),
)]
pub(crate) async fn invite(app: App, staff: Staff, body: JsonBody) -> Result<Created<PersonView>, Problem> {
    staff.require(Role::Admin)?;
    let Invitation { email, named } = Invitation::read(&body.0, Style::Json)?;
    let made = people::invite(app.database(), staff.actor(), &email, &named).await.map_err(refused)?;
    let location = format!("/api/v1/desk/people/{}", made.record.0.member.id.as_str());
    Ok(Created { location, version: made.version, body: PersonView::of(&made.record.0), replayed: false })
}

choices! {
    /// Which people to list.
    pub(crate) enum State {
        /// Those who may come.
        Present = "present", "Present";
        /// Those who no longer may.
        Left = "left", "Left";
    }
}

const STATE: Field<Option<State>> =
    Field::new("state", "The state", "Enter present or left").about("`present` (those who may come) unless given.");

/// Which people are asked for.
struct Listed {
    state: State,
    paging: Paging,
}

impl FromBody for Listed {
    const BODY: &'static Body = &Body::unnamed(&[&STATE]).and(&[Paging::BODY]);
}

/// Lists people.
#[utoipa::path(
    get, path = "", tag = "people", security(("api_key" = [])),
    params(InQuery<Listed>),
    responses((status = 200, description = "The people", body = Page<PersonListed>)),
)]
pub(crate) async fn list(app: App, staff: Staff, query: Query) -> Result<Page<PersonListed>, Problem> {
    staff.require(Role::Admin)?;
    let Listed { state, paging } = query.read(|query| {
        let (state, paging) = (query.get(&STATE), Paging::read(query));
        Some(Listed { state: state?.unwrap_or(State::Present), paging: paging? })
    })?;
    let rows = match state {
        State::Present => people::present(app.database()).await?,
        State::Left => people::left(app.database()).await?,
    };
    let mut listed: Vec<_> = rows.into_iter().map(|(id, row)| PersonListed::of(&id, &row)).collect();
    listed.sort_by_cached_key(PersonListed::place);
    Ok(paging.cut(listed, PersonListed::place))
}

/// Reads a person.
#[utoipa::path(
    get, path = "", tag = "people", security(("api_key" = [])),
    responses((status = 200, description = "The person", body = PersonView)),
)]
pub(crate) async fn read(app: App, staff: Staff, Path(id): Path<String>) -> Result<Tagged<PersonView>, Problem> {
    staff.require(Role::Admin)?;
    let found = people::by_id(app.database(), &person_id(&id)?).await?.ok_or_else(Problem::not_found)?;
    Ok(Tagged { version: found.version, body: PersonView::of(&found.record.0) })
}

/// Gives a person another name or another place. They must sign in again.
#[utoipa::path(
    put, path = "", tag = "people", request_body = ChangedPerson, security(("api_key" = [])),
    params(("If-Match" = String, Header, description = "The ETag of the person as read")),
    responses((status = 200, description = "The person, changed", body = PersonView)),
)]
pub(crate) async fn change(
    app: App,
    staff: Staff,
    Path(id): Path<String>,
    held: IfMatch,
    body: JsonBody,
) -> Result<Tagged<PersonView>, Problem> {
    staff.require(Role::Admin)?;
    let named = Named::read(&body.0, Style::Json)?;
    let changed = people::change(app.database(), &staff.member.id, &person_id(&id)?, &held, &named).await;
    let changed = changed.map_err(refused)?;
    Ok(Tagged { version: changed.version, body: PersonView::of(&changed.record.0) })
}

/// Ends a person's access at once, and signs out every browser they are signed in with. Doing it again is harmless.
#[utoipa::path(
    post, path = "", tag = "people", security(("api_key" = [])),
    responses((status = 200, description = "The person, ended", body = PersonView)),
)]
pub(crate) async fn end(app: App, staff: Staff, Path(id): Path<String>) -> Result<Tagged<PersonView>, Problem> {
    staff.require(Role::Admin)?;
    let ended = people::end(app.database(), &staff.member.id, &person_id(&id)?).await.map_err(refused)?;
    Ok(Tagged { version: ended.version, body: PersonView::of(&ended.record.0) })
}

fn refused(error: PersonError) -> Problem {
    error.map(problems::person).into()
}

fn person_id(id: &str) -> Result<StaffId, Problem> {
    StaffId::parse(id).map_err(|_| Problem::not_found())
}
