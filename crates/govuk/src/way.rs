//! Ways around: back, up, past and out. They never depend on the browser's history or on script.

use maud::{Markup, Render, html};

use crate::button::{Button, ButtonStyle};
use crate::content::Content;
use crate::looks::{class_if, classes, present};
use crate::setters::setters;

/// Where "Exit this page" goes unless a council says otherwise.
pub const EXIT_TO: &str = "https://www.bbc.co.uk/weather";

/// A link to the page before. [`crate::Page::back_link`] puts it in its place.
/// See <https://design-system.service.gov.uk/components/back-link/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct BackLink {
    href: String,
    content: Content,
    inverse: bool,
    classes: String,
}

/// Where a page stands among others. [`crate::Page::breadcrumbs`] puts it in its place.
/// See <https://design-system.service.gov.uk/components/breadcrumbs/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct Breadcrumbs {
    items: Vec<(Content, Option<String>)>,
    collapse_on_mobile: bool,
    inverse: bool,
    label: String,
    classes: String,
}

/// The first link of a page, past everything that repeats. [`crate::Page`] has one.
/// See <https://design-system.service.gov.uk/components/skip-link/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct SkipLink {
    content: Content,
    href: String,
    classes: String,
}

/// A way off the page in one press, for whoever must not be seen reading it. [`crate::Page::exit_this_page`] puts it,
/// and the link for those who do not use a pointer, in their places.
/// See <https://design-system.service.gov.uk/components/exit-this-page/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct ExitThisPage {
    href: String,
    content: Option<Content>,
    id: String,
    classes: String,
}

impl BackLink {
    /// A link that says "Back".
    pub fn new(href: impl Into<String>) -> Self {
        Self { href: href.into(), content: "Back".into(), inverse: false, classes: String::new() }
    }

    setters! {
        /// What it says instead.
        content: into Content;
        /// White, on a dark ground.
        inverse: set bool;
        /// Further class names.
        classes: into String;
    }
}

impl Breadcrumbs {
    /// Breadcrumbs without links yet.
    pub fn new() -> Self {
        let (items, label, classes) = (Vec::new(), "Breadcrumb".to_owned(), String::new());
        Self { items, collapse_on_mobile: false, inverse: false, label, classes }
    }

    setters! {
        /// Whether only the first and the last show on a narrow screen.
        collapse_on_mobile: set bool;
        /// White, on a dark ground.
        inverse: set bool;
        /// What the landmark is called.
        label: into String;
        /// Further class names.
        classes: into String;
    }

    /// Adds a page further up.
    pub fn link(mut self, content: impl Into<Content>, href: impl Into<String>) -> Self {
        self.items.push((content.into(), Some(href.into())));
        self
    }

    /// Adds the page itself, last.
    pub fn current(mut self, content: impl Into<Content>) -> Self {
        self.items.push((content.into(), None));
        self
    }
}

impl Default for Breadcrumbs {
    fn default() -> Self {
        Self::new()
    }
}

impl SkipLink {
    /// A link to the element with this id.
    pub fn new(content: impl Into<Content>, id: &str) -> Self {
        Self { content: content.into(), href: format!("#{id}"), classes: String::new() }
    }

    setters! {
        /// Further class names.
        classes: into String;
    }
}

impl ExitThisPage {
    /// A button that says "Exit this page" and goes to [`EXIT_TO`].
    pub fn new() -> Self {
        Self { href: EXIT_TO.to_owned(), content: None, id: String::new(), classes: String::new() }
    }

    setters! {
        /// Where it goes: an ordinary, busy page of somebody else.
        href: into String;
        /// What it says instead.
        content: some Content;
        /// Its id.
        id: into String;
        /// Further class names.
        classes: into String;
    }

    /// The second link of the page: the same way out by keyboard, before anything else.
    pub(crate) fn skip_link(&self) -> Markup {
        html! {
            a href=(self.href) class="govuk-skip-link govuk-js-exit-this-page-skiplink" rel="nofollow noreferrer"
                data-module="govuk-skip-link" { "Exit this page" }
        }
    }
}

impl Default for ExitThisPage {
    fn default() -> Self {
        Self::new()
    }
}

impl Render for BackLink {
    fn render(&self) -> Markup {
        let inverse = class_if(self.inverse, "govuk-back-link--inverse");
        html! { a href=(self.href) class=(classes(&["govuk-back-link", inverse, &self.classes])) { (self.content) } }
    }
}

impl Render for Breadcrumbs {
    fn render(&self) -> Markup {
        let inverse = class_if(self.inverse, "govuk-breadcrumbs--inverse");
        let collapse = class_if(self.collapse_on_mobile, "govuk-breadcrumbs--collapse-on-mobile");
        html! {
            nav class=(classes(&["govuk-breadcrumbs", inverse, collapse, &self.classes])) aria-label=(self.label) {
                ol class="govuk-breadcrumbs__list" {
                    @for (content, href) in &self.items {
                        @match href {
                            Some(href) => li class="govuk-breadcrumbs__list-item" {
                                a class="govuk-breadcrumbs__link" href=(href) { (content) }
                            },
                            None => li class="govuk-breadcrumbs__list-item" aria-current="page" { (content) },
                        }
                    }
                }
            }
        }
    }
}

impl Render for SkipLink {
    fn render(&self) -> Markup {
        html! {
            a href=(self.href) class=(classes(&["govuk-skip-link", &self.classes])) data-module="govuk-skip-link" {
                (self.content)
            }
        }
    }
}

impl Render for ExitThisPage {
    fn render(&self) -> Markup {
        let content = self.content.clone().unwrap_or_else(|| {
            Content::Markup(html! { span class="govuk-visually-hidden" { "Emergency" } " Exit this page" })
        });
        let mut button = Button::link(content, &self.href)
            .style(ButtonStyle::Warning)
            .classes("govuk-exit-this-page__button govuk-js-exit-this-page-button");
        // Neither page may learn of the other, and a search engine has no use for the link.
        button.rel = Some("nofollow noreferrer");
        html! {
            div id=[present(&self.id)] class=(classes(&["govuk-exit-this-page", &self.classes]))
                data-module="govuk-exit-this-page" { (button) }
        }
    }
}
