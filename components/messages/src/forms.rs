//! What staff look at and press. The words are the pages'.

use domain::people::Role;
use records::ChangeError;
use store::messages::{MessageError, MessageName, dismiss as forget, overview, send_again, sent_lately};
use web::{Html, PageRequest, Problem, Response, see_other};

use crate::pages::{self, MessagesPage};
use crate::{problems, settings};

/// How messages stand.
pub(crate) async fn show(request: PageRequest) -> Result<Html, Problem> {
    let staff = request.staff().await?;
    staff.require(Role::Manager)?;
    let (database, sends) = (request.app.database(), settings::sends_mail(&request.app));
    // Where nothing is sent, an administrator must be able to pass it on: a link to sign in above all.
    let unsent = !sends && staff.member.role >= Role::Admin;
    let standing = MessagesPage {
        overview: overview(database, &settings::service(&request.app)?, unsent).await?,
        sent: sent_lately(database).await?,
        sends,
        done: match request.query.text("done") {
            "retry" => Some("The message goes out again with the next delivery"),
            "dismissal" => Some("The message is no longer listed"),
            _ => None,
        },
    };
    Ok(pages::messages(request.council()?, &standing))
}

/// Has a message that failed sent once more.
pub(crate) async fn retry(request: PageRequest) -> Result<Response, Problem> {
    let staff = request.staff().await?;
    staff.require(Role::Manager)?;
    let again = send_again(request.app.database(), &staff.member, &named(&request)?).await;
    done_or_gone(again, "/desk/messages?done=retry")
}

/// Forgets a message that failed.
pub(crate) async fn dismiss(request: PageRequest) -> Result<Response, Problem> {
    let staff = request.staff().await?;
    staff.require(Role::Manager)?;
    let forgotten = forget(request.app.database(), &staff.member, &named(&request)?).await;
    done_or_gone(forgotten, "/desk/messages?done=dismissal")
}

/// The message that the path names.
fn named(request: &PageRequest) -> Result<MessageName, Problem> {
    MessageName::parse(request.part("id")).ok_or_else(Problem::not_found)
}

/// A second press finds the message gone, which is what was wanted.
fn done_or_gone(acted: Result<(), MessageError>, page: &str) -> Result<Response, Problem> {
    match acted {
        Ok(()) | Err(ChangeError::NotFound) => Ok(see_other(page)),
        Err(error) => Err(error.map(problems::message).into()),
    }
}
