//! The steps staff take on an enquiry, one handler each: read what was sent, say what it does.

use domain::advice::{Action, Assign, Close, HandleFlag, Handling, PointTo, RaiseFlag, Reopen, Request, Say, Triage};
use domain::input::Style;
use domain::people::{StaffId, StaffMember};
use domain::problems::{Code, Problems};
use enquiries::Terms;
use web::{Problem, Staff};

use super::call::{Call, Shown};
use crate::views::{
    AssignBody, Case, CloseBody, FlagBody, HandlingBody, ReasonBody, RedirectBody, SayBody, SignpostBody, TriageBody,
};

/// Handlers that differ only in what is sent and what it does. Each step is told in the API's document as all are.
macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident($call:ident: $body:ident) $step:block)+) => {$(
        $(#[$doc])*
        #[utoipa::path(
            post, path = "", tag = "staff", security(("api_key" = [])), request_body = $body,
            params(
                ("If-Match" = String, Header, description = "The ETag of the enquiry as you saw it"),
                ("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless"),
            ),
            responses((status = 200, description = "The enquiry after the step", body = Case)),
        )]
        pub(crate) async fn $name($call: Call) -> Shown $step
    )+};
}

steps! {
    /// Sorts an enquiry by topic.
    triage(call: TriageBody) {
        call.permitted(Action::Triage)?;
        let Triage { topics, note } = Triage::read(&call.body.0, Style::Json)?;
        call.take("triaged", &|it, by, now| it.triage(by, topics.clone(), note.clone(), now)).await
    }

    /// Gives an enquiry to somebody: yourself, with `me`, or a colleague. Taking it from somebody else needs a manager.
    assign(call: AssignBody) {
        call.permitted(Action::Assign)?;
        let Assign { to, reason } = Assign::read(&call.body.0, Style::Json, &call.staff.member.id)?;
        let to = colleague(&call, &to).await?;
        call.take("assigned", &|it, by, now| it.assign(by, to.clone(), reason.clone(), now)).await
    }

    /// Asks the family for something. The reply clock stands still until they write.
    ask_family(call: SayBody) {
        call.permitted(Action::Ask)?;
        let Say { text } = Say::read(&call.body.0, Style::Json)?;
        call.take("asked the family", &|it, by, now| it.ask_family(by, text.clone(), now)).await
    }

    /// Answers.
    answer(call: SayBody) {
        call.permitted(Action::Answer)?;
        let Say { text } = Say::read(&call.body.0, Style::Json)?;
        call.take("answered", &|it, by, now| it.answer(by, text.clone(), now)).await
    }

    /// Names another service that can help better, and ends the enquiry.
    signpost(call: SignpostBody) {
        call.permitted(Action::Signpost)?;
        let PointTo { whom, text } = PointTo::read_service(&call.body.0, Style::Json)?;
        call.take("signposted", &|it, by, now| it.signpost(by, whom.clone(), text.clone(), now)).await
    }

    /// Names the authority whose Virtual School can help, and ends the enquiry.
    redirect(call: RedirectBody) {
        call.permitted(Action::Redirect)?;
        let PointTo { whom, text } = PointTo::read_authority(&call.body.0, Style::Json)?;
        call.take("redirected", &|it, by, now| it.redirect(by, whom.clone(), text.clone(), now)).await
    }

    /// Keeps a note that the family does not see in the thread.
    note(call: SayBody) {
        call.may_see()?;
        let Say { text } = Say::read(&call.body.0, Style::Json)?;
        call.take("noted", &|it, by, now| it.note(by, text.clone(), now)).await
    }

    /// Raises a safeguarding flag, whatever the state. It must be handled the same working day.
    raise_flag(call: FlagBody) {
        call.may_see()?;
        let RaiseFlag { concern } = RaiseFlag::read(&call.body.0, Style::Json)?;
        call.take("raised a safeguarding flag", &|it, by, now| it.flag(by, concern.clone(), now)).await
    }

    /// Says what was done about a safeguarding flag.
    handle_flag(call: HandlingBody) {
        call.may_see()?;
        let number = call.part("number")?.parse().map_err(|_| Problem::not_found())?;
        let HandleFlag { passed_to, note } = HandleFlag::read(&call.body.0, Style::Json)?;
        call.take("handled a safeguarding flag", &|it, by, now| {
            let handling = Handling { at: now, by: by.clone(), passed_to: passed_to.clone(), note: note.clone() };
            it.handle_flag(number, handling)
        })
        .await
    }

    /// Finishes an enquiry.
    close(call: CloseBody) {
        call.permitted(Action::Close)?;
        let Close { outcome } = Close::read(&call.body.0, Style::Json)?;
        call.take("closed", &|it, by, now| it.close(by, outcome, now)).await
    }

    /// Opens an ended enquiry again, within three months.
    reopen(call: ReasonBody) {
        call.permitted(Action::Reopen)?;
        let Reopen { reason } = Reopen::read(&call.body.0, Style::Json)?;
        let promises = Terms::of(&call.app)?.promises;
        call.take("reopened", &|it, by, now| it.reopen(by, reason.clone(), &promises, now)).await
    }
}

/// Whom an enquiry is given to: somebody who can open it.
async fn colleague(call: &Call, to: &StaffId) -> Result<StaffMember, Problem> {
    if *to == call.staff.member.id {
        return Ok(call.staff.member.clone());
    }
    let found = Staff::find(&call.app, to).await?;
    found.ok_or_else(|| Problems::one("#/to", Code::InvalidValue, "Nobody on the staff has this id").into())
}
