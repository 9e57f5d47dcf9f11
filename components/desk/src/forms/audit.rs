//! What administrators did: the histories of all people and keys, one below the other.

use domain::choice::Choice;
use domain::people::{KeyId, StaffId};
use records::{Database, History, RecordsError};
use store::people;
use web::{Html, Problem, Visit};

use super::administrator;
use crate::pages::{self, Audit, HistoryLine};

/// So many people and keys are looked through; there are never as many.
const RECORDS_MAX: usize = 1_000;

/// So many of the latest entries stand on the page.
const ENTRIES_MAX: usize = 100;

/// What was done to people and keys, the latest first.
pub(crate) async fn show(visit: Visit) -> Result<Html, Problem> {
    administrator(&visit).await?;
    let database = visit.app.database();
    let names = named(database).await?;
    let mut audit = Audit::default();
    for (id, name) in names.people.iter().take(RECORDS_MAX) {
        if let Some(found) = people::by_id(database, id).await? {
            audit.add(&found.history, people::history_is_whole(&found), name, &names);
        }
    }
    for (id, name) in names.keys.iter().take(RECORDS_MAX.saturating_sub(names.people.len())) {
        if let Some(found) = people::key(database, id).await? {
            audit.add(&found.history, people::key_history_is_whole(&found), name, &names);
        }
    }
    audit.entries.sort_by_cached_key(|(did, _)| std::cmp::Reverse(did.at));
    audit.entries.truncate(ENTRIES_MAX);
    Ok(pages::audit(visit.council()?, &audit))
}

impl Audit {
    fn add(&mut self, history: &History, whole: bool, name: &str, names: &Names) {
        if !whole {
            self.broken.push(name.to_owned());
        }
        let did = history.entries().iter();
        let did =
            did.map(|entry| HistoryLine { at: entry.at, who: names.of(&entry.actor), what: entry.action.clone() });
        self.entries.extend(did.map(|did| (did, name.to_owned())));
    }
}

/// The names of all whom a history may name by an id.
pub(crate) struct Names {
    people: Vec<(StaffId, String)>,
    keys: Vec<(KeyId, String)>,
}

impl Names {
    /// The name of a history's actor, or what their id says where they have none.
    pub(crate) fn of(&self, actor: &str) -> String {
        let person = self.people.iter().find(|(id, _)| id.as_str() == actor).map(|(_, name)| name);
        let key = || self.keys.iter().find(|(id, _)| id.as_str() == actor).map(|(_, name)| name);
        person.or_else(key).cloned().unwrap_or_else(|| match actor {
            "bootstrap-admin" => "The key in the settings".to_owned(),
            "operator" => "Whoever started the service first".to_owned(),
            other => other.to_owned(),
        })
    }
}

/// The names of all people and keys.
pub(crate) async fn named(database: &Database) -> Result<Names, RecordsError> {
    let mut names = Names { people: Vec::new(), keys: Vec::new() };
    for people in [people::present(database).await?, people::left(database).await?] {
        names.people.extend(people.into_iter().map(|(id, row)| (id, row.name.as_str().to_owned())));
    }
    for keys in [people::keys(database, false).await?, people::keys(database, true).await?] {
        names.keys.extend(keys.into_iter().map(|(id, row)| {
            let name = format!("{} (key “{}”, {})", row.holder.name.as_str(), row.label, row.holder.role.label());
            (id, name)
        }));
    }
    Ok(names)
}
