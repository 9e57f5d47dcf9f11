//! Sending what is due: claim, hand over, note. Bounded in number and time; whoever calls it again goes on from there.

use domain::messages::{Addressee, Attempt, Failure, Message, Outgoing};
use domain::words::EmailAddress;
use jiff::{SignedDuration, Timestamp};
use records::{By, KeyValue, Lock, RecordId, RecordsError};
use web::{App, Problem};

use crate::messages::kinds::SOURCES;
use crate::messages::name::MessageName;
use crate::messages::notify::{Email, Notify};
use crate::messages::sends::{Holder, Place, Source};
use crate::messages::settings::{self, Templates};

/// Who claims and notes, where a history would name them.
const SENDER: &str = "messages";

/// One sender at a time: for economy, since claims alone keep two from sending the same.
const LOCK: &str = "messages/delivery";

/// How many records one call looks at.
const MAX_RECORDS: usize = 50;

/// For how long one call begins to send another message. One that was begun may take two waits for the mail service
/// longer, which together is less than a host allows a request.
const BEGIN_SECONDS: i64 = 5;

/// A message is handed over so long before its claim runs out that nobody else can be at it, however their clock goes.
const MARGIN_SECONDS: i64 = 90;

/// For how many days it is known how many messages went out on each.
pub(crate) const COUNTED_DAYS: i64 = 7;

/// What one call came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Delivery {
    /// How many messages were handed over.
    pub sent: u32,
    /// How many will not be tried again.
    pub failed: u32,
    /// How many will be tried again later.
    pub put_off: u32,
    /// How many waited before.
    pub waiting: u32,
    /// Whether somebody else was at it, so that nothing was done.
    pub busy: bool,
}

/// Sends what is due, as far as it gets.
///
/// # Errors
/// 500 where the settings cannot be used; 503 where the store fails.
pub async fn deliver(app: &App) -> Result<Delivery, Problem> {
    let lock = Lock::new(app.store(), app.env());
    let held = match lock.acquire(LOCK).await {
        Ok(held) => held,
        Err(RecordsError::Contended(_)) => return Ok(Delivery { busy: true, ..Delivery::default() }),
        Err(error) => return Err(error.into()),
    };
    let delivered = deliver_all(app).await;
    lock.release(held).await;
    delivered
}

async fn deliver_all(app: &App) -> Result<Delivery, Problem> {
    let mut sender = Sender {
        place: Place { app, service_url: settings::service_url(app)? },
        notify: settings::notify(app)?,
        templates: Templates::read(app)?,
        begin_until: later(app.now(), BEGIN_SECONDS),
        told: Delivery::default(),
        goes_well: true,
    };
    for source in &SOURCES {
        sender.drain(source).await?;
    }
    Ok(sender.told)
}

/// One call's work.
struct Sender<'a> {
    place: Place<'a>,
    /// `None`: nothing is sent, and what is of no more use is still let go.
    notify: Option<Notify<'a>>,
    templates: Templates<'a>,
    begin_until: Timestamp,
    told: Delivery,
    /// Whether the mail service took what it was given; else there is no use in more of it now.
    goes_well: bool,
}

impl Sender<'_> {
    async fn drain(&mut self, source: &Source) -> Result<(), Problem> {
        let app = self.place.app;
        let rows = source.rows(app).await?;
        self.told.waiting += rows.iter().map(|(_, pending)| pending.waiting).sum::<u32>();
        // Without a mail service nothing can be done but to let go of what nobody was helped by in time.
        let patience = if self.notify.is_some() { SignedDuration::ZERO } else { source.briefest.useful_for() };
        let cutoff = app.now().checked_sub(patience).unwrap_or(Timestamp::MIN);
        let mut due: Vec<(Timestamp, RecordId)> = rows
            .into_iter()
            .filter_map(|(id, pending)| Some((pending.due_at.filter(|at| *at <= cutoff)?, id)))
            .collect();
        due.sort_by_cached_key(|(at, id)| format!("{:020}{id}", at.as_millisecond()));
        for (_, id) in due.into_iter().take(MAX_RECORDS) {
            if !self.goes_well || app.now() >= self.begin_until {
                break;
            }
            self.send_from(source, &id).await?;
        }
        Ok(())
    }

    /// Claims what is due in one record, sends it and notes what came of it.
    async fn send_from(&mut self, source: &Source, id: &RecordId) -> Result<(), Problem> {
        let (app, now, sends) = (self.place.app, self.place.app.now(), self.notify.is_some());
        let mut claimed = Vec::new();
        let mut failed = 0;
        let mut claim = |outgoing: &mut Outgoing| {
            let before = dead(outgoing);
            let changed = if sends {
                let (messages, changed) = outgoing.claim(now);
                claimed = messages;
                changed
            } else {
                outgoing.let_go(now)
            };
            failed = dead(outgoing).saturating_sub(before);
            Ok(changed)
        };
        // Its acknowledgement is what makes sending right: nothing that this record holds can be undone any more.
        let by = By::new(SENDER, "claimed").quietly();
        let Some(record) = source.change(app, id, by, &mut claim).await? else { return Ok(()) };
        self.told.failed += failed;
        let send_before = later(Outgoing::claimed_until(now), -MARGIN_SECONDS);
        for message in claimed.iter().filter(|message| record.outgoing().queue().contains(message)) {
            let begun = app.now();
            // What is left stays claimed, and is anybody's when that is over.
            if begun >= send_before || begun >= self.begin_until || !self.goes_well {
                break;
            }
            let attempt = self.attempt(&*record, MessageName::of(source.kind, id, message), message).await?;
            self.note(source, id, message, &attempt).await?;
        }
        Ok(())
    }

    async fn attempt(&self, record: &dyn Holder, name: MessageName, message: &Message) -> Result<Attempt, Problem> {
        let (app, Some(notify)) = (self.place.app, &self.notify) else { return Ok(Attempt::Later) };
        let Some(template) = self.templates.of(message.kind) else {
            return Ok(Attempt::Failed(Failure::NoTemplate));
        };
        let Some(to) = address_of(app, record, &message.to).await? else { return Ok(Attempt::Nobody) };
        let reference = name.to_string();
        // Somebody tried before: their email may be there although nobody heard so.
        if message.try_number().is_some_and(|number| number > 1) {
            match notify.has(&reference, app.now()).await {
                Some(false) => {}
                Some(true) => return Ok(Attempt::Sent),
                None => return Ok(Attempt::Later),
            }
        }
        let words = record.words(message, &self.place)?;
        Ok(notify.send(Email { to: &to, template, reference: &reference, words }, app.now()).await)
    }

    async fn note(
        &mut self,
        source: &Source,
        id: &RecordId,
        message: &Message,
        attempt: &Attempt,
    ) -> Result<(), Problem> {
        let app = self.place.app;
        let (now, tries) = (app.now(), message.try_number().unwrap_or_default());
        let mut failed = 0;
        let mut note = |outgoing: &mut Outgoing| {
            let before = dead(outgoing);
            let counts = outgoing.settle(message.number, tries, attempt, now);
            failed = dead(outgoing).saturating_sub(before);
            Ok(counts)
        };
        source.change(app, id, By::new(SENDER, "noted").quietly(), &mut note).await?;
        self.told.failed += failed;
        match attempt {
            Attempt::Sent => {
                self.told.sent += 1;
                count_sent(app).await;
            }
            Attempt::Later => {
                self.told.put_off += 1;
                self.goes_well = false;
            }
            Attempt::Failed(_) | Attempt::Nobody => {}
        }
        Ok(())
    }
}

/// Where a message goes; `None` where whoever it is for has no address, or may no longer come.
pub(crate) async fn address_of(
    app: &App,
    record: &dyn Holder,
    to: &Addressee,
) -> Result<Option<EmailAddress>, Problem> {
    match to {
        Addressee::Subject => Ok(record.address().cloned()),
        Addressee::Staff(id) => {
            let found = crate::people::by_id(app, id).await?.map(|found| found.record.0);
            Ok(found.filter(|person| person.admitted().is_ok()).map(|person| person.email))
        }
    }
}

/// The key that counts what went out on a day.
pub(crate) fn day_key(day: i64) -> String {
    format!("messages/sent/{day}")
}

/// The day it is, counted from 1970, in UTC.
pub(crate) fn today(app: &App) -> i64 {
    app.now().as_second().div_euclid(24 * 60 * 60)
}

/// For the desk's figures: one that is missed is no message lost, so a failure is nobody's concern.
async fn count_sent(app: &App) {
    let today = today(app);
    if matches!(app.store().increment(&day_key(today), 1).await, Ok(1)) {
        let _ = app.store().delete(&day_key(today - COUNTED_DAYS)).await;
    }
}

fn dead(outgoing: &Outgoing) -> u32 {
    outgoing.pending().map_or(0, |pending| pending.failed)
}

fn later(at: Timestamp, seconds: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(at)
}
