//! Looking for the setting for which somebody books.

use domain::directory::{Found, Search};
use domain::problems::Fault;
use http::StatusCode;
use web::{Html, Limit, Problem, Visit};

use crate::named;
use crate::public::pages;

/// What one caller may look for: as in the directory's own API, with which it is counted together.
const LOOKS: Limit = Limit { name: "directory-looks", max: 1_200, window_seconds: 3_600 };

/// What is asked for when nothing was typed.
const TYPE_SOMETHING: &str = "Enter part of a name, a town, a postcode or a URN";

/// What was found, on a page.
pub(crate) async fn show_settings(visit: Visit) -> Result<Html, Problem> {
    let run = named::run(&visit.app, visit.part("run")).await?.record.0;
    let (council, typed) = (visit.council()?, visit.query.text("q"));
    Ok(match Search::parse(typed) {
        Ok(search) => pages::settings(council, &run, typed, Ok(&find(&visit, &search).await?)),
        Err(fault) => {
            let wrong = detail(&fault);
            pages::settings(council, &run, typed, Err(&wrong)).status(StatusCode::UNPROCESSABLE_ENTITY)
        }
    })
}

/// The list alone, for the script that shows it while somebody types.
pub(crate) async fn show_found(visit: Visit) -> Result<Html, Problem> {
    let run = named::run(&visit.app, visit.part("run")).await?.record.0;
    let search = Search::parse(visit.query.text("q")).map_err(|fault| Problem::malformed(detail(&fault)))?;
    Ok(Html::new(pages::found(&run, &find(&visit, &search).await?)))
}

async fn find(visit: &Visit, search: &Search) -> Result<Found, Problem> {
    LOOKS.count(&visit.app, &visit.caller).await?;
    let own = visit.council()?.authority_code.as_str();
    Ok(store::directory::search(visit.app.database(), search, own).await?)
}

fn detail(fault: &Fault) -> String {
    fault.detail("What you look for", TYPE_SOMETHING)
}
