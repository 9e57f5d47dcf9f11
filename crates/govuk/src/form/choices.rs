//! What radios and checkboxes have in common: their items, and how an item is tied to its label, hint and reveal.
//! It never decides which item is right, nor which is chosen unless it was chosen before.

use maud::{Markup, html};

use crate::content::Content;
use crate::form::field::Field;
use crate::form::{Fieldset, Hint, Label, Legend};
use crate::looks::{class_if, classes};
use crate::setters::setters;

/// One radio or checkbox.
#[derive(Clone, Debug)]
#[must_use]
pub struct Choice {
    pub(crate) value: String,
    content: Content,
    hint: Option<Content>,
    pub(crate) checked: Option<bool>,
    disabled: bool,
    reveals: Option<Markup>,
    exclusive: bool,
    id: Option<String>,
    name: Option<String>,
    label_classes: String,
}

#[derive(Clone, Debug)]
enum Item {
    Choice(Box<Choice>),
    Divider(Content),
}

/// Everything about a group of choices but which of them were chosen.
#[derive(Clone, Debug)]
pub(crate) struct Choices {
    pub(crate) field: Field,
    pub(crate) small: bool,
    legend: Option<Legend>,
    items: Vec<Item>,
}

/// The two kinds of choices, each with the names its markup uses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Radios,
    Checkboxes,
}

impl Choice {
    /// A choice that is sent as `value` and reads `content`.
    pub fn new(value: impl Into<String>, content: impl Into<Content>) -> Self {
        Self {
            value: value.into(),
            content: content.into(),
            hint: None,
            checked: None,
            disabled: false,
            reveals: None,
            exclusive: false,
            id: None,
            name: None,
            label_classes: String::new(),
        }
    }

    setters! {
        /// Help with this choice.
        hint: some Content;
        /// Whether it is chosen, whatever the group's value says.
        checked: just bool;
        /// Whether it cannot be chosen. Better not to offer it.
        disabled: set bool;
        /// What is asked next to whoever chooses this. Without script it is always in sight.
        reveals: just Markup;
        /// On a checkbox: choosing it clears the others, as "None of these" does.
        exclusive: set bool;
        /// Its id, when the group's numbering will not do.
        id: some String;
        /// On a checkbox: the name it is sent as, when it is not the group's.
        name: some String;
        /// Further class names of its label.
        label_classes: into String;
    }
}

impl Choices {
    pub(crate) fn new(name: String, legend: Option<Legend>) -> Self {
        Self { field: Field::new(name), small: false, legend, items: Vec::new() }
    }

    pub(crate) fn push(&mut self, choice: Choice) {
        self.items.push(Item::Choice(Box::new(choice)));
    }

    pub(crate) fn divide(&mut self, content: Content) {
        self.items.push(Item::Divider(content));
    }

    pub(crate) fn render(&self, kind: Kind, modifier: &str, chosen: &dyn Fn(&Choice) -> bool) -> Markup {
        let block = kind.block();
        let small = if self.small { format!("{block}--small") } else { String::new() };
        let inside = html! {
            (self.field.help())
            div class=(classes(&[block, &small, modifier, &self.field.classes])) data-module=(block) {
                @for (place, item) in (1_usize..).zip(&self.items) {
                    @match item {
                        Item::Divider(content) => div class={ (block) "__divider" } { (content) },
                        Item::Choice(choice) => (self.item(kind, place, choice, chosen(choice))),
                    }
                }
            }
        };
        self.field.group(&match &self.legend {
            None => inside,
            Some(legend) => {
                let described_by = self.field.description().unwrap_or_default();
                html! { (Fieldset::new(legend.clone(), inside).described_by(described_by)) }
            }
        })
    }

    fn item(&self, kind: Kind, place: usize, choice: &Choice, checked: bool) -> Markup {
        let block = kind.block();
        let id = choice.id.clone().unwrap_or_else(|| self.id_at(place));
        let hint_id = choice.hint.as_ref().map(|_| format!("{id}-item-hint")).unwrap_or_default();
        // Without a fieldset to say it once, each checkbox carries the group's description.
        let group = match (kind, &self.legend) {
            (Kind::Checkboxes, None) => self.field.description().unwrap_or_default(),
            _ => String::new(),
        };
        let described_by = classes(&[&group, &hint_id]);
        let reveal_id = format!("conditional-{id}");
        let hidden = class_if(!checked, kind.hidden());
        let label_class = classes(&[kind.label(), &choice.label_classes]);
        html! {
            div class={ (block) "__item" } {
                input class={ (block) "__input" } id=(id) name=(choice.name.as_ref().unwrap_or(&self.field.name))
                    type=(kind.input()) value=(choice.value) checked[checked] disabled[choice.disabled]
                    data-aria-controls=[choice.reveals.as_ref().map(|_| &reveal_id)]
                    data-behaviour=[choice.exclusive.then_some("exclusive")]
                    aria-describedby=[crate::looks::present(&described_by)];
                (Label::new(choice.content.clone()).classes(label_class).target(&id))
                @if let Some(hint) = &choice.hint {
                    (Hint::new(hint.clone()).id(&hint_id).classes(format!("{block}__hint")))
                }
            }
            @if let Some(reveals) = &choice.reveals {
                div class=(classes(&[kind.conditional(), hidden])) id=(reveal_id) { (reveals) }
            }
        }
    }

    /// The first item has the group's own id, so that the error summary can link to it.
    fn id_at(&self, place: usize) -> String {
        if place == 1 { self.field.id.clone() } else { format!("{}-{place}", self.field.id) }
    }
}

impl Kind {
    fn block(self) -> &'static str {
        match self {
            Self::Radios => "govuk-radios",
            Self::Checkboxes => "govuk-checkboxes",
        }
    }

    fn input(self) -> &'static str {
        match self {
            Self::Radios => "radio",
            Self::Checkboxes => "checkbox",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Radios => "govuk-radios__label",
            Self::Checkboxes => "govuk-checkboxes__label",
        }
    }

    fn conditional(self) -> &'static str {
        match self {
            Self::Radios => "govuk-radios__conditional",
            Self::Checkboxes => "govuk-checkboxes__conditional",
        }
    }

    fn hidden(self) -> &'static str {
        match self {
            Self::Radios => "govuk-radios__conditional--hidden",
            Self::Checkboxes => "govuk-checkboxes__conditional--hidden",
        }
    }
}

/// The options that radios and checkboxes share.
macro_rules! choices_setters {
    () => {
        /// Its id, when it cannot be its name. The first choice has this id, the others number on from it.
        pub fn id(mut self, id: impl Into<String>) -> Self {
            self.choices.field.id = id.into();
            self
        }

        /// Help that stays in sight. Never a link: it is read out as one sentence with the question.
        pub fn hint(mut self, hint: impl Into<$crate::Content>) -> Self {
            self.choices.field.hint = Some(hint.into());
            self
        }

        /// What is wrong with the answer, if anything is.
        pub fn error(mut self, error: Option<impl Into<$crate::Content>>) -> Self {
            self.choices.field.error = error.map(Into::into);
            self
        }

        /// The id of something else on the page that describes this question.
        pub fn described_by(mut self, id: impl Into<String>) -> Self {
            self.choices.field.described_by = id.into();
            self
        }

        /// Further class names.
        pub fn classes(mut self, classes: impl Into<String>) -> Self {
            self.choices.field.classes = classes.into();
            self
        }

        /// Further class names of the group around question, hint, error and choices.
        pub fn group_classes(mut self, classes: impl Into<String>) -> Self {
            self.choices.field.group_classes = classes.into();
            self
        }

        /// Smaller, for staff who choose all day; families always get the large ones.
        pub fn small(mut self, small: bool) -> Self {
            self.choices.small = small;
            self
        }

        /// Adds a choice.
        pub fn choice(mut self, choice: $crate::Choice) -> Self {
            self.choices.push(choice);
            self
        }

        /// Adds several choices.
        pub fn choices(self, choices: impl IntoIterator<Item = $crate::Choice>) -> Self {
            choices.into_iter().fold(self, Self::choice)
        }

        /// Adds a word between choices, usually "or" before the last.
        pub fn divider(mut self, content: impl Into<$crate::Content>) -> Self {
            self.choices.divide(content.into());
            self
        }
    };
}

pub(crate) use choices_setters;
