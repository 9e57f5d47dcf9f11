//! People: listed, let in, changed and ended by an administrator.

use domain::input::{Style, form_value};
use domain::people::{Invitation, Membership, Named, Person, StaffId};
use domain::problems::{Code, Problems};
use http::StatusCode;
use records::{Record, RecordId, Versioned};
use store::people::StoredPerson;
use web::{Html, IntoResponse, Problem, Response, Visit, see_other};

use super::{administrator, seen};
use crate::forms::audit::named;
use crate::pages::{self, Did, OnePerson, Typed};

const FIELDS: [&str; 5] = ["name", "belongs_to", "role", "urn", "provider"];

/// Everybody who may come, or everybody who no longer may.
pub(crate) async fn show_list(visit: Visit) -> Result<Html, Problem> {
    administrator(&visit).await?;
    let left = visit.query.has("left");
    let people = if left { store::people::left(&visit.app).await? } else { store::people::present(&visit.app).await? };
    let done = match visit.query.text("done") {
        "ended" => Some("Their access has ended. They are signed out everywhere"),
        _ => None,
    };
    Ok(pages::people(visit.council()?, &people, left, done))
}

/// The form that lets somebody in.
pub(crate) async fn show_invite(visit: Visit) -> Result<Html, Problem> {
    administrator(&visit).await?;
    Ok(pages::invite(visit.council()?, &Typed::default()))
}

/// Lets somebody in.
pub(crate) async fn invite(visit: Visit) -> Result<Response, Problem> {
    let staff = administrator(&visit).await?;
    let typed = Typed::of(&visit.form);
    let body = form_value([("email", typed.email.as_str())].into_iter().chain(typed.named()));
    let again = |problems: Problems| {
        let page = pages::invite(visit.council()?, &Typed { problems, ..typed.clone() });
        Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
    };
    let Invitation { email, named } = match Invitation::read(&body, Style::Form) {
        Ok(invitation) => invitation,
        Err(problems) => return again(problems),
    };
    match store::people::invite(&visit.app, staff.actor(), &email, &named).await {
        Ok(made) => Ok(see_other(&format!("{}?done=invited", pages::person_path(&made.record.0.member.id)))),
        Err(problem) if problem.status() == StatusCode::CONFLICT => {
            again(Problems::one("#/email", Code::InvalidValue, problem.detail_text().unwrap_or_default()))
        }
        Err(problem) => Err(problem),
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
    let typed = Typed::from(&found.record.0);
    let one = OnePerson { done, ..one(&visit, &found, &typed).await? };
    Ok(pages::person(visit.council()?, &one, &staff.member))
}

/// Changes one person.
pub(crate) async fn change(visit: Visit) -> Result<Response, Problem> {
    let staff = administrator(&visit).await?;
    let (id, typed) = (person_id(&visit)?, Typed::of(&visit.form));
    let problems = match Named::read(&form_value(typed.named()), Style::Form) {
        Ok(named) => match store::people::change(&visit.app, &staff.member.id, &id, &seen(&visit)?, &named).await {
            Ok(_) => return Ok(see_other(&format!("{}?done=changed", pages::person_path(&id)))),
            Err(problem) if problem.status() == StatusCode::PRECONDITION_FAILED => {
                Problems::one("#/name", Code::InvalidValue, "Somebody else changed this person. Look again, then save")
            }
            Err(problem) if problem.status() == StatusCode::CONFLICT => {
                Problems::one("#/name", Code::InvalidValue, problem.detail_text().unwrap_or_default())
            }
            Err(problem) => return Err(problem),
        },
        Err(problems) => problems,
    };
    let found = find(&visit).await?;
    let typed = Typed { problems, ..typed };
    let page = pages::person(visit.council()?, &one(&visit, &found, &typed).await?, &staff.member);
    Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Asks whether to end somebody's access.
pub(crate) async fn show_end(visit: Visit) -> Result<Html, Problem> {
    administrator(&visit).await?;
    Ok(pages::end_person(visit.council()?, &find(&visit).await?.record.0))
}

/// Ends somebody's access.
pub(crate) async fn end(visit: Visit) -> Result<Response, Problem> {
    let staff = administrator(&visit).await?;
    store::people::end(&visit.app, &staff.member.id, &person_id(&visit)?).await?;
    Ok(see_other("/desk/people?done=ended"))
}

impl Typed {
    fn of(form: &web::Form) -> Self {
        let [name, belongs_to, role, urn, provider] = FIELDS.map(|field| form.text(field));
        Self { email: form.text("email"), name, belongs_to, role, urn, provider, problems: Problems::new() }
    }

    /// The fields that say who somebody is to be.
    fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        FIELDS
            .into_iter()
            .zip([&self.name, &self.belongs_to, &self.role, &self.urn, &self.provider].map(String::as_str))
    }
}

impl From<&Person> for Typed {
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
    typed: &'a Typed,
) -> Result<OnePerson<'a>, Problem> {
    let person = &found.record.0;
    let record = RecordId::parse(person.member.id.as_str()).map_err(Problem::internal)?;
    let names = named(&visit.app).await?;
    let did = found.history.entries().iter().rev();
    Ok(OnePerson {
        person,
        version: found.version,
        typed,
        whole: found.history.verify(StoredPerson::KIND, &record),
        did: did.map(|entry| Did { at: entry.at, who: names.of(&entry.actor), what: entry.action.clone() }).collect(),
        done: None,
    })
}

async fn find(visit: &Visit) -> Result<Versioned<StoredPerson>, Problem> {
    store::people::by_id(&visit.app, &person_id(visit)?).await?.ok_or_else(Problem::not_found)
}

fn person_id(visit: &Visit) -> Result<StaffId, Problem> {
    StaffId::parse(visit.part("id")).map_err(|_| Problem::not_found())
}
