//! What is known of a run, line by line.

use crate::desk::pages::markup::audiences;
use crate::public::pages::markup::lines;
use crate::public::pages::words::{counted, until, when};
use domain::calendar::{Calendar, moment_in_words};
use domain::choice::Choice;
use domain::training::run::{Delivery, Run, Window};
use domain::training::terms::Policy;
use domain::words::Pence;
use govuk::{SummaryList, SummaryRow};
use jiff::Timestamp;
use maud::{Markup, html};

/// What staff said about a run.
pub(super) fn about(run: &Run, calendar: &Calendar, now: Timestamp) -> SummaryList {
    let details = run.details();
    let list = SummaryList::new()
        .row(SummaryRow::new("When", moved(run)))
        .row(SummaryRow::new("Where", place(&details.delivery)))
        .row(SummaryRow::new("Trainer", trainer(run)))
        .row(SummaryRow::new("For whom", audiences(run.audiences())))
        .row(SummaryRow::new("Booking", booking(run.window(now))))
        .row(SummaryRow::new("Runs with at least", counted(details.minimum, "person", "people")))
        .row(SummaryRow::new("Price of a place", prices(run)));
    let list = if details.permission.is_empty() {
        list
    } else {
        list.row(SummaryRow::new("Permission of a manager", audiences(&details.permission)))
    };
    list.row(SummaryRow::new("When plans change", policy(&details.policy, details.starts_at, calendar)))
}

fn moved(run: &Run) -> Markup {
    html! {
        (when(run.details().starts_at, run.details().ends_at))
        @if let Some(at) = run.moved_at() { br; span class="govuk-hint" { "Last moved at " (moment_in_words(at)) } }
    }
}

fn place(delivery: &Delivery) -> Markup {
    html! {
        @match delivery {
            Delivery::InPerson { venue, access } => {
                (venue.as_str())
                @if let Some(access) = access { div class="govuk-hint front-door-typed" { (access.as_str()) } }
            }
            Delivery::Online { link } => {
                "Online: "
                a class="govuk-link govuk-!-text-break-word" href=(link.as_str()) rel="noreferrer" { (link.as_str()) }
            }
        }
    }
}

fn trainer(run: &Run) -> Markup {
    let trainer = &run.details().trainer;
    html! {
        (trainer.name.as_str()) br;
        span class="govuk-hint" {
            @match &trainer.email {
                Some(email) => { "Marks the register, signed in as " (email.as_str()) }
                None => "Cannot mark the register: the run has no email address of theirs",
            }
        }
    }
}

fn booking(window: Window) -> String {
    match window {
        Window::NotYet { opens_at } => format!("Opens at {}", moment_in_words(opens_at)),
        Window::Open { closes_at } => format!("Open until {}", until(closes_at)),
        Window::Closed => "Closed".to_owned(),
        Window::Cancelled => "Closed: the run is cancelled".to_owned(),
    }
}

fn prices(run: &Run) -> Markup {
    let paid = run.details().prices.iter().filter(|price| price.each != Pence::ZERO);
    let paid: Vec<String> = paid.map(|price| format!("{}: {}", price.audience.label(), price.each)).collect();
    if paid.is_empty() {
        html! { "Free" }
    } else {
        lines(paid.iter().map(String::as_str))
    }
}

fn policy(policy: &Policy, starts_at: Timestamp, calendar: &Calendar) -> Markup {
    let excused: Vec<&str> = policy.exemptions.iter().map(|exemption| exemption.label()).collect();
    html! {
        @if policy.late_fee == Pence::ZERO {
            "Cancelling is free."
        } @else {
            "Cancelling is free until " (until(policy.free_until(starts_at, calendar))) "; later it costs "
            (policy.late_fee) "."
        }
        br;
        "Not coming costs " @if policy.no_show_fee == Pence::ZERO { "nothing" } @else { (policy.no_show_fee) } "." br;
        "Somebody else may come until " (moment_in_words(policy.substitution_until(starts_at))) "."
        @if !excused.is_empty() { br; "Excused: " (excused.join(", ").to_lowercase()) "." }
    }
}
