//! The domain's refusals as answers: what the state is, and what can be done about it.

use domain::calendar::moment_in_words;
use domain::training::booking::BookingRefusal;
use domain::training::run::{RunRefusal, Window};
use domain::training::seats::{PlaceNumber, SeatsRefusal};
use web::{Problem, Value};

/// Why something was not done on a run.
pub(crate) fn refused(refusal: RunRefusal) -> Problem {
    match refusal {
        RunRefusal::Seats(refusal) => seats_refused(&refusal),
        RunRefusal::NotOpen(window) => not_open(window),
        RunRefusal::NotForThem(_) => {
            Problem::conflict("not_for_them", "This training is not for the people you want to book places for")
        }
        RunRefusal::TooLateToSubstitute { until } => {
            let detail = format!("Somebody else could come instead until {}", moment_in_words(until));
            Problem::conflict("too_late_to_substitute", detail).member("until", until.to_string())
        }
        RunRefusal::Begun => {
            Problem::conflict("begun", "This run has begun, so it can be neither changed nor cancelled")
        }
        RunRefusal::CalledOff => Problem::conflict("run_cancelled", "This run is cancelled"),
        RunRefusal::HarsherTerms => {
            let detail = "Somebody has booked on the terms as they are. Fees and times for cancelling and for not coming can \
                          become kinder, but not harsher, and no excuse can be taken away";
            Problem::conflict("harsher_terms", detail)
        }
        RunRefusal::CostsMore { fee_each } => {
            let detail = format!("It is later by now, and giving up a place costs {fee_each}. Nothing was changed");
            Problem::conflict("costs_more", detail).member("fee_each", fee_each.get())
        }
    }
}

/// Places cannot be asked for now.
pub(crate) fn not_open(window: Window) -> Problem {
    match window {
        Window::NotYet { opens_at } => {
            let detail = format!("Booking opens at {}", moment_in_words(opens_at));
            Problem::conflict("not_open_yet", detail).member("opens_at", opens_at.to_string())
        }
        Window::Cancelled => Problem::conflict("run_cancelled", CANCELLED),
        Window::Open { .. } | Window::Closed => {
            Problem::conflict("closed", "Booking has closed. Look for another date of the same training")
        }
    }
}

/// Why a booking stays as it is.
pub(crate) fn booking_refused(refusal: BookingRefusal) -> Problem {
    match refusal {
        BookingRefusal::NoSuchPlace => Problem::not_found(),
        BookingRefusal::TooManySubstitutions => {
            Problem::conflict("too_many_substitutions", "The attendee of this place was changed too often. Contact us")
        }
        BookingRefusal::DidNotAttend => {
            Problem::conflict("did_not_attend", "Only somebody who attended can say what they thought of the training")
        }
        BookingRefusal::EvaluatedAlready => {
            Problem::conflict("evaluated", "We have had what you thought of this training before")
        }
        BookingRefusal::TooManyNotices => {
            Problem::conflict("too_many_notices", "There is no room for another message to this booking")
        }
    }
}

const BEGUN: &str = "The training has begun, so its places can no longer be changed";
const CANCELLED: &str = "This training does not take place";

fn seats_refused(refusal: &SeatsRefusal) -> Problem {
    match refusal {
        SeatsRefusal::Unknown => Problem::not_found(),
        SeatsRefusal::AlreadyThere { places } => {
            let detail = "Somebody with the same email address has a place on this training already, or waits for one. \
                          Each email address can have one place";
            Problem::conflict("already_there", detail).member("places", numbers(places))
        }
        SeatsRefusal::WrongNumberOfPlaces { .. } => {
            Problem::conflict("wrong_number", "Ask for between 1 and 10 places")
        }
        SeatsRefusal::OfferExpired => {
            Problem::gone("The offer has run out, and the places were offered to somebody else")
        }
        SeatsRefusal::NoOffer => Problem::conflict("no_offer", "There is no offer to accept or decline"),
        SeatsRefusal::NotLive { places } => {
            let detail = "These places are no longer held or waited for, so nothing can be changed about them";
            Problem::conflict("not_live", detail).member("places", numbers(places))
        }
        SeatsRefusal::RunStarted => Problem::conflict("begun", BEGUN),
        SeatsRefusal::RunCancelled => Problem::conflict("run_cancelled", CANCELLED),
        SeatsRefusal::BelowTaken { confirmed, offered } => {
            let detail = format!(
                "{confirmed} places are confirmed and {offered} are offered, so there cannot be fewer than {}",
                u32::from(*confirmed) + u32::from(*offered)
            );
            Problem::conflict("below_taken", detail).member("confirmed", *confirmed).member("offered", *offered)
        }
        SeatsRefusal::TooManyParties | SeatsRefusal::LogFull => {
            Problem::conflict("too_much", "So many people have asked for places on this training that no more can")
        }
        SeatsRefusal::NotBegun => Problem::conflict("not_begun", "The register opens on the day of the training"),
        SeatsRefusal::Impossible(why) => Problem::internal(format!("seats that would break a rule: {why}")),
    }
}

fn numbers(places: &[PlaceNumber]) -> Vec<Value> {
    places.iter().map(|place| Value::from(place.get())).collect()
}
