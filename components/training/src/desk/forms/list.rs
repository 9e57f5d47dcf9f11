//! The list of runs.

use crate::desk::forms::visits::staff;
use domain::calendar::london_date;
use domain::choice::choice;
use domain::input::{self, Field, Style};
use domain::problems::Problems;
use domain::training::words::CourseId;
use store::training::{RunTab, filed_runs, runs};
use web::{Html, Problem, Visit};

use crate::desk::pages::{self, List, Shown};

/// What an address may say.
const VIEW: Field = Field::new("view", "The part of the list", "Choose a part of the list");
const COURSE: Field = Field::new("course", "The course", "Choose a course");
const AUDIENCE: Field = Field::new("audience", "For whom", "Choose an audience");
const MODE: Field = Field::new("mode", "How it is held", "Choose how it is held");
const YEAR: Field = Field::new("year", "The year", "Choose a year");
const PAGE: Field = Field::new("page", "The page", "Choose a page");

/// So many years back runs are looked for.
const YEARS: i16 = 6;

/// The part of the list that the address names. One read of the runs that are worked on, however many ever were.
pub(crate) async fn show(visit: Visit) -> Result<Html, Problem> {
    staff(&visit).await?;
    let shown = read(&visit).map_err(|problems| Problem::bad_query(&problems))?;
    let rows = match shown.year {
        Some(year) => filed_runs(visit.app.database(), year).await?,
        None => runs(visit.app.database()).await?,
    };
    let now = visit.app.now();
    let this_year = london_date(now).year();
    let years = (this_year - YEARS..=this_year).rev().filter(|year| Some(*year) != shown.year).collect();
    Ok(pages::list(visit.council()?, &List { shown, rows, years, now }))
}

fn read(visit: &Visit) -> Result<Shown, Problems> {
    input::read(&visit.query.0, Style::Form, |r| {
        let view = r.optional(&VIEW, choice);
        let course = r.optional(&COURSE, CourseId::parse);
        let audience = r.optional(&AUDIENCE, choice);
        let mode = r.optional(&MODE, choice);
        let year = r.optional_integer(&YEAR, 2020..=2200);
        let page = r.optional_integer(&PAGE, 1..=10_000);
        Some(Shown {
            view: view?.unwrap_or(RunTab::ToCome),
            course: course?,
            audience: audience?,
            mode: mode?,
            year: year?.and_then(|year| i16::try_from(year).ok()),
            page: page?.and_then(|page| usize::try_from(page).ok()).unwrap_or(1),
        })
    })
}
