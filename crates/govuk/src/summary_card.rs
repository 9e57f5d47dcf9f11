//! The card around a summary list, when a page shows several of the same kind. It never stands without its list.

use maud::{Markup, html};

use crate::content::Content;
use crate::looks::{Level, classes};
use crate::setters::setters;
use crate::summary_list::Action;

/// A card's title and what can be done with the whole of it.
/// See <https://design-system.service.gov.uk/components/summary-list/#summary-cards>.
#[derive(Clone, Debug)]
#[must_use]
pub struct SummaryCard {
    title: Content,
    level: Level,
    actions: Vec<Action>,
    classes: String,
}

impl SummaryCard {
    /// A card headed `title`, which is also read out with every action inside it.
    pub fn new(title: impl Into<Content>) -> Self {
        Self { title: title.into(), level: Level::Two, actions: Vec::new(), classes: String::new() }
    }

    setters! {
        /// Which heading the title is; `h2` unless said otherwise.
        level: set Level;
        /// Further class names.
        classes: into String;
    }

    /// Adds an action on the whole card.
    pub fn action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }

    pub(crate) fn title(&self) -> &Content {
        &self.title
    }

    pub(crate) fn around(&self, list: &Markup) -> Markup {
        let title = Some(&self.title);
        html! {
            div class=(classes(&["govuk-summary-card", &self.classes])) {
                div class="govuk-summary-card__title-wrapper" {
                    (self.level.heading("govuk-summary-card__title", None, &self.title))
                    @match self.actions.as_slice() {
                        [] => {},
                        [only] => div class="govuk-summary-card__actions" { (only.render(title)) },
                        several => ul class="govuk-summary-card__actions" {
                            @for action in several {
                                li class="govuk-summary-card__action" { (action.render(title)) }
                            }
                        },
                    }
                }
                div class="govuk-summary-card__content" { (list) }
            }
        }
    }
}
