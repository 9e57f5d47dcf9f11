//! Who is to come: a page for each, and the list of all.

use super::{attendee_path, question_path};
use crate::public::pages::attendee_fields::fields;
use crate::public::pages::markup::{address, continue_button, heading, post, sheet, typed};
use domain::training::booking::MAX_PLACES;
use domain::training::questionnaire::{Answers, Question, Typed, Wrong};
use domain::training::run::Run;
use govuk::{Action, Button, ButtonStyle, Choice as Offer, Legend, Radios, Size, SummaryCard, SummaryList, SummaryRow};
use maud::{Markup, html};
use web::{Council, Html};

use super::question::{caption, too_late};

/// One of those who are to come, as they are being added or changed.
pub(crate) struct Adding<'a> {
    /// On which run.
    pub(crate) run: &'a Run,
    /// Which one, from 0, and how many there are.
    pub(crate) index: usize,
    /// What was typed.
    pub(crate) typed: Option<&'a Typed>,
    /// What is wrong with it.
    pub(crate) wrong: Vec<Wrong>,
    /// The page before.
    pub(crate) back: String,
    /// Whether answers given earlier were deleted because they were too old.
    pub(crate) too_late: bool,
}

/// All who are to come.
pub(crate) struct Listed<'a> {
    /// On which run.
    pub(crate) run: &'a Run,
    /// All answers so far.
    pub(crate) answers: &'a Answers,
    /// What is wrong with all of them together, or with what was chosen.
    pub(crate) wrong: Option<String>,
    /// The page before.
    pub(crate) back: String,
}

/// The page that asks about one of them.
pub(crate) fn attendee(council: &Council, adding: &Adding<'_>) -> Html {
    let title = match adding.index {
        0 => "Who will attend?".to_owned(),
        index => format!("Who else will attend? (person {})", index + 1),
    };
    let error =
        |field: &str| adding.wrong.iter().find(|wrong| wrong.field == field).map(|wrong| wrong.sentence.as_str());
    let value = |field: &str| adding.typed.map_or("", |typed| typed.text(field));
    let content = html! {
        form method="post" action=(attendee_path(adding.run.id(), adding.index)) novalidate {
            (caption(adding.run))
            (heading(&title))
            (fields(&value, &error, council))
            (continue_button())
        }
    };
    let errors = adding.wrong.iter().map(|wrong| (wrong.field, wrong.sentence.as_str()));
    sheet(title, content).back(&adding.back).errors(errors).banner(adding.too_late.then(too_late)).html(council)
}

/// The page that lists them, and asks whether there are more.
pub(crate) fn attendees(council: &Council, listed: &Listed<'_>) -> Html {
    let people = listed.answers.attendees();
    let title = match people.len() {
        1 => "You have added 1 person".to_owned(),
        many => format!("You have added {many} people"),
    };
    let run = listed.run.id();
    let content = html! {
        (caption(listed.run))
        (heading(&title))
        @for (index, person) in people.iter().enumerate() { (card(listed.run, index, person, people.len() > 1)) }
        form method="post" action=(question_path(run, Question::Attendees)) novalidate {
            @if people.len() < MAX_PLACES {
                (Radios::new("more", Legend::new("Do you want to add somebody else?").size(Size::M))
                    .choice(Offer::new("yes", "Yes")).choice(Offer::new("no", "No"))
                    .error(listed.wrong.as_deref()))
            } @else {
                p class="govuk-body" id="more" { "You can book " (MAX_PLACES) " places at once. For more people, make another booking." }
                input type="hidden" name="more" value="no";
            }
            (continue_button())
        }
    };
    let errors = listed.wrong.as_deref().map(|wrong| ("more", wrong));
    sheet(title, content).back(&listed.back).errors(errors).html(council)
}

fn card(run: &Run, index: usize, person: &Typed, removable: bool) -> Markup {
    let name = if person.text("name").is_empty() { "No name yet" } else { person.text("name") };
    let path = attendee_path(run.id(), index);
    let list = SummaryList::new()
        .card(SummaryCard::new(format!("{}. {name}", index + 1)).action(Action::change("", &path)))
        .row(SummaryRow::new("Email", address(person.text("email"))))
        .row(SummaryRow::new("Job", person.text("role")));
    let list = if person.text("needs").is_empty() {
        list
    } else {
        list.row(SummaryRow::new("Needs", typed(person.text("needs"))))
    };
    let words = html! { "Remove " span class="govuk-visually-hidden" { (name) } };
    html! {
        (list)
        @if removable {
            (post(&format!("{path}/remove"), None, &Button::new(words).style(ButtonStyle::Secondary)))
        }
    }
}
