//! The pages of whoever has booked. Each is a function of what stands on it; it fetches nothing and decides
//! nothing.

mod booking;
mod changing;
mod come_back;
mod offer;

pub(crate) use booking::{Bench, booking};
pub(crate) use changing::{Choosing, Costed, Substituting, cancel, cost, substitute};
pub(crate) use come_back::{ComingBack, come_back};
pub(crate) use offer::{Offered, offer, offer_gone};
