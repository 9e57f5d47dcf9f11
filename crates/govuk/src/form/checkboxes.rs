//! Any number of answers out of several. None is chosen beforehand unless the person chose it before.

use maud::{Markup, Render};

use crate::form::choices::{Choices, Kind, choices_setters};
use crate::form::{FormField, Legend, Problem};

/// Checkboxes with their question, hint and error.
/// See <https://design-system.service.gov.uk/components/checkboxes/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct Checkboxes {
    choices: Choices,
    values: Vec<String>,
}

impl Checkboxes {
    /// Checkboxes sent as `name`, under the question they answer.
    pub fn new(name: impl Into<String>, legend: impl Into<Legend>) -> Self {
        Self { choices: Choices::new(name.into(), Some(legend.into())), values: Vec::new() }
    }

    /// Checkboxes that stand in a [`crate::Fieldset`] whose legend already asks their question, or one checkbox whose
    /// label says all there is to say.
    pub fn inside_fieldset(name: impl Into<String>) -> Self {
        Self { choices: Choices::new(name.into(), None), values: Vec::new() }
    }

    choices_setters!();

    /// The values chosen before.
    pub fn values(mut self, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.values = values.into_iter().map(Into::into).collect();
        self
    }
}

impl Render for Checkboxes {
    fn render(&self) -> Markup {
        self.choices.render(Kind::Checkboxes, "", &|choice| {
            choice.checked.unwrap_or_else(|| self.values.contains(&choice.value))
        })
    }
}

impl FormField for Checkboxes {
    fn problem(&self) -> Option<Problem> {
        self.choices.field.problem_at(&self.choices.field.id)
    }
}
