//! A story of somebody with a browser; their Chromium, its time limit and its end are dealt with here, once.

use std::future::Future;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::Duration;

use futures::FutureExt;
use tokio::sync::Semaphore;

use crate::chromium::{Chromium, Tools};
use crate::door::{self, Door};
use crate::person::Person;
use crate::picture::forget_what_went_wrong;
use crate::way::Way;

/// No visit takes this long, even on a slow machine: what does hangs.
const VISIT_LIMIT: Duration = Duration::from_secs(240);

/// How many browsers run at once, however many tests do.
static BROWSERS: Semaphore = Semaphore::const_new(4);

/// Tells of a visit to the door that all stories share.
pub(crate) fn visit<F: Future<Output = ()>>(way: Way, tell: impl FnOnce(Person) -> F) {
    let Some(tools) = Tools::at_hand() else { return };
    door::story(|door| async move { with_browser(&tools, way, door, tell).await });
}

async fn with_browser<F: Future<Output = ()>>(tools: &Tools, way: Way, door: Door, tell: impl FnOnce(Person) -> F) {
    forget_what_went_wrong();
    let _turn = BROWSERS.acquire().await.unwrap();
    let chromium = Chromium::start(tools).await;
    let person = Person::new(chromium.driver.clone(), door, way);
    let told = AssertUnwindSafe(async {
        person.arrives().await;
        tokio::time::timeout(VISIT_LIMIT, tell(person.clone())).await.expect("the visit took too long");
    });
    let told = told.catch_unwind().await;
    if told.is_err() {
        person.leaves_a_picture_of_what_went_wrong().await;
    }
    chromium.stop().await;
    if let Err(panic) = told {
        resume_unwind(panic);
    }
}
