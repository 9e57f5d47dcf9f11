//! What every page of a service has around it. Never anything about one page or one person.

use crate::footer::Footer;
use crate::masthead::Masthead;
use crate::phase_banner::PhaseBanner;
use crate::service_navigation::ServiceNavigation;
use crate::setters::setters;

/// What the file behind [`Assets::early_script`] has to say: that script runs, and that it is a browser the Design
/// System supports. The policy on every page forbids script within the page, so it has to be a file.
pub const EARLY_SCRIPT: &str = include_str!("../frontend/src/early.js");

const STYLESHEET: &str = concat!("/assets/front-door.", env!("FRONTEND_HASH"), ".css");
const EARLY: &str = concat!("/assets/early.", env!("FRONTEND_HASH"), ".js");
const SCRIPT: &str = concat!("/assets/front-door.", env!("FRONTEND_HASH"), ".js");
const ICON: &str = concat!("/assets/icon.", env!("FRONTEND_HASH"), ".svg");

/// The frame of a service's pages.
#[derive(Clone, Debug)]
#[must_use]
pub struct Layout {
    pub(crate) organisation: String,
    pub(crate) assets: Assets,
    pub(crate) service: String,
    pub(crate) lang: String,
    pub(crate) masthead: Masthead,
    pub(crate) navigation: Option<ServiceNavigation>,
    pub(crate) phase_banner: Option<PhaseBanner>,
    pub(crate) footer: Footer,
}

/// Where a page's files are. All of them are ours: the policy on every page allows no other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The stylesheet.
    pub stylesheet: String,
    /// A file with [`EARLY_SCRIPT`] in it. It runs before anything is drawn, so that nothing jumps.
    pub early_script: String,
    /// A module that starts govuk-frontend's components. It runs when the page is there.
    pub script: String,
    /// The icon in the browser's tab, if there is one.
    pub icon: Option<String>,
}

impl Assets {
    /// The files that `frontend/build.mjs` makes. Their names change with everything they are made of, so that a browser
    /// may keep them for good.
    #[must_use]
    pub fn built_in() -> Self {
        Self {
            stylesheet: STYLESHEET.to_owned(),
            early_script: EARLY.to_owned(),
            script: SCRIPT.to_owned(),
            icon: Some(ICON.to_owned()),
        }
    }
}

impl Layout {
    /// The frame of an organisation's pages, with its name leading to `/`.
    pub fn new(organisation: impl Into<String>, assets: Assets) -> Self {
        let organisation = organisation.into();
        Self {
            masthead: Masthead::new(&organisation, "/"),
            organisation,
            assets,
            service: String::new(),
            lang: "en".to_owned(),
            navigation: None,
            phase_banner: None,
            footer: Footer::new(),
        }
    }

    setters! {
        /// The service's name, for the title of each page.
        service: into String;
        /// The language of the pages.
        lang: into String;
        /// The organisation's logo, when its name alone will not do.
        masthead: set Masthead;
        /// The service's name and main pages.
        navigation: just ServiceNavigation;
        /// That the service is new.
        phase_banner: just PhaseBanner;
        /// The footer.
        footer: set Footer;
    }
}
