//! The half-given answers of one browser, from its first answer until they are sent, and for a while what they became.

use domain::advice::questionnaire::{Answers, Door};
use domain::calendar::london_date;
use domain::reference::Reference;
use enquiries::drafts;
use http::HeaderValue;
use jiff::Timestamp;
use records::DraftKey;
use serde::{Deserialize, Serialize};
use web::{App, Cookie, IdempotencyKey, Limit, Problem, Visit};

/// Which answers are this browser's.
const COOKIE: Cookie = Cookie { name: "fd_draft", path: "/advice" };

/// How often one network may begin: far more often than a library full of families does.
const BEGINNINGS: Limit = Limit { name: "drafts", max: 120, window_seconds: 3600 };

/// What is kept between two pages.
#[derive(Serialize, Deserialize)]
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
    #[serde(deserialize_with = "domain::moment::read")]
    pub(super) at: Timestamp,
}

/// A draft and what opens it.
pub(super) struct Kept {
    pub(super) key: DraftKey,
    pub(super) draft: Draft,
}

/// What a browser has of us.
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// Something that is no longer kept.
    Gone,
    /// This.
    Kept(Kept),
}

impl Found {
    /// Looks for it.
    pub(super) async fn of(visit: &Visit) -> Result<Self, Problem> {
        let Some(text) = visit.browser.cookie(&COOKIE) else { return Ok(Self::Nothing) };
        let Some(key) = DraftKey::parse(text) else { return Ok(Self::Gone) };
        Ok(match drafts(&visit.app).read(&key).await? {
            Some(draft) => Self::Kept(Kept { key, draft }),
            None => Self::Gone,
        })
    }
}

impl Draft {
    pub(super) fn new(visit: &Visit) -> Self {
        Self { attempt: visit.new_attempt(), answers: Answers::default(), sent: None }
    }

    /// What makes sending it twice send it once.
    pub(super) fn key(&self) -> Result<IdempotencyKey, Problem> {
        IdempotencyKey::parse(&format!("page-{}", self.attempt))
            .ok_or_else(|| Problem::internal("an attempt that is no key"))
    }
}

impl Kept {
    /// Keeps a new draft, and says what the browser must remember of it.
    ///
    /// # Errors
    /// 429 where too many are begun from one network; 503 where the store fails.
    pub(super) async fn begin(visit: &Visit, draft: Draft) -> Result<(Self, Option<HeaderValue>), Problem> {
        BEGINNINGS.count(&visit.app, &visit.caller).await?;
        let key = drafts(&visit.app).begin(&draft).await?;
        let cookie = visit.browser.remember(&COOKIE, &key.expose());
        Ok((Self { key, draft }, Some(cookie)))
    }

    /// Keeps it as it is now.
    pub(super) async fn save(self, app: &App) -> Result<Self, Problem> {
        drafts(app).write(&self.key, &self.draft).await?;
        Ok(self)
    }

    /// Deletes it, and says what the browser must forget.
    pub(super) async fn forget(self, visit: &Visit) -> Result<HeaderValue, Problem> {
        drafts::<Draft>(&visit.app).discard(&self.key).await?;
        Ok(forgotten(visit))
    }

    /// Until when it is kept.
    pub(super) fn until(&self) -> Option<Timestamp> {
        self.key.until()
    }
}

/// What a browser must forget of a draft that is gone.
pub(super) fn forgotten(visit: &Visit) -> HeaderValue {
    visit.browser.forget(&COOKIE)
}

/// Whose Virtual School asks, and on which day.
pub(super) fn door(app: &App) -> Result<Door, Problem> {
    Ok(Door { authority: app.council()?.authority_code.clone(), today: london_date(app.now()) })
}
