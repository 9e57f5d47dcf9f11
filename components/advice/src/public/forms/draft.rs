//! The half-given answers of one browser, from its first answer until they are sent, and for a while what they became.

use casework::{BrowserDraft, DraftCookie};
use domain::advice::questionnaire::{Answers, Door};
use domain::calendar::london_date;
use domain::reference::Reference;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use web::{App, Cookie, IdempotencyKey, Limit, Problem, Visit};

/// Which answers are this browser's. A network may begin far more often than a library full of families does.
const DRAFTS: DraftCookie = DraftCookie {
    cookie: Cookie { name: "fd_draft", path: "/advice" },
    kind: "advice",
    beginnings: Limit { name: "drafts", max: 120, window_seconds: 3600 },
};

/// What is kept between two pages.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Draft {
    /// Drawn when the draft was begun. Whatever is sent of it is one enquiry.
    attempt: String,
    pub(super) answers: Answers,
    /// What became of it.
    pub(super) sent: Option<Sent>,
}

/// An enquiry that was sent: enough to show its receipt again to the browser that sent it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sent {
    pub(super) reference: Reference,
    /// Which draw of reference and code it was; the code itself is stored nowhere.
    pub(super) draw: u8,
    pub(super) at: Timestamp,
}

/// What a browser has half answered.
pub(super) type Answering = BrowserDraft<Draft>;

/// Looks for what a browser has half answered; where there is nothing, it is begun.
pub(super) async fn find(visit: &Visit) -> Result<Answering, Problem> {
    let mut found = BrowserDraft::<Draft>::find(DRAFTS, visit).await?;
    if !found.is_kept() {
        found.draft.attempt = visit.new_attempt();
    }
    Ok(found)
}

impl Draft {
    /// What makes sending it twice send it once.
    pub(super) fn key(&self) -> Result<IdempotencyKey, Problem> {
        IdempotencyKey::parse(&format!("page-{}", self.attempt))
            .ok_or_else(|| Problem::internal("an attempt that is no key"))
    }
}

/// Whose Virtual School asks, and on which day.
pub(super) fn door(app: &App) -> Result<Door, Problem> {
    Ok(Door { authority: app.council()?.authority_code.clone(), today: london_date(app.now()) })
}
