//! The courses: what is taught, and what is taught no more.

use crate::desk::pages::markup::{audiences, banner, sheet, tag};
use crate::desk::paths::{COURSES, PLANNING, TRAINING, course_path};
use crate::public::pages::markup::{link, paragraph};
use crate::public::pages::words::counted;
use govuk::{Button, Cell, Colour, Table};
use maud::html;
use store::training::CourseRow;
use web::{Council, Html};

/// The courses.
pub(crate) struct Courses {
    /// By title.
    pub(crate) rows: Vec<CourseRow>,
    /// What was just done.
    pub(crate) done: Option<&'static str>,
}

/// The list of courses.
pub(crate) fn courses(council: &Council, courses: &Courses) -> Html {
    let table = Table::without_caption().head(["Course", "For whom", "Length", "Runs"]).first_cell_is_header(true);
    let table = courses.rows.iter().fold(table.stacked(), |table, row| {
        let course = html! {
            (link(&course_path(&row.id), row.title.as_str()))
            @if row.retired { br; (tag("No new runs", Colour::Grey)) }
        };
        let plan = html! {
            @if !row.retired {
                a class="govuk-link" href={ (PLANNING) "/new?course=" (row.id.as_str()) } {
                    "Plan a run" span class="govuk-visually-hidden" { " of “" (row.title.as_str()) "”" }
                }
                br;
            }
            a class="govuk-link" href={ (TRAINING) "?course=" (row.id.as_str()) } {
                "See its runs" span class="govuk-visually-hidden" { ": “" (row.title.as_str()) "”" }
            }
        };
        table.row([
            Cell::new(course),
            Cell::under("For whom", audiences(&row.audiences)),
            Cell::under("Length", length(row.minutes)),
            Cell::under("Runs", plan),
        ])
    });
    let content = html! {
        h1 class="govuk-heading-l" { "Courses" }
        (Button::link("Add a course", format!("{COURSES}/new")))
        @if courses.rows.is_empty() {
            (paragraph("There are no courses yet. Add one; then plan when it runs."))
        } @else { (table) }
    };
    sheet("Courses", content).wide().back(TRAINING).banner(banner(courses.done)).html(council)
}

/// "2 hours 30 minutes".
pub(super) fn length(minutes: u16) -> String {
    let (hours, minutes) = (minutes / 60, minutes % 60);
    let of = |number: u16, one, many| counted(number, one, many);
    match (hours, minutes) {
        (0, minutes) => of(minutes, "minute", "minutes"),
        (hours, 0) => of(hours, "hour", "hours"),
        (hours, minutes) => format!("{} {}", of(hours, "hour", "hours"), of(minutes, "minute", "minutes")),
    }
}
