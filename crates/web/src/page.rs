//! A page of an area of the site: what stands on it, in the frame that the area's pages share. Never what it says.

use govuk::{BackLink, ErrorSummary, ExitThisPage, NotificationBanner, Problem};
use maud::Markup;

use crate::council::Council;
use crate::html::Html;
use crate::layout::{SiteArea, layout};

/// A page on its way.
///
/// ```text
/// Page::new(&DESK, "Your account", content).back("/desk").html(council)
/// ```
#[must_use]
pub struct Page {
    area: SiteArea,
    title: String,
    content: Markup,
    back: Option<BackLink>,
    errors: ErrorSummary,
    banner: Option<NotificationBanner>,
    wide: bool,
    here: Option<&'static str>,
}

impl Page {
    /// A page of that area.
    pub fn new(area: &SiteArea, title: impl Into<String>, content: Markup) -> Self {
        let (title, errors) = (title.into(), ErrorSummary::new());
        Self { area: *area, title, content, back: None, errors, banner: None, wide: false, here: None }
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

    /// Under that link of the area's navigation.
    pub fn under(mut self, href: &'static str) -> Self {
        self.here = Some(href);
        self
    }

    /// The page. Where the area's pages can be left in one press, this one can.
    pub fn html(self, council: &Council) -> Html {
        let layout = layout(council, &self.area);
        let mut page = govuk::Page::new(&layout, self.title, self.content).errors(self.errors).wide(self.wide);
        if self.area.exit {
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
