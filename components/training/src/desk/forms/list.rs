//! The list of runs.

use crate::desk::forms::visits::staff;
use domain::calendar::london_date;
use domain::input::{Body, Field, FromBody, Reader, Whole};
use domain::training::words::{Audience, CourseId, Mode};
use store::training::{RunTab, filed_runs, runs};
use web::{Html, Problem, Visit};

use crate::desk::pages::{self, List, Shown};

/// What an address may say.
const VIEW: Field<Option<RunTab>> = Field::new("view", "The part of the list", "Choose a part of the list");
const COURSE: Field<Option<CourseId>> = Field::new("course", "The course", "Choose a course");
const AUDIENCE: Field<Option<Audience>> = Field::new("audience", "For whom", "Choose an audience");
const MODE: Field<Option<Mode>> = Field::new("mode", "How it is held", "Choose how it is held");
const YEAR: Field<Option<Whole<2_020, 2_200>>> = Field::new("year", "The year", "Choose a year");
const PAGE: Field<Option<Whole<1, 10_000>>> = Field::new("page", "The page", "Choose a page");

/// So many years back runs are looked for.
const YEARS: i16 = 6;

/// The part of the list that the address names. One read of the runs that are worked on, however many ever were.
pub(crate) async fn show(visit: Visit) -> Result<Html, Problem> {
    staff(&visit).await?;
    let shown = visit.query.read(read)?;
    let rows = match shown.year {
        Some(year) => filed_runs(visit.app.database(), year).await?,
        None => runs(visit.app.database()).await?,
    };
    let now = visit.app.now();
    let this_year = london_date(now).year();
    let years = (this_year - YEARS..=this_year).rev().filter(|year| Some(*year) != shown.year).collect();
    Ok(pages::list(visit.council()?, &List { shown, rows, years, now }))
}

impl FromBody for Shown {
    const BODY: &'static Body = &Body::unnamed(&[&VIEW, &COURSE, &AUDIENCE, &MODE, &YEAR, &PAGE]);
}

fn read(r: &mut Reader<'_>) -> Option<Shown> {
    let (view, course, audience) = (r.get(&VIEW), r.get(&COURSE), r.get(&AUDIENCE));
    let (mode, year, page) = (r.get(&MODE), r.get(&YEAR), r.get(&PAGE));
    Some(Shown {
        view: view?.unwrap_or(RunTab::ToCome),
        course: course?,
        audience: audience?,
        mode: mode?,
        year: year?.and_then(|year| i16::try_from(year.get()).ok()),
        page: page?.and_then(|page| usize::try_from(page.get()).ok()).unwrap_or(1),
    })
}
