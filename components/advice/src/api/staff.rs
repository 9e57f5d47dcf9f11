//! What staff read and keep: the list of work, an enquiry, its history. Whoever opens an enquiry is written down first,
//! for the family to see. The steps that change one are in `steps`.

use casework::history::HistoryView;
use domain::advice::{Filter, sorted};
use domain::calendar::london_date;
use domain::people::Role;
use domain::reference::Reference;
use records::Versioned;
use store::advice::{
    StoredEnquiry, history_is_whole, looked, open_rows, read as read_enquiry, sweep_drafts, sweep_rows,
};
use web::{App, InQuery, Json, Page, Paging, Path, Problem, Query, Staff, Tagged};

use crate::api::bodies::{Case, Light, RowView, SweptView};
use crate::problems;
use crate::terms::Terms;

/// Lists what has to be done: safeguarding first, then what is overdue, then what is due soonest.
#[utoipa::path(
    get, path = "", tag = "staff", security(("api_key" = [])),
    params(InQuery<Filter>, InQuery<Paging>),
    responses((status = 200, description = "A page of the list", body = Page<RowView>)),
)]
pub(crate) async fn worklist(app: App, staff: Staff, query: Query) -> Result<Page<RowView>, Problem> {
    staff.require(Role::Adviser)?;
    let (filter, paging) = query.read(|query| {
        let (filter, paging) = (Filter::read(query, &staff.member.id), Paging::read(query));
        Some((filter?, paging?))
    })?;
    let today = london_date(app.now());
    let rows = sorted(open_rows(app.database()).await?, &filter, today);
    let page = paging.cut(rows, domain::advice::Row::place);
    let items = page.items.iter().map(|row| RowView::of(row, today)).collect();
    Ok(Page { items, next: page.next })
}

/// Opens an enquiry. That you did is written down, and the family can see it.
#[utoipa::path(
    get, path = "", tag = "staff", security(("api_key" = [])),
    responses((status = 200, description = "The whole enquiry", body = Case)),
)]
pub(crate) async fn read(app: App, staff: Staff, Path(reference): Path<String>) -> Result<Tagged<Case>, Problem> {
    staff.require(Role::Adviser)?;
    let reference = problems::reference(&reference)?;
    let found = read_enquiry(app.database(), &reference).await?.ok_or_else(Problem::not_found)?;
    disclose(&app, &staff, &reference, &found).await
}

/// Who did what to an enquiry, and whether that history is whole.
#[utoipa::path(
    get, path = "", tag = "staff", security(("api_key" = [])),
    responses((status = 200, description = "Everything done, oldest first", body = HistoryView)),
)]
pub(crate) async fn history(
    app: App,
    staff: Staff,
    Path(reference): Path<String>,
) -> Result<Tagged<HistoryView>, Problem> {
    staff.require(Role::Manager)?;
    let found =
        read_enquiry(app.database(), &problems::reference(&reference)?).await?.ok_or_else(Problem::not_found)?;
    let body = HistoryView::of(&found.history, history_is_whole(&found));
    Ok(Tagged { version: found.version, body })
}

/// Compares the list of work with the enquiries and puts right what disagrees, and deletes half-typed answers that nobody
/// can open any more. A scheduler calls it every night.
#[utoipa::path(
    post, path = "", tag = "housekeeping", security(("api_key" = [])),
    responses((status = 200, description = "What was looked at and put right", body = SweptView)),
)]
pub(crate) async fn sweep(app: App, staff: Staff) -> Result<Json<SweptView>, Problem> {
    staff.require(Role::Admin)?;
    let swept = sweep_rows(app.database()).await?;
    let drafts = sweep_drafts(app.database()).await?;
    Ok(Json(SweptView { rows: swept.rows, repaired: swept.repaired, drafts }))
}

/// Writes down who looks, then shows. What cannot be written down is not shown.
pub(crate) async fn disclose(
    app: &App,
    staff: &Staff,
    reference: &Reference,
    found: &Versioned<StoredEnquiry>,
) -> Result<Tagged<Case>, Problem> {
    let terms = Terms::of(app)?;
    looked(app.database(), &staff.member, reference).await?;
    let light = Light { calendar: &terms.calendar, now: app.now(), safeguarding: &terms.safeguarding };
    Ok(Tagged { version: found.version, body: Case::of(&found.record.0, &light) })
}
