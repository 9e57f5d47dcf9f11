//! Several views of one subject. Without script they stand one under the other, so nothing may depend on being hidden.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::{class_if, classes};
use crate::setters::setters;

/// Tabs within a page.
/// See <https://design-system.service.gov.uk/components/tabs/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct Tabs {
    title: String,
    id: Option<String>,
    tabs: Vec<Tab>,
    classes: String,
}

/// One tab and its panel.
#[derive(Clone, Debug)]
#[must_use]
pub struct Tab {
    id: String,
    label: String,
    panel: Content,
}

impl Tabs {
    /// Tabs headed "Contents" where they stand one under the other.
    pub fn new() -> Self {
        Self { title: "Contents".to_owned(), id: None, tabs: Vec::new(), classes: String::new() }
    }

    setters! {
        /// The heading shown without script.
        title: into String;
        /// Its id.
        id: some String;
        /// Further class names.
        classes: into String;
    }

    /// Adds a tab; the first one is open.
    pub fn tab(mut self, tab: Tab) -> Self {
        self.tabs.push(tab);
        self
    }
}

impl Default for Tabs {
    fn default() -> Self {
        Self::new()
    }
}

impl Tab {
    /// A tab that shows `panel`; its id is what a link to it ends in. Words become a paragraph.
    pub fn new(id: impl Into<String>, label: impl Into<String>, panel: impl Into<Content>) -> Self {
        Self { id: id.into(), label: label.into(), panel: panel.into() }
    }
}

impl Render for Tabs {
    fn render(&self) -> Markup {
        html! {
            div id=[&self.id] class=(classes(&["govuk-tabs", &self.classes])) data-module="govuk-tabs" {
                h2 class="govuk-tabs__title" { (self.title) }
                @if !self.tabs.is_empty() {
                    ul class="govuk-tabs__list" {
                        @for (place, tab) in self.tabs.iter().enumerate() {
                            @let selected = class_if(place == 0, "govuk-tabs__list-item--selected");
                            li class=(classes(&["govuk-tabs__list-item", selected])) {
                                a class="govuk-tabs__tab" href={ "#" (tab.id) } { (tab.label) }
                            }
                        }
                    }
                    @for (place, tab) in self.tabs.iter().enumerate() {
                        @let hidden = class_if(place > 0, "govuk-tabs__panel--hidden");
                        div class=(classes(&["govuk-tabs__panel", hidden])) id=(tab.id) {
                            @match &tab.panel {
                                Content::Markup(markup) => (markup),
                                words @ Content::Text(_) if words.is_empty() => {},
                                Content::Text(text) => p class="govuk-body" { (text) },
                            }
                        }
                    }
                }
            }
        }
    }
}
