//! What an attendee says of a run, sent for them by who booked; and the certificate that they get for it.

use domain::input::{self, Field, Style};
use domain::problems::Problems;
use domain::training::booking::MAX_PLACES;
use domain::training::evaluation::Evaluation;
use domain::training::requests::ComeBack;
use domain::training::seats::PlaceNumber;
use jiff::Timestamp;
use web::limit::SUBMISSIONS;
use web::{App, Caller, Json, JsonBody, Problem, Value};

use crate::api::bodies::{EvaluatedView, EvaluationBody};
use crate::opening;
use crate::problems::problem;

const PLACE: Field = Field::new("place", "The place", "Enter which place it is, from 1 to 10");

/// Says what the attendee of one place thought of a run, from the day on which the register was marked.
///
/// Who attended all of it has a certificate from then on. The same said twice is said once.
#[utoipa::path(
    post, path = "", tag = "everybody", request_body = EvaluationBody,
    responses((status = 200, description = "The certificate, where there is one", body = EvaluatedView)),
)]
pub(crate) async fn evaluate(app: App, caller: Caller, body: JsonBody) -> Result<Json<EvaluatedView>, Problem> {
    SUBMISSIONS.count(&app, &caller).await?;
    let (ComeBack { reference, code }, place, evaluation) = read(&body.0, app.now())?;
    let opened = opening::by_code(&app, &caller, &reference, &code).await?.ok_or_else(Problem::not_found)?;
    let evaluated = store::training::evaluate(app.database(), opened, place, &evaluation).await;
    let opened = evaluated.map_err(problem)?;
    let certificate = opened.booking().attendee(place).and_then(|(_, notes)| notes.certificate.as_ref());
    Ok(Json(EvaluatedView { certificate: certificate.map(|code| code.in_groups()) }))
}

/// Which booking, which place and what they thought, with every problem of all three.
fn read(body: &Value, now: Timestamp) -> Result<(ComeBack, PlaceNumber, Evaluation), Problems> {
    let mut answers = body.clone();
    let mut part = |names: &[&str]| {
        let fields = answers.as_object_mut();
        let taken = fields.map(|fields| names.iter().filter_map(|name| fields.remove_entry(*name)).collect());
        Value::Object(taken.unwrap_or_default())
    };
    let whose = ComeBack::read(&part(&["reference", "access_code"]), Style::Json);
    let place = input::read(&part(&["place"]), Style::Json, |place| {
        let number = place.integer(&PLACE, 1..=MAX_PLACES as i64)?;
        PlaceNumber::new(u8::try_from(number).ok()?).ok()
    });
    match (whose, place, Evaluation::read(&answers, Style::Json, now)) {
        (Ok(whose), Ok(place), Ok(evaluation)) => Ok((whose, place, evaluation)),
        (whose, place, evaluation) => {
            let mut problems = whose.err().unwrap_or_default();
            problems.extend(place.err().unwrap_or_default());
            problems.extend(evaluation.err().unwrap_or_default());
            Err(problems)
        }
    }
}
