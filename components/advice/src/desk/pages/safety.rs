//! What is known about a child's safety, first on the page.

use casework::markup::{link, subheading, typed};
use domain::advice::{Flag, StepName};
use domain::calendar::moment_in_words;
use govuk::{Button, InsetText, WarningText};
use maud::{Markup, html};
use web::{Council, about_safety};

use super::{ViewContext, step_path};

/// Flags that wait, what the family's words may mean, and whom to phone; nothing where there is nothing to say.
pub(super) fn panel(council: &Council, context: &ViewContext<'_>) -> Markup {
    let enquiry = context.enquiry;
    let reference = enquiry.reference();
    let waiting: Vec<&Flag> = enquiry.flags().iter().filter(|flag| flag.handled.is_none()).collect();
    html! {
        @for flag in &waiting {
            div class="front-door-danger" {
                (WarningText::new(format!("Safeguarding flag {}: it must be dealt with today", flag.number)))
                p class="govuk-body" {
                    (flag.by.name.as_str()) " raised it at " (moment_in_words(flag.at)) ":"
                }
                (typed(flag.concern.as_str()))
                (Button::link(
                    html! { "Say what was done" span class="govuk-visually-hidden" { " about flag " (flag.number) } },
                    step_path(reference, StepName::HandleFlag, Some(flag.number)),
                ).classes("govuk-!-margin-bottom-0"))
            }
        }
        @if enquiry.may_be_safeguarding() && enquiry.flags().is_empty() {
            (InsetText::new(html! {
                p class="govuk-body" {
                    "Some of the family’s words often mean that a child is not safe. Read them. If you are worried, "
                    (link(&step_path(reference, StepName::RaiseFlag, None), "raise a safeguarding flag")) "."
                }
            }))
        }
        @if !waiting.is_empty() || enquiry.may_be_safeguarding() { (about_safety(&council.safeguarding)) }
    }
}

/// Flags that somebody dealt with.
pub(super) fn handled(context: &ViewContext<'_>) -> Markup {
    let handled: Vec<_> =
        context.enquiry.flags().iter().filter_map(|flag| Some((flag, flag.handled.as_ref()?))).collect();
    html! {
        @if !handled.is_empty() { (subheading("Safeguarding flags that were dealt with")) }
        @for (flag, handling) in &handled {
            section class="front-door-message" {
                h3 class="govuk-heading-s govuk-!-margin-bottom-1" {
                    (flag.by.name.as_str()) " raised flag " (flag.number)
                }
                p class="govuk-body-s govuk-hint" { (moment_in_words(flag.at)) }
                (typed(flag.concern.as_str()))
                p class="govuk-body" {
                    (handling.by.name.as_str()) " passed it to " strong { (handling.passed_to.as_str()) } " at "
                    (moment_in_words(handling.at)) "."
                }
                @if let Some(note) = &handling.note { (typed(note.as_str())) }
            }
        }
    }
}
