//! Acting with a mouse: real clicks on what can be seen, found by its words.

use thirtyfour::{By, WebElement};

use crate::person::Person;

impl Person {
    pub(super) async fn presses_by_mouse(&self, words: &str) {
        self.thing_to_press(words).await.click().await.unwrap();
    }

    async fn thing_to_press(&self, words: &str) -> WebElement {
        self.finds(&format!("//*[self::a or self::button or self::summary][normalize-space()={}]", quoted(words))).await
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
