//! What staff send to make or change a run, read with every problem at once. Days and times are those of London.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde_json::Value;

use super::super::fields as f;
use super::super::run::{Delivery, RunDetails, Trainer};
use super::super::seats::Capacity;
use super::super::terms::{Policy, Price};
use super::super::words::{CourseId, Mode};
use crate::calendar::{at_london_time, end_of_day};
use crate::input::{self, Body, FromBody, Reader, Request, Style, Whole};
use crate::people::StaffId;
use crate::problems::{Code, Fault, Problems};
use crate::words::{EmailAddress, Pence};

/// A run that staff make or change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunRequest {
    /// What they say about it. Who the trainer is when they sign in is not known here: see `trainer_email`.
    pub details: RunDetails,
    /// With which email address the trainer signs in.
    pub trainer_email: Option<EmailAddress>,
    /// How many places.
    pub capacity: Capacity,
}

impl FromBody for RunRequest {
    const BODY: &'static Body = &Body::new(
        "RunBody",
        "A run. Days and times are those of London.",
        &[
            &f::DATE,
            &f::START_TIME,
            &f::END_DATE,
            &f::END_TIME,
            &f::MODE,
            &f::VENUE,
            &f::ACCESS,
            &f::LINK,
            &f::TRAINER,
            &f::TRAINER_EMAIL,
            &f::CAPACITY,
            &f::MINIMUM,
            &f::OPENS_ON,
            &f::CLOSES_ON,
            &f::PRICES,
            &f::PERMISSION,
            &f::FREE_UNTIL,
            &f::LATE_FEE,
            &f::NO_SHOW_FEE,
            &f::SUBSTITUTION,
            &f::EXEMPTIONS,
        ],
    );
}

/// A run to be made of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRun {
    /// Of which.
    pub course: CourseId,
    /// What staff say about it.
    pub run: RunRequest,
}

impl FromBody for NewRun {
    const BODY: &'static Body =
        &Body::new("NewRunBody", "A run to be made of a course. Days and times are those of London.", &[&f::COURSE])
            .and(&[RunRequest::BODY]);
}

impl Request for NewRun {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let (course, run) = (r.get(&f::COURSE), RunRequest::among(r));
        Some(Self { course: course?, run: run? })
    }
}

impl FromBody for Price {
    const BODY: &'static Body =
        &Body::new("PriceBody", "What one audience pays for a place.", &[&f::PRICE_AUDIENCE, &f::PRICE_EACH]);
}

impl RunRequest {
    /// Reads what staff send to make or change a run. Days and times are those of London.
    ///
    /// # Errors
    /// Every problem, in the order of the questions.
    pub fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, Self::among)
    }

    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let times = times(r);
        let delivery = delivery(r);
        let (trainer, trainer_email) = (r.get(&f::TRAINER), r.get(&f::TRAINER_EMAIL));
        let (capacity, minimum) = (r.get(&f::CAPACITY), r.get(&f::MINIMUM));
        let opens_at = r.get(&f::OPENS_ON).and_then(|day| r.check(&f::OPENS_ON, day.map(start_of_day).transpose()));
        let closes_at = r.get(&f::CLOSES_ON).map(|day| day.map(end_of_day));
        let prices = r.objects(&f::PRICES, price);
        let permission = r.get(&f::PERMISSION);
        let policy = policy(r);
        let (starts_at, ends_at) = times?;
        let (opens_at, closes_at) = (opens_at?, closes_at?);
        if opens_at.is_some_and(|opens_at| opens_at >= closes_at.unwrap_or(starts_at).min(starts_at)) {
            return r.note(&f::OPENS_ON, &Fault::about(Code::InvalidValue, "must be before booking closes"));
        }
        let trainer_email = trainer_email?;
        let trainer = Trainer { name: trainer?, email: trainer_email.clone(), member: None };
        let minimum = minimum?.map_or(1, Capacity::get);
        let details = RunDetails {
            starts_at,
            ends_at,
            delivery: delivery?,
            trainer,
            minimum,
            opens_at,
            closes_at,
            prices: one_price_each(prices?),
            permission: permission?,
            policy: policy?,
        };
        Some(Self { details, trainer_email, capacity: capacity? })
    }

    /// The same with the trainer's identity.
    #[must_use]
    pub fn with_trainer(mut self, member: Option<StaffId>) -> Self {
        self.details.trainer.member = member;
        self
    }
}

fn start_of_day(day: Date) -> Result<Timestamp, Fault> {
    at_london_time(day, 0, 0).ok_or(Fault::ask_again(Code::InvalidFormat))
}

fn times(r: &mut Reader<'_>) -> Option<(Timestamp, Timestamp)> {
    let (day, starts) = (r.get(&f::DATE), r.get(&f::START_TIME));
    let (last_day, ends) = (r.get(&f::END_DATE), r.get(&f::END_TIME));
    let day = day?;
    let last_day = last_day?.unwrap_or(day);
    let at = |day: Date, time: Time| {
        at_london_time(day, time.hour(), time.minute())
            .ok_or_else(|| Fault::about(Code::InvalidValue, "must be a time that the clocks show on that day"))
    };
    let starts_at = r.check(&f::START_TIME, at(day, starts?));
    let ends_at = r.check(&f::END_TIME, at(last_day, ends?));
    let (starts_at, ends_at) = (starts_at?, ends_at?);
    if ends_at <= starts_at {
        return r.note(&f::END_TIME, &Fault::about(Code::InvalidValue, "must be after the start"));
    }
    Some((starts_at, ends_at))
}

fn delivery(r: &mut Reader<'_>) -> Option<Delivery> {
    let (mode, venue, access, link) = (r.get(&f::MODE), r.get(&f::VENUE), r.get(&f::ACCESS), r.get(&f::LINK));
    Some(match mode? {
        Mode::InPerson => Delivery::InPerson { venue: venue?, access: access? },
        Mode::Online => Delivery::Online { link: link? },
    })
}

fn price(r: &mut Reader<'_>) -> Option<Price> {
    let (audience, each) = (r.get(&f::PRICE_AUDIENCE), r.get(&f::PRICE_EACH));
    Some(Price { audience: audience?, each: each? })
}

/// The last price said for each audience, and none that is nothing.
fn one_price_each(prices: Vec<Price>) -> Vec<Price> {
    let mut kept: Vec<Price> = Vec::new();
    for price in prices.into_iter().rev() {
        if price.each != Pence::ZERO && kept.iter().all(|known| known.audience != price.audience) {
            kept.insert(0, price);
        }
    }
    kept
}

fn policy(r: &mut Reader<'_>) -> Option<Policy> {
    let (days, late_fee, no_show_fee) = (r.get(&f::FREE_UNTIL), r.get(&f::LATE_FEE), r.get(&f::NO_SHOW_FEE));
    let (hours, exemptions) = (r.get(&f::SUBSTITUTION), r.get(&f::EXEMPTIONS));
    Some(Policy {
        free_until_working_days: u8::try_from(days?.map_or(0, Whole::get)).ok()?,
        late_fee: late_fee?.unwrap_or(Pence::ZERO),
        no_show_fee: no_show_fee?.unwrap_or(Pence::ZERO),
        substitution_until_hours: u16::try_from(hours?.map_or(0, Whole::get)).ok()?,
        exemptions: exemptions?,
    })
}
