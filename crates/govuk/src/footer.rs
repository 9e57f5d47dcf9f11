//! The end of every page: where to find the rest. Without crown, royal arms and Crown copyright, for a council's pages
//! are not the Crown's.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::classes;
use crate::setters::setters;

/// A footer. [`crate::Layout::footer`] puts it on every page.
/// See <https://design-system.service.gov.uk/components/footer/>.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Footer {
    sections: Vec<FooterSection>,
    links: Option<Vec<FooterLink>>,
    links_title: Option<String>,
    note: Option<Content>,
    classes: String,
    container_classes: String,
}

/// A headed list of links.
#[derive(Clone, Debug)]
#[must_use]
pub struct FooterSection {
    title: String,
    width: FooterWidth,
    columns: Option<u8>,
    links: Vec<FooterLink>,
}

/// How much of the footer's width a [`FooterSection`] takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FooterWidth {
    /// All of it.
    #[default]
    Full,
    /// Two thirds.
    TwoThirds,
    /// Half.
    OneHalf,
    /// A third.
    OneThird,
    /// A quarter.
    OneQuarter,
}

#[derive(Clone, Debug)]
struct FooterLink {
    text: String,
    href: String,
}

impl Footer {
    /// A footer without links yet.
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// What a screen reader calls the links at the end, instead of "Support links".
        links_title: some String;
        /// What stands under the links, such as who runs the service.
        note: some Content;
        /// Further class names.
        classes: into String;
        /// Further class names of the container.
        container_classes: into String;
    }

    /// Adds a headed list of links.
    pub fn section(mut self, section: FooterSection) -> Self {
        self.sections.push(section);
        self
    }

    /// Adds a link to those at the end, as to the accessibility statement.
    pub fn link(mut self, text: impl Into<String>, href: impl Into<String>) -> Self {
        self.links.get_or_insert_default().push(FooterLink { text: text.into(), href: href.into() });
        self
    }

    fn meta(&self) -> Markup {
        let titled = self.links.is_some() || self.note.is_some() || self.links_title.is_some();
        html! {
            div class="govuk-footer__meta" {
                div class="govuk-footer__meta-item govuk-footer__meta-item--grow" {
                    @if titled {
                        h2 class="govuk-visually-hidden" { (self.links_title.as_deref().unwrap_or("Support links")) }
                    }
                    @if let Some(links) = &self.links {
                        ul class="govuk-footer__inline-list" {
                            @for link in links { li class="govuk-footer__inline-list-item" { (link) } }
                        }
                    }
                    @if let Some(note) = &self.note { div class="govuk-footer__meta-custom" { (note) } }
                }
            }
        }
    }
}

impl FooterSection {
    /// A list headed `title`.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), width: FooterWidth::Full, columns: None, links: Vec::new() }
    }

    setters! {
        /// How wide it is.
        width: set FooterWidth;
        /// Into how many columns the links are set: two or three.
        columns: just u8;
    }

    /// Adds a link.
    pub fn link(mut self, text: impl Into<String>, href: impl Into<String>) -> Self {
        self.links.push(FooterLink { text: text.into(), href: href.into() });
        self
    }
}

impl FooterWidth {
    fn class(self) -> &'static str {
        match self {
            Self::Full => "govuk-grid-column-full",
            Self::TwoThirds => "govuk-grid-column-two-thirds",
            Self::OneHalf => "govuk-grid-column-one-half",
            Self::OneThird => "govuk-grid-column-one-third",
            Self::OneQuarter => "govuk-grid-column-one-quarter",
        }
    }
}

impl Render for Footer {
    fn render(&self) -> Markup {
        html! {
            div class=(classes(&["govuk-footer", &self.classes])) {
                div class=(classes(&["govuk-width-container", &self.container_classes])) {
                    @if !self.sections.is_empty() {
                        div class="govuk-footer__navigation" { @for section in &self.sections { (section) } }
                        hr class="govuk-footer__section-break";
                    }
                    (self.meta())
                }
            }
        }
    }
}

impl Render for FooterSection {
    fn render(&self) -> Markup {
        let columns = self.columns.map(|columns| format!("govuk-footer__list--columns-{columns}")).unwrap_or_default();
        html! {
            div class=(classes(&["govuk-footer__section", self.width.class()])) {
                h2 class="govuk-footer__heading govuk-heading-m" { (self.title) }
                @if !self.links.is_empty() {
                    ul class=(classes(&["govuk-footer__list", &columns])) {
                        @for link in &self.links { li class="govuk-footer__list-item" { (link) } }
                    }
                }
            }
        }
    }
}

impl Render for FooterLink {
    fn render(&self) -> Markup {
        html! { a class="govuk-footer__link" href=(self.href) { (self.text) } }
    }
}
