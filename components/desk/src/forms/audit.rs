//! What administrators did: the histories of all people and keys, one below the other.

use std::collections::BTreeMap;

use domain::choice::Choice;
use records::{History, Record, RecordId};
use store::people::StoredPerson;
use web::{App, Html, Problem, StaffKey, Visit};

use super::administrator;
use crate::pages::{self, Audit, Did};

/// So many people and keys are looked through; there are never as many.
const RECORDS_MAX: usize = 1_000;

/// So many of the latest entries stand on the page.
const ENTRIES_MAX: usize = 100;

/// What was done to people and keys, the latest first.
pub(crate) async fn show(visit: Visit) -> Result<Html, Problem> {
    administrator(&visit).await?;
    let app = &visit.app;
    let names = named(app).await?;
    let mut audit = Audit::default();
    for (id, name) in names.0.iter().take(RECORDS_MAX) {
        let record = RecordId::parse(id).map_err(Problem::internal)?;
        if let Some(found) = app.records::<StoredPerson>().read(&record).await? {
            audit.add(&found.history, StoredPerson::KIND, &record, name, &names);
        }
        if let Some(found) = app.records::<StaffKey>().read(&record).await? {
            audit.add(&found.history, StaffKey::KIND, &record, name, &names);
        }
    }
    audit.entries.sort_by_cached_key(|(did, _)| std::cmp::Reverse(did.at));
    audit.entries.truncate(ENTRIES_MAX);
    Ok(pages::audit(visit.council()?, &audit))
}

impl Audit {
    fn add(&mut self, history: &History, kind: &str, id: &RecordId, name: &str, names: &Names) {
        if !history.verify(kind, id) {
            self.broken.push(name.to_owned());
        }
        let did = history.entries().iter();
        let did = did.map(|entry| Did { at: entry.at, who: names.of(&entry.actor), what: entry.action.clone() });
        self.entries.extend(did.map(|did| (did, name.to_owned())));
    }
}

/// The names of everybody whom a history may name by an id.
pub(crate) struct Names(BTreeMap<String, String>);

impl Names {
    /// Somebody's name, or what their id says where they have none.
    pub(crate) fn of(&self, actor: &str) -> String {
        self.0.get(actor).cloned().unwrap_or_else(|| match actor {
            "bootstrap-admin" => "The key in the settings".to_owned(),
            "operator" => "Whoever started the service first".to_owned(),
            other => other.to_owned(),
        })
    }
}

/// The names of all people and keys.
pub(crate) async fn named(app: &App) -> Result<Names, Problem> {
    let mut names = BTreeMap::new();
    for people in [store::people::present(app).await?, store::people::left(app).await?] {
        names.extend(people.into_iter().map(|(id, row)| (id.as_str().to_owned(), row.name.as_str().to_owned())));
    }
    for keys in [store::people::keys(app, false).await?, store::people::keys(app, true).await?] {
        names.extend(keys.into_iter().map(|(id, row)| {
            let name = format!("{} (key “{}”, {})", row.holder.name.as_str(), row.label, row.holder.role.label());
            (id, name)
        }));
    }
    Ok(Names(names))
}
