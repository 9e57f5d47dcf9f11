//! The whole certificate, for the attendee.

use crate::public::forms::access_cookie::open;
use crate::public::paths::booking_path;
use domain::training::run::Run;
use domain::training::words::CertificateCode;
use web::{Html, IntoResponse, Problem, Response, Visit, with_cookie};

use crate::named;
use crate::public::pages::{self, Certified};
use crate::service_url::service_url;

/// The certificate of one place of a booking that the browser has open.
pub(crate) async fn show_certificate(visit: Visit) -> Result<Response, Problem> {
    let held = match open(&visit).await? {
        Ok(held) => held,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let booking = held.opened.booking();
    let place = visit.part("place").parse::<u8>().ok();
    let found = booking.attendees().find(|(number, ..)| Some(number.get()) == place);
    let certified = found.and_then(|(_, attendee, notes)| Some((attendee.name.as_str(), notes.certificate.as_ref()?)));
    let (name, code) = certified.ok_or_else(Problem::not_found)?;
    let back = booking_path(booking.reference());
    let page = certificate(&visit, held.opened.run(), (name, code), back).await?;
    Ok(with_cookie(page.into_response(), held.cookie))
}

/// The whole certificate.
pub(super) async fn certificate(
    visit: &Visit,
    run: &Run,
    (name, code): (&str, &CertificateCode),
    back: String,
) -> Result<Html, Problem> {
    let course = named::course(&visit.app, run.course()).await?.record.0;
    let details = run.details();
    let url = service_url(&visit.app)?;
    let certified = Certified {
        name,
        title: run.title().as_str(),
        times: (details.starts_at, details.ends_at),
        outcomes: course.about.outcomes.iter().map(|outcome| outcome.as_str()).collect(),
        trainer: details.trainer.name.as_str(),
        code,
        check_at: format!("{url}/training/certificate"),
        back,
    };
    Ok(pages::certificate(visit.council()?, &certified))
}
