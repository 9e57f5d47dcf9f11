//! Looking for the setting for which somebody books.

use domain::directory::{Found, Search};
use domain::problems::Fault;
use http::StatusCode;
use web::{Html, Limit, PageRequest, Problem};

use crate::named;
use crate::public::pages;

/// What one caller may look for: as in the directory's own API, with which it is counted together.
const LOOKS: Limit = Limit { name: "directory-looks", max: 1_200, window_seconds: 3_600 };

/// What is asked for when nothing was typed.
const TYPE_SOMETHING: &str = "Enter part of a name, a town, a postcode or a URN";

/// What was found, on a page.
pub(crate) async fn show_settings(request: PageRequest) -> Result<Html, Problem> {
    let run = named::run(&request.app, request.part("run")).await?.record.0;
    let (council, typed) = (request.council()?, request.query.text("q"));
    Ok(match Search::parse(typed) {
        Ok(search) => pages::settings(council, &run, typed, Ok(&find(&request, &search).await?)),
        Err(fault) => {
            let wrong = detail(&fault);
            pages::settings(council, &run, typed, Err(&wrong)).status(StatusCode::UNPROCESSABLE_ENTITY)
        }
    })
}

/// The list alone, for the script that shows it while somebody types.
pub(crate) async fn show_found(request: PageRequest) -> Result<Html, Problem> {
    let run = named::run(&request.app, request.part("run")).await?.record.0;
    let search = Search::parse(request.query.text("q")).map_err(|fault| Problem::malformed(detail(&fault)))?;
    Ok(Html::new(pages::found(&run, &find(&request, &search).await?)))
}

async fn find(request: &PageRequest, search: &Search) -> Result<Found, Problem> {
    LOOKS.count(&request.app, &request.caller).await?;
    let own = request.council()?.authority_code.as_str();
    Ok(store::directory::search(request.app.database(), search, own).await?)
}

fn detail(fault: &Fault) -> String {
    fault.detail("What you look for", TYPE_SOMETHING)
}
