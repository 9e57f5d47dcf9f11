//! The half-given answers of one browser, from its first answer until they are sent, and for a while what they became. One
//! browser may book several runs at once, in several windows: what is typed about one never gets into another.

use domain::reference::Reference;
use domain::training::questionnaire::Answers;
use domain::training::words::RunId;
use http::HeaderValue;
use jiff::Timestamp;
use records::{DraftKey, IdempotencyKey};
use serde::{Deserialize, Serialize};
use store::training::drafts as stored;
use web::{Cookie, Limit, Problem, Visit};

/// Which answers are this browser's.
const COOKIE: Cookie = Cookie { name: "fd_places", path: "/training" };

/// How often one network may begin: far more often than a school's office does.
const BEGINNINGS: Limit = Limit { name: "drafts", max: 120, window_seconds: 3600 };

/// How many bookings one browser may have half done; the oldest makes room.
const MAX_DRAFTS: usize = 4;

/// What is kept between two pages.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    /// The one begun last stands last.
    #[serde(rename = "halves")]
    drafts: Vec<Draft>,
}

/// One booking, half done.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Draft {
    run: RunId,
    /// Drawn when it was begun. Whatever is sent of it is one booking.
    attempt: String,
    /// What was answered so far.
    pub(crate) answers: Answers,
    /// What became of it.
    pub(crate) sent: Option<Sent>,
}

/// A booking that was sent: enough to show its receipt again to the browser that sent it. The code is stored nowhere.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sent {
    /// Names it.
    pub(crate) reference: Reference,
    /// When.
    pub(crate) at: Timestamp,
}

/// The bookings that a browser has half done.
pub(crate) struct BookingDrafts {
    key: Option<DraftKey>,
    kept: Kept,
    /// Whether it had something that is no longer kept.
    pub(crate) gone: bool,
}

impl BookingDrafts {
    /// Looks for it.
    pub(crate) async fn of(visit: &Visit) -> Result<Self, Problem> {
        let nothing = |gone| Self { key: None, kept: Kept::default(), gone };
        let Some(text) = visit.browser.cookie(&COOKIE) else { return Ok(nothing(false)) };
        let Some(key) = DraftKey::parse(text) else { return Ok(nothing(true)) };
        Ok(match stored(visit.app.database()).read(&key).await? {
            Some(kept) => Self { key: Some(key), kept, gone: false },
            None => nothing(true),
        })
    }

    /// What is half done of a run.
    pub(crate) fn draft(&self, run: &RunId) -> Option<&Draft> {
        self.kept.drafts.iter().find(|draft| draft.run == *run)
    }

    /// The same, begun where there is none.
    pub(crate) fn draft_mut(&mut self, visit: &Visit, run: &RunId) -> &mut Draft {
        let drafts = &mut self.kept.drafts;
        let draft = match drafts.iter().position(|draft| draft.run == *run) {
            Some(index) => drafts.remove(index),
            None => Draft { run: run.clone(), attempt: visit.new_attempt(), answers: Answers::default(), sent: None },
        };
        if drafts.len() >= MAX_DRAFTS {
            drafts.remove(0);
        }
        drafts.push_mut(draft)
    }

    /// Keeps it as it is now, and says what the browser must remember of it.
    ///
    /// # Errors
    /// 429 where too many are begun from one network; 503 where the store fails.
    pub(crate) async fn save(&mut self, visit: &Visit) -> Result<Option<HeaderValue>, Problem> {
        if let Some(key) = &self.key {
            stored(visit.app.database()).write(key, &self.kept).await?;
            return Ok(None);
        }
        BEGINNINGS.count(&visit.app, &visit.caller).await?;
        let key = stored(visit.app.database()).begin(&self.kept).await?;
        let cookie = visit.browser.remember(&COOKIE, &key.expose());
        self.key = Some(key);
        Ok(Some(cookie))
    }

    /// Deletes what is half done of a run, and says what the browser must forget.
    pub(crate) async fn forget(&mut self, visit: &Visit, run: &RunId) -> Result<Option<HeaderValue>, Problem> {
        self.kept.drafts.retain(|draft| draft.run != *run);
        let forgotten = || Some(visit.browser.forget(&COOKIE));
        match &self.key {
            Some(key) if self.kept.drafts.is_empty() => {
                stored::<Kept>(visit.app.database()).discard(key).await?;
                Ok(forgotten())
            }
            Some(key) => {
                stored(visit.app.database()).write(key, &self.kept).await.map(|()| None).map_err(Problem::from)
            }
            None => Ok(forgotten()),
        }
    }

    /// Until when it is kept.
    pub(crate) fn until(&self) -> Option<Timestamp> {
        self.key.as_ref().and_then(DraftKey::until)
    }
}

impl Draft {
    /// Begins another attempt: the one before was refused, and what is sent next may be something else.
    pub(crate) fn tries_again(&mut self, visit: &Visit) {
        self.attempt = visit.new_attempt();
    }

    /// What makes sending it twice send it once.
    pub(crate) fn key(&self) -> Result<IdempotencyKey, Problem> {
        IdempotencyKey::parse(&format!("page-{}", self.attempt))
            .ok_or_else(|| Problem::internal("an attempt that is no key"))
    }
}
