//! A whole page. It never holds script or style within itself, nor anything from another site, because the policy on
//! every page forbids them.

use maud::{DOCTYPE, Markup, Render, html};

use crate::form::ErrorSummary;
use crate::layout::Layout;
use crate::notification_banner::NotificationBanner;
use crate::way::{BackLink, Breadcrumbs, ExitThisPage, SkipLink};

const MAIN: &str = "main-content";

/// One page in its service's frame.
/// See <https://design-system.service.gov.uk/styles/page-template/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct Page<'a> {
    layout: &'a Layout,
    title: String,
    content: Markup,
    way_back: Option<Markup>,
    exit: Option<ExitThisPage>,
    errors: Option<ErrorSummary>,
    banner: Option<NotificationBanner>,
    section: Option<String>,
    wide: bool,
}

impl<'a> Page<'a> {
    /// A page titled as its `h1` reads; the `h1` itself is part of `content`.
    pub fn new(layout: &'a Layout, title: impl Into<String>, content: Markup) -> Self {
        Self {
            layout,
            title: title.into(),
            content,
            way_back: None,
            exit: None,
            errors: None,
            banner: None,
            section: None,
            wide: false,
        }
    }

    /// The link to the page before. It takes the place of breadcrumbs, for a page never has both.
    pub fn back_link(mut self, link: &BackLink) -> Self {
        self.way_back = Some(link.render());
        self
    }

    /// Where the page stands among others. They take the place of a back link, for a page never has both.
    pub fn breadcrumbs(mut self, breadcrumbs: &Breadcrumbs) -> Self {
        self.way_back = Some(breadcrumbs.render());
        self
    }

    /// A way off the page in one press, by pointer and by keyboard.
    pub fn exit_this_page(mut self, exit: ExitThisPage) -> Self {
        self.exit = Some(exit);
        self
    }

    /// What is wrong with the answers: first in the page, and in the title. Nothing when the summary is empty.
    pub fn errors(mut self, errors: ErrorSummary) -> Self {
        self.errors = (!errors.is_empty()).then_some(errors);
        self
    }

    /// News above the page's heading.
    pub fn banner(mut self, banner: NotificationBanner) -> Self {
        self.banner = Some(banner);
        self
    }

    /// The link of the service navigation that the page belongs to.
    pub fn section(mut self, href: impl Into<String>) -> Self {
        self.section = Some(href.into());
        self
    }

    /// Whether the content takes the whole width, as staff's tables need; two thirds of it otherwise, because lines
    /// of more than 75 characters are hard to read.
    pub fn wide(mut self, wide: bool) -> Self {
        self.wide = wide;
        self
    }

    /// "Error: What is your name? - Ask for advice - Example Council".
    fn full_title(&self) -> String {
        let mut title = String::new();
        if self.errors.is_some() {
            title.push_str("Error: ");
        }
        title.push_str(&self.title);
        for part in [&self.layout.service, &self.layout.organisation] {
            if !part.is_empty() && *part != self.title {
                title.push_str(" - ");
                title.push_str(part);
            }
        }
        title
    }

    fn head(&self) -> Markup {
        let assets = &self.layout.assets;
        html! {
            head {
                meta charset="utf-8";
                title { (self.full_title()) }
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                // Telephone numbers are links where we make them so; references are not telephone numbers.
                meta name="format-detection" content="telephone=no";
                @if let Some(icon) = &assets.icon { link rel="icon" href=(icon); }
                link rel="stylesheet" href=(assets.stylesheet);
                script type="module" src=(assets.script) {}
            }
        }
    }

    fn header(&self) -> Markup {
        let navigation = self.layout.navigation.as_ref().map(|navigation| match &self.section {
            Some(href) => navigation.clone().at(href),
            None => navigation.clone(),
        });
        html! {
            header class="govuk-template__header" {
                (self.layout.masthead)
                @if let Some(navigation) = &navigation { (navigation) }
                @if let Some(banner) = &self.layout.phase_banner { (banner) }
            }
        }
    }

    fn main(&self) -> Markup {
        let column = if self.wide { "govuk-grid-column-full" } else { "govuk-grid-column-two-thirds" };
        html! {
            main class="govuk-main-wrapper" id=(MAIN) {
                div class="govuk-grid-row" {
                    div class=(column) {
                        @if let Some(errors) = &self.errors { (errors) }
                        @if let Some(banner) = &self.banner { (banner) }
                        (self.content)
                    }
                }
            }
        }
    }
}

impl Render for Page<'_> {
    fn render(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang=(self.layout.lang) class="govuk-template" {
                (self.head())
                body class="govuk-template__body" {
                    // Not deferred: what script hides must be hidden before it is drawn.
                    script src=(self.layout.assets.early_script) {}
                    (SkipLink::new("Skip to main content", MAIN))
                    @if let Some(exit) = &self.exit { (exit.skip_link()) }
                    (self.header())
                    div class="govuk-width-container" {
                        @if let Some(exit) = &self.exit { (exit) }
                        @if let Some(way_back) = &self.way_back { (way_back) }
                        (self.main())
                    }
                    footer class="govuk-template__footer" { (self.layout.footer) }
                }
            }
        }
    }
}
