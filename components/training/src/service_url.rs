//! Where people reach this service, for links and calendars.

use web::{App, Problem};

/// The variable that says it.
pub(crate) const SERVICE_URL: &str = "service_url";

/// Where people reach this service, without a slash at the end.
///
/// # Errors
/// 500 where it is not set.
pub(crate) fn service_url(app: &App) -> Result<&str, Problem> {
    let url = app.settings().own(SERVICE_URL);
    let url = url.ok_or_else(|| Problem::internal("the variable service_url cannot be used: it is not set"))?;
    Ok(url.trim_end_matches('/'))
}
