//! The refusals of training as answers: what the state is, and what can be done about it.

use std::borrow::Cow;

use domain::calendar::moment_in_words;
use domain::training::booking::BookingRefusal;
use domain::training::run::{RunRefusal, Window};
use domain::training::seats::{PlaceNumber, SeatsRefusal};
use http::StatusCode;
use store::training::{Refused, TrainingError};
use web::{Problem, Value};

/// A refusal that is about how things stand, as a program and a page say it.
pub(crate) struct Conflict {
    /// 409; 410 where it was so and will not be again.
    pub(crate) status: StatusCode,
    /// What people are told.
    pub(crate) sentence: Cow<'static, str>,
    state: &'static str,
    members: Vec<(&'static str, Value)>,
}

/// What is answered where something about training was not done.
pub(crate) fn problem(error: TrainingError) -> Problem {
    error.map(|refused| conflict(refused).map_or_else(|problem| problem, Problem::from)).into()
}

/// How things stand that something was refused.
///
/// # Errors
/// The problem, where it is about something that is not there, or cannot be.
pub(crate) fn conflict(refused: Refused) -> Result<Conflict, Problem> {
    match refused {
        Refused::Run(refusal) => refused_by_run(refusal),
        Refused::Booking(refusal) => refused_by_booking(refusal),
        Refused::CourseRetired => Ok(Conflict::new("retired", "No new dates are made of a retired course")),
    }
}

fn refused_by_run(refusal: RunRefusal) -> Result<Conflict, Problem> {
    Ok(match refusal {
        RunRefusal::Seats(refusal) => return refused_by_seats(&refusal),
        RunRefusal::NotOpen(window) => not_open(window),
        RunRefusal::NotForThem(_) => {
            Conflict::new("not_for_them", "This training is not for the people you want to book places for")
        }
        RunRefusal::TooLateToSubstitute { until } => {
            let sentence = format!("Somebody else could come instead until {}", moment_in_words(until));
            Conflict::new("too_late_to_substitute", sentence).member("until", until.to_string())
        }
        RunRefusal::Begun => Conflict::new("begun", "This run has begun, so it can be neither changed nor cancelled"),
        RunRefusal::CalledOff => Conflict::new("run_cancelled", "This run is cancelled"),
        RunRefusal::HarsherTerms => {
            let sentence = "Somebody has booked on the terms as they are. Fees and times for cancelling and for not coming can \
                 become kinder, but not harsher, and no excuse can be taken away";
            Conflict::new("harsher_terms", sentence)
        }
        RunRefusal::CostsMore { fee_each } => {
            let sentence = format!("It is later by now, and giving up a place costs {fee_each}. Nothing was changed");
            Conflict::new("costs_more", sentence).member("fee_each", fee_each.get())
        }
    })
}

/// Places cannot be asked for now.
fn not_open(window: Window) -> Conflict {
    match window {
        Window::NotYet { opens_at } => {
            let sentence = format!("Booking opens at {}", moment_in_words(opens_at));
            Conflict::new("not_open_yet", sentence).member("opens_at", opens_at.to_string())
        }
        Window::Cancelled => Conflict::new("run_cancelled", CANCELLED),
        Window::Open { .. } | Window::Closed => {
            Conflict::new("closed", "Booking has closed. Look for another date of the same training")
        }
    }
}

fn refused_by_booking(refusal: BookingRefusal) -> Result<Conflict, Problem> {
    Ok(match refusal {
        BookingRefusal::NoSuchPlace => return Err(Problem::not_found()),
        BookingRefusal::TooManySubstitutions => {
            let sentence = "The attendee of this place was changed too often. Contact us";
            Conflict::new("too_many_substitutions", sentence)
        }
        BookingRefusal::DidNotAttend => {
            let sentence = "Only somebody who attended can say what they thought of the training";
            Conflict::new("did_not_attend", sentence)
        }
        BookingRefusal::EvaluatedAlready => {
            Conflict::new("evaluated", "We have had what you thought of this training before")
        }
        BookingRefusal::TooManyNotices => {
            Conflict::new("too_many_notices", "There is no room for another message to this booking")
        }
    })
}

const BEGUN: &str = "The training has begun, so its places can no longer be changed";
const CANCELLED: &str = "This training does not take place";

fn refused_by_seats(refusal: &SeatsRefusal) -> Result<Conflict, Problem> {
    Ok(match refusal {
        SeatsRefusal::Unknown => return Err(Problem::not_found()),
        SeatsRefusal::AlreadyThere { places } => {
            let sentence = "Somebody with the same email address has a place on this training already, or waits for one. \
                            Each email address can have one place";
            Conflict::new("already_there", sentence).member("places", numbers(places))
        }
        SeatsRefusal::WrongNumberOfPlaces { .. } => Conflict::new("wrong_number", "Ask for between 1 and 10 places"),
        SeatsRefusal::OfferExpired => {
            Conflict::gone("The offer has run out, and the places were offered to somebody else")
        }
        SeatsRefusal::NoOffer => Conflict::new("no_offer", "There is no offer to accept or decline"),
        SeatsRefusal::NotLive { places } => {
            let sentence = "These places are no longer held or waited for, so nothing can be changed about them";
            Conflict::new("not_live", sentence).member("places", numbers(places))
        }
        SeatsRefusal::RunStarted => Conflict::new("begun", BEGUN),
        SeatsRefusal::RunCancelled => Conflict::new("run_cancelled", CANCELLED),
        SeatsRefusal::BelowTaken { confirmed, offered } => {
            let sentence = format!(
                "{confirmed} places are confirmed and {offered} are offered, so there cannot be fewer than {}",
                u32::from(*confirmed) + u32::from(*offered)
            );
            Conflict::new("below_taken", sentence).member("confirmed", *confirmed).member("offered", *offered)
        }
        SeatsRefusal::TooManyParties | SeatsRefusal::LogFull => {
            Conflict::new("too_much", "So many people have asked for places on this training that no more can")
        }
        SeatsRefusal::NotBegun => Conflict::new("not_begun", "The register opens on the day of the training"),
        SeatsRefusal::Impossible(why) => {
            return Err(Problem::internal(format!("seats that would break a rule: {why}")));
        }
    })
}

fn numbers(places: &[PlaceNumber]) -> Vec<Value> {
    places.iter().map(|place| Value::from(place.get())).collect()
}

impl Conflict {
    fn new(state: &'static str, sentence: impl Into<Cow<'static, str>>) -> Self {
        Self { status: StatusCode::CONFLICT, sentence: sentence.into(), state, members: Vec::new() }
    }

    fn gone(sentence: &'static str) -> Self {
        Self { status: StatusCode::GONE, ..Self::new("", sentence) }
    }

    fn member(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.members.push((name, value.into()));
        self
    }
}

impl From<Conflict> for Problem {
    fn from(conflict: Conflict) -> Self {
        let Conflict { status, sentence, state, members } = conflict;
        let problem = if status == StatusCode::GONE { Self::gone(sentence) } else { Self::conflict(state, sentence) };
        members.into_iter().fold(problem, |problem, (name, value)| problem.member(name, value))
    }
}
