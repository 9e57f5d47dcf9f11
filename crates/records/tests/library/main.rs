//! The library as one caller meets it. What many callers at once do to it is the simulation's to say.
#![cfg(test)]

mod broken;
mod drafts;
mod one_caller;
mod sealing;
mod support;
mod values;
mod version_cache;
