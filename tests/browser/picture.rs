//! Pictures of pages for people to look at, in `target/screenshots`.

use std::fs;
use std::path::PathBuf;

use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::door::root;
use crate::person::Person;
use crate::way::Pictures;

/// The widths of a phone that is narrower than most, and of a desk.
const WIDTHS: [u32; 2] = [320, 1280];
/// How tall a screen is while its whole page is pictured.
const HEIGHT: u32 = 800;
/// A picture is cut off here; no page of ours is as tall.
const MAX_HEIGHT: f64 = 20_000.0;

/// A word of a test's name or a path is at most so long in the name of a file.
const MAX_NAME_CHARS: usize = 120;

impl Person {
    /// Pictures the page as its way says, and finds what does not fit the widths that it is pictured at.
    pub(super) async fn pictures(&self, name: &str) -> Vec<String> {
        let name = [name, self.way.name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        let mut wrong = Vec::new();
        match self.way.pictures {
            Pictures::Nothing => {}
            Pictures::Screen => keep(&name, &self.screen().await),
            Pictures::BothWidths => {
                for width in WIDTHS {
                    self.has_a_screen_of(width, HEIGHT, 1).await;
                    wrong.extend(self.what_juts_out().await);
                    keep(&format!("{name}-{width}"), &self.whole_page(width).await);
                }
                self.has_a_screen_of(self.way.width, self.way.height, self.way.scale).await;
            }
        }
        wrong
    }

    /// What a printer would put on paper, as a picture, and the document that a browser saves instead.
    pub(crate) async fn prints(&self, name: &str) -> String {
        self.tells_the_browser("Emulation.setEmulatedMedia", json!({"media": "print"})).await;
        let printed = self.reads().await;
        keep(&format!("{name}-printed"), &self.whole_page(self.way.width).await);
        self.tells_the_browser("Emulation.setEmulatedMedia", json!({"media": ""})).await;
        let document = self.tells_the_browser("Page.printToPDF", json!({"printBackground": false})).await;
        assert!(bytes(&document).starts_with(b"%PDF-"), "the page cannot be printed");
        printed
    }

    /// What is on the screen now.
    pub(super) async fn screen(&self) -> Vec<u8> {
        bytes(&self.tells_the_browser("Page.captureScreenshot", json!({"optimizeForSpeed": true})).await)
    }

    async fn whole_page(&self, width: u32) -> Vec<u8> {
        let size = self.tells_the_browser("Page.getLayoutMetrics", json!({})).await;
        let height = size["cssContentSize"]["height"].as_f64().unwrap().min(MAX_HEIGHT);
        let clip = json!({"x": 0, "y": 0, "width": width, "height": height, "scale": 1});
        let parameters = json!({"captureBeyondViewport": true, "clip": clip});
        bytes(&self.tells_the_browser("Page.captureScreenshot", parameters).await)
    }

    /// Keeps what the person saw when their story failed.
    pub(super) async fn leaves_a_picture_of_what_went_wrong(&self) {
        let name = failed();
        let seen = self.driver.screenshot_as_png().await;
        let path = self.driver.current_url().await.map(|url| url.path().to_owned());
        // The story's own panic says what went wrong; this must not hide it.
        if let (Ok(picture), Ok(path)) = (seen, path) {
            keep(&name, &picture);
            eprintln!("They were on {path}: target/screenshots/{name}.png");
        }
    }
}

/// Takes away what an earlier failure of this story left.
pub(super) fn forget_what_went_wrong() {
    let left = folder().join(format!("{}.png", failed()));
    if left.exists() {
        fs::remove_file(left).unwrap();
    }
}

/// What the picture of a failure is called: a test's thread has its name.
fn failed() -> String {
    name_of(&format!("failed {}", std::thread::current().name().unwrap_or_default()))
}

/// The part of a picture's name that a path stands for.
pub(super) fn name_of(path: &str) -> String {
    let words = path.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join("-").chars().take(MAX_NAME_CHARS).collect();
    if name.is_empty() { "start".to_owned() } else { name }
}

fn keep(name: &str, picture: &[u8]) {
    fs::create_dir_all(folder()).unwrap();
    fs::write(folder().join(format!("{name}.png")), picture).unwrap();
}

fn bytes(answer: &Value) -> Vec<u8> {
    BASE64.decode(answer["data"].as_str().unwrap().as_bytes()).unwrap()
}

fn folder() -> PathBuf {
    root().join("target/screenshots")
}
