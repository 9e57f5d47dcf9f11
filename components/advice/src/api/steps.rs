//! The steps staff take on an enquiry, one route each: how the API tells of them.

use casework::StaffCall;
use domain::advice::{Assign, Close, HandleFlag, RaiseFlag, Redirect, Reopen, Say, Signpost, StepName, Triage};
use domain::input::Style;
use store::advice::{Taking, read_step};
use web::{Problem, Repeatable, Tagged, Takes};

use crate::api::bodies::Case;
use crate::api::staff::disclose;
use crate::problems;
use crate::terms::Terms;

type TriageBody = Takes<Triage>;
type AssignBody = Takes<Assign>;
type SayBody = Takes<Say>;
type SignpostBody = Takes<Signpost>;
type RedirectBody = Takes<Redirect>;
type FlagBody = Takes<RaiseFlag>;
type HandlingBody = Takes<HandleFlag>;
type CloseBody = Takes<Close>;
type ReasonBody = Takes<Reopen>;

/// What a handler of a step answers.
type Shown = Result<Repeatable<Tagged<Case>>, Problem>;

/// Takes the step and shows the enquiry after it.
async fn take(call: &StaffCall, name: StepName) -> Shown {
    let StaffCall { app, staff, body, .. } = call;
    staff.require(name.least_role())?;
    let reference = problems::reference(call.part("reference")?)?;
    let number = call.part("number").ok().and_then(|number| number.parse().ok());
    let database = app.database();
    let step = read_step(database, &staff.member, (name, number), &body.0, Style::Json).await;
    let step = step.map_err(problems::step_request)?;
    let taking =
        Taking { database, staff: &staff.member, reference: &reference, seen: call.seen()?, sent: call.sent() };
    let stepped = taking.take(&step, &Terms::of(app)?.promises).await.map_err(problems::step)?;
    let answer = disclose(app, staff, &reference, &stepped.current).await?;
    Ok(Repeatable { answer, replayed: stepped.repeated })
}

/// Handlers that differ only in what is sent and in the step that it makes.
macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident($body:ident) takes $step:ident;)+) => {$(
        $(#[$doc])*
        #[utoipa::path(
            post, path = "", tag = "staff", security(("api_key" = [])), request_body = $body,
            params(
                ("If-Match" = String, Header, description = "The ETag of the enquiry as you saw it"),
                ("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless"),
            ),
            responses((status = 200, description = "The enquiry after the step", body = Case)),
        )]
        pub(crate) async fn $name(call: StaffCall) -> Shown {
            take(&call, StepName::$step).await
        }
    )+};
}

steps! {
    /// Sorts an enquiry by topic.
    triage(TriageBody) takes Triage;
    /// Gives an enquiry to somebody: yourself, with `me`, or a colleague. Taking it from somebody else needs a manager.
    assign(AssignBody) takes Assign;
    /// Asks the family for something. The reply clock stands still until they write.
    ask_family(SayBody) takes AskFamily;
    /// Answers.
    answer(SayBody) takes Answer;
    /// Names another service that can help better, and ends the enquiry.
    signpost(SignpostBody) takes Signpost;
    /// Names the authority whose Virtual School can help, and ends the enquiry.
    redirect(RedirectBody) takes Redirect;
    /// Keeps a note that the family does not see in the thread.
    note(SayBody) takes Note;
    /// Raises a safeguarding flag, whatever the state. It must be handled the same working day.
    raise_flag(FlagBody) takes RaiseFlag;
    /// Says what was done about a safeguarding flag.
    handle_flag(HandlingBody) takes HandleFlag;
    /// Finishes an enquiry.
    close(CloseBody) takes Close;
    /// Opens an ended enquiry again, within three months.
    reopen(ReasonBody) takes Reopen;
}
