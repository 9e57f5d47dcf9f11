//! The kinds of record that hold messages, as one table, and what each has to say. It never sends.

use crate::advice::StoredEnquiry;
use crate::people::{Link, Postbox, Shown, StoredPerson};
use crate::training::{BookingListed, EvaluationLink, OfferLink, StoredBooking};
use domain::calendar::{Calendar, day_in_words, moment_in_words};
use domain::choice::Choice;
use domain::messages::{Addressee, Kind, Message, Outgoing, Pending};
use domain::people::StaffId;
use domain::words::EmailAddress;
use web::Problem;

use crate::messages::sends::{Holder, Place, Sends, Source, Words};

/// Every kind. Whoever asked for a link sits and waits for it, so links go first.
pub(crate) static SOURCES: [Source; 4] = [
    Source::of::<Postbox>(),
    Source::of::<StoredPerson>(),
    Source::of::<StoredEnquiry>(),
    Source::of::<StoredBooking>(),
];

/// The kind of that name.
pub(crate) fn source(kind: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|source| source.kind == kind)
}

impl Sends for StoredEnquiry {
    const LISTS: &'static [&'static str] = crate::advice::LISTS;
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
        let council = app.council()?;
        let reference = self.0.reference().to_string();
        let due = self.0.clocks().reply().promised(&Calendar::england_and_wales()).date;
        let link = match message.kind {
            Kind::FamilyWrote => format!("{service_url}/desk/advice/{reference}"),
            _ => format!("{service_url}/advice/come-back"),
        };
        Ok(vec![
            ("reference", reference),
            ("due", day_in_words(due)),
            ("virtual_school", council.virtual_school.clone()),
            ("safeguarding", council.safeguarding.sentences()),
            ("link", link),
        ])
    }
}

impl Sends for StoredPerson {
    const LISTS: &'static [&'static str] = &[crate::people::OUTBOX];
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
    const LISTS: &'static [&'static str] = &[crate::people::OUTBOX];
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

impl Sends for StoredBooking {
    const LISTS: &'static [&'static str] = crate::training::LISTS;
    const BRIEFEST: Kind = Kind::PlaceOffered;

    fn pending(row: &Self::Row) -> Option<&Pending> {
        match row {
            BookingListed::Unsent(row) => row.pending.as_ref(),
            BookingListed::School(_) => None,
        }
    }
}

impl Holder for StoredBooking {
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

    fn words(&self, message: &Message, place: &Place<'_>) -> Result<Words, Problem> {
        let Place { app, service_url } = place;
        let council = app.council()?;
        let reference = self.0.reference();
        let link = match message.kind {
            Kind::PlaceOffered => {
                let token = OfferLink::new(reference.clone(), message.made_at).token(app.database())?;
                format!("{service_url}/training/offer/{token}")
            }
            Kind::EvaluationWanted => {
                // Of several attendees whoever follows the link says which one they are.
                let mut attendees = self.0.attendees().map(|(number, _, _)| number);
                let only = attendees.next().filter(|_| attendees.next().is_none());
                let token = EvaluationLink::new(reference.clone(), only, message.made_at).token(app.database())?;
                format!("{service_url}/training/evaluation/{token}")
            }
            _ => format!("{service_url}/training/come-back"),
        };
        let about = self.0.about();
        Ok(vec![
            ("what", message.kind.label().to_owned()),
            ("title", about.title.as_str().to_owned()),
            ("when", moment_in_words(about.starts_at)),
            ("reference", reference.to_string()),
            ("virtual_school", council.virtual_school.clone()),
            ("safeguarding", council.safeguarding.sentences()),
            ("link", link),
        ])
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
