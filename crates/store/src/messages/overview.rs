//! Email as staff see it: how much waits, what failed and why, and what can be done about that. It sends nothing.

use domain::messages::{Failure, Kind, Message, Outgoing};
use domain::people::StaffMember;
use jiff::Timestamp;
use records::{By, ChangeError, Database, RecordsError};

use crate::messages::claiming::address_of;
use crate::messages::name::MessageName;
use crate::messages::outbox::{Outbox, ServiceDetails, TemplateValues};
use crate::messages::{OUTBOXES, outbox_of};

/// How many records with messages are opened to be shown.
const MAX_SHOWN: usize = 50;

/// How things stand.
#[derive(Debug, Default)]
pub struct Overview {
    /// How many messages wait.
    pub waiting: u32,
    /// How many have failed.
    pub failed: u32,
    /// Those of them that are shown.
    pub messages: Vec<ShownMessage>,
}

/// One message.
#[derive(Debug)]
pub struct ShownMessage {
    /// What it is called.
    pub name: MessageName,
    /// What for.
    pub kind: Kind,
    /// What the record is known by that holds it.
    pub about: String,
    /// Where it goes; `None` where nobody knows.
    pub to: Option<String>,
    /// When it was written.
    pub made_at: Timestamp,
    /// When it is tried next, if it is.
    pub due_at: Option<Timestamp>,
    /// Why it failed, if it has.
    pub failure: Option<Failure>,
    /// Whether it may be sent once more.
    pub may_go_again: bool,
    /// What fills in its template, where that was asked for.
    pub values: TemplateValues,
}

/// Why nothing was done about a message.
pub type MessageError = ChangeError<MessageRefusal>;

/// What cannot be done with a message as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageRefusal {
    /// It has not failed.
    Waiting,
    /// It failed, and to send it once more is of no use.
    Useless,
}

/// How things stand: the messages that failed, and with `unsent` those that wait as well, with what fills in their templates.
///
/// # Errors
/// The store's.
pub async fn overview(
    database: &Database,
    service: &ServiceDetails<'_>,
    unsent: bool,
) -> Result<Overview, RecordsError> {
    let mut overview = Overview::default();
    for outbox in &OUTBOXES {
        add(outbox, database, service, unsent, &mut overview).await?;
    }
    overview.messages.sort_by_cached_key(|message| (message.made_at, message.name.to_string()));
    Ok(overview)
}

async fn add(
    outbox: &Outbox,
    database: &Database,
    service: &ServiceDetails<'_>,
    unsent: bool,
    overview: &mut Overview,
) -> Result<(), RecordsError> {
    let mut shown = 0;
    for (id, pending) in outbox.rows(database).await? {
        overview.waiting += pending.waiting;
        overview.failed += pending.failed;
        if shown >= MAX_SHOWN || (pending.failed == 0 && !unsent) {
            continue;
        }
        shown += 1;
        let Some(record) = outbox.read(database, &id).await? else { continue };
        for message in record.outgoing().queue().iter().filter(|message| unsent || message.failure().is_some()) {
            let to = address_of(database, &*record, &message.to).await?.map(|to| to.as_str().to_owned());
            // What was asked for under an address that nobody has goes to nobody, and is not to be passed on either.
            if to.is_none() && message.failure().is_none() {
                continue;
            }
            let values =
                if unsent { record.template_values(message, database, service)? } else { TemplateValues::new() };
            overview.messages.push(ShownMessage {
                name: MessageName::of(outbox.kind, &id, message),
                kind: message.kind,
                about: record.title(),
                to,
                made_at: message.made_at,
                due_at: message.due_at(),
                failure: message.failure(),
                may_go_again: message.may_go_again(),
                values,
            });
        }
    }
    Ok(())
}

/// Has a message that failed sent once more.
///
/// # Errors
/// Not found; refused where it has not failed or there is no use in it; the store's.
pub async fn send_again(database: &Database, staff: &StaffMember, name: &MessageName) -> Result<(), MessageError> {
    act(database, staff, name, Act { called: "sent a message again", may: Message::may_go_again, again: true }).await
}

/// Forgets a message that failed.
///
/// # Errors
/// As [`send_again`].
pub async fn dismiss(database: &Database, staff: &StaffMember, name: &MessageName) -> Result<(), MessageError> {
    let may = |message: &Message| message.failure().is_some();
    act(database, staff, name, Act { called: "dismissed a message", may, again: false }).await
}

/// Something to do with a message that failed.
#[derive(Clone, Copy)]
struct Act {
    called: &'static str,
    may: fn(&Message) -> bool,
    again: bool,
}

/// A decision of a member of staff, so it stands in the history. It needs no version: a message is what it is until it is gone.
async fn act(database: &Database, staff: &StaffMember, name: &MessageName, act: Act) -> Result<(), MessageError> {
    let outbox = outbox_of(&name.kind).ok_or(ChangeError::NotFound)?;
    let now = database.now();
    let mut allowed = Err(ChangeError::NotFound);
    let mut edit = |outgoing: &mut Outgoing| {
        allowed = may(outgoing, name, act);
        allowed.is_ok() && if act.again { outgoing.send_again(name.number, now) } else { outgoing.dismiss(name.number) }
    };
    let by = By::new(staff.id.as_str(), act.called);
    let changed = outbox.change(database, &name.id, by, &mut edit).await;
    let changed = changed.map_err(|error| error.map(|never| match never {}))?;
    allowed?;
    changed.map(drop).ok_or(ChangeError::NotFound)
}

fn may(outgoing: &Outgoing, name: &MessageName, act: Act) -> Result<(), MessageError> {
    let message = outgoing.queue().iter().find(|message| name.is(message)).ok_or(ChangeError::NotFound)?;
    match message.failure() {
        _ if (act.may)(message) => Ok(()),
        Some(_) => Err(ChangeError::Refused(MessageRefusal::Useless)),
        None => Err(ChangeError::Refused(MessageRefusal::Waiting)),
    }
}
