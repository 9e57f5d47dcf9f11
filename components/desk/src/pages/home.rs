//! What needs doing, and one's own account.

use domain::advice::View;
use domain::calendar::day_in_words;
use domain::choice::Choice;
use domain::people::Role;
use domain::people::{Member, SessionId, SignedIn, StaffMember};
use domain::words::EmailAddress;
use govuk::{Button, ButtonStyle, Cell, InsetText, SummaryList, SummaryRow, Table};
use jiff::civil::Date;
use maud::html;
use store::training::RunTab;
use web::{Council, Html};

use super::{heading, link, place, sheet, when};

/// What there is to do.
pub(crate) struct Work {
    /// How many enquiries each part of the list has.
    pub(crate) advice: Vec<(View, usize)>,
    /// How many runs of training each part of that list has.
    pub(crate) training: [(RunTab, usize); 3],
    /// The day it is.
    pub(crate) today: Date,
}

/// The parts to look at before all else.
const URGENT: [View; 3] = [View::Flagged, View::Overdue, View::DueToday];

/// The desk's first page.
pub(crate) fn home(council: &Council, me: &StaffMember, work: &Work) -> Html {
    let count = |view: View| work.advice.iter().find(|(known, _)| *known == view).map_or(0, |(_, count)| *count);
    let urgent: Vec<_> = URGENT.into_iter().filter(|view| count(*view) > 0).collect();
    let rest = View::ALL.iter().copied().filter(|view| !URGENT.contains(view));
    let row = |view: View| {
        let address = format!("/desk/advice?view={}", view.name());
        [Cell::new(link(&address, view.label())), Cell::numeric(count(view).to_string())]
    };
    let table = |views: Vec<View>| {
        let head = [Cell::new("Enquiries"), Cell::numeric("How many")];
        let table = Table::without_caption().head(head).first_cell_is_header(true);
        views.into_iter().fold(table, |table, view| table.row(row(view)))
    };
    let runs = Table::without_caption().head([Cell::new("Runs"), Cell::numeric("How many")]).first_cell_is_header(true);
    let runs = work.training.iter().fold(runs, |table, (view, count)| {
        let address = format!("/desk/training?view={}", view.name());
        table.row([Cell::new(link(&address, view.label())), Cell::numeric(count.to_string())])
    });
    let content = html! {
        (heading("What needs doing"))
        p class="govuk-body" { (day_in_words(work.today)) ". You are " (me.name.as_str()) "." }
        h2 class="govuk-heading-m" { "Advice: now" }
        @if urgent.is_empty() {
            (InsetText::new("Nothing is overdue or due today, and no safeguarding flag waits to be handled."))
        } @else { (table(urgent)) }
        h2 class="govuk-heading-m" { "Advice: all that is open" }
        (table(rest.collect()))
        h2 class="govuk-heading-m" { "Training" }
        (runs)
        @if me.role >= Role::Manager {
            h2 class="govuk-heading-m" { "Running the service" }
            ul class="govuk-list" {
                li { (link("/desk/messages", "Emails that wait or failed")) }
                @if me.role == Role::Admin {
                    li { (link("/desk/people", "People who can sign in")) }
                    li { (link("/desk/keys", "API keys")) }
                    li { (link("/desk/audit", "What administrators did")) }
                }
            }
        }
    };
    sheet("What needs doing", content).html(council)
}

/// The visitor's own account.
pub(crate) struct Account<'a> {
    /// Who they are, as their session knows them.
    pub(crate) member: &'a Member,
    pub(crate) email: &'a EmailAddress,
    /// Where they signed in and may still be.
    pub(crate) browsers: Vec<SignedIn>,
    /// The browser that asks.
    pub(crate) here: &'a SessionId,
}

/// The visitor's own account.
pub(crate) fn account(council: &Council, account: &Account<'_>) -> Html {
    let details = SummaryList::new()
        .row(SummaryRow::new("Name", account.member.name.as_str()))
        .row(SummaryRow::new("Email address", account.email.as_str()))
        .row(SummaryRow::new("You belong to", place(&account.member.membership)));
    let browsers = Table::without_caption().head(["Signed in", "With"]).stacked();
    let browsers = account.browsers.iter().rev().fold(browsers, |table, signed_in| {
        let here = if signed_in.id == *account.here { " (this browser)" } else { "" };
        let signed = format!("{}{here}", when(signed_in.at));
        table.row([Cell::under("Signed in", signed), Cell::under("With", signed_in.way.label())])
    });
    let content = html! {
        (heading("Your account"))
        (details)
        p class="govuk-body" { "If something here is wrong, ask an administrator to change it." }
        @if account.member.staff().is_none() {
            p class="govuk-body" { (link("/desk/training/registers", "Registers of the training that you teach")) }
        }
        form method="post" action="/sign-in/out" novalidate { (Button::new("Sign out").prevent_double_click(true)) }
        h2 class="govuk-heading-m" { "Where you are signed in" }
        p class="govuk-body" { "Each lasts 12 hours at most. Some may have ended earlier." }
        (browsers)
        form method="post" action="/sign-in/everywhere" novalidate {
            (Button::new("Sign out everywhere").style(ButtonStyle::Secondary).prevent_double_click(true))
        }
    };
    sheet("Your account", content).section("/desk/account").html(council)
}
