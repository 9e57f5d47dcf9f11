//! One answer out of a long list. Radios come first: a select is harder for many people to use.

use maud::{Markup, Render, html};

use crate::form::field::{Field, field_setters};
use crate::form::{FormField, Label, Problem};
use crate::looks::{class_if, classes};
use crate::setters::setters;

/// A select with its label, hint and error.
/// See <https://design-system.service.gov.uk/components/select/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct Select {
    field: Field,
    label: Label,
    options: Vec<SelectOption>,
    value: Option<String>,
    disabled: bool,
}

/// One line of a [`Select`].
#[derive(Clone, Debug)]
#[must_use]
pub struct SelectOption {
    value: Option<String>,
    text: String,
    selected: Option<bool>,
    disabled: bool,
}

impl Select {
    /// A select sent as `name`; its id is the same unless [`Self::id`] says otherwise.
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        let field = Field::new(name.into());
        Self { field, label: label.into(), options: Vec::new(), value: None, disabled: false }
    }

    field_setters!();

    setters! {
        /// The value chosen before, if one was.
        value: option String;
        /// Whether it cannot be used. Better not to ask.
        disabled: set bool;
    }

    /// Adds an option.
    pub fn option(mut self, option: SelectOption) -> Self {
        self.options.push(option);
        self
    }

    /// Adds several options.
    pub fn options(mut self, options: impl IntoIterator<Item = SelectOption>) -> Self {
        self.options.extend(options);
        self
    }

    fn is_selected(&self, option: &SelectOption) -> bool {
        let sent = option.value.as_ref().unwrap_or(&option.text);
        option.selected.unwrap_or_else(|| self.value.as_ref().is_some_and(|value| !value.is_empty() && value == sent))
    }
}

impl SelectOption {
    /// An option that is sent as `value` and reads `text`.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: Some(value.into()), text: text.into(), selected: None, disabled: false }
    }

    /// An option that is sent as it reads.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { value: None, text: text.into(), selected: None, disabled: false }
    }

    setters! {
        /// Whether it is chosen, whatever the select's value says.
        selected: just bool;
        /// Whether it cannot be chosen.
        disabled: set bool;
    }
}

impl Render for Select {
    fn render(&self) -> Markup {
        let error = class_if(self.field.error.is_some(), "govuk-select--error");
        self.field.group(&html! {
            (self.label.clone().target(&self.field.id))
            (self.field.help())
            select class=(classes(&["govuk-select", &self.field.classes, error])) id=(self.field.id)
                name=(self.field.name) disabled[self.disabled] aria-describedby=[self.field.description()] {
                @for option in &self.options {
                    option value=[&option.value] selected[self.is_selected(option)] disabled[option.disabled] {
                        (option.text)
                    }
                }
            }
        })
    }
}

impl FormField for Select {
    fn problem(&self) -> Option<Problem> {
        self.field.problem_at(&self.field.id)
    }
}
