//! The remit table as law and guidance stand; never changed by code, replaced by a council's own when it has one.
//!
//! Sources: Children Act 1989 s22(3A)-(3C) and s23ZZA (inserted by Children and Families Act 2014 s99 and Children and
//! Social Work Act 2017 s4); DfE, "Promoting the education of looked-after children and previously looked-after
//! children", 2018; DfE, "Promoting the education of children with a social worker and children in kinship care
//! arrangements: virtual school head role extension", 2021 and 2024. When section 6 of the Act of 2026 is commenced,
//! end the two non-statutory rows on the day before and add statutory ones from that day.

use std::borrow::Cow::Borrowed;

use jiff::civil::date;

use super::age::{Ages, End, Start};
use super::table::{Cohort, Home, Offer, Offers, Route, RouteRow, Row};

pub(super) const ROWS: &[Row] = &[
    Row {
        cohort: Cohort::LookedAfter,
        basis: Borrowed("Children Act 1989, section 22(3A) to (3C)"),
        statutory: true,
        valid_from: date(2014, 5, 13),
        valid_to: None,
        ages: Ages { from: Start::Birthday(3), to: End::Birthday(18) },
        home: Home::LooksAfter,
        offers: Offers {
            advice: Offer::ThroughCarer,
            training: Offer::Yes,
            referral: Offer::Yes,
            commission: Offer::Yes,
        },
        who_else: Borrowed(
            "Ask the child’s social worker, or the Virtual School of the council that looks after them.",
        ),
    },
    Row {
        cohort: Cohort::PreviouslyLookedAfter,
        basis: Borrowed("Children Act 1989, section 23ZZA"),
        statutory: true,
        valid_from: date(2018, 9, 1),
        valid_to: None,
        ages: Ages { from: Start::TermAfterBirthday(2), to: End::EndOfYear11 },
        home: Home::Educated,
        offers: Offers {
            advice: Offer::Yes,
            training: Offer::Yes,
            referral: Offer::WithAgreement,
            commission: Offer::ManagerMayOverride,
        },
        who_else: Borrowed(
            "Ask the designated teacher at the child’s school or college, or the adoption or special guardianship \
             support team of the council where you live.",
        ),
    },
    Row {
        cohort: Cohort::SocialWorker,
        basis: Borrowed("Department for Education guidance of 2021, which is not a legal duty"),
        statutory: false,
        valid_from: date(2021, 9, 1),
        valid_to: None,
        ages: Ages { from: Start::Birthday(0), to: End::Birthday(18) },
        home: Home::SocialWorkerOf,
        offers: Offers {
            advice: Offer::Signpost,
            training: Offer::Yes,
            referral: Offer::ProfessionalsOnly,
            commission: Offer::LocalSwitch,
        },
        who_else: Borrowed("Ask the designated teacher at the child’s school, or the child’s social worker."),
    },
    Row {
        cohort: Cohort::Kinship,
        basis: Borrowed("Department for Education guidance of 2024, which is not a legal duty"),
        statutory: false,
        valid_from: date(2024, 9, 1),
        valid_to: None,
        ages: Ages { from: Start::Birthday(0), to: End::Birthday(18) },
        home: Home::LivesOrEducated,
        offers: Offers {
            advice: Offer::LocalSwitch,
            training: Offer::Yes,
            referral: Offer::AdviceOnly,
            commission: Offer::No,
        },
        who_else: Borrowed("Ask the designated teacher at the child’s school, or your council’s kinship care team."),
    },
    Row {
        cohort: Cohort::CareLeaver,
        basis: Borrowed("Local practice, which is not a legal duty"),
        statutory: false,
        valid_from: date(2018, 4, 1),
        valid_to: None,
        ages: Ages { from: Start::Birthday(18), to: End::Birthday(25) },
        home: Home::CareLeaverOf,
        offers: Offers {
            advice: Offer::No,
            training: Offer::No,
            referral: Offer::LocalSwitch,
            commission: Offer::LocalSwitch,
        },
        who_else: Borrowed("Ask your personal adviser, or the leaving care team of the council that looked after you."),
    },
];

pub(super) const ROUTES: &[RouteRow] = &[
    route(Route::Adoption, Some(Cohort::PreviouslyLookedAfter), ""),
    route(Route::SpecialGuardianship, Some(Cohort::PreviouslyLookedAfter), ""),
    route(Route::ChildArrangementsOrder, Some(Cohort::PreviouslyLookedAfter), ""),
    route(Route::AdoptedAbroad, Some(Cohort::PreviouslyLookedAfter), ""),
    route(
        Route::NotSure,
        Some(Cohort::PreviouslyLookedAfter),
        "You do not have to be sure. Ask your question, and we will help you find out.",
    ),
    route(
        Route::ReturnedHome,
        None,
        "Children who went back to live with a parent are not among those whom the law calls previously looked after.",
    ),
    route(
        Route::OrderAfterSeparation,
        None,
        "An order made when parents separated does not follow time in care, so Virtual Schools have no duty here.",
    ),
    route(
        Route::PlacedForAdoption,
        Some(Cohort::LookedAfter),
        "Until the adoption order is made, the child is still in the care of the council that placed them.",
    ),
    route(Route::InCare, Some(Cohort::LookedAfter), ""),
    route(Route::Kinship, Some(Cohort::Kinship), ""),
    route(Route::SocialWorker, Some(Cohort::SocialWorker), ""),
];

const fn route(route: Route, cohort: Option<Cohort>, note: &'static str) -> RouteRow {
    RouteRow { route, cohort, note: Borrowed(note) }
}
