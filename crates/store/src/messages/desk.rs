//! Messages as staff see them: how many wait, which failed and why, and what can be done about those. It sends nothing.

use domain::messages::{Failure, Kind, Message, Outgoing};
use jiff::Timestamp;
use records::{By, KeyValue};
use web::{App, Problem, Staff};

use crate::messages::delivery::{COUNTED_DAYS, address_of, day_key, today};
use crate::messages::kinds::{SOURCES, source};
use crate::messages::name::MessageName;
use crate::messages::sends::{Place, Source, Words};
use crate::messages::settings;

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
    pub entries: Vec<Entry>,
}

/// One message.
#[derive(Debug)]
pub struct Entry {
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
    /// What it says, where that was asked for.
    pub words: Words,
}

/// How things stand: the messages that failed, and with `unsent` those that wait as well, with what they say.
///
/// # Errors
/// 500 where the settings cannot be used; 503 where the store fails.
pub async fn overview(app: &App, unsent: bool) -> Result<Overview, Problem> {
    let mut overview = Overview::default();
    let place = Place { app, service_url: settings::service_url(app)? };
    for source in &SOURCES {
        add(source, &place, unsent, &mut overview).await?;
    }
    overview.entries.sort_by_cached_key(|entry| format!("{:020} {}", entry.made_at.as_millisecond(), entry.name));
    Ok(overview)
}

async fn add(source: &Source, place: &Place<'_>, unsent: bool, overview: &mut Overview) -> Result<(), Problem> {
    let app = place.app;
    let mut shown = 0;
    for (id, pending) in source.rows(app).await? {
        overview.waiting += pending.waiting;
        overview.failed += pending.failed;
        if shown >= MAX_SHOWN || (pending.failed == 0 && !unsent) {
            continue;
        }
        shown += 1;
        let Some(record) = source.read(app, &id).await? else { continue };
        for message in record.outgoing().queue().iter().filter(|message| unsent || message.failure().is_some()) {
            let to = address_of(app, &*record, &message.to).await?.map(|to| to.as_str().to_owned());
            // Whoever nobody knows gets nothing, from us or from whoever would pass it on.
            if to.is_none() && message.failure().is_none() {
                continue;
            }
            overview.entries.push(Entry {
                name: MessageName::of(source.kind, &id, message),
                kind: message.kind,
                about: record.title(),
                to,
                made_at: message.made_at,
                due_at: message.due_at(),
                failure: message.failure(),
                may_go_again: message.may_go_again(),
                words: if unsent { record.words(message, place)? } else { Words::new() },
            });
        }
    }
    Ok(())
}

/// How many messages went out in the last seven days.
///
/// # Errors
/// 503 where the store fails.
pub async fn sent_lately(app: &App) -> Result<i64, Problem> {
    let today = today(app);
    let mut sent: i64 = 0;
    for day in (today - COUNTED_DAYS + 1)..=today {
        sent = sent.saturating_add(app.store().read_counter(&day_key(day)).await?);
    }
    Ok(sent)
}

/// Has a message that failed sent once more.
///
/// # Errors
/// 404 where there is no such message; 409 where it has not failed or there is no use in it; 503 where the store is busy or
/// failing.
pub async fn send_again(app: &App, staff: &Staff, name: &MessageName) -> Result<(), Problem> {
    act(app, staff, name, Act { called: "sent a message again", may: Message::may_go_again, again: true }).await
}

/// Forgets a message that failed.
///
/// # Errors
/// As [`send_again`].
pub async fn dismiss(app: &App, staff: &Staff, name: &MessageName) -> Result<(), Problem> {
    act(
        app,
        staff,
        name,
        Act { called: "dismissed a message", may: |message| message.failure().is_some(), again: false },
    )
    .await
}

/// Something to do with a message that failed.
#[derive(Clone, Copy)]
struct Act {
    called: &'static str,
    may: fn(&Message) -> bool,
    again: bool,
}

/// A decision of somebody's, so it stands in the history. It needs no version: a message is what it is until it is gone.
async fn act(app: &App, staff: &Staff, name: &MessageName, act: Act) -> Result<(), Problem> {
    let source = source(&name.kind).ok_or_else(Problem::not_found)?;
    let now = app.now();
    let mut edit = |outgoing: &mut Outgoing| {
        let message = outgoing.queue().iter().find(|message| name.is(message)).ok_or_else(Problem::not_found)?;
        if !(act.may)(message) {
            let state = if message.failure().is_some() { "failed" } else { "waiting" };
            return Err(Problem::conflict(state, "Only a message that failed, and that is still of use, can go again"));
        }
        Ok(if act.again { outgoing.send_again(name.number, now) } else { outgoing.dismiss(name.number) })
    };
    let changed = source.change(app, &name.id, By::new(staff.actor(), act.called), &mut edit).await?;
    changed.map(drop).ok_or_else(Problem::not_found)
}
