//! Finding settings, for anybody: what is in the directory is public.

use domain::directory::Search;
use domain::input::{Body, Field, FromBody};
use domain::words::Urn;
use web::{App, Caller, InQuery, Json, Limit, Path, Problem, Query};

use crate::api::bodies::{EditionView, Results, SettingView};

/// What one caller may look for: 1,200 an hour, as a person does who types all day.
const LOOKS: Limit = Limit { name: "directory-looks", max: 1_200, window_seconds: 3_600 };

const Q: Field<Search> = Field::new("q", "What you look for", "Enter part of a name, a town, a postcode or a URN")
    .about("What was typed so far, such as `st marys dagenham` or `RM10 8`.");

/// What is looked for.
struct Wanted(Search);

impl FromBody for Wanted {
    const BODY: &'static Body = &Body::unnamed(&[&Q]);
}

/// Says which directory is in use.
#[utoipa::path(
    get, path = "", tag = "settings",
    responses((status = 200, description = "The directory in use", body = EditionView)),
)]
pub(crate) async fn edition(app: App) -> Result<Json<EditionView>, Problem> {
    let edition = store::directory::in_use(app.database()).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(EditionView::of(&edition)))
}

/// Finds settings by the beginnings of words of their name, town or authority, and by postcode, URN and LAESTAB number.
///
/// Open settings come first, those of our own authority before others. At most 20 are shown; `count` says how many there
/// are.
#[utoipa::path(
    get, path = "", tag = "settings",
    params(InQuery<Wanted>),
    responses((status = 200, description = "What was found", body = Results)),
)]
pub(crate) async fn list_settings(app: App, caller: Caller, query: Query) -> Result<Json<Results>, Problem> {
    let Wanted(search) = query.read(|query| query.get(&Q).map(Wanted))?;
    LOOKS.count(&app, &caller).await?;
    let found = store::directory::search(app.database(), &search, app.council()?.authority_code.as_str()).await?;
    Ok(Json(Results::of(&found)))
}

/// Reads one setting.
#[utoipa::path(
    get, path = "", tag = "settings",
    responses((status = 200, description = "The setting", body = SettingView)),
)]
pub(crate) async fn read_setting(
    app: App,
    caller: Caller,
    Path(urn): Path<String>,
) -> Result<Json<SettingView>, Problem> {
    let urn = Urn::parse(&urn).map_err(|_| Problem::not_found())?;
    LOOKS.count(&app, &caller).await?;
    let found = store::directory::find(app.database(), &urn).await?;
    found.map(|setting| Json(SettingView::of(&setting))).ok_or_else(Problem::not_found)
}
