//! Everything that was answered, before it is sent.

use super::{attendee_path, question_path};
use crate::public::pages::markup::{address, bullets, heading, lines, link, paragraph, post, sheet, typed};
use crate::public::pages::words::{changes, counted, lower_first, place, when};
use crate::public::paths::{book_path, run_path};
use domain::calendar::Calendar;
use domain::choice::Choice;
use domain::training::booking::Book;
use domain::training::questionnaire::Question;
use domain::training::run::Run;
use govuk::{Action, Button, ButtonStyle, InsetText, SummaryCard, SummaryList, SummaryRow};
use maud::html;
use web::{Council, Html, about_safety, phone_link};

/// The answers, before they are sent.
pub(crate) struct Checked<'a> {
    /// On which run.
    pub(crate) run: &'a Run,
    /// What staff say of the run, as it is shown.
    pub(crate) version: u64,
    /// What would be sent.
    pub(crate) book: &'a Book,
    /// Days are counted by this.
    pub(crate) calendar: &'a Calendar,
    /// What was asked, and so can be changed.
    pub(crate) asked: &'a [Question],
    /// The page before.
    pub(crate) back: String,
    /// Why they were not taken.
    pub(crate) wrong: Option<NotTaken<'a>>,
}

/// Why answers were not taken.
#[derive(Clone, Copy)]
pub(crate) enum NotTaken<'a> {
    /// Staff have changed the run since it was shown.
    RunChanged,
    /// What the run refused the attendees with.
    Attendees(&'a str),
}

/// Where the form says which version of the run was shown.
pub(crate) const VERSION: &str = "version";

const RUN_CHANGED: &str = "We have changed this training since you looked at it. Check when and where it is and what it costs, then send again";

/// Everything that was answered, and what would come of it.
pub(crate) fn check_answers(council: &Council, checked: &Checked<'_>) -> Html {
    let title = "Check your answers before you send them";
    let Checked { run, book, calendar, asked, .. } = *checked;
    let counts = run.seats().counts();
    let wanted = u16::try_from(book.attendees.len()).unwrap_or(u16::MAX);
    let words = if counts.available == 0 { "Join the queue" } else { "Book" };
    let count = counted(wanted, "place", "places");
    let button = if counts.available == 0 { words.to_owned() } else { format!("{words} {count}") };
    let content = html! {
        (heading(title))
        div id="training" { (SummaryList::new().rows(rows(run, book, asked))) }
        h2 class="govuk-heading-m" id="attendees" { "Who will attend" }
        @for (index, attendee) in book.attendees.iter().enumerate() {
            (SummaryList::new()
                .card(SummaryCard::new(format!("{}. {}", index + 1, attendee.name.as_str()))
                    .action(Action::change("", attendee_path(run.id(), index))))
                .row(SummaryRow::new("Email", address(attendee.email.as_str())))
                .row(SummaryRow::new("Job", attendee.role.as_str()))
                .row(SummaryRow::new("Needs", attendee.needs.as_ref().map_or_else(
                    || html! { "Nothing said" }, |needs| typed(needs.as_str())))))
        }
        p class="govuk-body" { (link(&question_path(run.id(), Question::Attendees), "Add or remove people")) }
        @if counts.available < wanted { (not_enough(counts.available, wanted, book.takes_fewer)) }
        h2 class="govuk-heading-m" { "If your plans change" }
        (bullets(&changes(run, calendar)))
        p class="govuk-body" {
            "We use what you told us to run this training, and for nothing else. Our "
            (link("/privacy", "privacy notice")) " says what we keep and for how long."
        }
        (about_safety(&council.safeguarding))
        div class="govuk-button-group" {
            form method="post" action=(book_path(run.id(), "check")) novalidate {
                input type="hidden" name=(VERSION) value=(checked.version);
                (Button::new(button).prevent_double_click(true))
            }
            (post(&book_path(run.id(), "forget"), None, &Button::new("Delete my answers").style(ButtonStyle::Secondary)))
        }
    };
    let errors = checked.wrong.map(|wrong| match wrong {
        NotTaken::RunChanged => ("training", RUN_CHANGED),
        NotTaken::Attendees(sentence) => ("attendees", sentence),
    });
    sheet(title, content).back(&checked.back).errors(errors).html(council)
}

fn rows(run: &Run, book: &Book, asked: &[Question]) -> Vec<SummaryRow> {
    let row = |key: &str, value: govuk::Content, question: Question| {
        let row = SummaryRow::new(key, value);
        if !asked.contains(&question) {
            return row;
        }
        row.action(Action::change(lower_first(key), question_path(run.id(), question)))
    };
    let details = run.details();
    let mut rows = vec![
        SummaryRow::new("Training", run.title().as_str()),
        SummaryRow::new("When", when(details.starts_at, details.ends_at)),
        SummaryRow::new("Where", place(&details.delivery)),
        row("Who the places are for", book.audience.label().into(), Question::Audience),
    ];
    let organisation = match &book.organisation {
        Some(organisation) => {
            let urn = organisation.urn.as_ref().map(|urn| format!("URN {}", urn.as_str()));
            lines([organisation.name.as_str()].into_iter().chain(urn.as_deref()))
        }
        None => html! { "None" },
    };
    let phone = book.booker.phone.iter().map(|phone| phone.as_str());
    let you = lines([book.booker.name.as_str(), book.booker.email.as_str()].into_iter().chain(phone));
    rows.push(row("Organisation", organisation.into(), Question::Organisation));
    rows.push(row("You", you.into(), Question::Booker));
    if let Some(manager) = &book.manager {
        rows.push(row("Manager who gives permission", manager.as_str().into(), Question::Booker));
    }
    if book.attendees.len() > 1 {
        let fewer = if book.takes_fewer { "Yes" } else { "No" };
        rows.push(row("Would you take fewer places", fewer.into(), Question::Fewer));
    }
    if let Some(fee) = &book.fee {
        let count = u32::try_from(book.attendees.len()).unwrap_or(u32::MAX);
        let total = fee.each.times(count).map(|total| format!("{total} in all"));
        let each = format!("{} for each place", fee.each);
        let order = format!("Purchase order {}", fee.purchase_order.as_str());
        let cost = lines([each.as_str()].into_iter().chain(total.as_deref()).chain([order.as_str()]));
        rows.push(row("Cost", cost.into(), Question::Fee));
    }
    rows
}

/// What happens to those for whom there is no place now.
fn not_enough(available: u16, wanted: u16, takes_fewer: bool) -> InsetText {
    InsetText::new(html! {
        p class="govuk-body govuk-!-margin-bottom-0" {
            @if available == 0 { "It is full now. We put you in the queue and write to you when we can offer you a place." }
            @else if takes_fewer {
                "There are " (available) " places left now and you ask for " (wanted) ". You get what there is, and the others wait in the queue."
            } @else {
                "There are " (available) " places left now and you ask for " (wanted) ". Because you come together or not at all, "
                "all of you wait in the queue."
            }
        }
    })
}

/// The page of somebody who would book and cannot, or not now.
pub(crate) fn closed(council: &Council, run: &Run, sentence: &str) -> Html {
    let title = "You cannot book this training";
    let content = html! {
        (heading(title))
        (paragraph(format!("{}.", sentence.trim_end_matches('.'))))
        (paragraph("We have not booked anything. We still have your answers."))
        (Button::link("Look for another date", "/training"))
        p class="govuk-body" {
            "Or phone " (phone_link(&council.contact.phone)) " about " (link(&run_path(run.id()), run.title().as_str())) "."
        }
    };
    sheet(title, content).back(run_path(run.id())).html(council)
}
