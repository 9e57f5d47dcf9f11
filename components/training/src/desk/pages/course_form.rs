//! The form of a course.

use crate::desk::pages::markup::{hidden, sheet, subheading, wrong};
use crate::desk::paths::{COURSES, course_path};
use crate::public::pages::markup::paragraph;
use domain::choice::Choice;
use domain::problems::Problems;
use domain::training::course::Course;
use domain::training::words::Audience;
use govuk::{
    Button, ButtonStyle, CharacterCount, Checkboxes, Choice as Offer, InputMode, Label, Legend, Limit, Size, TextInput,
    Textarea, Width,
};
use maud::html;
use web::{Council, Html, Value};

use super::news::{self, News};
use crate::desk::typed::Typed;

/// The fields of the form, in their order.
pub(crate) const COURSE_FIELDS: [&str; 5] = ["title", "summary", "outcomes", "audiences", "minutes"];

/// A course that somebody writes.
pub(crate) struct WritingCourse<'a> {
    /// The course as it stands; `None` for a new one.
    pub(crate) course: Option<&'a Course>,
    /// As it was typed.
    pub(crate) typed: Typed,
    /// The version that the form was made from.
    pub(crate) version: u64,
    /// Names what is sent, so that sending it twice does it once.
    pub(crate) attempt: String,
    /// What is wrong.
    pub(crate) problems: Problems,
    /// What changed meanwhile.
    pub(crate) news: Option<News>,
}

/// What the form of a course holds before anybody typed.
pub(crate) fn course_typed(course: &Course) -> Typed {
    let about = &course.about;
    let outcomes: Vec<&str> = about.outcomes.iter().map(|outcome| outcome.as_str()).collect();
    let typed = Typed::default()
        .with("title", about.title.as_str())
        .with("summary", about.summary.as_str())
        .with("outcomes", outcomes.join("\n"))
        .with("minutes", about.minutes.to_string());
    about.audiences.iter().fold(typed, |typed, audience| typed.with("audiences", audience.name()))
}

/// The form as the rules read it.
pub(crate) fn course_body(typed: &Typed) -> Value {
    typed.body("outcomes", str::to_owned)
}

/// The form of a course.
pub(crate) fn write_course(council: &Council, writing: &WritingCourse<'_>) -> Html {
    let WritingCourse { course, typed, problems, .. } = writing;
    let title = if course.is_some() { "Change a course" } else { "Add a course" };
    let action = course.map_or_else(|| format!("{COURSES}/new"), |course| course_path(&course.id));
    // An outcome has a problem of its own; its field is that of all of them.
    let whole = |pointer: &str| pointer.trim_start_matches("#/").split('/').next().unwrap_or_default().to_owned();
    let wrong_list = |field: &str| {
        let mut all = problems.iter().filter(|problem| whole(&problem.pointer) == field);
        all.next().map(|problem| problem.detail.as_str())
    };
    let length = Limit::Length(1_000);
    let content = html! {
        h1 class="govuk-heading-l" { (title) }
        @if let Some(news) = &writing.news { (news::told(news, typed, &labels())) }
        @if course.is_some() {
            (paragraph("Runs that are already planned keep the title and the audiences they were planned with."))
        }
        form method="post" action=(action) novalidate {
            (hidden("attempt", &writing.attempt))
            (hidden("version", writing.version))
            (TextInput::new("title", "Title").value(typed.text("title")).error(wrong(problems, "title")).autocomplete("off"))
            (CharacterCount::new("summary", Label::new("Summary"), length).hint("What it is about, and why it matters")
                .rows(5).threshold(75).value(typed.text("summary")).error(wrong(problems, "summary")))
            (Textarea::new("outcomes", "What people can do afterwards").hint("One outcome on each line, 10 at most")
                .value(typed.text("outcomes")).error(wrong_list("outcomes")))
            (Checkboxes::new("audiences", Legend::new("Who it is for").size(Size::S))
                .choices(Audience::ALL.iter().map(|audience| Offer::new(audience.name(), audience.label())))
                .values(typed.all("audiences")).error(wrong_list("audiences")))
            (TextInput::new("minutes", "How long it takes, in minutes").hint("For example, 150 for two and a half hours")
                .width(Width::Chars4).inputmode(InputMode::Numeric).value(typed.text("minutes"))
                .error(wrong(problems, "minutes")).autocomplete("off"))
            (Button::new(if course.is_some() { "Save the course" } else { "Add the course" }).prevent_double_click(true))
        }
        @if let Some(course) = course {
            (subheading(if course.retired { "Teach it again" } else { "Stop teaching it" }))
            @if course.retired {
                (paragraph("No new runs are planned of this course."))
            } @else {
                (paragraph("Runs that are planned already take place. The course stays on the list, and can be taken up again."))
            }
            form method="post" action=(action) novalidate {
                (hidden("attempt", &writing.attempt))
                (hidden("version", writing.version))
                (Button::new(if course.retired { "Take it up again" } else { "Plan no new runs" })
                    .style(ButtonStyle::Secondary).name("retired").value(if course.retired { "no" } else { "yes" })
                    .prevent_double_click(true))
            }
        }
    };
    let errors: Vec<_> = problems.iter().map(|problem| (whole(&problem.pointer), problem.detail.as_str())).collect();
    let errors = errors.iter().map(|(field, detail)| (field.as_str(), *detail));
    let errors = news::error(writing.news.as_ref()).into_iter().chain(errors);
    sheet(title, content).back(COURSES).errors(errors).html(council)
}

/// What each field is called where it is told that it changed.
fn labels() -> Vec<(&'static str, String)> {
    [
        ("title", "Title"),
        ("summary", "Summary"),
        ("outcomes", "What people can do afterwards"),
        ("audiences", "Who it is for"),
        ("minutes", "Minutes"),
    ]
    .map(|(name, label)| (name, label.to_owned()))
    .into()
}
