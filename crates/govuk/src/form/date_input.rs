//! A date that a person knows by heart, typed as day, month and year. It plays back what was typed and never reads it
//! as a date.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::form::field::{Field, field_setters};
use crate::form::{Fieldset, FormField, InputMode, Label, Legend, Problem, TextInput};
use crate::looks::{Width, classes};
use crate::setters::setters;

/// Three short inputs with their question, hint and error.
/// See <https://design-system.service.gov.uk/components/date-input/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct DateInput {
    field: Field,
    legend: Option<Legend>,
    name_prefix: String,
    parts: Vec<DatePart>,
}

/// One input of a [`DateInput`].
#[derive(Clone, Debug)]
#[must_use]
pub struct DatePart {
    name: String,
    label: Content,
    width: Width,
    value: String,
    wrong: Option<bool>,
    id: Option<String>,
    autocomplete: String,
    pattern: String,
    inputmode: InputMode,
    classes: String,
}

impl DateInput {
    /// Day, month and year sent as `{name}-day`, `{name}-month` and `{name}-year`, under the question they answer.
    pub fn new(name: impl Into<String>, legend: impl Into<Legend>) -> Self {
        Self { legend: Some(legend.into()), ..Self::inside_fieldset(name) }
    }

    /// A date that stands in a [`Fieldset`] whose legend already asks its question. That fieldset's `described_by` has
    /// to name `{name}-hint` and `{name}-error` where there are any.
    pub fn inside_fieldset(name: impl Into<String>) -> Self {
        let name = name.into();
        let parts = vec![DatePart::day(), DatePart::month(), DatePart::year()];
        Self { field: Field::new(name.clone()), legend: None, name_prefix: name, parts }
    }

    field_setters!();

    setters! {
        /// What comes before each part's name; the names stand alone when it is empty.
        name_prefix: into String;
    }

    /// Other parts than day, month and year.
    pub fn parts(mut self, parts: impl IntoIterator<Item = DatePart>) -> Self {
        self.parts = parts.into_iter().collect();
        self
    }

    /// What was typed before, part by part.
    pub fn values(mut self, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        for (part, value) in self.parts.iter_mut().zip(values) {
            part.value = value.into();
        }
        self
    }

    /// Which parts the error is about, part by part. When none is, it is about all of them.
    pub fn wrong(mut self, wrong: impl IntoIterator<Item = bool>) -> Self {
        for (part, wrong) in self.parts.iter_mut().zip(wrong) {
            part.wrong = wrong.then_some(true);
        }
        self
    }

    /// Asks for the person's own date of birth, which their browser may know (WCAG 2.2, 1.3.5).
    pub fn own_birthday(mut self) -> Self {
        for part in &mut self.parts {
            part.autocomplete = format!("bday-{}", part.name);
        }
        self
    }

    fn id_of(&self, part: &DatePart) -> String {
        part.id.clone().unwrap_or_else(|| format!("{}-{}", self.field.id, part.name))
    }

    fn is_wrong(&self, part: &DatePart) -> bool {
        let all = self.field.error.is_some() && !self.parts.iter().any(|part| part.wrong == Some(true));
        part.wrong.unwrap_or(all)
    }

    fn part(&self, part: &DatePart) -> Markup {
        let error = crate::looks::class_if(self.is_wrong(part), "govuk-input--error");
        let name =
            if self.name_prefix.is_empty() { part.name.clone() } else { format!("{}-{}", self.name_prefix, part.name) };
        html! {
            div class="govuk-date-input__item" {
                (TextInput::new(name, Label::new(part.label.clone()).classes("govuk-date-input__label"))
                    .id(self.id_of(part))
                    .classes(classes(&["govuk-date-input__input", error, &part.classes]))
                    .width(part.width)
                    .value(&part.value)
                    .autocomplete(&part.autocomplete)
                    .pattern(&part.pattern)
                    .inputmode(part.inputmode))
            }
        }
    }
}

impl DatePart {
    /// A part sent under `name`.
    pub fn new(name: impl Into<String>, label: impl Into<Content>, width: Width) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            width,
            value: String::new(),
            wrong: None,
            id: None,
            autocomplete: String::new(),
            pattern: String::new(),
            inputmode: InputMode::Numeric,
            classes: String::new(),
        }
    }

    /// The day.
    pub fn day() -> Self {
        Self::new("day", "Day", Width::Chars2)
    }

    /// The month, as a number.
    pub fn month() -> Self {
        Self::new("month", "Month", Width::Chars2)
    }

    /// The year, in full.
    pub fn year() -> Self {
        Self::new("year", "Year", Width::Chars4)
    }

    setters! {
        /// What was typed before.
        value: into String;
        /// Whether the error is about this part: said of none, it is about all; `false` leaves this one out.
        wrong: just bool;
        /// Its id, when it cannot be the date's id and its own name.
        id: some String;
        /// The `autocomplete` token.
        autocomplete: into String;
        /// A pattern some keyboards look at.
        pattern: into String;
        /// Which keyboard a telephone shows; numbers unless said otherwise.
        inputmode: set InputMode;
        /// Further class names.
        classes: into String;
    }
}

impl Render for DateInput {
    fn render(&self) -> Markup {
        let inside = html! {
            (self.field.help())
            div class=(classes(&["govuk-date-input", &self.field.classes])) id=(self.field.id) {
                @for part in &self.parts { (self.part(part)) }
            }
        };
        self.field.group(&match &self.legend {
            None => inside,
            // Without the role some screen readers leave out the description of a group of text inputs.
            Some(legend) => {
                let described_by = self.field.description().unwrap_or_default();
                html! { (Fieldset::new(legend.clone(), inside).role("group").described_by(described_by)) }
            }
        })
    }
}

impl FormField for DateInput {
    fn problem(&self) -> Option<Problem> {
        let part = self.parts.iter().find(|part| self.is_wrong(part));
        self.field.problem_at(&part.map_or_else(|| self.field.id.clone(), |part| self.id_of(part)))
    }
}
