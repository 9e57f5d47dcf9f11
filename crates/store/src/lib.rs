//! What is kept: each area's records, their lists and the links between them, people, the directory of settings, outgoing
//! mail. It knows no route, no page and no words of either.

pub mod access;
pub mod advice;
pub mod directory;
pub mod messages;
pub mod people;
pub mod training;
