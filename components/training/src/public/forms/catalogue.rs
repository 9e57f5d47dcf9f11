//! What there is to book.

use domain::calendar::{Calendar, london_date};
use domain::choice::choice;
use domain::training::run::Window;
use jiff::civil::Date;
use store::training::RunRow;
use web::{Html, Problem, Visit};

use crate::named;
use crate::public::pages::{self, Catalogue, Filters, Shown};

/// How many runs one page shows.
const PAGE: usize = 10;

/// How many months can be chosen from.
const MONTHS: usize = 24;

/// The runs to come, as the filters in the address say.
pub(crate) async fn show_catalogue(visit: Visit) -> Result<Html, Problem> {
    let now = visit.app.now();
    let rows = store::training::runs(visit.app.database()).await?;
    let to_come: Vec<&RunRow> = rows.iter().filter(|row| !row.cancelled && row.starts_at > now).collect();
    let mut months: Vec<Date> = to_come.iter().map(|row| london_date(row.starts_at).first_of_month()).collect();
    months.dedup();
    months.truncate(MONTHS);
    // What cannot be read filters nothing: an old address shows too much rather than nothing.
    let filters = Filters {
        audience: choice(visit.query.text("audience")).ok(),
        mode: choice(visit.query.text("mode")).ok(),
        month: months.iter().copied().find(|month| pages::month_name(*month) == visit.query.text("month")),
    };
    let found: Vec<&RunRow> = to_come.into_iter().filter(|row| filters.find(row)).collect();
    let pages = found.len().div_ceil(PAGE).max(1);
    let page = visit.query.text("page").parse::<usize>().unwrap_or(1).clamp(1, pages);
    let shown = found.iter().skip((page - 1) * PAGE).take(PAGE);
    let runs: Vec<(&RunRow, Window)> = shown.map(|row| (*row, row.window(now))).collect();
    let (count, page, deleted) = (found.len(), (page, pages), visit.query.has("deleted"));
    Ok(pages::catalogue(visit.council()?, &Catalogue { filters, months, runs, count, page, deleted }))
}

impl Filters {
    fn find(self, row: &RunRow) -> bool {
        self.audience.is_none_or(|audience| row.audiences.contains(&audience))
            && self.mode.is_none_or(|mode| row.mode == mode)
            && self.month.is_none_or(|month| london_date(row.starts_at).first_of_month() == month)
    }
}

/// One run.
pub(crate) async fn show_run(visit: Visit) -> Result<Html, Problem> {
    let app = &visit.app;
    let run = named::run(app, visit.part("run")).await?.record.0;
    let course = named::course(app, run.course()).await?.record.0;
    let calendar = Calendar::england_and_wales();
    Ok(pages::run(visit.council()?, &Shown { run: &run, course: &course, calendar: &calendar, now: app.now() }))
}
