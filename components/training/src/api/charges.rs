//! What is charged for a run, for who writes the invoices. It takes no money.

use domain::words::Pence;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use store::training::{ChargeRow, charges};
use web::{IntoResponse, Json, Problem, Response};

use crate::api::bodies::{ChargeItem, ChargesView, Money};
use crate::api::run_call::AskedRun;
use crate::charges_csv::charges_csv;

/// Lists what is charged for a run as it stands: a row for each booking and reason.
#[utoipa::path(
    get, path = "", tag = "staff", security(("api_key" = [])),
    responses((status = 200, description = "The charges", body = ChargesView)),
)]
pub(crate) async fn list_charges(asked: AskedRun) -> Result<Json<ChargesView>, Problem> {
    let rows = charged(&asked).await?;
    let total = rows.iter().try_fold(Pence::ZERO, |sum, row| sum.plus(row.amount));
    let total = total.ok_or_else(|| Problem::internal("charges past the largest amount"))?;
    Ok(Json(ChargesView { items: rows.iter().map(ChargeItem::of).collect(), total: Money::of(total) }))
}

/// The same as a file for a spreadsheet.
#[utoipa::path(
    get, path = "", tag = "staff", security(("api_key" = [])),
    responses((status = 200, description = "The charges", body = String, content_type = "text/csv")),
)]
pub(crate) async fn charges_file(asked: AskedRun) -> Result<Response, Problem> {
    let file = charges_csv(&charged(&asked).await?);
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8; header=present"),
        (CONTENT_DISPOSITION, "attachment; filename=\"charges.csv\""),
    ];
    Ok((headers, file).into_response())
}

async fn charged(asked: &AskedRun) -> Result<Vec<ChargeRow>, Problem> {
    let run = &asked.run.record.0;
    let rows = store::training::rows_of(asked.app.database(), run).await?;
    Ok(charges(run, rows.iter().map(|row| &row.booking)))
}
