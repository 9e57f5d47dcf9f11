//! What a booking looks like to whoever may see it. It decides nothing and fetches nothing.

mod fill;

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Money, OrganisationView, PlaceView, WaitingView};

/// A booker's receipt. The access code is shown here and never again.
#[derive(Serialize, ToSchema)]
pub(crate) struct Receipt {
    /// Opens the booking, together with the reference. Write it down: we cannot show it again.
    #[schema(example = "ABCD-EFGH-JKLM-NPQR")]
    pub(crate) access_code: String,
    #[serde(flatten)]
    pub(crate) booking: BookingView,
}

/// A booking.
#[derive(Serialize, ToSchema)]
pub(crate) struct BookingView {
    /// Names it.
    #[schema(example = "TRN-4K7M-95XW")]
    pub(crate) reference: String,
    /// When the places were asked for.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) asked_at: Timestamp,
    /// On what.
    pub(crate) run: BookedRunView,
    /// How each place stands.
    pub(crate) places: Vec<PlaceView>,
    /// What is offered and can be accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) offer: Option<OfferView>,
    /// How they wait, where they do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) waiting: Option<WaitingView>,
    /// Who the places are for.
    pub(crate) audience: &'static str,
    /// For whom they were booked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) organisation: Option<OrganisationView>,
    /// Who booked.
    pub(crate) name: String,
    /// Where we write to.
    pub(crate) email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) phone: Option<String>,
    /// Who gave permission.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) manager: Option<String>,
    /// What a place costs, where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fee: Option<FeeView>,
    /// Whether some of the places are of use without the others.
    pub(crate) takes_fewer: bool,
    /// Until when cancelling is free.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) free_until: Timestamp,
    /// Until when somebody else may come instead.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) substitution_until: Timestamp,
    /// What we wrote to whoever booked, oldest first.
    pub(crate) messages: Vec<NoticeView>,
    /// What to do when a child is in danger.
    pub(crate) safeguarding: String,
}

/// What places were booked on.
#[derive(Serialize, ToSchema)]
pub(crate) struct BookedRunView {
    pub(crate) id: String,
    pub(crate) title: String,
    #[schema(value_type = String, format = DateTime)]
    pub(crate) starts_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    pub(crate) ends_at: Timestamp,
    /// `in_person` or `online`.
    pub(crate) mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) venue: Option<String>,
    /// Steps, lifts, parking, a hearing loop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) access: Option<String>,
    /// Where it is joined; only with a confirmed place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) link: Option<String>,
    pub(crate) trainer: String,
    /// Why it does not take place, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cancelled: Option<String>,
}

/// Places that can be accepted.
#[derive(Serialize, ToSchema)]
pub(crate) struct OfferView {
    /// Which.
    pub(crate) places: Vec<u8>,
    /// The first moment at which it is too late.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) until: Timestamp,
    /// The same in words.
    #[schema(example = "4:30pm on Friday 4 August 2023")]
    pub(crate) until_says: String,
}

/// What a place costs.
#[derive(Serialize, ToSchema)]
pub(crate) struct FeeView {
    pub(crate) each: Money,
    pub(crate) purchase_order: String,
}

/// A message from us.
#[derive(Serialize, ToSchema)]
pub(crate) struct NoticeView {
    #[schema(value_type = String, format = DateTime)]
    pub(crate) at: Timestamp,
    pub(crate) text: String,
}

/// What giving places up would cost.
#[derive(Serialize, ToSchema)]
pub(crate) struct CostView {
    /// Whether it costs nothing.
    pub(crate) free: bool,
    /// What each confirmed place costs.
    pub(crate) each: Money,
    /// How many of the places named are confirmed: the others cost nothing.
    pub(crate) places: u32,
    /// What they cost together.
    pub(crate) total: Money,
    /// Until when it is free, whatever the reason.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) free_until: Timestamp,
    /// The same in words.
    #[schema(example = "midnight on Friday 4 August 2023")]
    pub(crate) free_until_says: String,
}

/// A booking in a school's list.
#[derive(Clone, Serialize, ToSchema)]
pub(crate) struct SchoolRowView {
    pub(crate) reference: String,
    pub(crate) run: String,
    pub(crate) title: String,
    #[schema(value_type = String, format = DateTime)]
    pub(crate) starts_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    pub(crate) asked_at: Timestamp,
    /// How each place stands, for programs; empty for what is long past.
    pub(crate) places: Vec<&'static str>,
    #[serde(skip)]
    pub(crate) place: String,
}
