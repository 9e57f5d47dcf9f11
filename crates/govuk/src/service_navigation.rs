//! The service's name and its main pages. It never holds what only some people may see unless the caller says so.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::{class_if, classes};
use crate::setters::setters;

/// A service navigation. [`crate::Layout::navigation`] puts it on every page.
/// See <https://design-system.service.gov.uk/components/service-navigation/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct ServiceNavigation {
    service: Option<(String, Option<String>)>,
    items: Vec<NavigationItem>,
    collapse_on_mobile: Option<bool>,
    id: String,
    section_label: String,
    menu: String,
    menu_label: Option<String>,
    list_label: Option<String>,
    end: Option<Markup>,
    end_inline: bool,
    inverse: bool,
    classes: String,
}

/// One link of a [`ServiceNavigation`].
#[derive(Clone, Debug)]
#[must_use]
pub struct NavigationItem {
    content: Content,
    href: Option<String>,
    here: Here,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Here {
    No,
    Section,
    Page,
}

impl ServiceNavigation {
    /// A navigation without name or links yet.
    pub fn new() -> Self {
        Self {
            service: None,
            items: Vec::new(),
            collapse_on_mobile: None,
            id: "navigation".to_owned(),
            section_label: "Service information".to_owned(),
            menu: "Menu".to_owned(),
            menu_label: None,
            list_label: None,
            end: None,
            end_inline: false,
            inverse: false,
            classes: String::new(),
        }
    }

    setters! {
        /// Whether the links fold into a menu on a narrow screen; they do when there are two or more.
        collapse_on_mobile: just bool;
        /// The id of the list of links.
        id: into String;
        /// What the landmark around name and links is called.
        section_label: into String;
        /// What the menu's button says.
        menu: into String;
        /// What the menu's button says to a screen reader, when that differs.
        menu_label: some String;
        /// What the landmark around the links is called, when not as the menu.
        list_label: some String;
        /// What follows the links, such as a button to sign out.
        end: just Markup;
        /// Whether that stands beside the links where there is room.
        end_inline: set bool;
        /// White, on a dark ground.
        inverse: set bool;
        /// Further class names.
        classes: into String;
    }

    /// The service's name, leading to its first page.
    pub fn service(mut self, name: impl Into<String>, href: impl Into<String>) -> Self {
        self.service = Some((name.into(), Some(href.into())));
        self
    }

    /// The service's name, leading nowhere.
    pub fn service_name(mut self, name: impl Into<String>) -> Self {
        self.service = Some((name.into(), None));
        self
    }

    /// Adds a link.
    pub fn item(mut self, item: NavigationItem) -> Self {
        self.items.push(item);
        self
    }

    /// Marks the link to `href` as the section that the page belongs to.
    pub fn at(mut self, href: &str) -> Self {
        for item in &mut self.items {
            item.here = if item.href.as_deref() == Some(href) { Here::Section } else { Here::No };
        }
        self
    }

    fn list(&self) -> Markup {
        let collapse = self.collapse_on_mobile.unwrap_or(self.items.len() > 1);
        let menu_label = self.menu_label.as_ref().filter(|label| **label != self.menu);
        html! {
            nav aria-label=(self.list_label.as_ref().unwrap_or(&self.menu)) class="govuk-service-navigation__wrapper" {
                @if collapse {
                    button type="button" class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
                        aria-controls=(self.id) aria-label=[menu_label] hidden aria-hidden="true" { (self.menu) }
                }
                ul class="govuk-service-navigation__list" id=(self.id) { @for item in &self.items { (item) } }
            }
        }
    }
}

impl Default for ServiceNavigation {
    fn default() -> Self {
        Self::new()
    }
}

impl NavigationItem {
    /// A link.
    pub fn new(content: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { content: content.into(), href: Some(href.into()), here: Here::No }
    }

    /// Words that lead nowhere.
    pub fn plain(content: impl Into<Content>) -> Self {
        Self { content: content.into(), href: None, here: Here::No }
    }

    /// Marks it as the section that the page belongs to.
    pub fn section(mut self) -> Self {
        self.here = Here::Section;
        self
    }

    /// Marks it as the page itself.
    pub fn page(mut self) -> Self {
        self.here = Here::Page;
        self
    }
}

impl Render for ServiceNavigation {
    fn render(&self) -> Markup {
        let inverse = class_if(self.inverse, "govuk-service-navigation--inverse");
        let class = classes(&["govuk-service-navigation", inverse, &self.classes]);
        let inlining = self.end.is_some() && self.end_inline;
        let inlining = class_if(inlining, "govuk-service-navigation__inlining-container");
        let inside = html! {
            div class=(classes(&["govuk-width-container", inlining])) {
                div class="govuk-service-navigation__container" {
                    @if let Some((name, href)) = &self.service {
                        span class="govuk-service-navigation__service-name" {
                            @match href {
                                Some(href) => a href=(href) class="govuk-service-navigation__link" { (name) },
                                None => span class="govuk-service-navigation__text" { (name) },
                            }
                        }
                    }
                    @if !self.items.is_empty() { (self.list()) }
                }
                @if let Some(end) = &self.end { (end) }
            }
        };
        // A name makes it a landmark of its own; without one the list of links is landmark enough.
        if self.service.is_some() || self.end.is_some() {
            html! {
                section aria-label=(self.section_label) class=(class) data-module="govuk-service-navigation" {
                    (inside)
                }
            }
        } else {
            html! { div class=(class) data-module="govuk-service-navigation" { (inside) } }
        }
    }
}

impl Render for NavigationItem {
    fn render(&self) -> Markup {
        let active = class_if(self.here != Here::No, "govuk-service-navigation__item--active");
        let current = match self.here {
            Here::No => None,
            Here::Section => Some("true"),
            Here::Page => Some("page"),
        };
        let inside = html! {
            // Bold, for those who see the page in their own colours or none.
            @if current.is_some() {
                strong class="govuk-service-navigation__active-fallback" { (self.content) }
            } @else {
                (self.content)
            }
        };
        html! {
            li class=(classes(&["govuk-service-navigation__item", active])) {
                @match &self.href {
                    Some(href) => a class="govuk-service-navigation__link" href=(href) aria-current=[current] {
                        (inside)
                    },
                    None => span class="govuk-service-navigation__text" aria-current=[current] { (inside) },
                }
            }
        }
    }
}
