//! Stories against the real components on the runner, or against any host named by `FRONT_DOOR_URL`.
//!
//! A story speaks HTTP and nothing else; it knows none of our crates, so that one mistake cannot stand on both sides.
#![cfg(test)]

mod advice;
mod browser;
mod desk;
mod directory;
mod door;
mod messages;
mod openid;
mod people;
mod readme;
mod sign_in;
mod site;
mod tidy;
mod training;
