//! Links in emails that open one booking for one purpose: to answer an offer, to say what somebody thought. Nothing of them
//! is stored: they are sealed with our secret and say when they were made. A scanner that follows one does nothing; only the
//! button on the page does.

use domain::reference::Reference;
use domain::training::seats::PlaceNumber;
use jiff::{SignedDuration, Timestamp};
use records::{Database, RecordsError};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// For how many days a link to an offer works. The offer ends by itself, after two working days.
pub const OFFER_LINK_DAYS: i64 = 14;

/// For how many days a link to say what one thought works.
pub const EVALUATION_LINK_DAYS: i64 = 60;

const OFFER_PURPOSE: &str = "training/offer";
const EVALUATION_PURPOSE: &str = "training/evaluation";

/// A link to an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferLink {
    reference: Reference,
    made: i64,
}

/// A link to say what somebody thought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvaluationLink {
    reference: Reference,
    place: Option<PlaceNumber>,
    made: i64,
}

impl OfferLink {
    /// A link made at a moment. The same booking and moment make the same link, so that an email that is sent again leads
    /// where it led before.
    #[must_use]
    pub fn new(reference: Reference, made_at: Timestamp) -> Self {
        Self { reference, made: made_at.as_millisecond() }
    }

    /// Which booking it opens.
    #[must_use]
    pub const fn reference(&self) -> &Reference {
        &self.reference
    }

    /// The link as text, for its address: hexadecimal digits.
    ///
    /// # Errors
    /// None that a link comes to.
    pub fn token(&self, database: &Database) -> Result<String, RecordsError> {
        seal(database, OFFER_PURPOSE, self)
    }

    /// What [`OfferLink::token`] made, while it works; `None` for anything else.
    #[must_use]
    pub fn read(database: &Database, token: &str) -> Option<Self> {
        let link: Self = open(database, OFFER_PURPOSE, token)?;
        works(database, link.made, OFFER_LINK_DAYS).then_some(link)
    }
}

impl EvaluationLink {
    /// A link made at a moment; `place` where only one attendee can be meant.
    #[must_use]
    pub fn new(reference: Reference, place: Option<PlaceNumber>, made_at: Timestamp) -> Self {
        Self { reference, place, made: made_at.as_millisecond() }
    }

    /// Which booking it opens.
    #[must_use]
    pub const fn reference(&self) -> &Reference {
        &self.reference
    }

    /// Whose place, where that is plain; otherwise who follows it says who they are.
    #[must_use]
    pub const fn place(&self) -> Option<PlaceNumber> {
        self.place
    }

    /// The link as text, for its address: hexadecimal digits.
    ///
    /// # Errors
    /// None that a link comes to.
    pub fn token(&self, database: &Database) -> Result<String, RecordsError> {
        seal(database, EVALUATION_PURPOSE, self)
    }

    /// What [`EvaluationLink::token`] made, while it works; `None` for anything else.
    #[must_use]
    pub fn read(database: &Database, token: &str) -> Option<Self> {
        let link: Self = open(database, EVALUATION_PURPOSE, token)?;
        works(database, link.made, EVALUATION_LINK_DAYS).then_some(link)
    }
}

fn seal(database: &Database, purpose: &str, link: &impl Serialize) -> Result<String, RecordsError> {
    let text = serde_json::to_vec(link).ok();
    let sealed = text.and_then(|text| database.keyring().seal_token(purpose, &text, database.random()));
    sealed.ok_or_else(|| RecordsError::corrupt("a link that cannot be sealed", purpose))
}

fn open<T: DeserializeOwned>(database: &Database, purpose: &str, token: &str) -> Option<T> {
    serde_json::from_slice(&database.keyring().open_token(purpose, token)?).ok()
}

fn works(database: &Database, made: i64, days: i64) -> bool {
    let made = Timestamp::from_millisecond(made);
    made.is_ok_and(|made| database.now().duration_since(made) < SignedDuration::from_hours(24 * days))
}
