//! A story of somebody with a browser; their Chromium, its time limit and its end are dealt with here, once.

use std::future::Future;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use runner::{Builder, Faults, Running};
use tokio::sync::Semaphore;

use crate::chromium::{Chromium, Tools};
use crate::door::{self, Door, House};
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

/// What is behind a door: its records, whose store can be made to fail, and its log.
pub(crate) struct Behind {
    house: House,
    running: Running,
}

impl Behind {
    /// The switch that makes the store fail.
    pub(crate) fn faults(&self) -> &Faults {
        self.house.faults()
    }

    /// How often a form was sent to a path.
    pub(crate) fn posts(&self, path: &str) -> usize {
        self.asked("POST", path)
    }

    /// How often something was asked for by this method.
    pub(crate) fn asked(&self, method: &str, path: &str) -> usize {
        let words = [format!(r#""method":"{method}""#), format!(r#""route":"{path}""#)];
        self.running.lines().iter().filter(|line| words.iter().all(|word| line.contains(word))).count()
    }
}

/// Tells of a visit to a house of the story's own.
pub(crate) fn visit_house<F: Future<Output = ()>>(way: Way, tell: impl FnOnce(Person, Arc<Behind>) -> F) {
    visit_house_with(|builder| builder, way, tell);
}

/// The same, its door `fitted` as the story wants it.
pub(crate) fn visit_house_with<F: Future<Output = ()>>(
    fitted: impl FnOnce(Builder) -> Builder,
    way: Way,
    tell: impl FnOnce(Person, Arc<Behind>) -> F,
) {
    let Some(tools) = Tools::at_hand() else { return };
    door::house(|house| async move {
        let running = fitted(house.builder()).start().await.unwrap();
        let door = Door::at(running.url());
        // Kept here too: a story that does not look behind the door would let its house fall.
        let behind = Arc::new(Behind { house, running });
        with_browser(&tools, way, door, |person| tell(person, Arc::clone(&behind))).await;
        Arc::into_inner(behind).unwrap().running.stop().await;
    });
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
