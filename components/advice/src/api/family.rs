//! What a family does: ask whether we can help, ask, read, write again, withdraw, see who looked. No account: a
//! reference and an access code open one enquiry.

use domain::advice::{Ask, Open, RemitQuery, Request, Write};
use domain::calendar::london_date;
use domain::input::Style;
use domain::remit::Verdict;
use records::Versioned;
use store::access::Sent;
use store::advice::{Received, StoredEnquiry, opened, receive};
use web::limit::SUBMISSIONS;
use web::{App, Caller, Created, IdempotencyKey, InQuery, Json, JsonBody, Problem, Query, Repeatable, Tagged, Takes};

use crate::api::bodies::{AccessLog, Light, LooksView, Receipt, RemitView, Thread};
use crate::api::family_call::FamilyCall;
use crate::problems::out_of_remit;
use crate::terms::{Terms, remit_of};

type AskBody = Takes<Ask>;
type CodeBody = Takes<Open>;
type WriteBody = Takes<Write>;

/// Whether we can help, before anything is typed.
///
/// Keeps nothing. Where the answer is no, it says who can help.
#[utoipa::path(
    get, path = "", tag = "families",
    params(InQuery<RemitQuery>),
    responses((status = 200, description = "Whether we can help, and who can otherwise", body = RemitView)),
)]
pub(crate) async fn remit(app: App, query: Query) -> Result<Json<RemitView>, Problem> {
    let question = query.read(RemitQuery::among)?.on(london_date(app.now()));
    let terms = Terms::of(&app)?;
    Ok(Json(RemitView::of(remit_of(&app)?.answer(&question), terms.safeguarding)))
}

/// Asks.
///
/// The answer alone shows the access code. With an `Idempotency-Key` a repeat gets the same first answer.
#[utoipa::path(
    post, path = "", tag = "families", request_body = AskBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless: a new UUID")),
    responses((status = 201, description = "The reference, the access code, and what happens next", body = Receipt)),
)]
pub(crate) async fn ask(
    app: App,
    caller: Caller,
    key: Option<IdempotencyKey>,
    body: JsonBody,
) -> Result<Created<Receipt>, Problem> {
    SUBMISSIONS.count(&app, &caller).await?;
    let now = app.now();
    let today = london_date(now);
    let ask = Ask::read(&body.0, Style::Json, today)?;
    let answer = remit_of(&app)?.answer(&ask.remit_question(today));
    if answer.verdict == Verdict::NotOffered {
        return Err(out_of_remit(&answer));
    }
    let Terms { calendar, promises, safeguarding } = Terms::of(&app)?;
    let sent = Sent { key: key.as_deref(), fingerprint: body.fingerprint() };
    let Received { drawn, enquiry, version, repeated } = receive(app.database(), &ask, &promises, now, sent).await?;
    Ok(Created {
        location: format!("/api/v1/advice/enquiries/{}", drawn.reference),
        version,
        body: Receipt::of(&enquiry.record.0, drawn.code.grouped(), &calendar, &safeguarding),
        replayed: repeated,
    })
}

/// Reads the thread.
#[utoipa::path(
    post, path = "", tag = "families", request_body = CodeBody,
    responses((status = 200, description = "The enquiry as the family sees it", body = Thread)),
)]
pub(crate) async fn read(call: FamilyCall) -> Result<Tagged<Thread>, Problem> {
    let Open { code } = Open::read(&call.body.0, Style::Json)?;
    thread(&call.app, &call.open(&code).await?)
}

/// Sees who of our staff opened the enquiry.
#[utoipa::path(
    post, path = "", tag = "families", request_body = CodeBody,
    responses((status = 200, description = "Everybody who opened it", body = AccessLog)),
)]
pub(crate) async fn access_log(call: FamilyCall) -> Result<Json<AccessLog>, Problem> {
    let Open { code } = Open::read(&call.body.0, Style::Json)?;
    let enquiry = call.open(&code).await?.record.0;
    let opened = opened(call.app.database(), enquiry.reference()).await?;
    Ok(Json(AccessLog { people: opened.people().iter().map(LooksView::of).collect() }))
}

/// Writes again.
///
/// What waited for the family goes on; what ended within three months opens again.
#[utoipa::path(
    post, path = "", tag = "families", request_body = WriteBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless: a new UUID")),
    responses((status = 201, description = "The enquiry with the new message", body = Thread)),
)]
pub(crate) async fn write(call: FamilyCall) -> Result<Created<Thread>, Problem> {
    SUBMISSIONS.count(&call.app, &call.caller).await?;
    let Write { code, text } = Write::read(&call.body.0, Style::Json)?;
    let (promises, now) = (Terms::of(&call.app)?.promises, call.app.now());
    let stepped = call.take("wrote", &code, &|it| it.family_writes(text.clone(), &promises, now)).await?;
    let Tagged { version, body } = thread(&call.app, &stepped.current)?;
    let location = format!("/api/v1/advice/enquiries/{}/thread", body.reference);
    Ok(Created { location, version, body, replayed: stepped.repeated })
}

/// Takes the enquiry back.
#[utoipa::path(
    post, path = "", tag = "families", request_body = CodeBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes sending it twice harmless: a new UUID")),
    responses((status = 200, description = "The enquiry, withdrawn", body = Thread)),
)]
pub(crate) async fn withdraw(call: FamilyCall) -> Result<Repeatable<Tagged<Thread>>, Problem> {
    SUBMISSIONS.count(&call.app, &call.caller).await?;
    let Open { code } = Open::read(&call.body.0, Style::Json)?;
    let now = call.app.now();
    let stepped = call.take("withdrew", &code, &|it| it.withdraw(now)).await?;
    Ok(Repeatable { answer: thread(&call.app, &stepped.current)?, replayed: stepped.repeated })
}

fn thread(app: &App, found: &Versioned<StoredEnquiry>) -> Result<Tagged<Thread>, Problem> {
    let terms = Terms::of(app)?;
    let light = Light { calendar: &terms.calendar, now: app.now(), safeguarding: &terms.safeguarding };
    Ok(Tagged { version: found.version, body: Thread::of(&found.record.0, &light) })
}
