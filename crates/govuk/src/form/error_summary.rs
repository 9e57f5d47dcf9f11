//! Everything that is wrong with a page's answers, first on the page. It lists what it is given and finds nothing
//! itself.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::form::FormField;
use crate::looks::classes;
use crate::setters::setters;

/// The summary of all problems at once, each linking to its field. [`crate::Page::errors`] puts it in its place.
/// See <https://design-system.service.gov.uk/components/error-summary/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct ErrorSummary {
    title: Content,
    description: Option<Content>,
    problems: Vec<Problem>,
    classes: String,
    disable_auto_focus: Option<bool>,
}

/// One line of an [`ErrorSummary`].
#[derive(Clone, Debug)]
#[must_use]
pub struct Problem {
    content: Content,
    href: Option<String>,
}

impl ErrorSummary {
    /// A summary headed "There is a problem".
    pub fn new() -> Self {
        Self {
            title: "There is a problem".into(),
            description: None,
            problems: Vec::new(),
            classes: String::new(),
            disable_auto_focus: None,
        }
    }

    /// The summary of the problems that these fields have, in their order on the page.
    pub fn of<'a>(fields: impl IntoIterator<Item = &'a dyn FormField>) -> Self {
        fields.into_iter().filter_map(FormField::problem).fold(Self::new(), Self::problem)
    }

    setters! {
        /// The heading, when "There is a problem" does not fit.
        title: into Content;
        /// A sentence between the heading and the list.
        description: some Content;
        /// Further class names.
        classes: into String;
        /// `true` leaves the focus where it is when the page loads.
        disable_auto_focus: just bool;
    }

    /// Adds one problem.
    pub fn problem(mut self, problem: Problem) -> Self {
        self.problems.push(problem);
        self
    }

    /// Whether there is nothing to report.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }
}

impl Default for ErrorSummary {
    fn default() -> Self {
        Self::new()
    }
}

impl Problem {
    /// A problem of the page as a whole, which no one field can mend.
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), href: None }
    }

    /// A problem that is mended in the field with this id.
    pub fn at(content: impl Into<Content>, id: &str) -> Self {
        Self::linked(content, format!("#{id}"))
    }

    /// A problem that is mended elsewhere.
    pub fn linked(content: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { content: content.into(), href: Some(href.into()) }
    }
}

impl Render for ErrorSummary {
    fn render(&self) -> Markup {
        html! {
            div class=(classes(&["govuk-error-summary", &self.classes]))
                data-disable-auto-focus=[self.disable_auto_focus] data-module="govuk-error-summary" {
                // A child of its own, so that moving the focus and announcing the alert do not race.
                div role="alert" {
                    h2 class="govuk-error-summary__title" { (self.title) }
                    div class="govuk-error-summary__body" {
                        @if let Some(description) = &self.description { p { (description) } }
                        @if !self.is_empty() {
                            ul class="govuk-list govuk-error-summary__list" {
                                @for problem in &self.problems { (problem) }
                            }
                        }
                    }
                }
            }
        }
    }
}

impl Render for Problem {
    fn render(&self) -> Markup {
        html! {
            li {
                @match &self.href {
                    Some(href) => a href=(href) { (self.content) },
                    None => (self.content),
                }
            }
        }
    }
}
