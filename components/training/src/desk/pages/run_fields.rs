//! The fields of a run's form: their names, what stands in them for a run as it is, and how the rules read them.

use domain::calendar::{london_date, london_time};
use domain::choice::Choice;
use domain::input::form_value;
use domain::training::run::{Delivery, Run};
use domain::training::words::Audience;
use domain::words::Pence;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use web::Value;

use crate::desk::typed::{Typed, date_names, nested};

/// The fields that are dates.
const DATES: [&str; 4] = ["date", "end_date", "opens_on", "closes_on"];

/// The other fields.
const PLAIN: [&str; 17] = [
    "course",
    "start_time",
    "end_time",
    "mode",
    "venue",
    "access",
    "link",
    "trainer",
    "trainer_email",
    "capacity",
    "minimum",
    "permission",
    "free_until_working_days",
    "late_fee",
    "no_show_fee",
    "substitution_until_hours",
    "exemptions",
];

/// The names of all fields.
pub(crate) fn run_names() -> Vec<String> {
    let prices = Audience::ALL.iter().map(|audience| price_name(*audience));
    PLAIN
        .iter()
        .map(|name| (*name).to_owned())
        .chain(DATES.iter().flat_map(|name| date_names(name)))
        .chain(prices)
        .collect()
}

/// The name of the field with what an audience pays.
pub(super) fn price_name(audience: Audience) -> String {
    format!("price-{}", audience.name())
}

/// What the form holds for a run as it stands.
pub(crate) fn run_typed(run: &Run) -> Typed {
    let details = run.details();
    let (first, last) = (london_date(details.starts_at), london_date(details.ends_at));
    // Booking closes when a day is over: that moment belongs to the next.
    let closes_on = details.closes_at.and_then(|at| at.checked_sub(SignedDuration::from_secs(1)).ok());
    let typed = with_date(copied(run), "date", Some(first));
    let typed = with_date(typed, "end_date", (last != first).then_some(last));
    let typed = with_date(typed, "opens_on", details.opens_at.map(london_date));
    with_date(typed, "closes_on", closes_on.map(london_date))
}

/// What the form of a new run holds that is like another: everything but the dates.
pub(crate) fn copied(run: &Run) -> Typed {
    let details = run.details();
    let policy = &details.policy;
    let typed = Typed::default()
        .with("course", run.course().as_str())
        .with("start_time", time(details.starts_at))
        .with("end_time", time(details.ends_at))
        .with("mode", details.delivery.mode().name())
        .with("trainer", details.trainer.name.as_str())
        .with("trainer_email", details.trainer.email.as_ref().map_or("", |email| email.as_str()))
        .with("capacity", run.seats().capacity().get().to_string())
        .with("minimum", details.minimum.to_string())
        .with("free_until_working_days", policy.free_until_working_days.to_string())
        .with("late_fee", pounds(policy.late_fee))
        .with("no_show_fee", pounds(policy.no_show_fee))
        .with("substitution_until_hours", policy.substitution_until_hours.to_string());
    let typed = match &details.delivery {
        Delivery::InPerson { venue, access } => {
            let access = access.as_ref().map_or("", |access| access.as_str());
            typed.with("venue", venue.as_str()).with("access", access)
        }
        Delivery::Online { link } => typed.with("link", link.as_str()),
    };
    let typed =
        details.prices.iter().fold(typed, |typed, price| typed.with(price_name(price.audience), pounds(price.each)));
    let typed = details.permission.iter().fold(typed, |typed, audience| typed.with("permission", audience.name()));
    policy.exemptions.iter().fold(typed, |typed, exemption| typed.with("exemptions", exemption.name()))
}

/// The form of a new run as the rules read it.
pub(crate) fn new_run_body(typed: &Typed) -> Value {
    let mut body = run_body(typed);
    if let Value::Object(fields) = &mut body {
        fields.insert("course".to_owned(), Value::from(typed.text("course")));
    }
    body
}

/// The form of a run that there is as the rules read it: its course stays.
pub(crate) fn run_body(typed: &Typed) -> Value {
    let mut body = typed.body("", |name| nested(name).unwrap_or_else(|| name.to_owned()));
    let prices = Audience::ALL.iter().enumerate().flat_map(|(row, audience)| {
        let each = typed.text(&price_name(*audience)).to_owned();
        let row = [
            (format!("prices[{row}][audience]"), audience.name().to_owned()),
            (format!("prices[{row}][each]"), each.clone()),
        ];
        row.into_iter().filter(move |_| !each.trim().is_empty())
    });
    if let (Value::Object(fields), Value::Object(prices)) = (&mut body, form_value(prices)) {
        fields.remove("course");
        fields.retain(|name, _| !name.starts_with("price-"));
        fields.extend(prices);
    }
    body
}

/// The id of the field that mends a problem, by the problem's pointer.
pub(super) fn field_of(pointer: &str) -> String {
    let mut steps = pointer.trim_start_matches("#/").split('/');
    let name = steps.next().unwrap_or_default();
    if name == "prices" {
        let row = steps.next().and_then(|row| row.parse::<usize>().ok()).and_then(|row| Audience::ALL.get(row));
        return price_name(row.copied().unwrap_or(Audience::DesignatedTeachers));
    }
    name.to_owned()
}

fn with_date(typed: Typed, name: &str, date: Option<Date>) -> Typed {
    let Some(date) = date else { return typed };
    let values = [date.day().to_string(), date.month().to_string(), date.year().to_string()];
    date_names(name).into_iter().zip(values).fold(typed, |typed, (name, value)| typed.with(name, value))
}

fn time(at: Timestamp) -> String {
    let (hour, minute) = london_time(at);
    format!("{hour:02}:{minute:02}")
}

/// An amount as somebody types it; nothing for nothing.
fn pounds(amount: Pence) -> String {
    if amount == Pence::ZERO { String::new() } else { amount.to_string().trim_start_matches('£').to_owned() }
}

#[cfg(test)]
mod tests {
    use domain::input::Style;
    use domain::training::course::{AboutCourse, Course};
    use domain::training::requests::RunRequest;
    use domain::training::run::Run;
    use domain::training::words::{CourseId, RunId};

    use super::super::course_body;
    use super::{Typed, field_of, run_body, run_typed};

    fn typed(fields: &[(&str, &str)]) -> Typed {
        fields.iter().fold(Typed::default(), |typed, (name, value)| typed.with(*name, *value))
    }

    fn a_run() -> Run {
        let about = [
            ("title", "Attachment"),
            ("summary", "Why."),
            ("outcomes", "How"),
            ("audiences", "carers"),
            ("minutes", "180"),
        ];
        let about = AboutCourse::read(&course_body(&typed(&about)), Style::Form).unwrap();
        let asked = typed(&[
            ("date-day", "10"),
            ("date-month", "7"),
            ("date-year", "2027"),
            ("start_time", "9.30"),
            ("end_date-day", "11"),
            ("end_date-month", "7"),
            ("end_date-year", "2027"),
            ("end_time", "15:30"),
            ("mode", "in_person"),
            ("venue", "County Hall"),
            ("access", "A lift"),
            ("trainer", "Jo Bell"),
            ("trainer_email", "jo@provider.example"),
            ("capacity", "30"),
            ("minimum", "6"),
            ("closes_on-day", "1"),
            ("closes_on-month", "7"),
            ("closes_on-year", "2027"),
            ("permission", "carers"),
            ("exemptions", "illness"),
            ("price-carers", "75.50"),
            ("free_until_working_days", "5"),
            ("late_fee", "40"),
        ]);
        let asked = RunRequest::read(&run_body(&asked), Style::Form).unwrap();
        let course = Course { id: CourseId::draw([1; 32]), about, retired: false };
        Run::new(RunId::draw([1; 32]), &course, asked.details, asked.capacity)
    }

    #[test]
    fn a_form_that_nobody_touched_changes_nothing() {
        let run = a_run();
        let read = RunRequest::read(&run_body(&run_typed(&run)), Style::Form).unwrap();
        assert_eq!(read.details, *run.details());
        assert_eq!(read.capacity, run.seats().capacity());
        assert_eq!((read.details.prices.len(), read.details.policy.late_fee.get()), (1, 4_000));
    }

    #[test]
    fn a_problem_leads_to_the_field_that_mends_it() {
        let typed = typed(&[("price-early_years", "x"), ("date-day", "4")]);
        let problems = RunRequest::read(&run_body(&typed), Style::Form).unwrap_err();
        let fields: Vec<String> = problems.iter().map(|problem| field_of(&problem.pointer)).collect();
        assert_eq!(fields, ["date", "start_time", "end_time", "mode", "trainer", "capacity", "price-early_years"]);
    }
}
