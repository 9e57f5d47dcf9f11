//! People: listed, let in, changed and ended by an administrator.

use domain::input::{Style, form_value};
use domain::people::{Invitation, Membership, Named, Person, StaffId};
use domain::problems::{Code, Problems};
use http::StatusCode;
use records::{ChangeError, Versioned};
use store::people::{self, StoredPerson};
use web::{Html, IntoResponse, Problem, Response, Visit, see_other};

use super::{administrator, seen};
use crate::forms::audit::named;
use crate::pages::{self, HistoryLine, PersonPage, TypedPerson};
use crate::problems;

const CHANGED_SINCE: &str = "Somebody else changed this person. Look again, then save";

const FIELDS: [&str; 5] = ["name", "belongs_to", "role", "urn", "provider"];

/// Everybody who may sign in, or everybody who no longer may.
pub(crate) async fn show_list(visit: Visit) -> Result<Html, Problem> {
    administrator(&visit).await?;
    let left = visit.query.has("left");
    let database = visit.app.database();
    let listed = if left { people::left(database).await? } else { people::present(database).await? };
    let done = match visit.query.text("done") {
        "ended" => Some("Their access has ended. They are signed out everywhere"),
        _ => None,
    };
    Ok(pages::people(visit.council()?, &listed, left, done))
}

/// The form that lets a person in.
pub(crate) async fn show_invite(visit: Visit) -> Result<Html, Problem> {
    administrator(&visit).await?;
    Ok(pages::invite(visit.council()?, &TypedPerson::default()))
}

/// Lets a person in.
pub(crate) async fn invite(visit: Visit) -> Result<Response, Problem> {
    let staff = administrator(&visit).await?;
    let typed = TypedPerson::of(&visit.form);
    let body = form_value([("email", typed.email.as_str())].into_iter().chain(typed.named()));
    let again = |problems: Problems| {
        let page = pages::invite(visit.council()?, &TypedPerson { problems, ..typed.clone() });
        Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
    };
    let Invitation { email, named } = match Invitation::read(&body, Style::Form) {
        Ok(invitation) => invitation,
        Err(problems) => return again(problems),
    };
    match people::invite(visit.app.database(), staff.actor(), &email, &named).await {
        Ok(made) => Ok(see_other(&format!("{}?done=invited", pages::person_path(&made.record.0.member.id)))),
        Err(ChangeError::Refused(refusal)) => again(Problems::one("#/email", Code::InvalidValue, refusal.sentence())),
        Err(error) => Err(error.map(problems::person).into()),
    }
}

/// One person.
pub(crate) async fn show_person(visit: Visit) -> Result<Html, Problem> {
    let staff = administrator(&visit).await?;
    let found = find(&visit).await?;
    let done = match visit.query.text("done") {
        "invited" => Some("They can sign in now. A link is on its way to them"),
        "changed" => Some("Your change is kept. They have to sign in again"),
        _ => None,
    };
    let typed = TypedPerson::from(&found.record.0);
    let one = PersonPage { done, ..one(&visit, &found, &typed).await? };
    Ok(pages::person(visit.council()?, &one, &staff.member))
}

/// Changes one person.
pub(crate) async fn change(visit: Visit) -> Result<Response, Problem> {
    let staff = administrator(&visit).await?;
    let (id, typed) = (person_id(&visit)?, TypedPerson::of(&visit.form));
    let problems = match Named::read(&form_value(typed.named()), Style::Form) {
        Ok(named) => match people::change(visit.app.database(), &staff.member.id, &id, &seen(&visit)?, &named).await {
            Ok(_) => return Ok(see_other(&format!("{}?done=changed", pages::person_path(&id)))),
            Err(ChangeError::Stale) => Problems::one("#/name", Code::InvalidValue, CHANGED_SINCE),
            Err(ChangeError::Refused(refusal)) => Problems::one("#/name", Code::InvalidValue, refusal.sentence()),
            Err(error) => return Err(error.map(problems::person).into()),
        },
        Err(problems) => problems,
    };
    let found = find(&visit).await?;
    let typed = TypedPerson { problems, ..typed };
    let page = pages::person(visit.council()?, &one(&visit, &found, &typed).await?, &staff.member);
    Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Asks whether to end a person's access.
pub(crate) async fn show_end(visit: Visit) -> Result<Html, Problem> {
    administrator(&visit).await?;
    Ok(pages::end_person(visit.council()?, &find(&visit).await?.record.0))
}

/// Ends a person's access.
pub(crate) async fn end(visit: Visit) -> Result<Response, Problem> {
    let staff = administrator(&visit).await?;
    let ended = people::end(visit.app.database(), &staff.member.id, &person_id(&visit)?).await;
    ended.map_err(|error| error.map(problems::person))?;
    Ok(see_other("/desk/people?done=ended"))
}

impl TypedPerson {
    fn of(form: &web::Form) -> Self {
        let [name, belongs_to, role, urn, provider] = FIELDS.map(|field| form.text(field));
        Self { email: form.text("email"), name, belongs_to, role, urn, provider, problems: Problems::new() }
    }

    /// The fields that say who a person is to be.
    fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        FIELDS
            .into_iter()
            .zip([&self.name, &self.belongs_to, &self.role, &self.urn, &self.provider].map(String::as_str))
    }
}

impl From<&Person> for TypedPerson {
    fn from(person: &Person) -> Self {
        use domain::choice::Choice;
        let member = &person.member;
        let (mut role, mut urn, mut provider) = (String::new(), String::new(), String::new());
        match &member.membership {
            Membership::Desk(known) => known.name().clone_into(&mut role),
            Membership::School(known) => known.as_str().clone_into(&mut urn),
            Membership::Provider(known) => known.as_str().clone_into(&mut provider),
        }
        Self {
            email: person.email.as_str().to_owned(),
            name: member.name.as_str().to_owned(),
            belongs_to: member.membership.kind().name().to_owned(),
            role,
            urn,
            provider,
            problems: Problems::new(),
        }
    }
}

async fn one<'a>(
    visit: &Visit,
    found: &'a Versioned<StoredPerson>,
    typed: &'a TypedPerson,
) -> Result<PersonPage<'a>, Problem> {
    let person = &found.record.0;
    let names = named(visit.app.database()).await?;
    let did = found.history.entries().iter().rev();
    Ok(PersonPage {
        person,
        version: found.version,
        typed,
        whole: people::history_is_whole(found),
        did: did
            .map(|entry| HistoryLine { at: entry.at, who: names.of(&entry.actor), what: entry.action.clone() })
            .collect(),
        done: None,
    })
}

async fn find(visit: &Visit) -> Result<Versioned<StoredPerson>, Problem> {
    people::by_id(visit.app.database(), &person_id(visit)?).await?.ok_or_else(Problem::not_found)
}

fn person_id(visit: &Visit) -> Result<StaffId, Problem> {
    StaffId::parse(visit.part("id")).map_err(|_| Problem::not_found())
}
