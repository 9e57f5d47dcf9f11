//! The messages of one record: part of it, so that a change and what it has us write are stored in one piece. Each step
//! here is part of a change of that record; nothing is sent.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::message::{
    Addressee, Attempt, CLAIM_MINUTES, Failure, Kind, Message, Receipt, Sent, State, after, next_try,
};

/// How many messages may wait or have failed in one record. There are fewer kinds and people.
pub const MAX_QUEUED: usize = 16;

/// How many a record remembers to have sent.
pub const MAX_SENT: usize = 20;

/// How many one claim takes.
pub const MAX_CLAIMED: usize = 4;

/// A record's messages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outgoing {
    /// The highest number given.
    last: u32,
    queue: Vec<Message>,
    sent: Vec<Sent>,
}

/// What a list shows of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pending {
    /// When something is to be done next; `None` where all that is left has failed.
    pub due_at: Option<Timestamp>,
    /// How many wait.
    pub waiting: u32,
    /// How many have failed.
    pub failed: u32,
}

impl Outgoing {
    /// Whether nothing was ever written.
    #[must_use]
    pub const fn is_untouched(&self) -> bool {
        self.last == 0
    }

    /// Writes a message that goes out at once. One of the same kind to the same person that nobody has begun to send says
    /// it already.
    pub fn write(&mut self, kind: Kind, to: Addressee, now: Timestamp) {
        self.put(kind, to, None, now, now);
    }

    /// Writes one that goes out at `due_at`, unless [`Outgoing::call_off`] comes first.
    pub fn write_for_later(&mut self, kind: Kind, to: Addressee, due_at: Timestamp, now: Timestamp) {
        self.put(kind, to, None, due_at, now);
    }

    /// Writes a link to sign in, to be made of a number drawn by chance. An older one to the same person that waits is of
    /// no more use.
    pub fn write_link(&mut self, to: Addressee, drawn: u64, now: Timestamp) {
        self.take_back(|message| message.kind == Kind::SignInLink && message.to == to);
        self.put(Kind::SignInLink, to, Some(drawn), now, now);
    }

    /// Takes back what nobody has begun to send, because it is no longer true.
    pub fn call_off(&mut self, kind: Kind) {
        self.take_back(|message| message.kind == kind);
    }

    fn take_back(&mut self, which: impl Fn(&Message) -> bool) {
        self.queue.retain(|message| !which(message) || !matches!(message.state, State::Waiting { .. }));
    }

    /// What is left to do; `None` where nothing is.
    #[must_use]
    pub fn pending(&self) -> Option<Pending> {
        let failed = self.queue.iter().filter(|message| message.failure().is_some()).count();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        (!self.queue.is_empty()).then(|| Pending {
            due_at: self.queue.iter().filter_map(Message::due_at).min(),
            waiting: count(self.queue.len().saturating_sub(failed)),
            failed: count(failed),
        })
    }

    /// The messages that wait or have failed, oldest first.
    #[must_use]
    pub fn queue(&self) -> &[Message] {
        &self.queue
    }

    /// The messages that went out, oldest first, as far as remembered.
    #[must_use]
    pub fn sent(&self) -> &[Sent] {
        &self.sent
    }

    /// Lets die what is of no more use. Answers whether anything did.
    fn expire(&mut self, now: Timestamp) -> bool {
        // A link that ceased to work before anybody tried to send it is nobody's concern.
        let forgotten = |message: &Message| message.kind == Kind::SignInLink && !message.was_tried();
        let before = self.queue.len();
        self.queue.retain(|message| !(forgotten(message) && message.is_useless(now)));
        let mut died = self.queue.len() < before;
        for message in self.queue.iter_mut().filter(|message| message.is_useless(now)) {
            let why = if message.was_tried() { Failure::GaveUp } else { Failure::TooLate };
            message.state = State::Dead { at: now, why };
            died = true;
        }
        died
    }

    /// Forgets what is of no more use, where there is nothing to send it with: as a failure it would only pile up. Answers
    /// whether anything was.
    pub fn let_go(&mut self, now: Timestamp) -> bool {
        let before = self.queue.len();
        self.queue.retain(|message| !message.is_useless(now));
        self.queue.len() < before
    }

    /// Takes what is due, for whoever makes this change and nobody else, for [`Outgoing::claimed_until`]; what a claimer
    /// before left unfinished too. What is of no more use dies instead. Answers whether anything changed.
    pub fn claim(&mut self, now: Timestamp) -> (Vec<Message>, bool) {
        let died = self.expire(now);
        let due = self.queue.iter_mut().filter(|message| message.due_at().is_some_and(|due_at| due_at <= now));
        let claimed: Vec<Message> = due.take(MAX_CLAIMED).filter_map(|message| message.claimed(now)).collect();
        let changed = died || !claimed.is_empty();
        (claimed, changed)
    }

    /// Until when a claim made now holds.
    #[must_use]
    pub fn claimed_until(now: Timestamp) -> Timestamp {
        after(now, SignedDuration::from_mins(CLAIM_MINUTES))
    }

    /// Notes what came of a try. Answers whether that try was still the one that counts.
    pub fn settle(&mut self, number: u32, try_number: u32, attempt: &Attempt, now: Timestamp) -> bool {
        let claimed = |message: &Message| message.number == number && message.try_number() == Some(try_number);
        let Some(place) = self.queue.iter().position(claimed) else { return false };
        match attempt {
            Attempt::Later => {
                if let Some(message) = self.queue.get_mut(place) {
                    message.put_off(now);
                }
            }
            Attempt::Failed(why) => {
                if let Some(message) = self.queue.get_mut(place) {
                    message.state = State::Dead { at: now, why: *why };
                }
            }
            Attempt::Nobody => drop(self.queue.remove(place)),
            Attempt::Sent => self.went_out(place, now),
        }
        true
    }

    /// Notes what the mail service says became of one that went out. A failure puts it among those that failed. Answers
    /// whether anything changed: a receipt may come twice, or for what is no longer remembered. It may also come before
    /// whoever sent the message has noted so, and then says it for them.
    pub fn receipt(&mut self, number: u32, receipt: Receipt, now: Timestamp) -> bool {
        let tried = |message: &Message| message.number == number && message.was_tried();
        if let Some(place) = self.queue.iter().position(tried) {
            self.went_out(place, now);
        }
        let Some(place) = self.sent.iter().position(|sent| sent.number == number) else { return false };
        let Some(why) = receipt.failure() else {
            return self.sent.get_mut(place).is_some_and(|sent| !std::mem::replace(&mut sent.delivered, true));
        };
        let Sent { number, kind, to, made_at, .. } = self.sent.remove(place);
        self.enqueue(Message { number, kind, to, made_at, drawn: None, state: State::Dead { at: now, why } });
        true
    }

    /// Writes one that failed anew, with a number of its own: to the mail service it is another message.
    pub fn send_again(&mut self, number: u32, now: Timestamp) -> bool {
        let Some(place) = self.queue.iter().position(|message| message.number == number && message.may_go_again())
        else {
            return false;
        };
        let Message { kind, to, .. } = self.queue.remove(place);
        self.write(kind, to, now);
        true
    }

    /// Forgets one that failed.
    pub fn dismiss(&mut self, number: u32) -> bool {
        let before = self.queue.len();
        self.queue.retain(|message| message.number != number || message.failure().is_none());
        self.queue.len() < before
    }

    fn put(&mut self, kind: Kind, to: Addressee, drawn: Option<u64>, due_at: Timestamp, now: Timestamp) {
        let untried = |message: &Message| matches!(message.state, State::Waiting { tries: 0, .. });
        if self.queue.iter().any(|message| message.kind == kind && message.to == to && untried(message)) {
            return;
        }
        self.last = self.last.saturating_add(1);
        let state = State::Waiting { due_at, tries: 0, first_try: None };
        self.enqueue(Message { number: self.last, kind, to, made_at: now, drawn, state });
    }

    /// Adds to the queue. Were it ever full, what failed first goes, then the oldest: the newest says where things stand.
    fn enqueue(&mut self, message: Message) {
        if self.queue.len() >= MAX_QUEUED {
            let place = self.queue.iter().position(|message| message.failure().is_some()).unwrap_or_default();
            self.queue.remove(place);
        }
        self.queue.push(message);
    }

    fn went_out(&mut self, place: usize, now: Timestamp) {
        let Message { number, kind, to, made_at, .. } = self.queue.remove(place);
        self.sent.push(Sent { number, kind, to, made_at, at: now, delivered: false });
        let surplus = self.sent.len().saturating_sub(MAX_SENT);
        self.sent.drain(..surplus);
    }
}

impl Message {
    fn claimed(&mut self, now: Timestamp) -> Option<Self> {
        let (tries, first_try) = match self.state {
            State::Waiting { tries, first_try, .. } => (tries, first_try),
            State::Claimed { tries, first_try, .. } => (tries, Some(first_try)),
            State::Dead { .. } => return None,
        };
        let (until, first_try) = (Outgoing::claimed_until(now), first_try.unwrap_or(now));
        self.state = State::Claimed { until, tries: tries.saturating_add(1), first_try };
        Some(self.clone())
    }

    /// To a later try, if there is to be one.
    fn put_off(&mut self, now: Timestamp) {
        let State::Claimed { tries, first_try, .. } = self.state else { return };
        let due_at = next_try(tries, now);
        self.state = State::Waiting { due_at, tries, first_try: Some(first_try) };
        if self.is_useless(due_at) {
            self.state = State::Dead { at: now, why: Failure::GaveUp };
        }
    }
}
