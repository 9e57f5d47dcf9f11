//! What can be booked, for anybody to see: runs with their dates and places, to be read, filtered and subscribed to. It
//! shows nobody who books or attends, and no link to join.

use domain::calendar::end_of_day;
use domain::input::{Body, Field, FromBody, Reader, Whole};
use domain::training::run::Window;
use domain::training::words::{Audience, CourseId, Mode};
use http::header::CONTENT_TYPE;
use jiff::Timestamp;
use jiff::civil::Date;
use store::training::RunRow;
use web::{App, InQuery, IntoResponse, Json, Page, Paging, Path, Problem, Query, Response};

use crate::api::bodies::{Feed, RunItem, RunView};
use crate::calendar::{CALENDAR_MEDIA_TYPE, runs_feed};
use crate::named;
use crate::service_url::service_url;

const AUDIENCE: Field<Option<Audience>> =
    Field::new("audience", "The audience", "Enter an audience, like carers").about("Only those for this audience.");
const MODE: Field<Option<Mode>> =
    Field::new("mode", "The mode", "Enter in_person or online").about("Only those that are held so.");
const COURSE: Field<Option<CourseId>> =
    Field::new("course", "The course", "Enter the id of a course").about("The id of a course.");
const FROM: Field<Option<Date>> = Field::new("from", "The first day", "Enter the first day, like 2027-01-31")
    .about("The first day; otherwise what is not over yet.");
const TO: Field<Option<Date>> =
    Field::new("to", "The last day", "Enter the last day, like 2027-01-31").about("The last day.");
const BOOKING: Field<Option<Bookable>> = Field::new("booking", "Whether it can be booked", "Enter open")
    .about("`open`: only those for which places can be asked for now.");
const FILED: Field<Option<Year>> = Field::new("filed", "The year", "Enter a year, like 2027")
    .about("A year: the runs that ended in it, more than a month ago.");

/// In which year a run can have ended.
type Year = Whole<2_000, 2_999>;

/// The media type of a JSON feed (<https://www.jsonfeed.org/version/1.1/>).
const FEED_JSON: &str = "application/feed+json";

domain::choices! {
    /// Which runs to list by whether they can be booked.
    enum Bookable {
        /// Those for which places, or places in the queue, can be asked for now.
        Open = "open", "Open";
    }
}

/// Which runs somebody wants to see.
struct Filter {
    audience: Option<Audience>,
    mode: Option<Mode>,
    course: Option<CourseId>,
    /// Those that end later.
    from: Timestamp,
    /// Those that start before.
    to: Timestamp,
    bookable: Option<Bookable>,
    /// Those that ended in that year, long ago.
    filed: Option<i16>,
}

impl FromBody for Filter {
    const BODY: &'static Body = &Body::unnamed(&[&AUDIENCE, &MODE, &COURSE, &FROM, &TO, &BOOKING, &FILED]);
}

impl Filter {
    /// Reads it; where neither a first day nor a year is given, what is over is left out.
    fn read(query: &mut Reader<'_>, now: Timestamp) -> Option<Self> {
        let (audience, mode, course) = (query.get(&AUDIENCE), query.get(&MODE), query.get(&COURSE));
        let (from, to, bookable) = (query.get(&FROM), query.get(&TO), query.get(&BOOKING));
        let filed = query.get(&FILED)?.and_then(|year| i16::try_from(year.get()).ok());
        let otherwise = if filed.is_some() { Timestamp::MIN } else { now };
        let before = from?.and_then(|day| day.yesterday().ok());
        Some(Self {
            audience: audience?,
            mode: mode?,
            course: course?,
            from: before.map_or(otherwise, end_of_day),
            to: to?.map_or(Timestamp::MAX, end_of_day),
            bookable: bookable?,
            filed,
        })
    }

    /// The runs that it lets through, the first one first.
    async fn runs(&self, app: &App) -> Result<Vec<RunRow>, Problem> {
        let mut rows = match self.filed {
            Some(year) => store::training::filed_runs(app.database(), year).await?,
            None => store::training::runs(app.database()).await?,
        };
        rows.retain(|row| self.admits(row, app.now()));
        Ok(rows)
    }

    fn admits(&self, row: &RunRow, now: Timestamp) -> bool {
        let Self { audience, mode, course, from, to, bookable, filed: _ } = self;
        audience.is_none_or(|audience| row.audiences.contains(&audience))
            && mode.is_none_or(|mode| row.mode == mode)
            && course.as_ref().is_none_or(|course| row.course == *course)
            && row.ends_at > *from
            && row.starts_at < *to
            && bookable.is_none_or(|Bookable::Open| matches!(row.window(now), Window::Open { .. }))
    }
}

/// Lists runs, the next one first, with how many places are left in each.
///
/// A full run can be booked too: whoever asks for its places waits in a queue, and is offered what comes free in turn.
#[utoipa::path(
    get, path = "", tag = "everybody",
    params(InQuery<Filter>, InQuery<Paging>),
    responses((status = 200, description = "A page of the runs", body = Page<RunItem>)),
)]
pub(crate) async fn list_runs(app: App, query: Query) -> Result<Page<RunItem>, Problem> {
    let now = app.now();
    let (filter, paging) = query.read(|query| {
        let (filter, paging) = (Filter::read(query, now), Paging::read(query));
        Some((filter?, paging?))
    })?;
    let rows = filter.runs(&app).await?;
    Ok(paging.cut(rows.iter().map(|row| RunItem::of(row, now)), RunItem::place))
}

/// Reads a run: when, where, for whom, how many places are left, what it costs and what holds when plans change.
#[utoipa::path(
    get, path = "", tag = "everybody",
    responses((status = 200, description = "The run", body = RunView)),
)]
pub(crate) async fn read_run(app: App, Path(id): Path<String>) -> Result<Json<RunView>, Problem> {
    // Its places change without its version: no tag stands for what is shown here.
    let found = named::run(&app, &id).await?;
    Ok(Json(RunView::of(&found.record.0, app.now())))
}

/// The runs that can be booked now, as a JSON feed.
///
/// It takes the filters of the list.
#[utoipa::path(
    get, path = "", tag = "everybody", params(InQuery<Filter>),
    responses((status = 200, description = "The feed", body = Feed, content_type = "application/feed+json")),
)]
pub(crate) async fn feed(app: App, query: Query) -> Result<Response, Problem> {
    let rows = open(&app, &query).await?;
    let feed = Feed::of(&rows, &app.council()?.virtual_school, service_url(&app)?, app.now());
    Ok(([(CONTENT_TYPE, FEED_JSON)], Json(feed)).into_response())
}

/// The runs that can be booked now, for a calendar to subscribe to.
///
/// It takes the filters of the list.
#[utoipa::path(
    get, path = "", tag = "everybody", params(InQuery<Filter>),
    responses((status = 200, description = "The calendar", body = String, content_type = "text/calendar")),
)]
pub(crate) async fn calendar(app: App, query: Query) -> Result<Response, Problem> {
    let rows = open(&app, &query).await?;
    let file = runs_feed(app.council()?, service_url(&app)?, app.now(), &rows);
    Ok(([(CONTENT_TYPE, CALENDAR_MEDIA_TYPE)], file).into_response())
}

async fn open(app: &App, query: &Query) -> Result<Vec<RunRow>, Problem> {
    let now = app.now();
    let mut filter = query.read(|query| Filter::read(query, now))?;
    filter.bookable = Some(Bookable::Open);
    filter.runs(app).await
}
