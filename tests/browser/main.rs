//! The journeys of families and staff in a real Chromium, and what must be true of every page they meet on the way.
//!
//! A person in a story presses, chooses and types by the words that stand on the page. Whatever page they come to is looked
//! at there and then (`look`): nothing that axe finds, nothing that the Content-Security-Policy reports, nothing wider than
//! the screen. So no page of a story can be forgotten. Pictures for people to look at go to `target/screenshots`.
#![cfg(test)]

mod administrators;
mod advice;
mod axe;
mod chromium;
mod desk;
mod directory;
mod family;
mod keyboard;
mod look;
mod messages;
mod mouse;
mod openid;
mod person;
mod picture;
mod site;
mod training;
mod training_desk;
mod visit;
mod way;

#[expect(dead_code, reason = "the stories of tests/e2e use the rest")]
#[path = "../e2e/door.rs"]
mod door;

#[expect(dead_code, reason = "the stories of tests/e2e use the rest")]
#[path = "../e2e/people.rs"]
mod people;

#[expect(dead_code, reason = "the stories of tests/e2e use the rest")]
#[path = "../e2e/openid/provider.rs"]
mod provider;
