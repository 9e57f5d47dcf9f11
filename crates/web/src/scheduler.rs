//! The program that calls what is due now and again, and how any program shows a token that an operator gave to it. Never
//! what is due.

use axum::extract::FromRequestParts;
use domain::people::Role;
use http::request::Parts;
use subtle::ConstantTimeEq;

use crate::app::App;
use crate::problem::Problem;
use crate::settings::Misconfigured;
use crate::staff::{Staff, bearer};

/// Fewer characters could be guessed.
const TOKEN_MIN_CHARACTERS: usize = 32;

/// Who may have done what is due: a scheduler with its token, or an administrator. As an argument it answers 401 and 403
/// for everybody else.
pub struct Scheduler {
    /// What may be used of the world.
    pub app: App,
}

impl Scheduler {
    /// The variable that holds the scheduler's token, to be named with [`crate::Component::variables`].
    pub const VARIABLE: &str = "tasks_key";
}

impl<S: Send + Sync> FromRequestParts<S> for Scheduler {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let app = App::from_request_parts(parts, state).await?;
        if let Some(sent) = bearer(&parts.headers)
            && is_token(&app, Self::VARIABLE, sent)?
        {
            return Ok(Self { app });
        }
        Staff::from_request_parts(parts, state).await?.require(Role::Admin)?;
        Ok(Self { app })
    }
}

/// Whether `sent` is the token that the component's variable `name` holds. Compared as digests, so that neither the time nor
/// the length tells how nearly it was guessed.
///
/// # Errors
/// 500 where the token that is set is too short.
pub fn is_token(app: &App, name: &'static str, sent: &str) -> Result<bool, Problem> {
    let Some(token) = app.settings().own(name) else { return Ok(false) };
    if token.chars().count() < TOKEN_MIN_CHARACTERS {
        return Err(Problem::internal(Misconfigured::new(name, "it has fewer than 32 characters")));
    }
    let digest = |text: &str| app.keyring().digest("token", &[text.as_bytes()]);
    Ok(digest(token).ct_eq(&digest(sent)).into())
}

#[cfg(test)]
mod tests {
    use super::Scheduler;
    use crate::settings::Settings;
    use crate::testing::{Bench, extract, request};

    const TOKEN: &str = "a-scheduler-s-token-of-32-characters";
    const ADMIN_KEY: &str = "an-admin-key-of-32-characters-or-more";

    /// What a caller is answered who sends this.
    fn ask(token: Option<&str>, authorization: Option<&str>) -> Result<(), u16> {
        let own = token.map(|token| (Scheduler::VARIABLE, token.to_owned())).into_iter().collect();
        let settings = Settings { admin_key: Some(ADMIN_KEY.to_owned()), own, ..Settings::default() };
        let bench = Bench::with("2026-11-21T10:00:00Z", settings);
        let line = authorization.map(|sent| ("authorization", format!("Bearer {sent}")));
        let headers: Vec<_> = line.iter().map(|(name, line)| (*name, line.as_str())).collect();
        let mut asked = request("POST", "/", &headers, "");
        asked.extensions_mut().insert(bench.app());
        extract::<Scheduler>(asked).map(drop).map_err(|problem| problem.status().as_u16())
    }

    #[test]
    fn what_is_due_is_done_for_the_scheduler_or_an_administrator() {
        for (token, sent, expected, why) in [
            (Some(TOKEN), Some(TOKEN), Ok(()), "the scheduler"),
            (Some(TOKEN), Some(ADMIN_KEY), Ok(()), "an administrator"),
            (None, Some(ADMIN_KEY), Ok(()), "an administrator, where there is no scheduler"),
            (Some(TOKEN), Some(&TOKEN[1..]), Err(401), "less than the token"),
            (Some(TOKEN), None, Err(401), "nobody"),
            (None, Some(TOKEN), Err(401), "a token that is not set"),
            (None, Some(""), Err(401), "an empty one where none is set"),
            (Some("short"), Some("short"), Err(500), "a token that could be guessed"),
        ] {
            assert_eq!(ask(token, sent), expected, "{why}");
        }
    }
}
