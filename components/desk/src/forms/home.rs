//! What needs doing now.

use domain::advice::View;
use domain::calendar::london_date;
use domain::choice::Choice;
use store::advice::open_rows;
use store::training::{RunTab, runs};
use web::{Html, Problem, Visit};

use crate::pages::{self, Work};

/// The parts of the list of runs in which there may be something to do.
const TRAINING: [RunTab; 3] = [RunTab::ToMark, RunTab::Offers, RunTab::ToCome];

/// The desk's first page: one reading of each service's open work, however much was ever closed.
pub(crate) async fn show(visit: Visit) -> Result<Html, Problem> {
    let staff = visit.staff().await?;
    let (rows, today) = (open_rows(visit.app.database()).await?, london_date(visit.app.now()));
    let count = |view: View| rows.iter().filter(|row| view.holds(row, &staff.member.id, today)).count();
    let advice: Vec<_> = View::ALL.iter().map(|view| (*view, count(*view))).collect();
    let (runs, now) = (runs(visit.app.database()).await?, visit.app.now());
    let count = |view: RunTab| runs.iter().filter(|row| view.holds(row, now)).count();
    let training = TRAINING.map(|view| (view, count(view)));
    Ok(pages::home(visit.council()?, &staff.member, &Work { advice, training, today }))
}
