//! The form of each step: its fields, with what was typed and what is wrong.

use casework::markup::paragraph;
use domain::advice::{MAX_MESSAGE_CHARS, Outcome, SavedReplies, StepName, Topic};
use domain::choice::Choice;
use domain::people::StaffMember;
use domain::problems::Problems;
use govuk::{
    Button, ButtonStyle, CharacterCount, Checkboxes, Details, InsetText, Label, Legend, Limit, Radios, Select,
    SelectOption, Size, TextInput,
};
use maud::{Markup, html};

use super::{ViewContext, step_path};
use casework::Typed;

/// The id of a step's form.
pub(super) const FORM: &str = "step";

/// A step's form.
pub(super) struct Form<'a> {
    pub(super) name: StepName,
    /// The flag's, where the step is about one.
    pub(super) number: Option<u32>,
    /// What was typed.
    pub(super) typed: &'a Typed,
    /// Whether it was kept from an earlier visit.
    pub(super) kept: bool,
    /// What is wrong with it.
    pub(super) problems: &'a Problems,
    /// Replies to choose from.
    pub(super) replies: &'a SavedReplies,
    /// To whom an enquiry can be given.
    pub(super) colleagues: &'a [StaffMember],
    /// What names the longest of its fields.
    pub(super) label: Label,
}

/// The form, with its button.
pub(super) fn form(context: &ViewContext<'_>, form: &Form<'_>) -> Markup {
    html! {
        form id=(FORM) method="post" action=(step_path(context.enquiry.reference(), form.name, form.number)) novalidate {
            (context.hidden())
            @if form.kept { (InsetText::new("You wrote this before and did not send it. We kept it for you.")) }
            (form.fields(context))
            div class="govuk-button-group" {
                (Button::new(button(form.name)).prevent_double_click(true))
                @if form.kept {
                    (Button::new("Delete what you wrote").style(ButtonStyle::Secondary).name("drop").value("yes"))
                }
            }
        }
    }
}

/// What the button of a step says.
fn button(step: StepName) -> &'static str {
    match step {
        StepName::Answer => "Send the answer",
        StepName::AskFamily => "Send the question",
        StepName::Assign => "Give it to them",
        StepName::Triage => "Sort it",
        StepName::Note => "Keep the note",
        StepName::RaiseFlag => "Raise the flag",
        StepName::HandleFlag => "Save what was done",
        StepName::Signpost | StepName::Redirect => "Send, and end the enquiry",
        StepName::Close => "Close the enquiry",
        StepName::Reopen => "Open it again",
    }
}

impl Form<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        self.problems.at(&format!("#/{field}")).map(|problem| problem.detail.as_str())
    }

    fn fields(&self, context: &ViewContext<'_>) -> Markup {
        match self.name {
            StepName::Answer => html! {
                (self.saved_replies())
                (self.words("text", self.label.clone(), "The family reads this. The reply clock stops."))
            },
            StepName::AskFamily => html! {
                (self.saved_replies())
                (self.words("text", self.label.clone(), "The family reads this. The reply clock stands still until they write."))
            },
            StepName::Note => self.words(
                "text",
                self.label.clone(),
                "The family does not see notes on their pages, but can ask for everything that we hold about them.",
            ),
            StepName::Assign => self.assign(context),
            StepName::Triage => html! {
                (Checkboxes::new("topics", Legend::new("What it is about").size(Size::S))
                    .hint("Put right what the family chose where that helps to answer.")
                    .choices(Topic::ALL.iter().map(|topic| govuk::Choice::new(topic.name(), topic.label())))
                    .values(self.typed.all("topics")).error(self.error("topics")))
                (self.words("note", Label::new("Note for whoever takes it (optional)"), "The family does not see it on their pages."))
            },
            StepName::RaiseFlag => self.words(
                "concern",
                self.label.clone(),
                "What you saw or read, in plain facts. A flag must be dealt with on the same working day.",
            ),
            StepName::HandleFlag => html! {
                (self.line("passed_to", "Who you passed it on to", "Such as the safeguarding hub, or the child’s social worker."))
                (self.words("note", Label::new("What was said or decided (optional)"), "The family does not see it on their pages."))
            },
            StepName::Signpost => html! {
                (self.line("service", "The service that can help", "Its name, as the family can look it up."))
                (self.words("text", self.label.clone(), "The family reads this. It ends the enquiry."))
            },
            StepName::Redirect => html! {
                (self.line("authority", "The council whose Virtual School can help", "The name of the council, such as Worcestershire."))
                (self.words("text", self.label.clone(), "The family reads this. It ends the enquiry."))
            },
            StepName::Close => html! {
                (Radios::new("outcome", Legend::new("How it ended").size(Size::S))
                    .choices(Outcome::ALL.iter().map(|outcome| govuk::Choice::new(outcome.name(), outcome.label())))
                    .value(Some(self.typed.text("outcome"))).error(self.error("outcome")))
            },
            StepName::Reopen => self.words("reason", self.label.clone(), "It is kept as a note."),
        }
    }

    fn assign(&self, context: &ViewContext<'_>) -> Markup {
        let me = SelectOption::new("me", format!("You ({})", context.me.name.as_str()));
        let others = self.colleagues.iter().filter(|colleague| colleague.id != context.me.id).map(|colleague| {
            let words = format!("{} ({})", colleague.name.as_str(), colleague.role.label().to_lowercase());
            SelectOption::new(colleague.id.as_str(), words)
        });
        html! {
            (Select::new("to", "Who to give it to").option(SelectOption::new("", "Choose somebody")).option(me)
                .options(others).value(Some(self.typed.text("to"))).error(self.error("to")))
            (self.words("reason", Label::new("Reason (optional)"), "For whoever gets it, such as that you are away."))
        }
    }

    fn words(&self, field: &str, label: Label, hint: &str) -> Markup {
        let limit = Limit::Length(u32::try_from(MAX_MESSAGE_CHARS).unwrap_or(u32::MAX));
        let rows = if matches!(field, "note" | "reason") { 3 } else { 8 };
        html! {
            (CharacterCount::new(field, label, limit).hint(hint).rows(rows).threshold(75)
                .value(self.typed.text(field)).error(self.error(field)))
        }
    }

    fn line(&self, field: &str, label: &str, hint: &str) -> Markup {
        html! { (TextInput::new(field, label).hint(hint).value(self.typed.text(field)).error(self.error(field)).autocomplete("off")) }
    }

    /// Replies to put into the text, for who has none of the words yet.
    fn saved_replies(&self) -> Markup {
        let replies = self.replies.by_title();
        let inside = html! {
            (Select::new("reply", "Saved reply").option(SelectOption::new("", "Choose one"))
                .options(replies.iter().map(|reply| SelectOption::new(reply.number.to_string(), reply.title.as_str()))))
            (Button::new("Put this text in").style(ButtonStyle::Secondary).name("insert").value("yes"))
            (paragraph("It is added after what you have written. Nothing is sent yet."))
        };
        html! { @if !replies.is_empty() { (Details::new("Use a saved reply", inside)) } }
    }
}
