//! The list of runs: what is to come, what is to be marked, what needs somebody's eye, with filters. Nobody's name but the
//! trainers'.

use crate::desk::pages::markup::{ROWS, audiences, count, hidden, paged, pagination, sheet, tag, views};
use crate::desk::paths::{COURSES, PLANNING, TRAINING, run_path};
use crate::public::pages::markup::{link, paragraph};
use crate::public::pages::words::when;
use domain::choice::Choice;
use domain::training::words::{Audience, CourseId, Mode};
use govuk::{Button, ButtonStyle, Cell, Colour, Details, Select, SelectOption, Table};
use jiff::Timestamp;
use maud::{Markup, html};
use store::training::{RunRow, RunTab};
use web::{Council, Html};

/// What somebody asked for.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// Which part.
    pub(crate) view: RunTab,
    /// Of which course.
    pub(crate) course: Option<CourseId>,
    /// For whom.
    pub(crate) audience: Option<Audience>,
    /// Where.
    pub(crate) mode: Option<Mode>,
    /// Of which year those that were put away.
    pub(crate) year: Option<i16>,
    /// Which page.
    pub(crate) page: usize,
}

/// The list, as somebody asked for it.
pub(crate) struct List {
    /// What they asked for.
    pub(crate) shown: Shown,
    /// All runs that are worked on, or those of the year that is asked for, the first to begin first.
    pub(crate) rows: Vec<RunRow>,
    /// The years before, the latest first.
    pub(crate) years: Vec<i16>,
    /// The time now.
    pub(crate) now: Timestamp,
}

impl Shown {
    /// Whether a filter lets a run through.
    fn lets_through(&self, row: &RunRow) -> bool {
        self.course.as_ref().is_none_or(|course| row.course == *course)
            && self.audience.is_none_or(|audience| row.audiences.contains(&audience))
            && self.mode.is_none_or(|mode| row.mode == mode)
    }

    fn is_filtered(&self) -> bool {
        self.course.is_some() || self.audience.is_some() || self.mode.is_some()
    }

    /// The address of a part, with the filters as they are.
    fn address(&self, view: RunTab) -> String {
        let mut address = format!("{TRAINING}?view={}", view.name());
        for (name, value) in [
            ("course", self.course.as_ref().map(CourseId::as_str)),
            ("audience", self.audience.map(Choice::name)),
            ("mode", self.mode.map(Choice::name)),
        ] {
            if let Some(value) = value {
                address = format!("{address}&{name}={value}");
            }
        }
        match self.year {
            Some(year) => format!("{address}&year={year}"),
            None => address,
        }
    }
}

/// The list of runs.
pub(crate) fn list(council: &Council, list: &List) -> Html {
    let shown = &list.shown;
    let rows: Vec<&RunRow> = list.rows.iter().filter(|row| shown.lets_through(row)).collect();
    let here: Vec<&RunRow> = rows.iter().copied().filter(|row| list.has(shown.view, row)).collect();
    let (page, pages) = paged(here.len(), ROWS, shown.page);
    let title = shown.year.map_or_else(|| "Training".to_owned(), |year| format!("Training in {year}"));
    let years = html! {
        p class="govuk-body" { "A run is put away 30 days after its end, under the year of its end." }
        ul class="govuk-list govuk-!-margin-bottom-0" {
            @for year in &list.years { li { (link(&format!("{TRAINING}?year={year}"), &year.to_string())) } }
        }
    };
    let content = html! {
        h1 class="govuk-heading-l" { (title) }
        @if shown.year.is_none() {
            div class="govuk-button-group" {
                (Button::link("Plan a run", format!("{PLANNING}/new")))
                (link(COURSES, "Courses"))
            }
            (views("Parts of the list", &list.parts(&rows)))
        } @else {
            p class="govuk-body" { (link(TRAINING, "Runs that are worked on")) }
        }
        (list.filters())
        @if shown.year.is_none() {
            h2 class="govuk-heading-m" {
                (shown.view.label())
                span class="govuk-visually-hidden" { ": " (count(here.len(), "run", "runs")) }
            }
        }
        @if here.is_empty() { (list.empty()) } @else {
            (list.table(here.iter().copied().skip((page - 1) * ROWS).take(ROWS)))
            (pagination(&format!("{}&page=", shown.address(shown.view)), page, pages))
        }
        (Details::new("Runs of other years", years))
    };
    sheet(title.clone(), content).wide().html(council)
}

impl List {
    /// Runs of another year are in one part.
    fn has(&self, view: RunTab, row: &RunRow) -> bool {
        self.shown.year.is_some() || view.holds(row, self.now)
    }

    /// The parts of the list, each with how many it has; what is filtered out is not counted.
    fn parts(&self, rows: &[&RunRow]) -> Vec<(String, &'static str, usize, bool)> {
        let part = |view: RunTab| {
            let count = rows.iter().filter(|row| view.holds(row, self.now)).count();
            (self.shown.address(view), view.label(), count, view == self.shown.view)
        };
        RunTab::ALL.iter().copied().map(part).collect()
    }

    fn filters(&self) -> Markup {
        let Shown { view, course, audience, mode, year, .. } = &self.shown;
        let any = |words: &str| SelectOption::new("", words);
        let inside = html! {
            form method="get" action=(TRAINING) novalidate {
                (hidden("view", view.name()))
                @if let Some(year) = year { (hidden("year", year)) }
                (Select::new("course", "Course").option(any("Any course"))
                    .options(self.courses().into_iter().map(|(id, title)| SelectOption::new(id, title)))
                    .value(course.as_ref().map(CourseId::as_str)))
                (Select::new("audience", "For whom").option(any("Anybody"))
                    .options(Audience::ALL.iter().map(|audience| SelectOption::new(audience.name(), audience.label())))
                    .value(audience.map(Choice::name)))
                (Select::new("mode", "How it is held").option(any("Either way"))
                    .options(Mode::ALL.iter().map(|mode| SelectOption::new(mode.name(), mode.label())))
                    .value(mode.map(Choice::name)))
                (Button::new("Show these").style(ButtonStyle::Secondary).classes("govuk-!-margin-bottom-0"))
            }
        };
        let filtered = self.shown.is_filtered();
        let all = match year {
            Some(year) => format!("{TRAINING}?year={year}"),
            None => format!("{TRAINING}?view={}", view.name()),
        };
        html! {
            (Details::new("Filter by course, audience or place", inside).open(filtered))
            @if filtered { p class="govuk-body" { "Only some are shown. " (link(&all, "Show all of them")) } }
        }
    }

    /// The courses that there are runs of, by title.
    fn courses(&self) -> Vec<(&str, &str)> {
        let mut courses: Vec<(&str, &str)> = Vec::new();
        for row in &self.rows {
            if courses.iter().all(|(id, _)| *id != row.course.as_str()) {
                courses.push((row.course.as_str(), row.title.as_str()));
            }
        }
        courses.sort_by_cached_key(|(_, title)| title.to_lowercase());
        courses
    }

    fn table<'a>(&self, rows: impl Iterator<Item = &'a RunRow>) -> Table {
        let table = Table::without_caption()
            .head(["Run", "When and where", "For whom", "Places"])
            .first_cell_is_header(true)
            .stacked();
        rows.fold(table, |table, row| table.row(self.row(row)))
    }

    fn row(&self, row: &RunRow) -> [Cell; 4] {
        let run = html! {
            a class="govuk-link" href=(run_path(&row.id)) {
                (row.title.as_str())
                span class="govuk-visually-hidden" { ", " (when(row.starts_at, row.ends_at)) }
            }
            @if let Some(tag) = self.tag(row) { br; (tag) }
        };
        let place = html! {
            (when(row.starts_at, row.ends_at)) br;
            span class="govuk-hint" {
                @match &row.venue { Some(venue) => (venue.as_str()), None => (row.mode.label()) }
                ", " (row.trainer.as_str())
            }
        };
        let counts = row.counts;
        let taken = html! {
            (counts.confirmed) " of " (counts.capacity) " confirmed"
            @if counts.offered > 0 { br; (counts.offered) " offered" }
            @if counts.queued > 0 { br; (counts.queued) " in the queue" }
            @if RunTab::ToMark.holds(row, self.now) { br; (row.marked) " marked" }
            @else if RunTab::BelowMinimum.holds(row, self.now) { br; "needs " (row.minimum) }
        };
        [
            Cell::new(run),
            Cell::under("When and where", place),
            Cell::under("For whom", audiences(&row.audiences)),
            Cell::under("Places", taken),
        ]
    }

    /// The one thing about a run that matters most.
    fn tag(&self, row: &RunRow) -> Option<govuk::Tag> {
        let is = |view: RunTab| view.holds(row, self.now);
        Some(match () {
            () if row.cancelled => tag("Cancelled", Colour::Grey),
            () if is(RunTab::ToMark) => tag("To mark", Colour::Yellow),
            () if is(RunTab::BelowMinimum) => tag("Below minimum", Colour::Orange),
            () if is(RunTab::Full) => tag("Full", Colour::Green),
            () => return None,
        })
    }

    /// What to do where there is nothing.
    fn empty(&self) -> Markup {
        if self.shown.is_filtered() {
            return paragraph("No run here fits the filter. Show all of them, or look at another part.");
        }
        if let Some(year) = self.shown.year {
            return paragraph(format!("No run of {year} was put away."));
        }
        match self.shown.view {
            RunTab::ToCome => html! {
                p class="govuk-body" {
                    "No run is to come. " (link(&format!("{PLANNING}/new"), "Plan one")) "; old ones can be copied."
                }
            },
            RunTab::ToMark => paragraph("Every register is marked."),
            RunTab::Full => paragraph("No run that is to come is full."),
            RunTab::BelowMinimum => paragraph("Every run that is to come has as many people as it needs."),
            RunTab::Offers => paragraph("Nobody is considering an offer of a place."),
            RunTab::Over => paragraph("No run has ended in the last 30 days."),
            RunTab::Cancelled => paragraph("No run was cancelled lately."),
        }
    }
}
