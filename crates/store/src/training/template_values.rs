//! The emails that a booking holds: where they go, and what fills in their template.

use domain::calendar::moment_in_words;
use domain::choice::Choice;
use domain::messages::{Kind, Message, Outgoing, Pending};
use domain::words::EmailAddress;
use records::{Database, RecordsError};

use crate::messages::{HoldsMail, MailRecord, ServiceDetails, TemplateValues};
use crate::training::booking::{BookingListed, LISTS, StoredBooking};
use crate::training::links::{EvaluationLink, OfferLink};

impl MailRecord for StoredBooking {
    const LISTS: &'static [&'static str] = LISTS;
    const BRIEFEST: Kind = Kind::PlaceOffered;

    fn pending(row: &BookingListed) -> Option<&Pending> {
        match row {
            BookingListed::Unsent(row) => row.pending.as_ref(),
            BookingListed::School(_) => None,
        }
    }
}

impl HoldsMail for StoredBooking {
    fn outgoing(&self) -> &Outgoing {
        self.0.outgoing()
    }

    fn outgoing_mut(&mut self) -> &mut Outgoing {
        self.0.outgoing_mut()
    }

    fn address(&self) -> Option<&EmailAddress> {
        Some(self.0.email())
    }

    fn title(&self) -> String {
        self.0.reference().to_string()
    }

    fn template_values(
        &self,
        message: &Message,
        database: &Database,
        service: &ServiceDetails<'_>,
    ) -> Result<TemplateValues, RecordsError> {
        let ServiceDetails { url, virtual_school, safeguarding } = service;
        let reference = self.0.reference();
        let link = match message.kind {
            Kind::PlaceOffered => {
                let token = OfferLink::new(reference.clone(), message.made_at).token(database)?;
                format!("{url}/training/offer/{token}")
            }
            Kind::EvaluationWanted => {
                // Of several attendees the one who follows the link says which they are.
                let mut attendees = self.0.attendees().map(|(number, _, _)| number);
                let only = attendees.next().filter(|_| attendees.next().is_none());
                let token = EvaluationLink::new(reference.clone(), only, message.made_at).token(database)?;
                format!("{url}/training/evaluation/{token}")
            }
            _ => format!("{url}/training/come-back"),
        };
        let about = self.0.about();
        Ok(vec![
            ("what", message.kind.label().to_owned()),
            ("title", about.title.as_str().to_owned()),
            ("when", moment_in_words(about.starts_at)),
            ("reference", reference.to_string()),
            ("virtual_school", (*virtual_school).to_owned()),
            ("safeguarding", safeguarding.clone()),
            ("link", link),
        ])
    }
}
