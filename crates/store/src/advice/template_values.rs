//! The emails that an enquiry holds: where they go, and what fills in their templates.

use domain::advice::Row;
use domain::calendar::{Calendar, day_in_words};
use domain::messages::{Kind, Message, Outgoing, Pending};
use domain::words::EmailAddress;
use records::{Database, RecordsError};

use crate::advice::enquiry::StoredEnquiry;
use crate::advice::worklist::LISTS;
use crate::messages::{HoldsMail, MailRecord, ServiceDetails, TemplateValues};

impl MailRecord for StoredEnquiry {
    const LISTS: &'static [&'static str] = LISTS;
    const BRIEFEST: Kind = Kind::Received;

    fn pending(row: &Row) -> Option<&Pending> {
        row.outgoing.as_ref()
    }
}

impl HoldsMail for StoredEnquiry {
    fn outgoing(&self) -> &Outgoing {
        self.0.outgoing()
    }

    fn outgoing_mut(&mut self) -> &mut Outgoing {
        self.0.outgoing_mut()
    }

    fn address(&self) -> Option<&EmailAddress> {
        self.0.email()
    }

    fn title(&self) -> String {
        self.0.reference().to_string()
    }

    fn template_values(
        &self,
        message: &Message,
        _: &Database,
        service: &ServiceDetails<'_>,
    ) -> Result<TemplateValues, RecordsError> {
        let ServiceDetails { url, virtual_school, safeguarding } = service;
        let reference = self.0.reference().to_string();
        let due = self.0.clocks().reply().promised(&Calendar::england_and_wales()).date;
        let link = match message.kind {
            Kind::FamilyWrote => format!("{url}/desk/advice/{reference}"),
            _ => format!("{url}/advice/come-back"),
        };
        Ok(vec![
            ("reference", reference),
            ("due", day_in_words(due)),
            ("virtual_school", (*virtual_school).to_owned()),
            ("safeguarding", safeguarding.clone()),
            ("link", link),
        ])
    }
}
