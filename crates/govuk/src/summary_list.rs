//! What is known, line by line, with a way to change it. It never shows a link that reads the same as its neighbour:
//! each action says, for those who hear it, what it is about.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::{class_if, classes};
use crate::setters::setters;
use crate::summary_card::SummaryCard;

/// A summary list, in a card or not.
/// See <https://design-system.service.gov.uk/components/summary-list/>.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct SummaryList {
    rows: Vec<SummaryRow>,
    card: Option<SummaryCard>,
    borderless: bool,
    classes: String,
}

/// One line of a [`SummaryList`].
#[derive(Clone, Debug)]
#[must_use]
pub struct SummaryRow {
    key: Content,
    value: Content,
    actions: Vec<Action>,
    classes: String,
    key_classes: String,
    value_classes: String,
    actions_classes: String,
}

/// A link that acts on a row or a card.
#[derive(Clone, Debug)]
#[must_use]
pub struct Action {
    content: Content,
    about: String,
    href: String,
    classes: String,
}

impl SummaryList {
    /// A list without rows yet.
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// The card around it.
        card: just SummaryCard;
        /// Whether the lines between the rows are left out.
        borderless: set bool;
        /// Further class names.
        classes: into String;
    }

    /// Adds a row.
    pub fn row(mut self, row: SummaryRow) -> Self {
        self.rows.push(row);
        self
    }

    /// Adds several rows.
    pub fn rows(mut self, rows: impl IntoIterator<Item = SummaryRow>) -> Self {
        self.rows.extend(rows);
        self
    }
}

impl SummaryRow {
    /// A row that says what `key` is.
    pub fn new(key: impl Into<Content>, value: impl Into<Content>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
            actions: Vec::new(),
            classes: String::new(),
            key_classes: String::new(),
            value_classes: String::new(),
            actions_classes: String::new(),
        }
    }

    setters! {
        /// Further class names.
        classes: into String;
        /// Further class names of the key.
        key_classes: into String;
        /// Further class names of the value.
        value_classes: into String;
        /// Further class names of the actions.
        actions_classes: into String;
    }

    /// Adds an action.
    pub fn action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }

    fn render(&self, list_has_actions: bool, card_title: Option<&Content>) -> Markup {
        let bare = class_if(list_has_actions && self.actions.is_empty(), "govuk-summary-list__row--no-actions");
        html! {
            div class=(classes(&["govuk-summary-list__row", bare, &self.classes])) {
                dt class=(classes(&["govuk-summary-list__key", &self.key_classes])) { (self.key) }
                dd class=(classes(&["govuk-summary-list__value", &self.value_classes])) { (self.value) }
                @if !self.actions.is_empty() {
                    dd class=(classes(&["govuk-summary-list__actions", &self.actions_classes])) {
                        @match self.actions.as_slice() {
                            [only] => (only.render(card_title)),
                            several => ul class="govuk-summary-list__actions-list" {
                                @for action in several {
                                    li class="govuk-summary-list__actions-list-item" { (action.render(card_title)) }
                                }
                            },
                        }
                    }
                }
            }
        }
    }
}

impl Action {
    /// A link that reads `content` to the eye and `content about` to the ear: "Change", "your name".
    pub fn new(content: impl Into<Content>, about: impl Into<String>, href: impl Into<String>) -> Self {
        Self { content: content.into(), about: about.into(), href: href.into(), classes: String::new() }
    }

    /// A link that changes what the row says.
    pub fn change(about: impl Into<String>, href: impl Into<String>) -> Self {
        Self::new("Change", about, href)
    }

    setters! {
        /// Further class names.
        classes: into String;
    }

    pub(crate) fn render(&self, card_title: Option<&Content>) -> Markup {
        html! {
            a class=(classes(&["govuk-link", &self.classes])) href=(self.href) {
                (self.content)
                @if !self.about.is_empty() || card_title.is_some() {
                    span class="govuk-visually-hidden" {
                        @if !self.about.is_empty() { " " (self.about) }
                        @if let Some(title) = card_title { " (" (title) ")" }
                    }
                }
            }
        }
    }
}

impl Render for SummaryList {
    fn render(&self) -> Markup {
        let borderless = class_if(self.borderless, "govuk-summary-list--no-border");
        let has_actions = self.rows.iter().any(|row| !row.actions.is_empty());
        let title = self.card.as_ref().map(SummaryCard::title);
        let list = html! {
            dl class=(classes(&["govuk-summary-list", borderless, &self.classes])) {
                @for row in &self.rows { (row.render(has_actions, title)) }
            }
        };
        match &self.card {
            None => list,
            Some(card) => card.around(&list),
        }
    }
}
