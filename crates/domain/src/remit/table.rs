//! The shape of the remit table: what a row can say; never a rule of its own.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::age::Ages;
use super::answer::Outcome;
use super::{Question, built_in};
use crate::choices;
use crate::words::LaCode;

choices! {
    /// The groups of children and young people that Virtual Schools know.
    pub enum Cohort {
        /// In care (Children Act 1989 s22(1)).
        LookedAfter = "looked_after", "In care";
        /// Left care by adoption, special guardianship or a child arrangements order, or was adopted from state care
        /// abroad (Children Act 1989 s23ZZA).
        PreviouslyLookedAfter = "previously_looked_after", "Previously in care";
        /// Has a social worker, or had one in the last six years.
        SocialWorker = "social_worker", "Has or had a social worker";
        /// Lives with family or friends and was never in care.
        Kinship = "kinship", "In kinship care";
        /// Left care as a young adult.
        CareLeaver = "care_leaver", "Care leaver";
    }
}

choices! {
    /// How a child came to live where they live, in a family's words.
    pub enum Route {
        /// Adopted from care in England or Wales.
        Adoption = "adoption", "Adopted from care in England or Wales";
        /// Left care under a special guardianship order.
        SpecialGuardianship = "special_guardianship", "Left care under a special guardianship order";
        /// Left care under a child arrangements order (before 2014: a residence order).
        ChildArrangementsOrder = "child_arrangements_order", "Left care under a child arrangements or residence order";
        /// Adopted from state care outside England and Wales.
        AdoptedAbroad = "adopted_abroad", "Adopted from state care outside England and Wales";
        /// The family does not know, or is not sure.
        NotSure = "not_sure", "Was in care, but I am not sure which of these applies";
        /// Was in care and went back to a parent.
        ReturnedHome = "returned_home", "Was in care and went back to live with a parent";
        /// An order made when parents separated, without time in care.
        OrderAfterSeparation = "order_after_separation", "Has an order made after parents separated";
        /// Placed for adoption; the order is not made yet.
        PlacedForAdoption = "placed_for_adoption", "Placed for adoption, but not adopted yet";
        /// In care now.
        InCare = "in_care", "In care now";
        /// Lives with family or friends and was never in care.
        Kinship = "kinship", "Lives with family or friends and was never in care";
        /// Has or had a social worker and was never in care.
        SocialWorker = "social_worker", "Has or had a social worker and was never in care";
    }
}

choices! {
    /// What a Virtual School does.
    pub enum Service {
        /// Advice and information for families.
        Advice = "advice", "Advice for families";
        /// Training of the adults around the child.
        Training = "training", "Training";
        /// A child referred by a professional.
        Referral = "referral", "Referral";
        /// Provision bought for a child.
        Commission = "commission", "Commissioned provision";
    }
}

choices! {
    /// Whether a row offers a service, and on what terms.
    pub enum Offer {
        /// Yes.
        Yes = "yes", "Offered";
        /// Yes, with the agreement of somebody who has parental responsibility.
        WithAgreement = "with_agreement", "Offered with agreement";
        /// Only when professionals ask.
        ProfessionalsOnly = "professionals_only", "Offered to professionals";
        /// Advice only, no casework.
        AdviceOnly = "advice_only", "Advice only";
        /// Asked for through the carer or social worker.
        ThroughCarer = "through_carer", "Through the carer or social worker";
        /// Not as a rule; a manager may decide otherwise and give a reason.
        ManagerMayOverride = "manager_may_override", "A manager may decide";
        /// Where the council has switched it on.
        LocalSwitch = "local_switch", "Where the council offers it";
        /// Not here, but somebody else does.
        Signpost = "signpost", "Signposted";
        /// No.
        No = "no", "Not offered";
    }
}

impl Offer {
    pub(super) const fn outcome(self, switched_on: bool) -> Outcome {
        match self {
            Self::Yes => Outcome::Offered,
            Self::WithAgreement => Outcome::WithAgreement,
            Self::ProfessionalsOnly => Outcome::ProfessionalsOnly,
            Self::AdviceOnly => Outcome::AdviceOnly,
            Self::ThroughCarer => Outcome::ThroughCarer,
            Self::ManagerMayOverride => Outcome::ManagerMayOverride,
            Self::LocalSwitch if switched_on => Outcome::Offered,
            Self::LocalSwitch => Outcome::SwitchedOff,
            Self::Signpost => Outcome::Signposted,
            Self::No => Outcome::NotOffered,
        }
    }
}

choices! {
    /// Which authority's Virtual School a child belongs to.
    pub enum Home {
        /// The one that looks after the child, wherever the child lives.
        LooksAfter = "looks_after", "The council that looks after the child";
        /// The one where the child is educated.
        Educated = "educated", "The council where the child goes to school";
        /// The one whose social worker the child has or had.
        SocialWorkerOf = "social_worker_of", "The council whose social worker the child has or had";
        /// The one where the child lives or is educated.
        LivesOrEducated = "lives_or_educated", "The council where the child lives or goes to school";
        /// The one that looked after the young person last.
        CareLeaverOf = "care_leaver_of", "The council that looked after the young person";
    }
}

impl Home {
    pub(super) const fn places(self, question: &Question) -> [Option<&LaCode>; 2] {
        match self {
            Self::LooksAfter | Self::SocialWorkerOf | Self::CareLeaverOf => [question.responsible.as_ref(), None],
            Self::Educated => [question.educated_in.as_ref(), None],
            Self::LivesOrEducated => [question.educated_in.as_ref(), question.lives_in.as_ref()],
        }
    }
}

/// What a row offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offers {
    /// Advice for families.
    pub advice: Offer,
    /// Training of the adults around the child.
    pub training: Offer,
    /// Referral of a child.
    pub referral: Offer,
    /// Provision bought for a child.
    pub commission: Offer,
}

impl Offers {
    pub(super) const fn of(self, service: Service) -> Offer {
        match service {
            Service::Advice => self.advice,
            Service::Training => self.training,
            Service::Referral => self.referral,
            Service::Commission => self.commission,
        }
    }
}

/// One row: a cohort, for as long as its basis holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Which children.
    pub cohort: Cohort,
    /// The ground, as it is cited.
    pub basis: Cow<'static, str>,
    /// Whether that ground is a duty in law.
    pub statutory: bool,
    /// The first day on which the row holds.
    pub valid_from: Date,
    /// The last day, where one is known.
    pub valid_to: Option<Date>,
    /// The ages it covers.
    pub ages: Ages,
    /// Whose children they are.
    pub home: Home,
    /// What is offered.
    pub offers: Offers,
    /// Who helps where we do not, as a sentence.
    pub who_else: Cow<'static, str>,
}

/// What a family's words mean in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteRow {
    /// The family's words.
    pub route: Route,
    /// The cohort, or none when the route leads to none.
    pub cohort: Option<Cohort>,
    /// A sentence for the family about this route.
    pub note: Cow<'static, str>,
}

/// The whole table. A council may replace it in its configuration; it reads and writes as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The cohorts.
    pub rows: Vec<Row>,
    /// The routes.
    pub routes: Vec<RouteRow>,
}

impl Table {
    /// The table as law and guidance stand.
    #[must_use]
    pub fn built_in() -> Self {
        Self { rows: built_in::ROWS.to_vec(), routes: built_in::ROUTES.to_vec() }
    }

    /// The row that holds for a cohort on a day; the newest when two overlap.
    #[must_use]
    pub fn row(&self, cohort: Cohort, on: Date) -> Option<&Row> {
        self.rows
            .iter()
            .filter(|row| row.cohort == cohort && row.valid_from <= on && row.valid_to.is_none_or(|last| on <= last))
            .max_by_key(|row| row.valid_from)
    }
}
