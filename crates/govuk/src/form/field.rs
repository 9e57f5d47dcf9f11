//! What every field has, and the one place where hint and error are tied to the input. Draws no input itself.

use maud::{Markup, html};

use crate::content::Content;
use crate::form::{ErrorMessage, Hint, Problem};
use crate::looks::{class_if, classes};

/// A field that can tell the page's error summary what is wrong with it.
pub trait FormField {
    /// The field's error with a link to where it is mended, or `None` when the field has no error.
    fn problem(&self) -> Option<Problem>;
}

/// The parts that fields share.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) hint: Option<Content>,
    pub(crate) error: Option<Content>,
    pub(crate) described_by: String,
    pub(crate) classes: String,
    pub(crate) group_classes: String,
}

impl Field {
    /// A field whose id is its name, which is what the error summary links to.
    pub(crate) fn new(name: String) -> Self {
        Self { id: name.clone(), name, ..Self::default() }
    }

    fn hint_id(&self) -> String {
        format!("{}-hint", self.id)
    }

    fn error_id(&self) -> String {
        format!("{}-error", self.id)
    }

    /// The value of `aria-describedby`: what the caller named, the hint, the error.
    pub(crate) fn description(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| self.hint_id()).unwrap_or_default();
        let error = self.error.as_ref().map(|_| self.error_id()).unwrap_or_default();
        let ids = classes(&[&self.described_by, &hint, &error]);
        (!ids.is_empty()).then_some(ids)
    }

    /// The hint and the error message, each with the id that [`Self::description`] names.
    pub(crate) fn help(&self) -> Markup {
        html! {
            @if let Some(hint) = &self.hint { (Hint::new(hint.clone()).id(self.hint_id())) }
            @if let Some(error) = &self.error { (ErrorMessage::new(error.clone()).id(self.error_id())) }
        }
    }

    /// The class names of the group around the field.
    pub(crate) fn group_class(&self, component: &str) -> String {
        let error = class_if(self.error.is_some(), "govuk-form-group--error");
        classes(&["govuk-form-group", error, component, &self.group_classes])
    }

    pub(crate) fn group(&self, inside: &Markup) -> Markup {
        html! { div class=(self.group_class("")) { (inside) } }
    }

    pub(crate) fn problem_at(&self, id: &str) -> Option<Problem> {
        self.error.as_ref().map(|error| Problem::at(error.clone(), id))
    }
}

/// The options that every field has.
macro_rules! field_setters {
    () => {
        /// Its id, when it cannot be its name.
        pub fn id(mut self, id: impl Into<String>) -> Self {
            self.field.id = id.into();
            self
        }

        /// Help that stays in sight. Never a link: it is read out as one sentence with the field.
        pub fn hint(mut self, hint: impl Into<$crate::Content>) -> Self {
            self.field.hint = Some(hint.into());
            self
        }

        /// What is wrong with the answer, if anything is.
        pub fn error(mut self, error: Option<impl Into<$crate::Content>>) -> Self {
            self.field.error = error.map(Into::into);
            self
        }

        /// The id of something else on the page that describes this field.
        pub fn described_by(mut self, id: impl Into<String>) -> Self {
            self.field.described_by = id.into();
            self
        }

        /// Further class names.
        pub fn classes(mut self, classes: impl Into<String>) -> Self {
            self.field.classes = classes.into();
            self
        }

        /// Further class names of the group around label, hint, error and field.
        pub fn group_classes(mut self, classes: impl Into<String>) -> Self {
            self.field.group_classes = classes.into();
            self
        }
    };
}

pub(crate) use field_setters;
