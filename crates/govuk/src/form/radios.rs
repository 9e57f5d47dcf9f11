//! One answer out of several. None is chosen beforehand unless the person chose it before.

use maud::{Markup, Render};

use crate::form::choices::{Choices, Kind, choices_setters};
use crate::form::{FormField, Legend, Problem};
use crate::looks::class_if;
use crate::setters::setters;

/// Radios with their question, hint and error.
/// See <https://design-system.service.gov.uk/components/radios/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct Radios {
    choices: Choices,
    value: Option<String>,
    inline: bool,
}

impl Radios {
    /// Radios sent as `name`, under the question they answer.
    pub fn new(name: impl Into<String>, legend: impl Into<Legend>) -> Self {
        Self { choices: Choices::new(name.into(), Some(legend.into())), value: None, inline: false }
    }

    /// Radios that stand in a [`crate::Fieldset`] whose legend already asks their question. That fieldset's
    /// `described_by` has to name `{name}-hint` and `{name}-error` where there are any.
    pub fn inside_fieldset(name: impl Into<String>) -> Self {
        Self { choices: Choices::new(name.into(), None), value: None, inline: false }
    }

    choices_setters!();

    setters! {
        /// The value chosen before, if one was.
        value: option String;
        /// Side by side: only for two short choices that reveal nothing.
        inline: set bool;
    }
}

impl Render for Radios {
    fn render(&self) -> Markup {
        let inline = class_if(self.inline, "govuk-radios--inline");
        self.choices.render(Kind::Radios, inline, &|choice| {
            choice.checked.unwrap_or_else(|| self.value.as_ref().is_some_and(|value| *value == choice.value))
        })
    }
}

impl FormField for Radios {
    fn problem(&self) -> Option<Problem> {
        self.choices.field.problem_at(&self.choices.field.id)
    }
}
