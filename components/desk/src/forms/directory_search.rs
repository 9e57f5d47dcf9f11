//! Looking for a setting, as any member of staff may.

use domain::directory::Search;
use domain::people::Role;
use domain::problems::Fault;
use domain::words::Urn;
use http::StatusCode;
use web::{Html, Problem, Visit};

use crate::pages::{self, DirectorySearch};

/// What is asked for when nothing was typed.
const TYPE_SOMETHING: &str = "Enter part of a name, a town, a postcode or a URN";

/// The page on which settings are looked for, with what was found.
pub(crate) async fn show_search(visit: Visit) -> Result<Html, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Adviser)?;
    let council = visit.council()?;
    let typed = visit.query.text("q").to_owned();
    let edition = store::directory::in_use(visit.app.database()).await?;
    let mut looked = DirectorySearch {
        typed: &typed,
        found: None,
        wrong: None,
        edition: edition.as_ref(),
        may_import: staff.require(Role::Admin).is_ok(),
    };
    if !visit.query.has("q") {
        return Ok(pages::search(council, &looked));
    }
    match Search::parse(&typed) {
        Ok(search) => {
            let found =
                store::directory::search(visit.app.database(), &search, council.authority_code.as_str()).await?;
            looked.found = Some(&found);
            Ok(pages::search(council, &looked))
        }
        Err(fault) => {
            let wrong = detail(&fault);
            looked.wrong = Some(&wrong);
            Ok(pages::search(council, &looked).status(StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// The list alone, for the script that shows it while it is typed.
pub(crate) async fn show_found(visit: Visit) -> Result<Html, Problem> {
    visit.staff().await?.require(Role::Adviser)?;
    let search = Search::parse(visit.query.text("q")).map_err(|fault| Problem::malformed(detail(&fault)))?;
    let own = visit.council()?.authority_code.as_str();
    Ok(Html::new(pages::found(&store::directory::search(visit.app.database(), &search, own).await?)))
}

/// One setting.
pub(crate) async fn show_setting(visit: Visit) -> Result<Html, Problem> {
    visit.staff().await?.require(Role::Adviser)?;
    let urn = Urn::parse(visit.part("urn")).map_err(|_| Problem::not_found())?;
    let found = store::directory::find(visit.app.database(), &urn).await?.ok_or_else(Problem::not_found)?;
    Ok(pages::setting(visit.council()?, &found))
}

fn detail(fault: &Fault) -> String {
    fault.detail("What you look for", TYPE_SOMETHING)
}
