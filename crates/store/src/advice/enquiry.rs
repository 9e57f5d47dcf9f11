//! An enquiry as a record: what names it, what its list shows of it, and what a step comes to.

use domain::advice::{Enquiry, Refusal, Row, StageName, Step};
use domain::calendar::Calendar;
use domain::reference::{Prefix, Reference};
use records::{ChangeError, Database, Decision, ListName, Outcome, Record, RecordId, RecordsError, Versioned};
use serde::{Deserialize, Serialize};

use crate::access::Access;
use crate::advice::worklist::{ENDED_UNSENT, OPEN};

/// The references and codes of enquiries.
pub const ACCESS: Access = Access { area: "advice", prefix: Prefix::Enquiry };

/// An enquiry as a record.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredEnquiry(pub Enquiry);

impl Record for StoredEnquiry {
    const KIND: &'static str = "advice";
    const SCHEMA: u32 = 1;
    type Row = Row;

    fn rows(&self) -> Vec<(ListName, Row)> {
        // Days off come from the law, not from a setting: the row is the same on every host.
        let row = Row::of(&self.0, &Calendar::england_and_wales());
        let list = if self.0.is_open() { OPEN } else { ENDED_UNSENT };
        let shown = self.0.is_open() || row.outgoing.is_some();
        ListName::parse(list).ok().filter(|_| shown).map(|list| (list, row)).into_iter().collect()
    }
}

/// Why a step on an enquiry was not taken.
pub type StepError = ChangeError<Refused>;

/// A step that the rules refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// How the enquiry stands.
    pub stage: StageName,
    /// Why.
    pub refusal: Refusal,
}

/// An enquiry after a step, and whether the step had been taken before.
pub struct Stepped {
    /// As it stands now.
    pub current: Versioned<StoredEnquiry>,
    /// Whether the step had been taken before.
    pub repeated: bool,
}

impl Stepped {
    /// What became of a change.
    pub(super) fn of(outcome: Outcome<StoredEnquiry>) -> Result<Self, StepError> {
        match outcome {
            Outcome::Changed(current) => Ok(Self { current, repeated: false }),
            Outcome::Repeated { current, .. } | Outcome::Kept(Some(current)) => Ok(Self { current, repeated: true }),
            Outcome::Kept(None) => Err(ChangeError::NotFound),
        }
    }
}

/// What a step decides.
pub(super) fn decided(enquiry: &Enquiry, step: &dyn Fn(Enquiry) -> Step) -> Result<Decision<StoredEnquiry>, StepError> {
    let stage = enquiry.stage().name();
    let stepped = step(enquiry.clone()).map_err(|refusal| ChangeError::Refused(Refused { stage, refusal }))?;
    Ok(Decision::Write(StoredEnquiry(stepped)))
}

/// An enquiry's reference as it stands in a path; `None` for what is none.
#[must_use]
pub fn reference(text: &str) -> Option<Reference> {
    Reference::parse(text).ok().filter(|reference| reference.prefix() == Prefix::Enquiry)
}

/// The enquiry that a reference names. Two store operations.
///
/// # Errors
/// The store's.
pub async fn read(
    database: &Database,
    reference: &Reference,
) -> Result<Option<Versioned<StoredEnquiry>>, RecordsError> {
    database.records::<StoredEnquiry>().read(&record_id(reference)?).await
}

/// Whether nothing of an enquiry's history is missing or changed.
#[must_use]
pub fn history_is_whole(found: &Versioned<StoredEnquiry>) -> bool {
    record_id(found.record.0.reference()).is_ok_and(|id| found.history.verify(StoredEnquiry::KIND, &id))
}

/// The record that a reference names.
pub(super) fn record_id(reference: &Reference) -> Result<RecordId, RecordsError> {
    Ok(RecordId::parse(&reference.to_string())?)
}
