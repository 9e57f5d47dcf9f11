//! From the domain's facts to what is shown of them.

use domain::calendar::{Calendar, moment_in_words};
use domain::choice::Choice;
use domain::training::booking::Booking;
use domain::training::run::{Delivery, Run};
use domain::training::seats::{Offer, PlaceState};
use domain::training::terms::Cancellation;
use store::training::SchoolBooking;
use web::{App, Problem};

use super::{BookedRunView, BookingView, CostView, FeeView, NoticeView, OfferView, SchoolRowView};
use crate::api::bodies::{Money, OrganisationView, PlaceView, WaitingView};

impl BookingView {
    pub(crate) fn of(app: &App, booking: &Booking, run: &Run) -> Result<Self, Problem> {
        let reference = booking.reference();
        let party = run.seats().party(reference);
        let places = party.map(|party| party.places()).unwrap_or_default();
        let confirmed = places.iter().any(|place| place.state == PlaceState::Confirmed);
        let book = booking.book();
        let calendar = Calendar::england_and_wales();
        let policy = &run.details().policy;
        Ok(Self {
            reference: reference.to_string(),
            asked_at: booking.asked_at(),
            run: BookedRunView::of(run, confirmed),
            places: PlaceView::all(places, booking),
            offer: party.and_then(|party| party.offer()).map(|offer| OfferView::of(&offer)),
            waiting: run.seats().waiting(reference).map(|waiting| WaitingView::of(&waiting)),
            audience: book.audience.name(),
            organisation: book.organisation.as_ref().map(OrganisationView::of),
            name: book.booker.name.as_str().to_owned(),
            email: book.booker.email.as_str().to_owned(),
            phone: book.booker.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            manager: book.manager.as_ref().map(|manager| manager.as_str().to_owned()),
            fee: book.fee.as_ref().map(|fee| FeeView {
                each: Money::of(fee.each),
                purchase_order: fee.purchase_order.as_str().to_owned(),
            }),
            takes_fewer: book.takes_fewer,
            free_until: policy.free_until(run.details().starts_at, &calendar),
            substitution_until: policy.substitution_until(run.details().starts_at),
            messages: booking
                .notices()
                .iter()
                .map(|notice| NoticeView { at: notice.at, text: notice.text.as_str().to_owned() })
                .collect(),
            safeguarding: app.council()?.safeguarding.sentences(),
        })
    }
}

impl BookedRunView {
    fn of(run: &Run, confirmed: bool) -> Self {
        let details = run.details();
        let (venue, access, link) = match &details.delivery {
            Delivery::InPerson { venue, access } => {
                (Some(venue.as_str().to_owned()), access.as_ref().map(|access| access.as_str().to_owned()), None)
            }
            Delivery::Online { link } => (None, None, confirmed.then(|| link.as_str().to_owned())),
        };
        Self {
            id: run.id().as_str().to_owned(),
            title: run.title().as_str().to_owned(),
            starts_at: details.starts_at,
            ends_at: details.ends_at,
            mode: details.delivery.mode().name(),
            venue,
            access,
            link,
            trainer: details.trainer.name.as_str().to_owned(),
            cancelled: run.cancelled().map(|reason| reason.as_str().to_owned()),
        }
    }
}

impl OfferView {
    fn of(offer: &Offer) -> Self {
        Self {
            places: offer.places.iter().map(|place| place.get()).collect(),
            until: offer.until,
            until_says: moment_in_words(offer.until),
        }
    }
}

impl CostView {
    pub(crate) fn of(cost: &Cancellation, places: u32) -> Self {
        Self {
            free: cost.free,
            each: Money::of(cost.fee_each),
            places,
            // No policy's fee times ten is too much.
            total: Money::of(cost.fee_each.times(places).unwrap_or(cost.fee_each)),
            free_until: cost.free_until,
            free_until_says: moment_in_words(cost.free_until),
        }
    }
}

impl SchoolRowView {
    pub(crate) fn of(booking: &SchoolBooking) -> Self {
        let row = &booking.row;
        Self {
            reference: row.reference.to_string(),
            run: row.run.as_str().to_owned(),
            title: row.title.as_str().to_owned(),
            starts_at: row.starts_at,
            asked_at: row.asked_at,
            places: booking.places.iter().map(|state| state.name().name()).collect(),
            place: format!("{:020} {}", i64::MAX - row.starts_at.as_millisecond(), row.reference),
        }
    }

    /// Where it stands in the list.
    pub(crate) fn place(&self) -> String {
        self.place.clone()
    }
}
