//! What staff send to make or change a run, read with every problem at once. Days and times are those of London.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

use super::super::fields as f;
use super::super::run::{Delivery, JoinLink, RunDetails, Trainer};
use super::super::seats::Capacity;
use super::super::terms::{MAX_FREE_WORKING_DAYS, MAX_SUBSTITUTION_HOURS, Policy, Price};
use super::super::words::{Audience, CourseId, Exemption, Mode};
use crate::calendar::{at_london_time, end_of_day};
use crate::choice::{Choice, choice};
use crate::input::{self, Reader, Style};
use crate::people::StaffId;
use crate::problems::{Code, Fault, Problems};
use crate::text::{LongText, ShortText};
use crate::words::{EmailAddress, Pence, PersonName, date};

/// How many places a run may have.
const CAPACITIES: std::ops::RangeInclusive<i64> = 1..=500;

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

impl RunRequest {
    /// Reads what staff send to make or change a run. Days and times are those of London.
    ///
    /// # Errors
    /// Every problem, in the order of the questions.
    pub fn read(body: &Value, style: Style) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            let times = times(r);
            let delivery = delivery(r);
            let trainer = r.required(&f::TRAINER, PersonName::parse);
            let trainer_email = r.optional(&f::TRAINER_EMAIL, EmailAddress::parse);
            let capacity = r.integer(&f::CAPACITY, CAPACITIES);
            let minimum = r.optional_integer(&f::MINIMUM, CAPACITIES);
            let opens_at = r.optional(&f::OPENS_ON, |typed| {
                at_london_time(date(typed)?, 0, 0).ok_or(Fault::ask_again(Code::InvalidFormat))
            });
            let closes_at = r.optional(&f::CLOSES_ON, |typed| Ok(end_of_day(date(typed)?)));
            let prices = r.objects(&f::PRICES, 0..=Audience::ALL.len(), price);
            let permission = r.list(&f::PERMISSION, 0..=Audience::ALL.len(), choice);
            let policy = policy(r);
            let (starts_at, ends_at) = times?;
            let (opens_at, closes_at) = (opens_at?, closes_at?);
            if opens_at.is_some_and(|opens_at| opens_at >= closes_at.unwrap_or(starts_at).min(starts_at)) {
                return r.note(&f::OPENS_ON, &Fault::about(Code::InvalidValue, "must be before booking closes"));
            }
            let trainer_email = trainer_email?;
            let trainer = Trainer { name: trainer?, email: trainer_email.clone(), member: None };
            let minimum = u16::try_from(minimum?.unwrap_or(1)).ok()?;
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
            let capacity = Capacity::new(u16::try_from(capacity?).ok()?).ok()?;
            Some(Self { details, trainer_email, capacity })
        })
    }

    /// Reads of which course a run is to be made, beside [`RunRequest::read`].
    ///
    /// # Errors
    /// There is none.
    pub fn course(body: &Value) -> Result<CourseId, Problems> {
        let found = body.get(f::COURSE.name).and_then(Value::as_str).unwrap_or_default();
        CourseId::parse(found).map_err(|_| {
            let code = if found.is_empty() { Code::CannotBeEmpty } else { Code::InvalidValue };
            Problems::one("#/course", code, f::COURSE.missing)
        })
    }

    /// The same with the trainer's identity.
    #[must_use]
    pub fn with_trainer(mut self, member: Option<StaffId>) -> Self {
        self.details.trainer.member = member;
        self
    }
}

/// `09:30`, also `9:30`, `9.30` and `0930`.
fn time(typed: &str) -> Result<(i8, i8), Fault> {
    let refused = || Fault::ask_again(Code::InvalidFormat);
    let typed = typed.trim();
    let (hour, minute) = typed
        .split_once([':', '.'])
        .or_else(|| typed.split_at_checked(typed.len().checked_sub(2)?))
        .ok_or_else(refused)?;
    let number = |text: &str, most: i8| {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<i8>().ok().filter(|number| digits && *number <= most).ok_or_else(refused)
    };
    if minute.len() != 2 {
        return Err(refused());
    }
    Ok((number(hour, 23)?, number(minute, 59)?))
}

fn times(r: &mut Reader<'_>) -> Option<(Timestamp, Timestamp)> {
    let day = r.required(&f::DATE, date);
    let starts = r.required(&f::START_TIME, time);
    let last_day = r.optional(&f::END_DATE, date);
    let ends = r.required(&f::END_TIME, time);
    let day = day?;
    let last_day = last_day?.unwrap_or(day);
    let at = |day: Date, (hour, minute): (i8, i8)| {
        at_london_time(day, hour, minute)
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
    let mode = r.required(&f::MODE, choice::<Mode>);
    let venue = r.conditional(mode == Some(Mode::InPerson), &f::VENUE, ShortText::parse);
    let access = r.optional(&f::ACCESS, LongText::parse);
    let link = r.conditional(mode == Some(Mode::Online), &f::LINK, JoinLink::parse);
    match mode? {
        Mode::InPerson => Some(Delivery::InPerson { venue: venue??, access: access? }),
        Mode::Online => Some(Delivery::Online { link: link?? }),
    }
}

fn price(r: &mut Reader<'_>) -> Option<Price> {
    let audience = r.required(&f::PRICE_AUDIENCE, choice);
    let each = r.money(&f::PRICE_EACH);
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
    let days = r.optional_integer(&f::FREE_UNTIL, 0..=MAX_FREE_WORKING_DAYS);
    let late_fee = r.optional_money(&f::LATE_FEE);
    let no_show_fee = r.optional_money(&f::NO_SHOW_FEE);
    let hours = r.optional_integer(&f::SUBSTITUTION, 0..=MAX_SUBSTITUTION_HOURS);
    let exemptions = r.list(&f::EXEMPTIONS, 0..=Exemption::ALL.len(), choice);
    Some(Policy {
        free_until_working_days: u8::try_from(days?.unwrap_or(0)).ok()?,
        late_fee: late_fee?.unwrap_or(Pence::ZERO),
        no_show_fee: no_show_fee?.unwrap_or(Pence::ZERO),
        substitution_until_hours: u16::try_from(hours?.unwrap_or(0)).ok()?,
        exemptions: exemptions?,
    })
}
