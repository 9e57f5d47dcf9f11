//! One enquiry: everything that somebody needs who deals with it.

use casework::markup::{count, heading_of, link, paragraph, subheading};
use domain::advice::{SavedReplies, StepName};
use domain::calendar::moment_in_words;
use domain::choice::Choice;
use domain::people::Role;
use govuk::{Button, Details, NotificationBanner};
use maud::{Markup, html};
use web::{Council, Html};

use super::conversation::{conversation, notes};
use super::{ViewContext, facts, fields, safety, sheet, step_path};
use casework::Typed;

/// So many of those who came to it last are named; the history names all.
const LOOKED_LAST: usize = 5;

/// An enquiry and what stands beside it.
pub(crate) struct Thread<'a> {
    /// The enquiry.
    pub(crate) context: &'a ViewContext<'a>,
    /// Replies to choose from.
    pub(crate) replies: &'a SavedReplies,
    /// What was written of an answer and not sent.
    pub(crate) unsent: Option<Typed>,
    /// Whether an answer can be written here.
    pub(crate) writes: bool,
    /// Whether all messages and notes are shown.
    pub(crate) whole: bool,
    /// What was just done.
    pub(crate) done: Option<StepName>,
}

/// An enquiry on one page.
pub(crate) fn thread(council: &Council, thread: &Thread<'_>) -> Html {
    let context = thread.context;
    let reference = context.enquiry.reference();
    let content = html! {
        (heading_of(reference, "Enquiry"))
        (safety::panel(council, context))
        (facts::standing(context))
        (steps(context, thread.writes))
        (subheading("The family"))
        (facts::family(council, context.enquiry))
        (subheading("Messages with the family"))
        (conversation(context, thread.whole, None))
        @if thread.writes { (answer(thread)) }
        (notes(context, thread.whole))
        (safety::handled(context))
        (looked(context))
    };
    let banner = thread.done.map(|done| NotificationBanner::success(was_done(done)));
    sheet(format!("Enquiry {reference}"), content).back(super::LIST).banner(banner).html(council)
}

/// What can be done now, the likeliest first.
fn steps(context: &ViewContext<'_>, writes: bool) -> Markup {
    let reference = context.enquiry.reference();
    let takes = context.may.contains(&StepName::Assign) && !context.is_mine();
    let nobodys = context.enquiry.stage().staff().is_none();
    let others = context.may.iter().copied().filter(|step| match step {
        // Each flag has a button of its own; the answer is written further down.
        StepName::HandleFlag => false,
        StepName::Answer => !writes,
        _ => true,
    });
    html! {
        (subheading("What you can do"))
        @if takes {
            form method="post" action=(step_path(reference, StepName::Assign, None)) novalidate {
                (context.hidden())
                input type="hidden" name="to" value="me";
                (Button::new(if nobodys { "Take this enquiry" } else { "Take it over" }).prevent_double_click(true))
            }
        }
        ul class="govuk-list govuk-list--spaced" {
            @if writes { li { (link("#text", "Write the answer")) } }
            @for step in others { li { (link(&step_path(reference, step, None), step.label())) } }
            @if context.enquiry.has_unhandled_flag() {
                li class="govuk-hint" { "It cannot be ended before what was done about each safeguarding flag is written down." }
            }
        }
    }
}

/// The answer is what most people come for: it is written where the question is read.
fn answer(thread: &Thread<'_>) -> Markup {
    let (context, nothing) = (thread.context, Typed::default());
    let form = fields::Form {
        name: StepName::Answer,
        number: None,
        typed: thread.unsent.as_ref().unwrap_or(&nothing),
        kept: thread.unsent.is_some(),
        problems: &Default::default(),
        replies: thread.replies,
        colleagues: &[],
        label: govuk::Label::new("Your answer").size(govuk::Size::M),
    };
    fields::form(context, &form)
}

fn looked(context: &ViewContext<'_>) -> Markup {
    let people = context.opened.people();
    let names = html! {
        ul class="govuk-list govuk-list--bullet" {
            @for looks in people.iter().rev().take(LOOKED_LAST) {
                li { (looks.by.name.as_str()) ", last at " (moment_in_words(looks.last_at)) }
            }
        }
        @if people.len() > LOOKED_LAST { (paragraph(format!("{} others looked before.", people.len() - LOOKED_LAST))) }
        (paragraph("The family can see this list."))
    };
    html! {
        (subheading("Who has looked"))
        (Details::new(count(people.len(), "person has opened this enquiry", "people have opened this enquiry"), names))
        @if context.me.role >= Role::Manager {
            p class="govuk-body" { (link(&format!("{}/history", context.path()), "See everything that was done to it")) }
        }
    }
}

/// What the page says once a step is taken.
fn was_done(step: StepName) -> &'static str {
    match step {
        StepName::Answer => "Your answer is with the family",
        StepName::AskFamily => "Your question is with the family, and the clock stands still",
        StepName::Assign => "The enquiry has changed hands",
        StepName::Triage => "The enquiry is sorted",
        StepName::Note => "Your note is kept",
        StepName::RaiseFlag => "The safeguarding flag is raised",
        StepName::HandleFlag => "What was done about the flag is kept",
        StepName::Signpost | StepName::Redirect => "The family knows who can help, and the enquiry has ended",
        StepName::Close => "The enquiry is closed",
        StepName::Reopen => "The enquiry is open again",
    }
}
