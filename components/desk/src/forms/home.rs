//! What needs doing now.

use domain::advice::View;
use domain::calendar::london_date;
use domain::choice::Choice;
use store::advice::open_rows;
use store::training::{RunTab, runs};
use web::{Html, PageRequest, Problem};

use crate::pages::{self, Work};

/// The parts of the list of runs in which there may be something to do.
const TRAINING: [RunTab; 3] = [RunTab::ToMark, RunTab::Offers, RunTab::ToCome];

/// The desk's first page: one reading of each service's open work, however much was ever closed.
pub(crate) async fn show(request: PageRequest) -> Result<Html, Problem> {
    let staff = request.staff().await?;
    let (rows, today) = (open_rows(request.app.database()).await?, london_date(request.app.now()));
    let count = |view: View| rows.iter().filter(|row| view.holds(row, &staff.member.id, today)).count();
    let advice: Vec<_> = View::ALL.iter().map(|view| (*view, count(*view))).collect();
    let (runs, now) = (runs(request.app.database()).await?, request.app.now());
    let count = |view: RunTab| runs.iter().filter(|row| view.holds(row, now)).count();
    let training = TRAINING.map(|view| (view, count(view)));
    Ok(pages::home(request.council()?, &staff.member, &Work { advice, training, today }))
}
