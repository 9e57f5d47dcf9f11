//! Several lines of typing. It plays back what was typed to the letter, whatever it was, and never judges it.

use maud::{Markup, Render, html};

use crate::form::field::{Field, field_setters};
use crate::form::{FormField, Label, Problem};
use crate::looks::{class_if, classes, present};
use crate::setters::setters;

/// A textarea with its label, hint and error.
/// See <https://design-system.service.gov.uk/components/textarea/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct Textarea {
    pub(crate) field: Field,
    label: Label,
    value: String,
    rows: u16,
    spellcheck: Option<bool>,
    disabled: bool,
    autocomplete: String,
}

impl Textarea {
    /// A textarea sent as `name`; its id is the same unless [`Self::id`] says otherwise.
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self {
            field: Field::new(name.into()),
            label: label.into(),
            value: String::new(),
            rows: 5,
            spellcheck: None,
            disabled: false,
            autocomplete: String::new(),
        }
    }

    field_setters!();

    setters! {
        /// What was typed before.
        value: into String;
        /// How many lines it shows; five unless said otherwise.
        rows: set u16;
        /// Whether the browser checks the spelling.
        spellcheck: just bool;
        /// Whether it cannot be used. Better not to ask.
        disabled: set bool;
        /// The `autocomplete` token, such as `street-address` (WCAG 2.2, 1.3.5).
        autocomplete: into String;
    }

    /// Label, hint, error and textarea, without the group around them; `class` is added to the textarea's own.
    pub(crate) fn inside(&self, class: &str) -> Markup {
        let error = class_if(self.field.error.is_some(), "govuk-textarea--error");
        html! {
            (self.label.clone().target(&self.field.id))
            (self.field.help())
            textarea class=(classes(&["govuk-textarea", error, class, &self.field.classes])) id=(self.field.id)
                name=(self.field.name) rows=(self.rows) spellcheck=[self.spellcheck] disabled[self.disabled]
                aria-describedby=[self.field.description()] autocomplete=[present(&self.autocomplete)] {
                // A browser drops a line break that comes first; a second one keeps the person's own.
                @if self.value.starts_with(['\n', '\r']) { "\n" }
                (self.value)
            }
        }
    }
}

impl Render for Textarea {
    fn render(&self) -> Markup {
        self.field.group(&self.inside(""))
    }
}

impl FormField for Textarea {
    fn problem(&self) -> Option<Problem> {
        self.field.problem_at(&self.field.id)
    }
}
