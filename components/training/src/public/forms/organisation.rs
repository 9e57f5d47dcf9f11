//! The setting for which somebody books, where it was chosen from the directory.

use domain::training::questionnaire::{Answers, Door};
use domain::training::words::Audience;
use domain::words::Urn;

/// Whether a setting is looked for: not of who belongs to none, nor of who is signed in for one.
pub(super) fn is_looked_for(door: &Door<'_>, answers: &Answers) -> bool {
    door.own.is_none() && answers.audience(door.run).is_some_and(Audience::is_of_a_setting)
}

/// The setting that was chosen from the list, if one was: its number and its name. Whoever makes a name up might as well
/// have typed it.
pub(super) fn picked(chosen: &str) -> Option<(Urn, String)> {
    let (urn, name) = chosen.split_once(' ')?;
    Some((Urn::parse(urn).ok()?, name.to_owned()))
}
