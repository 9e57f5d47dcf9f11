//! What staff look at and press. The words are the pages'.

use domain::people::Role;
use records::ChangeError;
use store::messages::{MessageError, MessageName, dismiss as forget, overview, send_again, sent_lately};
use web::{Html, Problem, Response, Visit, see_other};

use crate::pages::{self, MessagesPage};
use crate::{problems, settings};

/// How messages stand.
pub(crate) async fn show(visit: Visit) -> Result<Html, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Manager)?;
    let (database, sends) = (visit.app.database(), settings::sends_mail(&visit.app));
    // Where nothing is sent, an administrator must be able to pass it on: a link to sign in above all.
    let unsent = !sends && staff.member.role >= Role::Admin;
    let standing = MessagesPage {
        overview: overview(database, &settings::service(&visit.app)?, unsent).await?,
        sent: sent_lately(database).await?,
        sends,
        done: match visit.query.text("done") {
            "retry" => Some("The message goes out again with the next delivery"),
            "dismissal" => Some("The message is no longer listed"),
            _ => None,
        },
    };
    Ok(pages::messages(visit.council()?, &standing))
}

/// Has a message that failed sent once more.
pub(crate) async fn retry(visit: Visit) -> Result<Response, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Manager)?;
    let again = send_again(visit.app.database(), &staff.member, &named(&visit)?).await;
    done_or_gone(again, "/desk/messages?done=retry")
}

/// Forgets a message that failed.
pub(crate) async fn dismiss(visit: Visit) -> Result<Response, Problem> {
    let staff = visit.staff().await?;
    staff.require(Role::Manager)?;
    let forgotten = forget(visit.app.database(), &staff.member, &named(&visit)?).await;
    done_or_gone(forgotten, "/desk/messages?done=dismissal")
}

/// The message that the path names.
fn named(visit: &Visit) -> Result<MessageName, Problem> {
    MessageName::parse(visit.part("id")).ok_or_else(Problem::not_found)
}

/// A second press finds the message gone, which is what was wanted.
fn done_or_gone(acted: Result<(), MessageError>, page: &str) -> Result<Response, Problem> {
    match acted {
        Ok(()) | Err(ChangeError::NotFound) => Ok(see_other(page)),
        Err(error) => Err(error.map(problems::message).into()),
    }
}
