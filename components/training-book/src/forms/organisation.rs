//! The setting for which somebody books, where it was chosen from the directory.

use domain::directory::Setting;
use domain::training::questionnaire::{Answers, Door};
use domain::training::words::Audience;
use domain::words::Urn;
use web::{Problem, Visit};

/// Whether a setting is looked for: not of who belongs to none, nor of who is signed in for one.
pub(super) fn is_looked_for(door: &Door<'_>, answers: &Answers) -> bool {
    door.own.is_none() && answers.audience(door.run).is_some_and(Audience::is_of_a_setting)
}

/// The setting that was chosen from the list, if it was.
pub(super) async fn picked(visit: &Visit) -> Result<Option<Setting>, Problem> {
    match Urn::parse(&visit.form.text("pick")) {
        Ok(urn) => directories::find(&visit.app, &urn).await,
        Err(_) => Ok(None),
    }
}
