//! What attendees thought of a run: the average answer to each question as bars to look at and a table to read. Nobody's
//! name.

use crate::desk::pages::markup::{count, heading, sheet, subheading};
use crate::desk::paths::run_path;
use crate::public::pages::markup::{paragraph, typed};
use crate::public::pages::words::when;
use domain::training::evaluation::{Averages, Evaluation, QUESTIONS};
use domain::training::run::Run;
use govuk::{Cell, Table};
use maud::{Markup, html};
use web::{Council, Html};

/// The best answer.
const BEST: u8 = 5;

/// What attendees said.
pub(crate) struct Evaluations<'a> {
    /// Of which run.
    pub(crate) run: &'a Run,
    /// What each of them said.
    pub(crate) said: Vec<Evaluation>,
    /// How many attended, all of it or some.
    pub(crate) attended: usize,
}

/// What attendees thought.
pub(crate) fn evaluations(council: &Council, evaluations: &Evaluations<'_>) -> Html {
    let Evaluations { run, said, attended } = evaluations;
    let mut averages = Averages::default();
    said.iter().for_each(|evaluation| averages.add(&evaluation.scores));
    let title = "What attendees thought";
    let comments: Vec<&str> =
        said.iter().filter_map(|said| said.comment.as_ref()).map(|comment| comment.as_str()).collect();
    let content = html! {
        (heading(run.title().as_str(), title))
        (paragraph(format!("The run from {}.", when(run.details().starts_at, run.details().ends_at))))
        @match averages.in_words() {
            Some(averages) => {
                (paragraph(format!("{} of {} who attended answered.", said.len(), count(*attended, "person", "people"))))
                (subheading("Average answers"))
                (paragraph(format!("Each question was answered from 1 (not at all) to {BEST} (very much).")))
                (chart(&averages))
                div class="govuk-!-margin-top-6" { (table(said, &averages)) }
            }
            None if *attended == 0 => (paragraph("Nobody is marked as having attended. Mark the register first.")),
            None => (paragraph(
                "Nobody has answered yet. Whoever booked was asked by email once the run was over and the register marked."
            )),
        }
        @if !comments.is_empty() {
            (subheading("In their own words"))
            @for comment in comments { div class="front-door-message" { (typed(comment)) } }
        }
    };
    sheet(title, content).back(run_path(run.id())).html(council)
}

/// The averages as bars. Whoever does not see them reads the table.
fn chart(averages: &[String]) -> Markup {
    html! {
        div aria-hidden="true" {
            @for (question, average) in QUESTIONS.iter().zip(averages) {
                p class="govuk-body govuk-!-margin-bottom-1" { (question) ": " strong { (average) } }
                svg class="front-door-bar" width="100%" height="20" {
                    rect width="100%" height="20" fill="#f3f2f1" {}
                    rect width={ (percent(average)) "%" } height="20" fill="#1d70b8" {}
                }
            }
        }
    }
}

/// How much of the best answer an average is: `4.25` of 5 is 85.
fn percent(average: &str) -> f64 {
    average.parse::<f64>().map_or(0.0, |average| average * 100.0 / f64::from(BEST))
}

fn table(said: &[Evaluation], averages: &[String]) -> Table {
    let scores = (1..=BEST).rev();
    let heads = scores.clone().map(|score| match score {
        BEST => "5 (very much)".to_owned(),
        1 => "1 (not at all)".to_owned(),
        score => score.to_string(),
    });
    let heads: Vec<String> = heads.collect();
    let head = ["Question".to_owned(), "Average".to_owned()].into_iter().chain(heads.iter().cloned());
    let table = Table::new("How many gave each answer").head(head).first_cell_is_header(true).stacked();
    QUESTIONS.iter().zip(averages).enumerate().fold(table, |table, (place, (question, average))| {
        let gave = |score: u8| said.iter().filter(|said| said.scores.get(place) == Some(&score)).count();
        let counts = scores.clone().zip(&heads).map(|(score, head)| Cell::under(head, gave(score).to_string()));
        table.row([Cell::new(*question), Cell::under("Average", average)].into_iter().chain(counts))
    })
}
