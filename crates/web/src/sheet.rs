//! A page of a section of the site: what stands on it, in the frame that the section's pages share. Never what it says.

use govuk::{BackLink, ErrorSummary, ExitThisPage, NotificationBanner, Page, Problem};
use maud::Markup;

use crate::council::Council;
use crate::frame::{Section, frame};
use crate::html::Html;

/// A page on its way.
///
/// ```text
/// Sheet::new(&DESK, "Your account", content).back("/desk").html(council)
/// ```
#[must_use]
pub struct Sheet {
    section: Section,
    title: String,
    content: Markup,
    back: Option<BackLink>,
    errors: ErrorSummary,
    banner: Option<NotificationBanner>,
    wide: bool,
    here: Option<&'static str>,
}

impl Sheet {
    /// A page of that section.
    pub fn new(section: &Section, title: impl Into<String>, content: Markup) -> Self {
        let (title, errors) = (title.into(), ErrorSummary::new());
        Self { section: *section, title, content, back: None, errors, banner: None, wide: false, here: None }
    }

    /// With a way back to the page before.
    pub fn back(mut self, href: impl Into<String>) -> Self {
        self.back = Some(BackLink::new(href));
        self
    }

    /// With what is wrong, as the id of the field that mends it and the sentence that says how.
    pub fn errors<'a>(mut self, errors: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let problems = errors.into_iter().map(|(field, sentence)| Problem::at(sentence, field));
        self.errors = problems.fold(self.errors, ErrorSummary::problem);
        self
    }

    /// With what has just happened.
    pub fn banner(mut self, banner: Option<NotificationBanner>) -> Self {
        self.banner = banner;
        self
    }

    /// Over the whole width, for tables.
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Under that link of the section's navigation.
    pub fn section(mut self, href: &'static str) -> Self {
        self.here = Some(href);
        self
    }

    /// The page. Where the section's pages can be left in one press, this one can.
    pub fn html(self, council: &Council) -> Html {
        let layout = frame(council, &self.section);
        let mut page = Page::new(&layout, self.title, self.content).errors(self.errors).wide(self.wide);
        if self.section.exit {
            page = page.exit_this_page(ExitThisPage::new());
        }
        if let Some(here) = self.here {
            page = page.section(here);
        }
        if let Some(back) = &self.back {
            page = page.back_link(back);
        }
        if let Some(banner) = self.banner {
            page = page.banner(banner);
        }
        Html::new(page)
    }
}
