//! What every page of the site has around it, made from the council's settings. Never anything about one page.

use domain::services::SERVICES;
use domain::words::{EmailAddress, Phone};
use govuk::{Assets, Footer, InsetText, Layout, NavigationItem, PhaseBanner, ServiceNavigation};
use maud::{Markup, html};

use crate::council::{Council, Phase, Safeguarding};

/// A named part of the site with its main pages, such as one service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// The service's name; `None`: it is the Virtual School's own pages.
    pub name: Option<&'static str>,
    /// Its first page.
    pub href: &'static str,
    /// Its main pages.
    pub links: Links,
    /// Whether its pages, those about problems too, can be left in one press by whoever must not be seen reading them.
    pub exit: bool,
}

/// The links of a part of the site: words and path of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// These.
    Of(&'static [(&'static str, &'static str)]),
    /// Every service that the public may use (see [`domain::services`]).
    Services,
    /// Every service on which staff work, and one's own account.
    Desk,
}

/// The Virtual School's own pages.
pub const HOME: Section = Section { name: None, href: "/", links: Links::Services, exit: false };

/// Where somebody signs in; `?back=` says which page they wanted.
pub const SIGN_IN: &str = "/sign-in";

/// The pages of staff, whichever component answers them. What only some of them may see, the first page leads to.
pub const DESK: Section = Section { name: Some("Desk"), href: "/desk", links: Links::Desk, exit: false };

impl Links {
    fn all(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let (own, public, desk): (&[_], bool, bool) = match self {
            Self::Of(links) => (links, false, false),
            Self::Services => (&[], true, false),
            Self::Desk => (&[("Your account", "/desk/account")], false, true),
        };
        let public = SERVICES.iter().filter(move |_| public).filter_map(|service| service.public);
        let desk = SERVICES.iter().filter(move |_| desk).filter_map(|service| service.desk);
        let services = public.map(|public| (public.link, public.href)).chain(desk.map(|(href, words)| (words, href)));
        services.chain(own.iter().copied())
    }
}

/// The frame of the pages of one section.
pub fn frame(council: &Council, section: &Section) -> Layout {
    let service = section.name.unwrap_or(&council.virtual_school);
    let links = section.links.all().map(|(text, href)| NavigationItem::new(text, href));
    let navigation = links.fold(ServiceNavigation::new().service(service, section.href), ServiceNavigation::item);
    let layout = Layout::new(&council.name, Assets::built_in())
        .service(service)
        .navigation(navigation)
        .footer(footer().note(run_by(council)));
    match council.phase {
        Some(phase) => layout.phase_banner(phase_banner(phase)),
        None => layout,
    }
}

/// The frame while it is not known whose it is, because the settings cannot be used.
pub(crate) fn bare() -> Layout {
    Layout::new("Virtual School", Assets::built_in()).footer(footer())
}

/// The words about a child's safety, which stand first wherever somebody might type, with numbers that can be pressed.
pub fn about_safety(safeguarding: &Safeguarding) -> InsetText {
    let sentences = safeguarding.sentences();
    // The sentences are made in one place; here only what can be phoned becomes a link.
    let (before, after) = sentences.split_once(safeguarding.phone.as_str()).unwrap_or((&sentences, ""));
    let (start, end) = before.split_once("999").unwrap_or((before, ""));
    let emergency = html! { a class="govuk-link govuk-!-font-weight-bold" href="tel:999" { "999" } };
    InsetText::new(html! {
        p class="govuk-body govuk-!-margin-bottom-0" {
            (start) (emergency) (end) (phone_link(&safeguarding.phone)) (after)
        }
    })
}

/// A phone number that can be pressed, written as the council writes it, never broken across lines.
#[must_use]
pub fn phone_link(phone: &Phone) -> Markup {
    html! { a class="govuk-link front-door-unbroken" href={ "tel:" (phone.dialable()) } { (phone.as_str()) } }
}

/// An email address that can be written to.
#[must_use]
pub fn email_link(email: &EmailAddress) -> Markup {
    html! { a class="govuk-link govuk-!-text-break-word" href={ "mailto:" (email.as_str()) } { (email.as_str()) } }
}

fn footer() -> Footer {
    Footer::new()
        .link("Accessibility statement", "/accessibility")
        .link("Privacy notice", "/privacy")
        .link("Cookies", "/cookies")
        .link("Feedback and complaints", "/feedback")
        .link("API", "/api")
}

fn run_by(council: &Council) -> Markup {
    html! {
        (council.virtual_school) " is part of "
        @match &council.website {
            Some(website) => a class="govuk-footer__link" href=(website) { (council.name) },
            None => (council.name),
        }
        "."
    }
}

fn phase_banner(phase: Phase) -> PhaseBanner {
    let feedback = html! { a class="govuk-link" href="/feedback" { "tell us what you think of it" } };
    PhaseBanner::new(phase.name(), html! { "This is a new service. Help us make it better: " (feedback) "." })
}

#[cfg(test)]
mod tests {
    use govuk::Page;
    use maud::{Render, html};

    use super::{HOME, Links, Section, about_safety, bare, frame};
    use crate::council::Phase;
    use crate::council::tests::larkshire;

    const ADVICE: Section =
        Section { name: Some("Ask for advice"), href: "/advice", links: Links::Of(&[]), exit: true };

    fn page(layout: &govuk::Layout) -> String {
        Page::new(layout, "Cookies", html! {}).render().into_string()
    }

    #[test]
    fn the_frame_says_whose_it_is_and_which_service() {
        let council = larkshire();
        let home = page(&frame(&council, &HOME));
        assert!(home.contains("<title>Cookies - Larkshire Virtual School - Larkshire Council</title>"), "{home}");
        let advice = page(&frame(&council, &ADVICE));
        assert!(advice.contains("<title>Cookies - Ask for advice - Larkshire Council</title>"), "{advice}");
        assert!(advice.contains("Larkshire Virtual School is part of Larkshire Council."));
    }

    #[test]
    fn every_page_leads_to_the_statements() {
        for html in [page(&frame(&larkshire(), &ADVICE)), page(&bare())] {
            for href in ["/accessibility", "/privacy", "/cookies", "/feedback", "/api"] {
                assert!(html.contains(&format!("class=\"govuk-footer__link\" href=\"{href}\"")), "{href}");
            }
        }
    }

    #[test]
    fn a_phase_is_shown_while_there_is_one() {
        let mut council = larkshire();
        assert!(!page(&frame(&council, &HOME)).contains("govuk-phase-banner"));
        council.phase = Some(Phase::Beta);
        assert!(page(&frame(&council, &HOME)).contains("Beta"));
    }

    #[test]
    fn the_words_about_safety_are_those_of_the_api() {
        let safeguarding = larkshire().safeguarding;
        let html = about_safety(&safeguarding).render().into_string();
        let words = html.split('<').map(|rest| rest.split_once('>').map_or("", |(_, text)| text)).collect::<String>();
        assert_eq!(words, safeguarding.sentences());
        assert!(html.contains("href=\"tel:999\"") && html.contains("href=\"tel:01632960999\""));
    }
}
