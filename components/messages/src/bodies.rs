//! What the API takes and answers, as its document describes it. Addresses are shown to managers alone, who ask for them.

use domain::choice::Choice;
use serde::Serialize;
use store::messages::ShownMessage;
use utoipa::ToSchema;

use crate::delivery::Delivery;

/// What one delivery came to.
#[derive(Serialize, ToSchema)]
pub(crate) struct Delivered {
    /// How many messages were handed over.
    sent: u32,
    /// How many will not be tried again.
    failed: u32,
    /// How many will be tried again later.
    put_off: u32,
    /// How many waited before.
    waiting: u32,
    /// Whether somebody else was at it, so that nothing was done.
    busy: bool,
}

impl Delivered {
    pub(crate) const fn of(delivery: &Delivery) -> Self {
        let Delivery { sent, failed, put_off, waiting, busy } = *delivery;
        Self { sent, failed, put_off, waiting, busy }
    }
}

/// What a receipt came to.
#[derive(Serialize, ToSchema)]
pub(crate) struct Taken {
    /// Whether it said anything new.
    pub(crate) noted: bool,
}

/// What became of a message.
#[derive(Serialize, ToSchema)]
pub(crate) struct Acted {
    /// `waiting` or `dismissed`.
    pub(crate) state: &'static str,
}

/// A message that failed.
#[derive(Serialize, ToSchema)]
pub(crate) struct Failed {
    /// What it is called.
    #[schema(example = "advice.ENQ-4K7M-9PX3.3.1772445600")]
    id: String,
    /// `received`, `waiting_for_you`, `answered`, `reminder`, `family_wrote` or `sign_in_link`.
    kind: &'static str,
    /// What it is about, such as an enquiry's reference.
    about: String,
    /// The address that it goes to, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[schema(format = DateTime)]
    made_at: String,
    /// `no_template`, `refused`, `gave_up`, `too_late`, `no_such_address`, `mailbox_refused` or `technical`.
    reason: &'static str,
    /// The same in words.
    detail: &'static str,
    /// Whether it can be sent once more.
    may_retry: bool,
    #[serde(skip)]
    made_second: i64,
}

impl Failed {
    /// The message, if it failed.
    pub(crate) fn of(message: &ShownMessage) -> Option<Self> {
        let failure = message.failure?;
        Some(Self {
            id: message.name.to_string(),
            kind: message.kind.name(),
            about: message.about.clone(),
            to: message.to.clone(),
            made_at: message.made_at.to_string(),
            reason: failure.name(),
            detail: failure.label(),
            may_retry: message.may_go_again,
            made_second: message.made_at.as_second(),
        })
    }

    /// Where it stands in a list: by the moment it was written.
    pub(crate) fn place(&self) -> String {
        format!("{:015}-{}", self.made_second, self.id)
    }
}
