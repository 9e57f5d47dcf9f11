//! The kinds of record that hold messages, as one table, and what each has to say. It never sends.

use domain::calendar::day_in_words;
use domain::messages::{Addressee, Kind, Message, Outgoing, Pending};
use domain::people::StaffId;
use domain::words::EmailAddress;
use enquiries::{StoredEnquiry, Terms};
use people::{Link, Postbox, Shown, StoredPerson};
use web::Problem;

use crate::sends::{Holder, Place, Sends, Source, Words};

/// Every kind. Whoever asked for a link sits and waits for it, so links go first.
pub(crate) static SOURCES: [Source; 3] =
    [Source::of::<Postbox>(), Source::of::<StoredPerson>(), Source::of::<StoredEnquiry>()];

/// The kind of that name.
pub(crate) fn source(kind: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|source| source.kind == kind)
}

impl Sends for StoredEnquiry {
    const LISTS: &'static [&'static str] = enquiries::LISTS;
    const BRIEFEST: Kind = Kind::Received;

    fn pending(row: &Self::Row) -> Option<&Pending> {
        row.outgoing.as_ref()
    }
}

impl Holder for StoredEnquiry {
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

    fn words(&self, message: &Message, place: &Place<'_>) -> Result<Words, Problem> {
        let Place { app, service_url } = place;
        let terms = Terms::of(app)?;
        let reference = self.0.reference().to_string();
        let due = self.0.clocks().reply().promised(&terms.calendar).date;
        let link = match message.kind {
            Kind::FamilyWrote => format!("{service_url}/desk/advice/{reference}"),
            _ => format!("{service_url}/advice/come-back"),
        };
        Ok(vec![
            ("reference", reference),
            ("due", day_in_words(due)),
            ("virtual_school", app.council()?.virtual_school.clone()),
            ("safeguarding", terms.safeguarding),
            ("link", link),
        ])
    }
}

impl Sends for StoredPerson {
    const LISTS: &'static [&'static str] = &[people::OUTBOX];
    const BRIEFEST: Kind = Kind::SignInLink;

    fn pending(row: &Self::Row) -> Option<&Pending> {
        match row {
            Shown::Outbox(pending) => Some(pending),
            Shown::Person(_) => None,
        }
    }
}

impl Holder for StoredPerson {
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

    fn words(&self, message: &Message, place: &Place<'_>) -> Result<Words, Problem> {
        link_to_sign_in(&self.0.member.id, message, place)
    }
}

impl Sends for Postbox {
    const LISTS: &'static [&'static str] = &[people::OUTBOX];
    const BRIEFEST: Kind = Kind::SignInLink;

    fn pending(row: &Self::Row) -> Option<&Pending> {
        Some(row)
    }
}

impl Holder for Postbox {
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

    fn words(&self, message: &Message, place: &Place<'_>) -> Result<Words, Problem> {
        match &message.to {
            Addressee::Staff(id) => link_to_sign_in(id, message, place),
            Addressee::Subject => Ok(Words::new()),
        }
    }
}

/// The link says of itself whom it signs in and until when; it is made anew, and the same, each time that it is sent.
fn link_to_sign_in(id: &StaffId, message: &Message, place: &Place<'_>) -> Result<Words, Problem> {
    let Place { app, service_url } = place;
    let token = Link::new(id.clone(), message.drawn.unwrap_or_default(), message.made_at).token(app)?;
    Ok(vec![
        ("link", format!("{service_url}/sign-in/link/{token}")),
        ("virtual_school", app.council()?.virtual_school.clone()),
    ])
}
