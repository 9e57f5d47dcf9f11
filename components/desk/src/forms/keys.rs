//! API keys: listed, made and ended by an administrator.

use domain::input::{Style, form_value};
use domain::people::{KeyId, NewKey};
use domain::problems::Problems;
use http::StatusCode;
use store::access::Sent;
use web::{Fingerprint, Html, IntoResponse, Problem, Response, Visit, see_other};

use super::{administrator, seen};
use crate::pages::{self, TypedKey};
use crate::problems;

/// The keys that work, or those that were ended.
pub(crate) async fn show_list(visit: Visit) -> Result<Html, Problem> {
    administrator(&visit).await?;
    let ended = visit.query.has("ended");
    let keys = store::people::keys(visit.app.database(), ended).await?;
    let done = (visit.query.text("done") == "ended").then_some("The key no longer works");
    Ok(pages::keys(visit.council()?, &keys, ended, visit.app.now(), done))
}

/// The form that makes a key.
pub(crate) async fn show_new(visit: Visit) -> Result<Html, Problem> {
    administrator(&visit).await?;
    let typed = TypedKey { attempt: visit.new_attempt(), ..TypedKey::default() };
    Ok(pages::new_key(visit.council()?, &typed))
}

/// Makes a key and shows it, this once. Sent twice, it is one key, shown twice.
pub(crate) async fn make(visit: Visit) -> Result<Response, Problem> {
    let staff = administrator(&visit).await?;
    let [label, name, role, scope, attempt] =
        ["label", "name", "role", "scope", "attempt"].map(|field| visit.form.text(field));
    let [day, month, year] = ["day", "month", "year"].map(|part| visit.form.text(&format!("expires_on-{part}")));
    let body = form_value([
        ("label", label.as_str()),
        ("name", &name),
        ("role", &role),
        ("scope", &scope),
        ("expires_on[day]", &day),
        ("expires_on[month]", &month),
        ("expires_on[year]", &year),
    ]);
    let again = |problems: Problems| {
        let (label, name, role) = (label.clone(), name.clone(), role.clone());
        let expires_on = [day.clone(), month.clone(), year.clone()];
        let typed =
            TypedKey { label, name, role, scope: scope.clone(), expires_on, attempt: attempt.clone(), problems };
        Ok(pages::new_key(visit.council()?, &typed).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
    };
    let asked = match NewKey::read(&body, Style::Form, visit.app.now()) {
        Ok(asked) => asked,
        Err(problems) => return again(problems),
    };
    let key = visit.attempt()?;
    let sent = Sent { key: Some(&key), fingerprint: Fingerprint::of_typed(&body) };
    let made = store::people::make_key(visit.app.database(), &staff.member, sent, asked).await?;
    Ok(pages::made_key(visit.council()?, &made.key, &made.text.expose()).into_response())
}

/// Asks whether to end a key.
pub(crate) async fn show_end(visit: Visit) -> Result<Html, Problem> {
    administrator(&visit).await?;
    let found = store::people::key(visit.app.database(), &key_id(&visit)?).await?.ok_or_else(Problem::not_found)?;
    Ok(pages::end_key(visit.council()?, &found.record.0, found.version))
}

/// Ends a key.
pub(crate) async fn end(visit: Visit) -> Result<Response, Problem> {
    let staff = administrator(&visit).await?;
    let ended = store::people::end_key(visit.app.database(), &staff.member, &key_id(&visit)?, &seen(&visit)?).await;
    ended.map_err(|error| error.map(problems::key))?;
    Ok(see_other("/desk/keys?done=ended"))
}

fn key_id(visit: &Visit) -> Result<KeyId, Problem> {
    KeyId::parse(visit.part("id")).map_err(|_| Problem::not_found())
}
