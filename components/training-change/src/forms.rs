//! What a browser asks for and sends about a booking: which page is shown, and what is done in the end. The words are the
//! pages', the rules the domain's.

mod booking;
mod changing;
mod offer;

pub(crate) use booking::{accept, calendar, come_back, decline, leave, show_booking, show_come_back};
pub(crate) use changing::{cancel, choose_places, show_cancel, show_cost, show_substitute, substitute};
pub(crate) use offer::{answer_offer, show_offer};
