//! Everything together: one provider, what is known of it for a while, start and finish. What it knows stays within the
//! instance that asked.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use crate::attempt::Attempt;
use crate::back::Back;
use crate::claims;
use crate::discovery::Discovery;
use crate::exchange::{Tokens, exchange, grant};
use crate::fault::{Fault, Spoilt};
use crate::fetch::{self, Fetch};
use crate::identity::Identity;
use crate::keys::Keys;
use crate::object::Object;
use crate::provider::Provider;
use crate::token::Unproven;

/// For how long a provider's documents are believed: a key that it withdraws is good for no longer.
const MAX_AGE: Duration = Duration::from_secs(60 * 60);

/// The least time between two looks for a key that is not known, and after a failure: nobody can make us hammer a
/// provider by coming back with invented tokens, or by pressing a button while it is down.
const MIN_PAUSE: Duration = Duration::from_secs(10);

/// A provider that people can sign in with. Made once; serves many at a time.
pub struct Client {
    provider: Provider,
    known: Mutex<Known>,
}

/// What is known of it.
#[derive(Default)]
struct Known {
    discovery: Option<Held<Discovery>>,
    keys: Option<Held<Keys>>,
    /// When it was last found not to answer, and why.
    failed: Option<(Timestamp, Fault)>,
}

/// Something fetched, and when.
struct Held<T> {
    value: Arc<T>,
    since: Timestamp,
}

impl Client {
    /// A client that knows nothing of the provider yet.
    #[must_use]
    pub fn new(provider: Provider) -> Self {
        Self { provider, known: Mutex::default() }
    }

    /// The provider's issuer.
    #[must_use]
    pub fn issuer(&self) -> &str {
        self.provider.issuer.as_str()
    }

    /// Where to send the browser, so that the person signs in and comes back to `redirect_uri`.
    ///
    /// # Errors
    /// Where the provider does not say where that is.
    pub async fn start(
        &self,
        fetch: &impl Fetch,
        now: Timestamp,
        attempt: &Attempt,
        redirect_uri: &str,
    ) -> Result<String, Fault> {
        let discovery = self.discovery(fetch, now).await?;
        Ok(attempt.address(&self.provider, &discovery, redirect_uri))
    }

    /// Who came back. `attempt` and `redirect_uri` are those of the start, from the same browser.
    ///
    /// # Errors
    /// Where that is not proven, whyever.
    pub async fn finish(
        &self,
        fetch: &impl Fetch,
        now: Timestamp,
        attempt: &Attempt,
        back: &Back,
        redirect_uri: &str,
    ) -> Result<Identity, Fault> {
        let code = back.code(attempt)?;
        let discovery = self.discovery(fetch, now).await?;
        back.check_issuer(&self.provider, &discovery)?;
        let tokens = exchange(fetch, &self.provider, &discovery, &grant(attempt, code, redirect_uri)).await?;
        let claims = self.prove(fetch, now, &discovery, &tokens.id).await?;
        claims::check(&claims, &self.provider, &attempt.nonce, now)?;
        let more = self.more(fetch, &discovery, &claims, &tokens).await?;
        Identity::read(&self.provider, &claims, &more).ok_or(Fault::UserInfo("is about somebody else"))
    }

    /// A token's claims, if a key of the provider signed them.
    async fn prove(
        &self,
        fetch: &impl Fetch,
        now: Timestamp,
        discovery: &Discovery,
        token: &str,
    ) -> Result<Object, Fault> {
        let unproven = Unproven::read(token)?;
        let (algorithm, id) = (unproven.algorithm, unproven.key_id.as_deref());
        let keys = self.keys(fetch, now, discovery, MAX_AGE).await?;
        if let Some(key) = keys.find(algorithm, id) {
            return Ok(unproven.prove(key)?);
        }
        // A provider changes its keys whenever it likes; a key that is not known may be its newest.
        let keys = self.keys(fetch, now, discovery, MIN_PAUSE).await?;
        Ok(unproven.prove(keys.find(algorithm, id).ok_or(Spoilt::Key)?)?)
    }

    /// What the provider says of the person beyond the token, where the token does not say what was asked for (OpenID
    /// Connect Core 1.0, section 5.4).
    async fn more(
        &self,
        fetch: &impl Fetch,
        discovery: &Discovery,
        claims: &Object,
        tokens: &Tokens,
    ) -> Result<Object, Fault> {
        let lacks = |name| self.provider.asks_for(name) && claims.get(name).is_none();
        match (&discovery.user_info, &tokens.access) {
            (Some(address), Some(access)) if lacks("email") || lacks("organisation") => {
                let more = fetch::read(fetch, address.as_str(), Some(access), Fault::UserInfo).await?;
                // Without its subject it could be anybody's (section 5.3.2).
                if more.get("sub").is_some() { Ok(more) } else { Err(Fault::UserInfo("does not say whom it is about")) }
            }
            _ => Ok(Object::default()),
        }
    }

    async fn discovery(&self, fetch: &impl Fetch, now: Timestamp) -> Result<Arc<Discovery>, Fault> {
        if let Some(fresh) = fresh(self.known().discovery.as_ref(), now, MAX_AGE) {
            return Ok(fresh);
        }
        self.unless_failed(now)?;
        let address = self.provider.discovery_address();
        let document = fetch::read(fetch, &address, None, Fault::Discovery).await;
        let read = document.and_then(|document| Discovery::read(&document, &self.provider));
        let value = Arc::new(self.note(now, read)?);
        self.known().discovery = Some(Held { value: Arc::clone(&value), since: now });
        Ok(value)
    }

    async fn keys(
        &self,
        fetch: &impl Fetch,
        now: Timestamp,
        discovery: &Discovery,
        max_age: Duration,
    ) -> Result<Arc<Keys>, Fault> {
        if let Some(fresh) = fresh(self.known().keys.as_ref(), now, max_age) {
            return Ok(fresh);
        }
        self.unless_failed(now)?;
        let document = fetch::read(fetch, discovery.keys.as_str(), None, Fault::Keys).await;
        let value = Arc::new(self.note(now, document.and_then(|document| Keys::read(&document)))?);
        self.known().keys = Some(Held { value: Arc::clone(&value), since: now });
        Ok(value)
    }

    /// The failure that is too young to try again.
    fn unless_failed(&self, now: Timestamp) -> Result<(), Fault> {
        match &self.known().failed {
            Some((since, fault)) if is_within(*since, now, MIN_PAUSE) => Err(fault.clone()),
            _ => Ok(()),
        }
    }

    fn note<T>(&self, now: Timestamp, fetched: Result<T, Fault>) -> Result<T, Fault> {
        self.known().failed = fetched.as_ref().err().map(|fault| (now, fault.clone()));
        fetched
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn fresh<T>(held: Option<&Held<T>>, now: Timestamp, max_age: Duration) -> Option<Arc<T>> {
    held.filter(|held| is_within(held.since, now, max_age)).map(|held| Arc::clone(&held.value))
}

/// Whether less than `time` passed; a clock that was put back makes nothing young.
fn is_within(since: Timestamp, now: Timestamp, time: Duration) -> bool {
    Duration::try_from(now.duration_since(since)).is_ok_and(|passed| passed < time)
}
