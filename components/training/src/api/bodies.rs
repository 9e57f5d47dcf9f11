//! What courses and runs look like to whoever may see them. It decides nothing and fetches nothing.

mod attendance;
mod bookings;
mod charges;
mod due;
mod places;
mod run_details;
mod runs;

pub(crate) use attendance::*;
pub(crate) use bookings::*;
pub(crate) use charges::*;
pub(crate) use due::*;
pub(crate) use places::*;
pub(crate) use run_details::*;
pub(crate) use runs::*;

use domain::choice::Choice;
use domain::words::Pence;
use serde::Serialize;
use utoipa::ToSchema;

/// An amount.
#[derive(Serialize, ToSchema)]
pub(crate) struct Money {
    /// In pence.
    pub(crate) amount: i64,
    /// Always `GBP`.
    pub(crate) currency: &'static str,
}

impl Money {
    pub(crate) const fn of(amount: Pence) -> Self {
        Self { amount: amount.get(), currency: "GBP" }
    }
}

pub(crate) fn names<T: Choice>(choices: &[T]) -> Vec<&'static str> {
    choices.iter().map(|choice| choice.name()).collect()
}
