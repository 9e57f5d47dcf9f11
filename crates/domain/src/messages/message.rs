//! One message: to whom, what for, how it stands, and when it is tried again. It never changes itself.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::people::StaffId;

/// How long whoever claimed a message may take over it; then it is anybody's again.
pub(super) const CLAIM_MINUTES: i64 = 3;

/// How long to wait after each try that failed; the last one again and again.
const WAIT_MINUTES: [i64; 5] = [1, 5, 15, 60, 4 * 60];

/// For how long it is tried.
const TRYING_HOURS: i64 = 24;

/// How late a message may first be tried, as when nothing was sent for a while: what it says is still of use.
const LATEST_HOURS: i64 = 7 * 24;

/// A link to sign in works for half an hour.
const LINK_MINUTES: i64 = 30;

crate::choices! {
    /// What a message is for. Each has its own template.
    pub enum Kind {
        /// To a family: we have their question.
        Received = "received", "We have your question";
        /// To a family: we asked them something.
        WaitingForYou = "waiting_for_you", "We need to know something";
        /// To a family: there is an answer.
        Answered = "answered", "There is an answer";
        /// To a family: we still wait for them.
        Reminder = "reminder", "Reminder that we wait";
        /// To a member of staff: a family wrote.
        FamilyWrote = "family_wrote", "A family wrote";
        /// To a booker: the places are theirs.
        PlaceConfirmed = "place_confirmed", "Your place is confirmed";
        /// To a booker: the run is full, and they are in the queue.
        PlaceQueued = "place_queued", "You are in the queue";
        /// To a booker: places came free for them.
        PlaceOffered = "place_offered", "A place is offered";
        /// To a booker: they did not take what was offered in time.
        OfferLapsed = "offer_lapsed", "An offer has run out";
        /// To a booker: places were given up.
        PlaceCancelled = "place_cancelled", "A place is cancelled";
        /// To a booker: somebody else is to come.
        AttendeeChanged = "attendee_changed", "An attendee has changed";
        /// To a booker: another time or place.
        RunMoved = "run_moved", "Training has moved";
        /// To a booker: it does not take place.
        RunCancelled = "run_cancelled", "Training is cancelled";
        /// To a booker: it began without them.
        NotPlaced = "not_placed", "No place came free";
        /// To a booker: staff wrote.
        TrainingNotice = "training_notice", "A message about training";
        /// To a booker: how was it?
        EvaluationWanted = "evaluation_wanted", "How was the training?";
        /// To somebody who works here: how to sign in.
        SignInLink = "sign_in_link", "Link to sign in";
    }
}

crate::choices! {
    /// Why a message is not going out, in words for the desk.
    pub enum Failure {
        /// No template is set for its kind.
        NoTemplate = "no_template", "There is no template for it in the settings";
        /// The mail service will not take it, however often it is sent.
        Refused = "refused", "GOV.UK Notify refused it: the email address or the template is wrong";
        /// It was tried for as long as it is.
        GaveUp = "gave_up", "It was tried for a day and could not be handed over";
        /// Nobody sent it while it was of use.
        TooLate = "too_late", "It was not sent in time";
        /// It bounced.
        NoSuchAddress = "no_such_address", "The email address does not exist";
        /// The mailbox did not take it.
        MailboxRefused = "mailbox_refused", "The mailbox did not take it: it may be full";
        /// It broke on the way.
        Technical = "technical", "It was lost between GOV.UK Notify and the mailbox";
    }
}

crate::choices! {
    /// What the mail service says became of a message.
    pub enum Receipt {
        /// It is in the mailbox.
        Delivered = "delivered", "Delivered";
        /// The address does not exist.
        PermanentFailure = "permanent_failure", "The email address does not exist";
        /// The mailbox did not take it.
        TemporaryFailure = "temporary_failure", "The mailbox did not take it";
        /// It broke on the way.
        TechnicalFailure = "technical_failure", "It was lost on the way";
    }
}

/// To whom a message goes. An address is looked up when it is sent, so that none is kept twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Addressee {
    /// Whoever the record is about.
    Subject,
    /// A member of staff.
    Staff(StaffId),
}

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Names it within its record, and never another.
    pub number: u32,
    /// What for.
    pub kind: Kind,
    /// To whom.
    pub to: Addressee,
    /// When it was written.
    pub made_at: Timestamp,
    /// The number, drawn by chance, of which a link to sign in is made when it is sent: no link is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<u64>,
    /// How it stands.
    pub state: State,
}

/// How a message stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum State {
    /// It is to be tried, and has been tried so often.
    Waiting {
        /// From when on.
        due_at: Timestamp,
        /// How often it was tried.
        tries: u32,
        /// When it was first tried.
        first_try: Option<Timestamp>,
    },
    /// Somebody is at it.
    Claimed {
        /// Until when nobody else touches it.
        until: Timestamp,
        /// Which try this is, from 1.
        tries: u32,
        /// When it was first tried.
        first_try: Timestamp,
    },
    /// It does not go out unless somebody says so.
    Dead {
        /// Since when.
        at: Timestamp,
        /// Why.
        why: Failure,
    },
}

/// What came of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The mail service has it.
    Sent,
    /// It may go better later.
    Later,
    /// It will not go better.
    Failed(Failure),
    /// There is nobody to send it to, such as a member of staff without an address.
    Nobody,
}

/// A message that was handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// Which.
    pub number: u32,
    /// What for.
    pub kind: Kind,
    /// To whom.
    pub to: Addressee,
    /// When it was written.
    pub made_at: Timestamp,
    /// When the mail service took it.
    pub at: Timestamp,
    /// Whether the mail service says that it arrived.
    #[serde(default)]
    pub delivered: bool,
}

impl Message {
    /// When something is to be done about it next; `None` where nothing is.
    #[must_use]
    pub const fn due_at(&self) -> Option<Timestamp> {
        match self.state {
            State::Waiting { due_at, .. } => Some(due_at),
            State::Claimed { until, .. } => Some(until),
            State::Dead { .. } => None,
        }
    }

    /// Why it is dead, if it is.
    #[must_use]
    pub const fn failure(&self) -> Option<Failure> {
        match self.state {
            State::Dead { why, .. } => Some(why),
            State::Waiting { .. } | State::Claimed { .. } => None,
        }
    }

    /// Which try it is claimed for, if it is.
    #[must_use]
    pub const fn try_number(&self) -> Option<u32> {
        match self.state {
            State::Claimed { tries, .. } => Some(tries),
            State::Waiting { .. } | State::Dead { .. } => None,
        }
    }

    /// Whether somebody has begun to send it at least once, and it has not failed for good.
    #[must_use]
    pub const fn was_tried(&self) -> bool {
        matches!(self.state, State::Claimed { .. } | State::Waiting { first_try: Some(_), .. })
    }

    /// Whether nobody is helped by it any more at `now`, though it has not failed.
    pub(super) fn is_useless(&self, now: Timestamp) -> bool {
        let until = match self.state {
            State::Dead { .. } => return false,
            _ if self.kind == Kind::SignInLink => after(self.made_at, SignedDuration::from_mins(LINK_MINUTES)),
            State::Claimed { first_try, .. } | State::Waiting { first_try: Some(first_try), .. } => {
                after(first_try, SignedDuration::from_hours(TRYING_HOURS))
            }
            State::Waiting { due_at, .. } => after(due_at, SignedDuration::from_hours(LATEST_HOURS)),
        };
        until <= now
    }

    /// Whether it can be of use to send it once more although it failed.
    #[must_use]
    pub fn may_go_again(&self) -> bool {
        self.failure().is_some() && self.kind != Kind::SignInLink
    }
}

impl Kind {
    /// For how long a message of this kind that nobody tries to send is of use.
    #[must_use]
    pub const fn useful_for(self) -> SignedDuration {
        match self {
            Self::SignInLink => SignedDuration::from_mins(LINK_MINUTES),
            _ => SignedDuration::from_hours(LATEST_HOURS),
        }
    }
}

impl Receipt {
    /// What it says against the message.
    #[must_use]
    pub const fn failure(self) -> Option<Failure> {
        match self {
            Self::Delivered => None,
            Self::PermanentFailure => Some(Failure::NoSuchAddress),
            Self::TemporaryFailure => Some(Failure::MailboxRefused),
            Self::TechnicalFailure => Some(Failure::Technical),
        }
    }
}

/// When to try again after so many tries.
pub(super) fn next_try(tries: u32, now: Timestamp) -> Timestamp {
    let place = usize::try_from(tries.saturating_sub(1)).unwrap_or(usize::MAX);
    let minutes = WAIT_MINUTES.get(place).or(WAIT_MINUTES.last()).copied().unwrap_or(1);
    after(now, SignedDuration::from_mins(minutes))
}

/// Some time later; at the end of time, that.
pub(super) fn after(at: Timestamp, time: SignedDuration) -> Timestamp {
    at.checked_add(time).unwrap_or(Timestamp::MAX)
}
