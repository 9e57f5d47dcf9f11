//! Enquiries where they are kept: their records, their codes, and the two ways to change one. It knows no route.

use domain::access_code::AccessCode;
use domain::advice::{Enquiry, Opened, Row, Step};
use domain::calendar::Calendar;
use domain::digest::Digest;
use domain::reference::{Prefix, Reference};
use records::{By, Decision, ListName, Outcome, Record, RecordId, Repeat, Versioned};
use serde::{Deserialize, Serialize};
use web::{App, Fingerprint, IdempotencyKey, Problem};

use crate::problems::refused;

/// The one list of everything that somebody has to do. What goes out by email stands in the same row: were it on a list of
/// its own, every submission would write two rows.
const OPEN: &str = "open";

/// The list of what has ended while something was still to go out.
const ENDED_UNSENT: &str = "ended-unsent";

/// All lists: on one of them is each enquiry of which something is to go out.
pub const LISTS: &[&str] = &[OPEN, ENDED_UNSENT];

/// What a code's digest is made for; never changed, or no code opens anything.
const CODE_PURPOSE: &str = "advice/access-code";

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

/// Who opened an enquiry, kept apart from it: looking must not make anybody's version stale.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredOpened(pub Opened);

impl Record for StoredOpened {
    const KIND: &'static str = "advice-opened";
    const SCHEMA: u32 = 1;
    type Row = ();

    fn rows(&self) -> Vec<(ListName, ())> {
        Vec::new()
    }
}

/// The list of open enquiries.
///
/// # Errors
/// 500, which a fixed name cannot come to.
pub fn open_list() -> Result<ListName, Problem> {
    ListName::parse(OPEN).map_err(Problem::internal)
}

/// What names and opens a new enquiry: drawn by chance, or from the caller's idempotency key and our secret, so that a
/// repeated request can be given its first answer again although the code was never stored.
pub struct Drawn {
    /// Names the enquiry.
    pub reference: Reference,
    /// Opens it.
    pub code: AccessCode,
    /// Which try it was.
    pub draw: u8,
}

impl Drawn {
    /// The `draw`th try: a reference may turn out to be in use.
    pub fn new(app: &App, key: Option<&IdempotencyKey>, draw: u8) -> Self {
        let bytes = |purpose| match key {
            Some(key) => app.keyring().digest(purpose, &[key.as_str().as_bytes(), &[draw]]),
            None => app.random(),
        };
        Self {
            reference: Reference::draw(Prefix::Enquiry, bytes("advice/new-reference")),
            code: AccessCode::draw(bytes("advice/new-code")),
            draw,
        }
    }

    /// What is stored of the code.
    pub fn digest(&self, app: &App) -> Digest {
        Digest::new(app.keyring().digest(CODE_PURPOSE, &code_parts(&self.reference.to_string(), &self.code)))
    }
}

/// Whether `code` opens this enquiry, in a time that does not tell how nearly.
pub(crate) fn opens(app: &App, enquiry: &Enquiry, code: &AccessCode) -> bool {
    let reference = enquiry.reference().to_string();
    app.keyring().verify(CODE_PURPOSE, &code_parts(&reference, code), enquiry.code().as_bytes())
}

/// The work of [`opens`] where there is nothing to open, so that both take the same time.
pub(crate) fn opens_nothing(app: &App, reference: &Reference, code: &AccessCode) -> bool {
    app.keyring().verify(CODE_PURPOSE, &code_parts(&reference.to_string(), code), &[0; 32])
}

fn code_parts<'a>(reference: &'a str, code: &'a AccessCode) -> [&'a [u8]; 2] {
    [reference.as_bytes(), code.expose().as_bytes()]
}

/// An enquiry's reference as it stands in a path; what is none names nothing.
///
/// # Errors
/// 404.
pub fn reference(text: &str) -> Result<Reference, Problem> {
    let reference = Reference::parse(text).map_err(|_| Problem::not_found())?;
    if reference.prefix() == Prefix::Enquiry { Ok(reference) } else { Err(Problem::not_found()) }
}

/// The record that a reference names.
///
/// # Errors
/// 500, which no reference comes to.
pub fn record_id(reference: &Reference) -> Result<RecordId, Problem> {
    RecordId::parse(&reference.to_string()).map_err(Problem::internal)
}

/// What makes a change happen once: the caller's key, bound to who sends it and for which enquiry.
pub fn once(app: &App, by: By, key: Option<&IdempotencyKey>, scope: &[&[u8]], fingerprint: Fingerprint) -> By {
    let Some(key) = key else { return by };
    let mut parts = vec![key.as_str().as_bytes()];
    parts.extend_from_slice(scope);
    by.repeat(Repeat { key: app.keyring().digest("advice/repeat", &parts), fingerprint: fingerprint.0 })
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
    ///
    /// # Errors
    /// 500 where it changed nothing, which no step does.
    pub fn of(outcome: Outcome<StoredEnquiry>) -> Result<Self, Problem> {
        match outcome {
            Outcome::Changed(current) => Ok(Self { current, repeated: false }),
            Outcome::Repeated { current, .. } => Ok(Self { current, repeated: true }),
            Outcome::Kept(_) => Err(Problem::internal("a step that changed nothing")),
        }
    }
}

/// What a step decides.
pub fn decided(enquiry: &Enquiry, step: &dyn Fn(Enquiry) -> Step) -> Result<Decision<StoredEnquiry>, Problem> {
    let stage = enquiry.stage().name();
    let enquiry = step(enquiry.clone()).map_err(|refusal| refused(&refusal, stage))?;
    Ok(Decision::Write(StoredEnquiry(enquiry)))
}
