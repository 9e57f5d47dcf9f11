//! The list of work: what is open, in parts, with filters. No name and no words of a family.

use casework::list::{Paged, Part, ROWS, parts};
use casework::markup::{count, link, paragraph};
use domain::advice::{Row, Shown, StageName, Topic, View};
use domain::calendar::{Calendar, day_in_words, london_date};
use domain::choice::Choice;
use domain::people::StaffMember;
use govuk::{Button, ButtonStyle, Cell, Details, Select, SelectOption, Table};
use jiff::civil::Date;
use maud::{Markup, html};
use web::{Council, Html};

use super::{LIST, REPLIES, clocks, find, flag_tag, sheet, stage_tag, thread_path};

/// The list, as somebody asked for it.
pub(crate) struct List<'a> {
    /// What they asked for.
    pub(crate) shown: Shown,
    /// Everything open that the filters let through, what comes first before the rest.
    pub(crate) rows: Vec<Row>,
    /// Who asks.
    pub(crate) me: &'a StaffMember,
    /// The day it is.
    pub(crate) today: Date,
    /// The day counts by this calendar.
    pub(crate) calendar: &'a Calendar,
}

/// The list of work.
pub(crate) fn list(council: &Council, list: &List<'_>) -> Html {
    let here: Vec<&Row> = list.part(list.shown.view).collect();
    let paged = Paged::of(here.len(), ROWS, list.shown.page);
    let content = html! {
        h1 class="govuk-heading-l" { "Advice enquiries" }
        (list.views())
        (list.filters())
        h2 class="govuk-heading-m" {
            (list.shown.view.label()) span class="govuk-visually-hidden" { ": " (count(here.len(), "enquiry", "enquiries")) }
        }
        @if here.is_empty() { (list.empty()) } @else {
            (list.table(here.iter().copied().skip(paged.skip(ROWS)).take(ROWS)))
            (paged.links(|page| list.address(list.shown.view, page)))
        }
        h2 class="govuk-heading-m" { "Find an enquiry by its reference" }
        (find::form("", None))
        p class="govuk-body" { (link(REPLIES, "Saved replies")) }
    };
    sheet("Advice enquiries", content).wide().html(council)
}

impl List<'_> {
    fn part(&self, view: View) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| view.holds(row, &self.me.id, self.today))
    }

    /// The parts of the list, each with how many it has; what is filtered out is not counted.
    fn views(&self) -> Markup {
        let part = |view: View| Part {
            address: self.address(view, 1),
            words: view.label(),
            count: self.part(view).count(),
            here: view == self.shown.view,
        };
        parts("Parts of the list", &View::ALL.iter().copied().map(part).collect::<Vec<_>>())
    }

    fn filters(&self) -> Markup {
        let Shown { view, topic, stage, .. } = self.shown;
        let any = |words: &str| SelectOption::new("", words);
        let inside = html! {
            form method="get" action=(LIST) novalidate {
                input type="hidden" name="view" value=(view.name());
                (Select::new("topic", "Topic").option(any("Any topic"))
                    .options(Topic::ALL.iter().map(|topic| SelectOption::new(topic.name(), topic.label())))
                    .value(topic.map(Choice::name)))
                (Select::new("state", "State").option(any("Any state"))
                    .options(StageName::ALL.iter().map(|stage| SelectOption::new(stage.name(), stage.label())))
                    .value(stage.map(Choice::name)))
                (Button::new("Show these").style(ButtonStyle::Secondary).classes("govuk-!-margin-bottom-0"))
            }
        };
        let filtered = topic.is_some() || stage.is_some();
        html! {
            (Details::new("Filter by topic or state", inside).open(filtered))
            @if filtered {
                p class="govuk-body" {
                    "Only "
                    @if let Some(topic) = topic { "about “" (topic.label()) "”" }
                    @if topic.is_some() && stage.is_some() { " and " }
                    @if let Some(stage) = stage { "at “" (stage.label()) "”" }
                    ". " (link(&format!("{LIST}?view={}", view.name()), "Show all topics and states"))
                }
            }
        }
    }

    fn table<'a>(&self, rows: impl Iterator<Item = &'a Row>) -> Table {
        let table = Table::without_caption()
            .head(["Enquiry", "About", "State", "Due", "Who has it"])
            .first_cell_is_header(true)
            .stacked();
        rows.fold(table, |table, row| table.row(self.row(row)))
    }

    fn row(&self, row: &Row) -> [Cell; 5] {
        let due = clocks::due(self.calendar, row.due_on, self.today);
        let reference = html! {
            a class="govuk-link front-door-unbroken" href=(thread_path(&row.reference)) { (row.reference) }
            @if row.flagged { br; (flag_tag()) }
        };
        [
            Cell::new(reference),
            Cell::under(
                "About",
                html! {
                    @for (place, topic) in row.topics.iter().enumerate() { @if place > 0 { br; } (topic.label()) }
                },
            ),
            Cell::under("State", html! { (stage_tag(row.stage)) }),
            Cell::under(
                "Due",
                html! {
                    @if row.is_overdue(self.today) { strong class="front-door-late" { (due) } } @else { (due) }
                    br; span class="govuk-hint govuk-!-margin-bottom-0" { "Received " (day_in_words(london_date(row.received_at))) }
                },
            ),
            Cell::under(
                "Who has it",
                html! {
                    @match &row.assigned_to {
                        Some(staff) if staff.id == self.me.id => "You",
                        Some(staff) => (staff.name.as_str()),
                        None => "Nobody",
                    }
                },
            ),
        ]
    }

    /// What to do where there is nothing.
    fn empty(&self) -> Markup {
        if self.shown.topic.is_some() || self.shown.stage.is_some() {
            return paragraph("No enquiry here fits the filter. Show all topics and states, or look at another part.");
        }
        let waiting = self.part(View::Nobodys).count();
        match self.shown.view {
            View::Mine if waiting > 0 => html! {
                p class="govuk-body" {
                    "You have no enquiries. " (link(&self.address(View::Nobodys, 1), "Take one that nobody has"))
                    " (" (waiting) ")."
                }
            },
            View::Mine => paragraph("You have no enquiries, and none waits for somebody to take it."),
            View::Nobodys => paragraph("Every open enquiry has somebody who deals with it."),
            View::Overdue => paragraph("Nothing is overdue."),
            View::DueToday => paragraph("Nothing is due today."),
            View::Waiting => paragraph("We are not waiting for any family."),
            View::Flagged => paragraph("No safeguarding flag waits to be dealt with."),
            View::All => paragraph("No enquiry is open. Closed ones are found by their reference."),
        }
    }

    /// The address of a page of a part, with the filters as they are.
    fn address(&self, view: View, page: usize) -> String {
        let mut address = format!("{LIST}?view={}", view.name());
        if let Some(topic) = self.shown.topic {
            address = format!("{address}&topic={}", topic.name());
        }
        if let Some(stage) = self.shown.stage {
            address = format!("{address}&state={}", stage.name());
        }
        if page > 1 { format!("{address}&page={page}") } else { address }
    }
}
