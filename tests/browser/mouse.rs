//! Acting with a mouse: real clicks on what can be seen, found by its words.

use std::time::Duration;

use thirtyfour::{By, WebElement};

use crate::person::Person;

/// How long people take from one click to the next.
const BETWEEN_CLICKS: Duration = Duration::from_millis(150);

impl Person {
    pub(super) async fn presses_by_mouse(&self, words: &str) {
        self.thing_to_press(words).await.click().await.unwrap();
    }

    /// Presses twice, as people do who are used to double clicks.
    pub(crate) async fn double_clicks(&self, words: &str) {
        let thing = self.thing_to_press(words).await;
        thing.scroll_into_view().await.unwrap();
        // The hand moves a little meanwhile, which is what takes the time.
        let hand = self.driver.action_chain_with_delay(None, Some(BETWEEN_CLICKS));
        hand.click_element(&thing).move_by_offset(1, 1).click().perform().await.unwrap();
    }

    pub(super) async fn chooses_by_mouse(&self, legend: &str, label: &str) {
        let among = match legend {
            "" => String::new(),
            legend => format!("//fieldset[legend[normalize-space()={}]]", quoted(legend)),
        };
        self.finds(&format!("{among}//label[normalize-space()={}]", quoted(label))).await.click().await.unwrap();
    }

    pub(super) async fn fills_in_by_mouse(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    pub(super) async fn picks_by_mouse(&self, label: &str, option: &str) {
        let list = self.field(label).await;
        let option = format!("./option[normalize-space()={}]", quoted(option));
        list.find(By::XPath(option)).await.unwrap().click().await.unwrap();
    }

    async fn thing_to_press(&self, words: &str) -> WebElement {
        self.finds(&format!("//*[self::a or self::button or self::summary][normalize-space()={}]", quoted(words))).await
    }

    /// The field that a label is for.
    async fn field(&self, label: &str) -> WebElement {
        let label = self.finds(&format!("//label[normalize-space()={}]", quoted(label))).await;
        let id = label.attr("for").await.unwrap().unwrap();
        self.driver.find(By::Id(id)).await.unwrap()
    }

    /// The first of these that can be seen, now or soon.
    async fn finds(&self, path: &str) -> WebElement {
        let found = self
            .soon(|| async {
                for element in self.driver.find_all(By::XPath(path)).await.ok()? {
                    if element.is_displayed().await.ok()? {
                        return Some(element);
                    }
                }
                None
            })
            .await;
        match found {
            Some(element) => element,
            None => panic!("no {path} is to be seen in:\n{}", self.reads().await),
        }
    }
}

/// As a literal of XPath, which knows no escapes.
fn quoted(words: &str) -> String {
    if words.contains('\'') { format!("\"{words}\"") } else { format!("'{words}'") }
}
