//! The accessibility statement (Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility
//! Regulations 2018, regulation 9): what holds, how it is tested, whom to tell. It claims nothing that no test checks.

use maud::{Markup, html};
use web::{Council, email_link, phone_link};

use super::{bullets, heading, link, paragraph};

/// When the statement was last gone through.
const PREPARED_ON: &str = "21 November 2026";

pub(super) fn content(council: &Council) -> Markup {
    html! {
        (paragraph(format!(
            "This statement is about the pages of {} at this address. {} runs them.", council.virtual_school, council.name
        )))
        (paragraph("We want everybody who needs these pages to be able to use them. That means you should be able to:"))
        (bullets([
            "read every page on a small screen, or zoom in to 400%, without scrolling sideways",
            "get to everything with a keyboard alone",
            "listen to every page with a screen reader",
            "use your own colours",
            "do everything without JavaScript",
            "print the pages you want to keep",
        ]))
        (paragraph("We try to write in plain English, so that everybody can understand it."))
        (paragraph(html! {
            (link("AbilityNet", "https://mcmw.abilitynet.org.uk/")) " has advice on making your device easier to use if \
            you have a disability."
        }))

        (heading("How accessible these pages are"))
        (paragraph("These pages are made to meet the Web Content Accessibility Guidelines, version 2.2, at level AA. We do \
            not know of anything on them that does not. If you find something, tell us and we will put it right."))

        (heading("How we test"))
        (paragraph("Each time we change these pages, a program goes through them in a web browser. It checks them with the \
            axe accessibility checker, uses them with a keyboard alone, makes the screen narrow and the letters large, \
            takes away our colours, prints them, and does all of it again without JavaScript."))
        (paragraph("A program does not find everything. Disabled people and outside experts have not tested these pages \
            yet."))

        (heading("If you need something in another way, or find a problem"))
        (paragraph(html! {
            "You can ask us for large print, easy read, audio or braille, or tell us about a problem with these pages. \
            Email " (email_link(&council.contact.email)) " or phone " (phone_link(&council.contact.phone)) "."
        }))

        (heading("If you are not happy with our answer"))
        (paragraph(html! {
            "Contact the " (link("Equality Advisory and Support Service", "https://www.equalityadvisoryservice.com/"))
            ". The Equality and Human Rights Commission makes sure that we keep to the law: the Public Sector Bodies \
            (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018."
        }))

        (heading("When we wrote this"))
        (paragraph(format!("We prepared this statement on {PREPARED_ON}.")))
    }
}
