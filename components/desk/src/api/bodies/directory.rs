//! What the directory's API takes and answers, as its document describes it. It decides nothing.

use domain::choice::Choice;
use domain::directory::{Edition, Found, LineFault, Setting};
use domain::words::{LaCode, LaEstab, Postcode};
use serde::Serialize;
use store::directory::{Progress, State};
use utoipa::ToSchema;

/// The directory in use.
#[derive(Serialize, ToSchema)]
pub(crate) struct EditionView {
    /// How many settings are in it, open and closed.
    settings: u32,
    /// Since when it is in use.
    #[schema(format = DateTime)]
    since: String,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub(crate) struct Results {
    /// The best of them, 20 at most.
    items: Vec<SettingView>,
    /// How many there are.
    count: usize,
}

/// A school, nursery school or college.
#[derive(Serialize, ToSchema)]
pub(crate) struct SettingView {
    /// Its number, which stays with it and is never given to another.
    #[schema(example = "100869")]
    urn: String,
    name: String,
    /// `open`, `closing` (open, but proposed to close), `proposed` or `closed`.
    #[schema(example = "open")]
    status: &'static str,
    /// The code of the local authority it lies in.
    #[schema(example = "301")]
    #[serde(skip_serializing_if = "Option::is_none")]
    authority_code: Option<String>,
    /// What the register calls that authority.
    authority_name: String,
    /// Its number within the authority, behind the authority's code.
    #[schema(example = "3012001")]
    #[serde(skip_serializing_if = "Option::is_none")]
    laestab: Option<String>,
    /// The register's word for the ages it teaches.
    #[schema(example = "Primary")]
    phase: String,
    /// The register's word for what sort of setting it is.
    #[schema(example = "Community school")]
    r#type: String,
    town: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    postcode: Option<String>,
}

/// An import.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportView {
    /// Its number.
    id: u64,
    /// `receiving`, `in_use` or `ended`.
    #[schema(example = "receiving")]
    state: &'static str,
    /// How many parts have come.
    parts: usize,
    /// The number of the part that comes next, while they are coming in.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_part: Option<usize>,
    /// How many bytes have come.
    bytes: u64,
    /// Rows read, without the first line.
    rows: u32,
    /// Settings kept, open and closed.
    kept: u32,
    /// Of these, the settings that are open.
    open: u32,
    /// Rows left out.
    left_out: u32,
    /// The first 100 things that were wrong, by line.
    problems: Vec<LineView>,
}

/// What is wrong with one row of the file.
#[derive(Serialize, ToSchema)]
pub(crate) struct LineView {
    /// The line on which the row begins, from 1.
    line: u32,
    /// What is wrong.
    detail: String,
    /// Whether the row was left out, or kept without what is wrong.
    left_out: bool,
}

/// What was cleared away.
#[derive(Serialize, ToSchema)]
pub(crate) struct SweptView {
    /// The remains of so many imports.
    pub(crate) cleared: usize,
}

impl EditionView {
    pub(crate) fn of(edition: &Edition) -> Self {
        Self { settings: edition.settings, since: edition.since.to_string() }
    }
}

impl Results {
    pub(crate) fn of(found: &Found) -> Self {
        Self { items: found.settings.iter().map(SettingView::of).collect(), count: found.count }
    }
}

impl SettingView {
    pub(crate) fn of(setting: &Setting) -> Self {
        Self {
            urn: setting.urn.as_str().to_owned(),
            name: setting.name.clone(),
            status: setting.status.name(),
            authority_code: setting.authority.as_ref().map(LaCode::as_str).map(str::to_owned),
            authority_name: setting.authority_name.clone(),
            laestab: setting.laestab.as_ref().map(LaEstab::as_str).map(str::to_owned),
            phase: setting.phase.clone(),
            r#type: setting.kind.clone(),
            town: setting.town.clone(),
            postcode: setting.postcode.as_ref().map(Postcode::as_str).map(str::to_owned),
        }
    }
}

impl ImportView {
    pub(crate) fn of(progress: &Progress) -> Self {
        let Progress { generation, state, parts, bytes, tally, .. } = progress;
        Self {
            id: *generation,
            state: state.name(),
            parts: *parts,
            next_part: (*state == State::Receiving).then_some(parts + 1),
            bytes: *bytes,
            rows: tally.rows,
            kept: tally.kept,
            open: tally.open,
            left_out: tally.left_out,
            problems: tally.faults.iter().map(LineView::of).collect(),
        }
    }
}

impl LineView {
    fn of(fault: &LineFault) -> Self {
        Self { line: fault.line, detail: fault.says.clone(), left_out: fault.left_out }
    }
}
