//! News about the service, or that something was done. Never for an error: that is the error summary's.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::{Level, class_if, classes};
use crate::setters::setters;

/// A notification banner. [`crate::Page::banner`] puts it in its place.
/// See <https://design-system.service.gov.uk/components/notification-banner/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct NotificationBanner {
    content: Content,
    title: Content,
    title_id: String,
    level: Level,
    role: String,
    success: bool,
    classes: String,
    disable_auto_focus: Option<bool>,
}

impl NotificationBanner {
    /// Something a person should know, headed "Important". Words become its heading line.
    pub fn new(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            title: "Important".into(),
            title_id: "govuk-notification-banner-title".to_owned(),
            level: Level::Two,
            role: "region".to_owned(),
            success: false,
            classes: String::new(),
            disable_auto_focus: None,
        }
    }

    /// Something a person just did has worked; it is read out at once and takes the focus.
    pub fn success(content: impl Into<Content>) -> Self {
        Self { success: true, title: "Success".into(), role: "alert".to_owned(), ..Self::new(content) }
    }

    setters! {
        /// The heading.
        title: into Content;
        /// The heading's id, when a page has two banners.
        title_id: into String;
        /// Which heading the title is; `h2` unless said otherwise.
        level: set Level;
        /// The ARIA role: `region` does not interrupt, `alert` does.
        role: into String;
        /// Further class names.
        classes: into String;
        /// `true` leaves the focus where it is when the page loads.
        disable_auto_focus: just bool;
    }
}

impl Render for NotificationBanner {
    fn render(&self) -> Markup {
        let success = class_if(self.success, "govuk-notification-banner--success");
        html! {
            div class=(classes(&["govuk-notification-banner", success, &self.classes])) role=(self.role)
                aria-labelledby=(self.title_id) data-module="govuk-notification-banner"
                data-disable-auto-focus=[self.disable_auto_focus] {
                div class="govuk-notification-banner__header" {
                    (self.level.heading("govuk-notification-banner__title", Some(&self.title_id), &self.title))
                }
                div class="govuk-notification-banner__content" {
                    @match &self.content {
                        Content::Markup(markup) => (markup),
                        Content::Text(text) => p class="govuk-notification-banner__heading" { (text) },
                    }
                }
            }
        }
    }
}
