//! What is known of an enquiry and of the family, line by line.

use casework::markup::typed;
use domain::advice::{Age, Enquiry, Reply, Setting};
use domain::calendar::{date_in_words, moment_in_words};
use domain::choice::Choice;
use domain::retention::Policy;
use govuk::{SummaryList, SummaryRow};
use maud::{Markup, html};
use web::{Council, email_link, phone_link};

use super::{ViewContext, clocks, flag_tag, stage_tag};

/// Where it stands, by when what is due, whose it is.
pub(super) fn standing(context: &ViewContext<'_>) -> SummaryList {
    let ViewContext { enquiry, calendar, now, .. } = *context;
    let stage = html! {
        (stage_tag(enquiry.stage().name()))
        @if enquiry.has_unhandled_flag() { " " (flag_tag()) }
    };
    let mut list = SummaryList::new()
        .row(SummaryRow::new("Where it stands", stage))
        .row(SummaryRow::new("Who has it", holder(context)));
    if enquiry.stage().ended_at().is_none() {
        let clocks = enquiry.clocks();
        list = list
            .row(SummaryRow::new("First contact", clocks::promise(clocks.first_contact(), calendar, now)))
            .row(SummaryRow::new("Our reply", clocks::promise(clocks.reply(), calendar, now)));
    }
    list.row(SummaryRow::new("What it is about", lines(enquiry.topics().iter().map(|topic| topic.label()))))
        .row(SummaryRow::new("Received", moment_in_words(enquiry.received_at())))
        .row(SummaryRow::new("How long we keep it", enquiry.fate(&Policy::default(), calendar).in_words()))
}

fn holder(context: &ViewContext<'_>) -> Markup {
    let given = context.enquiry.assignments().last();
    html! {
        @match context.enquiry.stage().staff() {
            Some(staff) if staff.id == context.me.id => "You",
            Some(staff) => (staff.name.as_str()),
            None => "Nobody",
        }
        @if let Some(reason) = given.and_then(|given| given.reason.as_ref()) {
            div class="govuk-hint govuk-!-margin-top-1 govuk-!-margin-bottom-0 front-door-typed" { "Reason: " (reason.as_str()) }
        }
    }
}

/// Who asks, how to reach them, and what they allow.
pub(super) fn family(council: &Council, enquiry: &Enquiry) -> SummaryList {
    let ask = enquiry.ask();
    let mut list = SummaryList::new()
        .row(SummaryRow::new("Name", ask.name.as_str()))
        .row(SummaryRow::new("Who they are", ask.relationship.label()))
        .row(SummaryRow::new("How the child left care", ask.route.label()))
        .row(SummaryRow::new("How to reply", reply(&ask.reply)));
    if let Some(needs) = &ask.needs {
        list = list.row(SummaryRow::new("What they need", typed(needs.as_str())));
    }
    if let Some(child) = &ask.child {
        let age = match &child.age {
            Age::YearGroup(year) => year.label(),
            Age::Born(born) => format!("born on {}", date_in_words(born.date())),
        };
        let contact = html! {
            @if child.contact_school { "Yes, the family allows it" } @else { strong { "No. Do not contact the school" } }
        };
        list = list
            .row(SummaryRow::new("The child", lines([child.first_name.as_str(), &age])))
            .row(SummaryRow::new("Parental responsibility", child.responsibility.label()))
            .row(SummaryRow::new("May we contact the school", contact));
    }
    list.row(SummaryRow::new("School", school(council, enquiry)))
}

fn reply(reply: &Reply) -> Markup {
    match reply {
        Reply::Email(email) => html! { "By email: " (email_link(email)) },
        Reply::Phone { number, good_times, safe_to_leave_message } => html! {
            "By phone: " (phone_link(number)) br;
            @if let Some(times) = good_times { "Good times: " (times.as_str()) br; }
            @if *safe_to_leave_message { "It is safe to leave a message" }
            @else { strong { "Do not leave a message" } }
        },
    }
}

fn school(council: &Council, enquiry: &Enquiry) -> Markup {
    let ask = enquiry.ask();
    html! {
        @match &ask.setting {
            Some(Setting::Named(name)) => { (name.as_str()) br; }
            Some(Setting::Urn(urn)) => { "URN " (urn.as_str()) br; }
            None => {}
        }
        @if ask.educated_in == council.authority_code { "In " (council.authority_name) }
        @else { "In the area of another council (" (ask.educated_in.as_str()) ")" }
    }
}

fn lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> Markup {
    html! { @for (place, line) in lines.into_iter().enumerate() { @if place > 0 { br; } (line) } }
}
