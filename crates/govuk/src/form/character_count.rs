//! A textarea that says how much room is left. Typing beyond the limit is allowed here and never cut off; whoever
//! receives the form says no.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::form::{FormField, Hint, Label, Problem, Textarea};
use crate::looks::classes;
use crate::setters::setters;

/// A textarea with a count beneath it.
/// See <https://design-system.service.gov.uk/components/character-count/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct CharacterCount {
    textarea: Textarea,
    limit: Limit,
    threshold: Option<u8>,
    message_classes: String,
}

/// How much may be typed, and in what it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// UTF-16 code units, as `String.length` counts them in a browser.
    Length(u32),
    /// What a person calls a character (grapheme clusters): an emoji with a skin tone is one.
    Characters(u32),
    /// Words.
    Words(u32),
}

impl CharacterCount {
    /// A textarea sent as `name` that counts down from `limit`.
    pub fn new(name: impl Into<String>, label: impl Into<Label>, limit: Limit) -> Self {
        let textarea = Textarea::new(name, label);
        Self { textarea, limit, threshold: None, message_classes: String::new() }
    }

    setters! {
        /// The part of the limit, in percent, from which the count is shown.
        threshold: just u8;
        /// Further class names of the count's line.
        message_classes: into String;
    }

    /// Its id, when it cannot be its name.
    pub fn id(self, id: impl Into<String>) -> Self {
        self.with(|textarea| textarea.id(id))
    }

    /// Help that stays in sight. Never a link: it is read out as one sentence with the field.
    pub fn hint(self, hint: impl Into<Content>) -> Self {
        self.with(|textarea| textarea.hint(hint))
    }

    /// What is wrong with the answer, if anything is.
    pub fn error(self, error: Option<impl Into<Content>>) -> Self {
        self.with(|textarea| textarea.error(error))
    }

    /// What was typed before.
    pub fn value(self, value: impl Into<String>) -> Self {
        self.with(|textarea| textarea.value(value))
    }

    /// How many lines it shows; five unless said otherwise.
    pub fn rows(self, rows: u16) -> Self {
        self.with(|textarea| textarea.rows(rows))
    }

    /// Whether the browser checks the spelling.
    pub fn spellcheck(self, spellcheck: bool) -> Self {
        self.with(|textarea| textarea.spellcheck(spellcheck))
    }

    /// Further class names.
    pub fn classes(self, classes: impl Into<String>) -> Self {
        self.with(|textarea| textarea.classes(classes))
    }

    /// Further class names of the group around label, hint, error and field.
    pub fn group_classes(self, classes: impl Into<String>) -> Self {
        self.with(|textarea| textarea.group_classes(classes))
    }

    fn with(mut self, change: impl FnOnce(Textarea) -> Textarea) -> Self {
        self.textarea = change(self.textarea);
        self
    }
}

impl Render for CharacterCount {
    fn render(&self) -> Markup {
        let message_id = format!("{}-info", self.textarea.field.id);
        let (most, count_type, counted) = match self.limit {
            Limit::Length(most) => (most, None, "characters"),
            Limit::Characters(most) => (most, Some("characters"), "characters"),
            Limit::Words(most) => (most, Some("words"), "words"),
        };
        let message = Hint::new(format!("You can enter up to {most} {counted}"))
            .id(&message_id)
            .classes(classes(&["govuk-character-count__message", &self.message_classes]));
        html! {
            div class=(self.textarea.field.group_class("govuk-character-count")) data-module="govuk-character-count"
                data-maxlength=(most) data-threshold=[self.threshold] data-count-type=[count_type] {
                (self.textarea.clone().described_by(&message_id).inside("govuk-js-character-count"))
                (message)
            }
        }
    }
}

impl FormField for CharacterCount {
    fn problem(&self) -> Option<Problem> {
        self.textarea.problem()
    }
}
