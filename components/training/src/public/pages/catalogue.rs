//! Everything that can be booked: for whom, when, where, and whether places are left. The filters stand in the address.

use crate::public::pages::markup::{heading, link, paragraph, sheet};
use crate::public::pages::words::{audiences, day, lower_first, places_left, price, when};
use domain::calendar::{date_in_words, moment_in_words};
use domain::choice::Choice;
use domain::training::run::Window;
use domain::training::words::{Audience, Mode};
use govuk::{Button, PageItem, PageLink, Pagination, Select, SelectOption};
use jiff::civil::Date;
use maud::{Markup, html};
use store::training::RunRow;
use web::{Council, Html, about_safety, email_link, phone_link};

/// What somebody looks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filters {
    /// For whom it must be.
    pub(crate) audience: Option<Audience>,
    /// How it must be held.
    pub(crate) mode: Option<Mode>,
    /// The first day of the month it must start in.
    pub(crate) month: Option<Date>,
}

/// One page of what was found.
pub(crate) struct Catalogue<'a> {
    /// What was looked for.
    pub(crate) filters: Filters,
    /// The months in which anything starts, each by its first day.
    pub(crate) months: Vec<Date>,
    /// The runs on this page, with whether they can be booked.
    pub(crate) runs: Vec<(&'a RunRow, Window)>,
    /// How many were found in all.
    pub(crate) count: usize,
    /// Which page this is, from 1, and how many there are.
    pub(crate) page: (usize, usize),
    /// Whether answers were just deleted.
    pub(crate) deleted: bool,
}

impl Filters {
    /// Whether nothing in particular is looked for.
    pub(crate) fn is_everything(self) -> bool {
        self == Self::default()
    }

    /// The address of one page of what they find.
    fn href(self, page: usize) -> String {
        let mut parts = Vec::new();
        parts.extend(self.audience.map(|audience| format!("audience={}", audience.name())));
        parts.extend(self.mode.map(|mode| format!("mode={}", mode.name())));
        parts.extend(self.month.map(|month| format!("month={}", month_name(month))));
        if page > 1 {
            parts.push(format!("page={page}"));
        }
        if parts.is_empty() { "/training".to_owned() } else { format!("/training?{}", parts.join("&")) }
    }
}

/// The first page of the service.
pub(crate) fn catalogue(council: &Council, catalogue: &Catalogue<'_>) -> Html {
    let (page, pages) = catalogue.page;
    let content = html! {
        (heading("Training for the adults around a child"))
        p class="govuk-body-l" {
            "We train everybody who helps children who are in care, or were, to do well at school. "
            "You can book up to 10 places at once. You do not need an account."
        }
        (about_safety(&council.safeguarding))
        (filters(catalogue))
        h2 class="govuk-heading-m" { (found(catalogue)) }
        @for (row, window) in &catalogue.runs { (item(row, window)) }
        @if catalogue.runs.is_empty() { (nothing(council, catalogue.filters)) }
        @if pages > 1 { (pagination(catalogue.filters, page, pages)) }
        div class="govuk-!-margin-top-8" { (elsewhere(council)) }
    };
    let title = if page > 1 { format!("Training (page {page} of {pages})") } else { "Training".to_owned() };
    let banner = catalogue.deleted.then(|| govuk::NotificationBanner::success("We have deleted your answers"));
    sheet(title, content).section("/training").banner(banner).html(council).findable()
}

fn filters(catalogue: &Catalogue<'_>) -> Markup {
    let Filters { audience, mode, month } = catalogue.filters;
    let anything = |words: &str| SelectOption::new("", words);
    let audience = Select::new("audience", "Who it is for")
        .option(anything("Anybody"))
        .options(Audience::ALL.iter().map(|audience| SelectOption::new(audience.name(), audience.label())))
        .value(Some(audience.map_or("", Audience::name)));
    let mode = Select::new("mode", "How it is held")
        .option(anything("In person or online"))
        .options(Mode::ALL.iter().map(|mode| SelectOption::new(mode.name(), mode.label())))
        .value(Some(mode.map_or("", Mode::name)));
    let month = Select::new("month", "When")
        .option(anything("Any month"))
        .options(catalogue.months.iter().map(|month| SelectOption::new(month_name(*month), month_in_words(*month))))
        .value(Some(month.map_or(String::new(), month_name)));
    html! {
        form method="get" action="/training" novalidate class="front-door-filters" {
            (audience) (mode) (month)
            div class="govuk-button-group" {
                (Button::new("Show training"))
                @if !catalogue.filters.is_everything() { (link("/training", "Show all training")) }
            }
        }
    }
}

fn found(catalogue: &Catalogue<'_>) -> String {
    match catalogue.count {
        0 => "No training found".to_owned(),
        1 => "1 date".to_owned(),
        many => format!("{many} dates"),
    }
}

fn item(row: &RunRow, window: &Window) -> Markup {
    let href = format!("/training/runs/{}", row.id.as_str());
    html! {
        section class="front-door-message" {
            h3 class="govuk-heading-s govuk-!-margin-bottom-1" {
                a class="govuk-link" href=(href) {
                    (row.title.as_str()) span class="govuk-visually-hidden" { ", " (day(row.starts_at)) }
                }
            }
            p class="govuk-body govuk-!-margin-bottom-1" { (when(row.starts_at, row.ends_at)) }
            p class="govuk-body govuk-!-margin-bottom-1" {
                @match &row.venue { Some(venue) => (venue.as_str()), None => (row.mode.label()) }
            }
            p class="govuk-body-s govuk-hint govuk-!-margin-bottom-2" {
                "For " (lower_first(&audiences(&row.audiences))) ". " (cost(row))
            }
            p class="govuk-body" {
                (places_left(&row.counts, window))
                @if let Window::NotYet { opens_at } = window { " Booking opens at " (moment_in_words(*opens_at)) "." }
            }
        }
    }
}

/// What it costs, where that can be said in a word.
fn cost(row: &RunRow) -> String {
    let each = |audience: &Audience| {
        let found = row.prices.iter().find(|price| price.audience == *audience);
        found.map_or(domain::words::Pence::ZERO, |price| price.each)
    };
    let mut all: Vec<_> = row.audiences.iter().map(each).collect();
    all.dedup();
    match all.as_slice() {
        [one] => format!("{}.", price(*one)),
        _ => "The price depends on who attends.".to_owned(),
    }
}

fn nothing(council: &Council, filters: Filters) -> Markup {
    html! {
        @if filters.is_everything() {
            (paragraph("We have not planned any training yet. Look here again, or ask us."))
        } @else {
            p class="govuk-body" {
                "Try another month, or " (link("/training", "look at all training")) "."
            }
        }
        p class="govuk-body" {
            "Phone " (phone_link(&council.contact.phone)) " or email " (email_link(&council.contact.email)) "."
        }
    }
}

fn pagination(filters: Filters, page: usize, pages: usize) -> Pagination {
    let to = |page: usize| PageLink::new(filters.href(page));
    let links = (1..=pages).map(|number| match number {
        number if number == page => PageItem::current(number, filters.href(number)),
        number => PageItem::page(number, filters.href(number)),
    });
    let previous = (page > 1).then(|| to(page - 1));
    let next = (page < pages).then(|| to(page + 1));
    links.fold(Pagination::new().previous(previous).next(next), Pagination::item)
}

fn elsewhere(council: &Council) -> Markup {
    html! {
        h2 class="govuk-heading-m" { "If you have booked already" }
        p class="govuk-body" {
            (link("/training/come-back", "Come back to your booking"))
            " to see your places, change who comes or cancel. If you sign in for your school, "
            (link("/training/school", "all its bookings")) " are in one list."
        }
        h2 class="govuk-heading-m" { "In your calendar" }
        p class="govuk-body" {
            "Your calendar can show all training that is open for booking. Subscribe to "
            (link("/api/v1/training/runs.ics", "our calendar feed")) ", or "
            (link("/training/certificate", "check a certificate")) "."
        }
        p class="govuk-body" {
            "Our " (link("/privacy", "privacy notice")) " says what we keep and for how long. If you would rather talk to us, phone "
            (phone_link(&council.contact.phone)) "."
        }
    }
}

/// `2026-12`: what a month is called in an address.
pub(crate) fn month_name(month: Date) -> String {
    format!("{:04}-{:02}", month.year(), month.month())
}

/// "December 2026".
fn month_in_words(month: Date) -> String {
    let first = month.first_of_month();
    date_in_words(first).trim_start_matches("1 ").to_owned()
}
