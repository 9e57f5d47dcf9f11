//! The links to sign in that go out by email: where they go, and what fills in their template.

use domain::messages::{Addressee, Kind, Message, Outgoing, Pending};
use domain::people::StaffId;
use domain::words::EmailAddress;
use records::{Database, RecordsError};

use crate::messages::{HoldsMail, MailRecord, ServiceDetails, TemplateValues};
use crate::people::link::Link;
use crate::people::link_requests::LinkRequests;
use crate::people::person::{OUTBOX, PersonOnList, StoredPerson};

impl MailRecord for StoredPerson {
    const LISTS: &'static [&'static str] = &[OUTBOX];
    const BRIEFEST: Kind = Kind::SignInLink;

    fn pending(row: &PersonOnList) -> Option<&Pending> {
        match row {
            PersonOnList::Outbox(pending) => Some(pending),
            PersonOnList::Person(_) => None,
        }
    }
}

impl HoldsMail for StoredPerson {
    fn outgoing(&self) -> &Outgoing {
        &self.0.outgoing
    }

    fn outgoing_mut(&mut self) -> &mut Outgoing {
        &mut self.0.outgoing
    }

    fn address(&self) -> Option<&EmailAddress> {
        self.0.admitted().is_ok().then_some(&self.0.email)
    }

    fn title(&self) -> String {
        self.0.member.name.as_str().to_owned()
    }

    fn template_values(
        &self,
        message: &Message,
        database: &Database,
        service: &ServiceDetails<'_>,
    ) -> Result<TemplateValues, RecordsError> {
        link_to_sign_in(&self.0.member.id, message, database, service)
    }
}

impl MailRecord for LinkRequests {
    const LISTS: &'static [&'static str] = &[OUTBOX];
    const BRIEFEST: Kind = Kind::SignInLink;

    fn pending(row: &Pending) -> Option<&Pending> {
        Some(row)
    }
}

impl HoldsMail for LinkRequests {
    fn outgoing(&self) -> &Outgoing {
        &self.0
    }

    fn outgoing_mut(&mut self) -> &mut Outgoing {
        &mut self.0
    }

    fn address(&self) -> Option<&EmailAddress> {
        None
    }

    fn title(&self) -> String {
        "Asked for on the sign-in page".to_owned()
    }

    fn template_values(
        &self,
        message: &Message,
        database: &Database,
        service: &ServiceDetails<'_>,
    ) -> Result<TemplateValues, RecordsError> {
        match &message.to {
            Addressee::Staff(id) => link_to_sign_in(id, message, database, service),
            Addressee::Subject => Ok(TemplateValues::new()),
        }
    }
}

/// The link says of itself whom it signs in and until when; it is made anew, and the same, each time that it is sent.
fn link_to_sign_in(
    id: &StaffId,
    message: &Message,
    database: &Database,
    service: &ServiceDetails<'_>,
) -> Result<TemplateValues, RecordsError> {
    let token = Link::new(id.clone(), message.drawn.unwrap_or_default(), message.made_at).token(database)?;
    Ok(vec![
        ("link", format!("{}/sign-in/link/{token}", service.url)),
        ("virtual_school", service.virtual_school.to_owned()),
    ])
}
