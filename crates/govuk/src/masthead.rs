//! Whose page it is, at its top: a council's name, or its logo. Never the crown and never "GOV.UK", which only pages on
//! that domain may bear.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::{classes, present};
use crate::setters::setters;

/// The organisation's name or logo, leading to its first page. Marked up as the Design System's generic header.
/// See <https://design-system.service.gov.uk/components/header/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct Masthead {
    logo: Content,
    href: String,
    classes: String,
    container_classes: String,
}

impl Masthead {
    /// A masthead that says `logo`; where that is a picture, its `alt` names the council.
    pub fn new(logo: impl Into<Content>, href: impl Into<String>) -> Self {
        let (classes, container_classes) = (String::new(), String::new());
        Self { logo: logo.into(), href: href.into(), classes, container_classes }
    }

    setters! {
        /// Further class names.
        classes: into String;
        /// Class names of the container, instead of the page's width.
        container_classes: into String;
    }
}

impl Render for Masthead {
    fn render(&self) -> Markup {
        let container = present(&self.container_classes).unwrap_or("govuk-width-container");
        html! {
            div class=(classes(&["govuk-generic-header", &self.classes])) {
                div class=(classes(&["govuk-generic-header__container", container])) {
                    div class="govuk-generic-header__logo" {
                        a href=(self.href) class="govuk-generic-header__homepage-link" { (self.logo) }
                    }
                }
            }
        }
    }
}
