//! What is charged for a run, and what an audit comes to.

use super::{Money, OrganisationView};
use domain::training::seats::{Audit, Counts};
use domain::training::terms::ChargeFor;
use serde::Serialize;
use store::training::{ChargeRow, RunAudit};
use utoipa::ToSchema;

/// To how many a message was written.
#[derive(Serialize, ToSchema)]
pub(crate) struct ToldView {
    /// Bookings.
    pub(crate) bookings: u32,
}

/// What is charged for a run.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChargesView {
    pub(crate) items: Vec<ChargeItem>,
    pub(crate) total: Money,
}

/// What a booking is charged for one thing.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChargeItem {
    pub(crate) reference: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) organisation: Option<OrganisationView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) purchase_order: Option<String>,
    /// Who booked.
    pub(crate) booker: String,
    /// `place`, `late_cancellation` or `no_show`.
    pub(crate) what: &'static str,
    /// For how many places.
    pub(crate) places: u32,
    pub(crate) each: Money,
    pub(crate) amount: Money,
}

/// How many places there are, and where they are.
#[derive(Serialize, ToSchema)]
pub(crate) struct CountsView {
    pub(crate) capacity: u16,
    /// Taken.
    pub(crate) confirmed: u16,
    /// Held for somebody who is considering an offer.
    pub(crate) offered: u16,
    /// Wanted by somebody who waits.
    pub(crate) queued: u16,
    /// Neither taken nor held.
    pub(crate) available: u16,
}

/// A run's seats, reckoned a second time from everything that happened.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditView {
    /// Whether nothing that happened breaks a rule, and what stands there is what comes of it.
    pub(crate) holds: bool,
    /// How many things happened.
    pub(crate) facts: u32,
    /// What breaks a rule.
    pub(crate) faults: Vec<String>,
    pub(crate) places: CountsView,
    /// Whether the history of what staff did is whole.
    pub(crate) history_verified: bool,
    /// How many things staff did.
    pub(crate) history_count: u64,
}

impl ChargeItem {
    pub(crate) fn of(row: &ChargeRow) -> Self {
        Self {
            reference: row.reference.to_string(),
            organisation: row.organisation.as_ref().map(OrganisationView::of),
            purchase_order: row.purchase_order.as_ref().map(|order| order.as_str().to_owned()),
            booker: row.booker.as_str().to_owned(),
            what: match row.what {
                ChargeFor::Place => "place",
                ChargeFor::LateCancellation => "late_cancellation",
                ChargeFor::NoShow => "no_show",
            },
            places: row.places,
            each: Money::of(row.each),
            amount: Money::of(row.amount),
        }
    }
}

impl AuditView {
    pub(crate) fn of(audit: RunAudit) -> Self {
        let RunAudit { seats: Audit { holds, facts, faults, counts }, history_verified, history_count } = audit;
        let Counts { capacity, confirmed, offered, queued, available } = counts;
        let places = CountsView { capacity, confirmed, offered, queued, available };
        Self { holds, facts, faults, places, history_verified, history_count }
    }
}
