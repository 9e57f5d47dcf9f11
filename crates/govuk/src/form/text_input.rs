//! One line of typing. It plays back what was typed, whatever it was, and never judges it.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::form::field::{Field, field_setters};
use crate::form::{FormField, Label, Problem};
use crate::looks::{Width, class_if, classes, present};
use crate::setters::setters;

/// A text input with its label, hint and error.
/// See <https://design-system.service.gov.uk/components/text-input/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct TextInput {
    pub(crate) field: Field,
    label: Label,
    kind: InputKind,
    value: String,
    width: Option<Width>,
    prefix: Option<Content>,
    suffix: Option<Content>,
    spellcheck: Option<bool>,
    disabled: bool,
    autocomplete: String,
    autocapitalize: String,
    pattern: String,
    inputmode: Option<InputMode>,
}

/// The `type` of a [`TextInput`]. `number` is not among them: it changes on scrolling and drops leading zeros.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Anything.
    #[default]
    Text,
    /// An email address.
    Email,
    /// A telephone number.
    Tel,
    /// A search term.
    Search,
    /// A web address.
    Url,
}

/// Which keyboard a telephone shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputMode {
    /// The ordinary one.
    Text,
    /// Whole numbers.
    Numeric,
    /// Numbers with a decimal point.
    Decimal,
    /// Telephone numbers.
    Tel,
    /// Email addresses.
    Email,
    /// Web addresses.
    Url,
    /// Searching.
    Search,
}

impl TextInput {
    /// An input sent as `name`; its id is the same unless [`Self::id`] says otherwise.
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self {
            field: Field::new(name.into()),
            label: label.into(),
            kind: InputKind::Text,
            value: String::new(),
            width: None,
            prefix: None,
            suffix: None,
            spellcheck: None,
            disabled: false,
            autocomplete: String::new(),
            autocapitalize: String::new(),
            pattern: String::new(),
            inputmode: None,
        }
    }

    field_setters!();

    setters! {
        /// What sort of text it takes.
        kind: set InputKind;
        /// What was typed before.
        value: into String;
        /// How wide it is.
        width: just Width;
        /// What stands before the input and is not typed, such as £; a screen reader skips it, so say it in the label.
        prefix: some Content;
        /// What stands after the input and is not typed; a screen reader skips it, so say it in the label.
        suffix: some Content;
        /// Whether the browser checks the spelling: `false` for names, references and codes.
        spellcheck: just bool;
        /// Whether it cannot be used. Better not to ask.
        disabled: set bool;
        /// The `autocomplete` token, such as `email` (WCAG 2.2, 1.3.5).
        autocomplete: into String;
        /// How the keyboard capitalises, such as `none` or `words`.
        autocapitalize: into String;
        /// A pattern some keyboards look at. The form is sent whether it matches or not, because of `novalidate`.
        pattern: into String;
        /// Which keyboard a telephone shows.
        inputmode: just InputMode;
    }

    fn input(&self) -> Markup {
        let error = class_if(self.field.error.is_some(), "govuk-input--error");
        let width = self.width.map(Width::class).unwrap_or_default();
        html! {
            input class=(classes(&["govuk-input", &self.field.classes, width, error])) id=(self.field.id)
                name=(self.field.name) type=(self.kind.token()) spellcheck=[self.spellcheck]
                value=[present(&self.value)] disabled[self.disabled] aria-describedby=[self.field.description()]
                autocomplete=[present(&self.autocomplete)] autocapitalize=[present(&self.autocapitalize)]
                pattern=[present(&self.pattern)] inputmode=[self.inputmode.map(InputMode::token)];
        }
    }
}

impl Render for TextInput {
    fn render(&self) -> Markup {
        self.field.group(&html! {
            (self.label.clone().target(&self.field.id))
            (self.field.help())
            @if self.prefix.is_some() || self.suffix.is_some() {
                div class="govuk-input__wrapper" {
                    @if let Some(prefix) = &self.prefix {
                        div class="govuk-input__prefix" aria-hidden="true" { (prefix) }
                    }
                    (self.input())
                    @if let Some(suffix) = &self.suffix {
                        div class="govuk-input__suffix" aria-hidden="true" { (suffix) }
                    }
                }
            } @else {
                (self.input())
            }
        })
    }
}

impl FormField for TextInput {
    fn problem(&self) -> Option<Problem> {
        self.field.problem_at(&self.field.id)
    }
}

impl InputKind {
    fn token(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Tel => "tel",
            Self::Search => "search",
            Self::Url => "url",
        }
    }
}

impl InputMode {
    fn token(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Numeric => "numeric",
            Self::Decimal => "decimal",
            Self::Tel => "tel",
            Self::Email => "email",
            Self::Url => "url",
            Self::Search => "search",
        }
    }
}
