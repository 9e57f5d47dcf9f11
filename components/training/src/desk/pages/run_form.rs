//! The form of a run, new or changed.

use crate::desk::pages::markup::{heading, hidden, sheet};
use crate::desk::paths::{PLANNING, TRAINING, planning_path, run_path};
use crate::public::pages::words::when;
use domain::choice::Choice;
use domain::problems::Problems;
use domain::training::run::Run;
use domain::training::words::{Audience, Exemption, Mode};
use govuk::{
    Button, Checkboxes, Choice as Offer, DateInput, Details, Fieldset, InputKind, InputMode, InsetText, Legend, Radios,
    Select, SelectOption, Size, TextInput, Textarea, Width,
};
use maud::{Markup, html};
use web::{Council, Html};

use super::news::{self, News};
use super::run_fields::{field_of, price_name};
use crate::desk::typed::Typed;

/// The id of the form.
const FORM: &str = "run";

/// A run that somebody writes.
pub(crate) struct WritingRun<'a> {
    /// The run as it stands; `None` for a new one.
    pub(crate) run: Option<&'a Run>,
    /// The courses that a new one may be of: their ids and titles.
    pub(crate) courses: Vec<(String, String)>,
    /// Of which run the new one is a copy, in words.
    pub(crate) copy_of: Option<String>,
    /// As it was typed.
    pub(crate) typed: Typed,
    /// The version that the form was made from.
    pub(crate) version: u64,
    /// Names what is sent, so that sending it twice does it once.
    pub(crate) attempt: String,
    /// What is wrong.
    pub(crate) problems: Problems,
    /// Why it cannot be done as things stand.
    pub(crate) refusal: Option<String>,
    /// What changed meanwhile.
    pub(crate) news: Option<News>,
}

/// The form of a run.
pub(crate) fn write_run(council: &Council, writing: &WritingRun<'_>) -> Html {
    let title = if writing.run.is_some() { "Change or move this run" } else { "Plan a run" };
    let (action, back) = match writing.run {
        Some(run) => (planning_path(run.id()), run_path(run.id())),
        None => (format!("{PLANNING}/new"), TRAINING.to_owned()),
    };
    let content = html! {
        @match writing.run {
            Some(run) => (heading(run.title().as_str(), title)),
            None => h1 class="govuk-heading-l" { (title) },
        }
        @if let Some(news) = &writing.news { (news::told(news, &writing.typed, &labels())) }
        @if let Some(run) = writing.run {
            (InsetText::new(
                "If you change when or where it is held, everybody with a place or in the queue is told by email, and can \
                 cancel free of charge."
            ))
            @if run.details().prices.iter().any(|price| price.each != domain::words::Pence::ZERO) {
                p class="govuk-body" { "A new price holds for new bookings only." }
            }
        }
        @if let Some(copy_of) = &writing.copy_of {
            (InsetText::new(format!("Everything but the dates is copied from the run {copy_of}.")))
        }
        form id=(FORM) method="post" action=(action) novalidate {
            (hidden("attempt", &writing.attempt))
            (hidden("version", writing.version))
            @if writing.run.is_none() { (writing.course()) }
            (writing.when_and_where())
            (writing.trainer())
            (writing.places())
            (writing.prices())
            (writing.policy())
            (Button::new(if writing.run.is_some() { "Save the run" } else { "Plan the run" }).prevent_double_click(true))
        }
    };
    let errors: Vec<_> = writing
        .problems
        .iter()
        .map(|problem| (summary_id(&field_of(&problem.pointer)), problem.detail.as_str()))
        .collect();
    let errors = errors.iter().map(|(field, detail)| (field.as_str(), *detail));
    let refusal = writing.refusal.iter().map(|why| (FORM, why.as_str()));
    let errors = news::error(writing.news.as_ref()).into_iter().chain(refusal).chain(errors);
    sheet(title, content).back(back).errors(errors).html(council)
}

/// What the error summary leads to: of a date its first box.
fn summary_id(field: &str) -> String {
    match field {
        "date" | "end_date" | "opens_on" | "closes_on" => format!("{field}-day"),
        field => field.to_owned(),
    }
}

impl WritingRun<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        let mut all = self.problems.iter().filter(|problem| field_of(&problem.pointer) == field);
        all.next().map(|problem| problem.detail.as_str())
    }

    fn line(&self, field: &str, label: &str) -> TextInput {
        TextInput::new(field, label).value(self.typed.text(field)).error(self.error(field)).autocomplete("off")
    }

    fn number(&self, field: &str, label: &str) -> TextInput {
        self.line(field, label).width(Width::Chars4).inputmode(InputMode::Numeric)
    }

    fn amount(&self, field: &str, label: &str) -> TextInput {
        self.line(field, label).width(Width::Chars5).inputmode(InputMode::Decimal).prefix("£")
    }

    fn date(&self, field: &str, legend: &str) -> DateInput {
        DateInput::new(field, Legend::new(legend.to_owned()).size(Size::S))
            .values(self.typed.date(field))
            .error(self.error(field))
    }

    fn course(&self) -> Markup {
        let courses = self.courses.iter().map(|(id, title)| SelectOption::new(id, title));
        html! {
            (Select::new("course", "Course").option(SelectOption::new("", "Choose a course")).options(courses)
                .value(Some(self.typed.text("course"))).error(self.error("course")))
        }
    }

    fn when_and_where(&self) -> Markup {
        let venue = html! {
            (self.line("venue", "Venue").hint("Its name and address, on one line"))
            (Textarea::new("access", "Access (optional)").hint("Steps, lifts, parking, a hearing loop").rows(3)
                .value(self.typed.text("access")).error(self.error("access")))
        };
        let link = html! {
            (self.line("link", "Link to join").hint("Only people with a confirmed place see it").kind(InputKind::Url)
                .spellcheck(false))
        };
        let another_day = html! {
            (self.date("end_date", "Last day").hint("If it lasts for more than one day"))
        };
        let lasts = self.typed.date("end_date").iter().any(|part| !part.is_empty());
        html! {
            (group("When and where", html! {
                (self.date("date", "Date").hint("For example, 27 3 2027"))
                (self.line("start_time", "Starts at").hint("For example, 09:30").width(Width::Chars5))
                (self.line("end_time", "Ends at").hint("For example, 15:30").width(Width::Chars5))
                (Details::new("It lasts for more than one day", another_day).open(lasts))
                (Radios::new("mode", Legend::new("How it is held").size(Size::S))
                    .choice(Offer::new(Mode::InPerson.name(), Mode::InPerson.label()).reveals(venue))
                    .choice(Offer::new(Mode::Online.name(), Mode::Online.label()).reveals(link))
                    .value(Some(self.typed.text("mode"))).error(self.error("mode")))
            }))
        }
    }

    fn trainer(&self) -> Markup {
        let hint = "Once an administrator has let them in, they can sign in with it and mark the register of this run";
        group(
            "Trainer",
            html! {
                (self.line("trainer", "Name").hint("Everybody sees it").spellcheck(false))
                (self.line("trainer_email", "Email address (optional)").hint(hint).kind(InputKind::Email).spellcheck(false))
            },
        )
    }

    fn places(&self) -> Markup {
        group(
            "Places and booking",
            html! {
                (self.number("capacity", "Number of places").hint("From 1 to 500"))
                (self.number("minimum", "Fewest people it runs with (optional)").hint("Only staff see it"))
                (self.date("opens_on", "Booking opens (optional)").hint("If you say nothing, at once"))
                (self.date("closes_on", "Last day to book (optional)").hint("If you say nothing, until it starts"))
                (Checkboxes::new("permission", Legend::new("Who needs a manager’s permission (optional)").size(Size::S))
                    .choices(Audience::ALL.iter().map(|audience| Offer::new(audience.name(), audience.label())))
                    .small(true).values(self.typed.all("permission")).error(self.error("permission")))
            },
        )
    }

    fn prices(&self) -> Markup {
        let prices = html! {
            p class="govuk-body" { "For one place, by who it is for. Leave empty what is free." }
            @for audience in Audience::ALL.iter().copied() { (self.amount(&price_name(audience), audience.label())) }
        };
        let paid = Audience::ALL.iter().any(|audience| !self.typed.text(&price_name(*audience)).is_empty());
        html! { (Details::new("Prices", prices).open(paid)) }
    }

    fn policy(&self) -> Markup {
        let policy = html! {
            (self.number("free_until_working_days", "Cancelling is free until so many working days before")
                .hint("If you say nothing, until it starts"))
            (self.amount("late_fee", "Fee for a place that is cancelled later"))
            (self.amount("no_show_fee", "Fee for a place whose attendee does not come"))
            (self.number("substitution_until_hours", "Somebody else may come until so many hours before")
                .hint("If you say nothing, until it starts"))
            (Checkboxes::new("exemptions", Legend::new("What excuses cancelling late or not coming").size(Size::S))
                .choices(Exemption::ALL.iter().map(|exemption| Offer::new(exemption.name(), exemption.label())))
                .small(true).values(self.typed.all("exemptions")).error(self.error("exemptions")))
        };
        let fields = ["free_until_working_days", "late_fee", "no_show_fee", "substitution_until_hours"];
        let said =
            fields.iter().any(|field| !matches!(self.typed.text(field), "" | "0") || self.error(field).is_some());
        html! { (Details::new("When plans change: fees and swaps", policy).open(said)) }
    }
}

/// Questions that belong together, under a heading of their own.
fn group(legend: &str, questions: Markup) -> Markup {
    html! { (Fieldset::new(Legend::new(legend.to_owned()).size(Size::M), questions)) }
}

/// What each field is called where it is told that it changed.
fn labels() -> Vec<(&'static str, String)> {
    let plain = [
        ("date-day date-month date-year", "Date"),
        ("start_time", "Starts at"),
        ("end_date-day end_date-month end_date-year", "Last day"),
        ("end_time", "Ends at"),
        ("mode", "How it is held"),
        ("venue", "Venue"),
        ("access", "Access"),
        ("link", "Link to join"),
        ("trainer", "Trainer"),
        ("trainer_email", "Trainer’s email address"),
        ("capacity", "Number of places"),
        ("minimum", "Fewest people"),
        ("opens_on-day opens_on-month opens_on-year", "Booking opens"),
        ("closes_on-day closes_on-month closes_on-year", "Last day to book"),
        ("permission", "Who needs a manager’s permission"),
        ("free_until_working_days", "Working days before"),
        ("late_fee", "Fee for cancelling late"),
        ("no_show_fee", "Fee for not coming"),
        ("substitution_until_hours", "Hours before"),
        ("exemptions", "What excuses"),
    ];
    plain.map(|(names, label)| (names, label.to_owned())).into()
}

/// When a run is, for the sentence that says of what another is a copy.
pub(crate) fn in_words(run: &Run) -> String {
    format!("from {}", when(run.details().starts_at, run.details().ends_at))
}
