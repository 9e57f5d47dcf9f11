//! What an attendee says of a run, sent for them by who booked; and the certificate that they get for it.

use domain::input::Style;
use domain::training::requests::Evaluate;
use web::limit::SUBMISSIONS;
use web::{App, Caller, Json, JsonBody, Problem, Takes};

use crate::api::bodies::EvaluatedView;
use crate::opening;
use crate::problems::problem;

type EvaluationBody = Takes<Evaluate>;

/// Says what the attendee of one place thought of a run, from the day on which the register was marked.
///
/// Who attended all of it has a certificate from then on. The same said twice is said once.
#[utoipa::path(
    post, path = "", tag = "everybody", request_body = EvaluationBody,
    responses((status = 200, description = "The certificate, where there is one", body = EvaluatedView)),
)]
pub(crate) async fn evaluate(app: App, caller: Caller, body: JsonBody) -> Result<Json<EvaluatedView>, Problem> {
    SUBMISSIONS.count(&app, &caller).await?;
    let Evaluate { whose, place, evaluation } = Evaluate::read(&body.0, Style::Json, app.now())?;
    let opened =
        opening::by_code(&app, &caller, &whose.reference, &whose.code).await?.ok_or_else(Problem::not_found)?;
    let evaluated = store::training::evaluate(app.database(), opened, place, &evaluation).await;
    let opened = evaluated.map_err(problem)?;
    let certificate = opened.booking().attendee(place).and_then(|(_, notes)| notes.certificate.as_ref());
    Ok(Json(EvaluatedView { certificate: certificate.map(|code| code.in_groups()) }))
}
