//! One step on a page of its own, with what is needed to decide beside it; and what changed meanwhile, where somebody else
//! was quicker.

use casework::markup::{heading_of, paragraph, subheading, typed};
use casework::{Did, news};
use domain::advice::{SavedReplies, StepName};
use domain::calendar::moment_in_words;
use domain::choice::Choice;
use domain::people::StaffMember;
use domain::problems::Problems;
use govuk::{Label, Size};
use maud::{Markup, html};
use web::{Council, Html, about_safety};

use super::conversation::{conversation, messages_since, notes_since};
use super::{ViewContext, field, fields, sheet, stage_tag};
use crate::desk::step_form::Seen;
use casework::Typed;

/// A step that somebody is about to take.
pub(crate) struct Step<'a> {
    /// The enquiry.
    pub(crate) context: &'a ViewContext<'a>,
    /// Which step.
    pub(crate) name: StepName,
    /// The flag's, where the step is about one.
    pub(crate) number: Option<u32>,
    /// What was typed.
    pub(crate) typed: Typed,
    /// Whether it was kept from an earlier visit.
    pub(crate) kept: bool,
    /// What is wrong with it.
    pub(crate) problems: Problems,
    /// Why it was not taken as things stand.
    pub(crate) refusal: Option<String>,
    /// What changed since the form was made.
    pub(crate) news: Option<News>,
    /// Replies to choose from.
    pub(crate) replies: SavedReplies,
    /// To whom the enquiry can be given.
    pub(crate) colleagues: Vec<StaffMember>,
}

/// What was done to an enquiry since somebody saw it.
pub(crate) struct News {
    /// What they saw.
    pub(crate) seen: Seen,
    /// What was done since, the latest first.
    pub(crate) done: Vec<Did>,
}

/// A step's page.
pub(crate) fn step(council: &Council, step: &Step<'_>) -> Html {
    let context = step.context;
    let form = fields::Form {
        name: step.name,
        number: step.number,
        typed: &step.typed,
        kept: step.kept,
        problems: &step.problems,
        replies: &step.replies,
        colleagues: &step.colleagues,
        label: Label::new(label(step.name)).size(Size::S),
    };
    let content = html! {
        (heading_of(context.enquiry.reference(), step.name.label()))
        @if let Some(news) = &step.news { (told(step, news)) }
        @if matches!(step.name, StepName::RaiseFlag | StepName::HandleFlag) { (about_safety(&council.safeguarding)) }
        @if let Some(number) = step.number { (concern(context, number)) }
        (fields::form(context, &form))
        (subheading("Messages with the family"))
        (conversation(context, false, step.news.as_ref().map(|news| news.seen.messages)))
    };
    let wrong = step.problems.iter().map(|problem| (field(problem), problem.detail.as_str()));
    let refused = step.refusal.iter().map(|why| (fields::FORM, why.as_str()));
    let words =
        "Somebody changed this enquiry while you were writing. Nothing was sent, and what you typed is still here";
    let stale = step.news.iter().map(|_| ("news", words));
    sheet(step.name.label(), content).back(context.path()).errors(stale.chain(refused).chain(wrong)).html(council)
}

/// Who did what since, and everything that is new, so that whoever sends again has read it.
fn told(step: &Step<'_>, told: &News) -> Markup {
    let context = step.context;
    let allowed =
        step.name.action().is_none_or(|action| context.enquiry.allows(action, context.me, context.now).is_ok());
    let more = html! {
        @if told.done.is_empty() { (paragraph("What you sent before was taken already. Look whether anything is left to send.")) }
        p class="govuk-body" {
            "It stands at " (stage_tag(context.enquiry.stage().name())) " now"
            @match context.enquiry.stage().staff() {
                Some(staff) if staff.id == context.me.id => ", and you have it.",
                Some(staff) => { ", and " (staff.name.as_str()) " has it." }
                None => ".",
            }
        }
        (messages_since(context.enquiry, told.seen.messages))
        (notes_since(context.enquiry, told.seen.notes))
        @if allowed {
            (paragraph("What you typed is in the form below. Change it if you need to, and send it again."))
        } @else {
            (paragraph("As things stand, this cannot be done any more. What you typed is below, for you to copy."))
        }
    };
    news::since(&told.done, more)
}

fn concern(context: &ViewContext<'_>, number: u32) -> Markup {
    let flag = context.enquiry.flags().iter().find(|flag| flag.number == number);
    html! {
        @if let Some(flag) = flag {
            section class="front-door-message" {
                h2 class="govuk-heading-s govuk-!-margin-bottom-1" { (flag.by.name.as_str()) " raised flag " (flag.number) }
                p class="govuk-body-s govuk-hint" { (moment_in_words(flag.at)) }
                (typed(flag.concern.as_str()))
            }
        }
    }
}

/// What names the longest field of a step.
fn label(step: StepName) -> &'static str {
    match step {
        StepName::Answer => "Your answer",
        StepName::AskFamily => "Your question to the family",
        StepName::Note => "Your note",
        StepName::RaiseFlag => "What you are worried about",
        StepName::Reopen => "Why it is opened again",
        StepName::Signpost | StepName::Redirect => "What you write to the family",
        StepName::Assign | StepName::Triage | StepName::HandleFlag | StepName::Close => "",
    }
}
