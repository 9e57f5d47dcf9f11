//! Sending what is due: claim, hand over, note. Bounded in number and time; the next call goes on from there.

use domain::messages::{Attempt, Failure, Message};
use jiff::{SignedDuration, Timestamp};
use records::{Database, RecordId, RecordsError};
use store::messages::{HoldsMail, MessageName, OUTBOXES, Outbox, ServiceDetails, address_of};
use web::{App, Problem};

use crate::notify::{Email, Notify};
use crate::settings::{self, Templates};

/// One sender at a time: for economy, since claims alone keep two from sending the same.
const LEASE: &str = "messages/delivery";

/// For how long one call begins to send another message. One that was begun may take two waits for the mail service
/// longer, which together is less than a host allows a request.
const BEGIN_SECONDS: i64 = 5;

/// A message is handed over so long before its claim runs out that no other sender can be at it, however its clock goes.
const MARGIN_SECONDS: i64 = 90;

/// What one call came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Delivery {
    /// How many messages were handed over.
    pub(crate) sent: u32,
    /// How many will not be tried again.
    pub(crate) failed: u32,
    /// How many will be tried again later.
    pub(crate) put_off: u32,
    /// How many waited before.
    pub(crate) waiting: u32,
    /// Whether another call was at it, so that nothing was done.
    pub(crate) busy: bool,
}

/// Sends what is due, as far as it gets.
///
/// # Errors
/// 500 where the settings cannot be used; 503 where the store fails.
pub(crate) async fn deliver(app: &App) -> Result<Delivery, Problem> {
    let database = app.database();
    let lease = match database.lease(LEASE).await {
        Ok(lease) => lease,
        Err(RecordsError::Contended(_)) => return Ok(Delivery { busy: true, ..Delivery::default() }),
        Err(error) => return Err(error.into()),
    };
    let delivered = deliver_all(app).await;
    lease.release().await;
    delivered
}

async fn deliver_all(app: &App) -> Result<Delivery, Problem> {
    let mut sender = Sender {
        database: app.database(),
        service: settings::service(app)?,
        notify: settings::notify(app)?,
        templates: Templates::read(app)?,
        begin_until: later(app.now(), BEGIN_SECONDS),
        delivery: Delivery::default(),
        goes_well: true,
    };
    for outbox in &OUTBOXES {
        sender.drain(outbox).await?;
    }
    Ok(sender.delivery)
}

/// One call's work.
struct Sender<'a> {
    database: &'a Database,
    service: ServiceDetails<'a>,
    /// `None`: nothing is sent, and what is of no more use is still let go.
    notify: Option<Notify<'a>>,
    templates: Templates<'a>,
    begin_until: Timestamp,
    delivery: Delivery,
    /// Whether the mail service took what it was given; else there is no use in more of it now.
    goes_well: bool,
}

impl Sender<'_> {
    async fn drain(&mut self, outbox: &Outbox) -> Result<(), Problem> {
        let due = outbox.due(self.database, self.notify.is_some()).await?;
        self.delivery.waiting += due.waiting;
        for id in due.records {
            if !self.goes_well || self.database.now() >= self.begin_until {
                break;
            }
            match self.notify {
                Some(_) => self.send_from(outbox, &id).await?,
                None => outbox.let_go(self.database, &id).await?,
            }
        }
        Ok(())
    }

    /// Claims what is due in one record, sends it and notes what came of it.
    async fn send_from(&mut self, outbox: &Outbox, id: &RecordId) -> Result<(), Problem> {
        let Some(claimed) = outbox.claim(self.database, id).await? else { return Ok(()) };
        self.delivery.failed += claimed.failed;
        let send_before = later(claimed.until, -MARGIN_SECONDS);
        for named in &claimed.messages {
            let begun = self.database.now();
            // What is left stays claimed, and is anybody's when that is over.
            if begun >= send_before || begun >= self.begin_until || !self.goes_well {
                break;
            }
            let (name, message) = named;
            let attempt = self.attempt(&*claimed.record, name, message).await?;
            self.delivery.failed += outbox.note(self.database, named, &attempt).await?;
            match attempt {
                Attempt::Sent => self.delivery.sent += 1,
                Attempt::Later => {
                    self.delivery.put_off += 1;
                    self.goes_well = false;
                }
                Attempt::Failed(_) | Attempt::Nobody => {}
            }
        }
        Ok(())
    }

    async fn attempt(&self, record: &dyn HoldsMail, name: &MessageName, message: &Message) -> Result<Attempt, Problem> {
        let Some(notify) = &self.notify else { return Ok(Attempt::Later) };
        let Some(template) = self.templates.of(message.kind) else {
            return Ok(Attempt::Failed(Failure::NoTemplate));
        };
        let Some(to) = address_of(self.database, record, &message.to).await? else { return Ok(Attempt::Nobody) };
        let reference = name.to_string();
        // It was tried before: that email may be there although nobody heard so.
        if message.try_number().is_some_and(|number| number > 1) {
            match notify.has(&reference, self.database.now()).await {
                Some(false) => {}
                Some(true) => return Ok(Attempt::Sent),
                None => return Ok(Attempt::Later),
            }
        }
        let values = record.template_values(message, self.database, &self.service)?;
        let email = Email { to: &to, template, reference: &reference, values };
        Ok(notify.send(email, self.database.now()).await)
    }
}

fn later(at: Timestamp, seconds: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(at)
}
