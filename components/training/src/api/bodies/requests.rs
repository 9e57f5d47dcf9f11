//! What the API takes, as its document describes it. The reading itself is `domain::training`'s, which finds every
//! problem at once.
#![expect(dead_code, reason = "describes what is read field by field")]

use utoipa::ToSchema;

/// A course.
#[derive(ToSchema)]
pub(crate) struct CourseBody {
    #[schema(example = "Attachment in the classroom")]
    title: String,
    /// What it is about, in up to 1,000 characters.
    summary: String,
    /// What somebody can do afterwards, 1 to 10.
    outcomes: Vec<String>,
    /// For whom it is: `designated_teachers`, `school_staff`, `early_years`, `social_workers`, `carers`, `governors` or
    /// `providers`.
    audiences: Vec<String>,
    /// How long it takes, 15 to 2,400.
    #[schema(example = 180)]
    minutes: u16,
}

/// Whether a course is retired.
#[derive(ToSchema)]
pub(crate) struct RetirementBody {
    retired: bool,
}

/// A run. Days and times are those of London.
#[derive(ToSchema)]
pub(crate) struct RunBody {
    /// The id of the course; only to make a run.
    course: Option<String>,
    #[schema(format = Date, example = "2027-02-10")]
    date: String,
    #[schema(example = "09:30")]
    start_time: String,
    /// The last day, where it is another.
    #[schema(format = Date)]
    end_date: Option<String>,
    #[schema(example = "12:30")]
    end_time: String,
    /// `in_person` or `online`.
    #[schema(example = "in_person")]
    mode: String,
    /// Name and address of the room; only in person.
    venue: Option<String>,
    /// Steps, lifts, parking, a hearing loop.
    access: Option<String>,
    /// Where to join, beginning with `https://`; only online. Whoever has a place sees it.
    link: Option<String>,
    /// Who teaches.
    trainer: String,
    /// With which address the trainer signs in, to keep the register.
    trainer_email: Option<String>,
    /// How many places, 1 to 500.
    #[schema(example = 30)]
    capacity: u16,
    /// With how few people it still runs; 1 unless you say so.
    minimum: Option<u16>,
    /// The day on which booking opens; at once unless you say so.
    #[schema(format = Date)]
    opens_on: Option<String>,
    /// The last day to book; until it starts unless you say so.
    #[schema(format = Date)]
    closes_on: Option<String>,
    /// Who pays how much; nobody else pays.
    prices: Option<Vec<PriceBody>>,
    /// Whose manager has to be named.
    permission: Option<Vec<String>>,
    /// Cancelling costs nothing until so many working days before the run, 0 to 60; 0 unless you say so.
    free_until_working_days: Option<u8>,
    /// What each place costs that is cancelled later.
    late_fee: Option<MoneyBody>,
    /// What each place costs whose attendee does not come.
    no_show_fee: Option<MoneyBody>,
    /// Somebody else may come instead until so many hours before the run, 0 to 336.
    substitution_until_hours: Option<u16>,
    /// What excuses cancelling late: `ofsted_visit`, `illness`, `safeguarding`.
    exemptions: Option<Vec<String>>,
}

/// What one audience pays for a place.
#[derive(ToSchema)]
pub(crate) struct PriceBody {
    #[schema(example = "designated_teachers")]
    audience: String,
    each: MoneyBody,
}

/// An amount.
#[derive(ToSchema)]
pub(crate) struct MoneyBody {
    /// In pence.
    #[schema(example = 7500)]
    amount: i64,
    #[schema(example = "GBP")]
    currency: String,
}

/// Why.
#[derive(ToSchema)]
pub(crate) struct ReasonBody {
    reason: String,
}
