//! The questions to the booker, one after another.

use crate::public::forms::access_cookie::school;
use crate::public::paths::{book_path, booked_path, run_path, start_path};
use domain::choice::choice;
use domain::training::questionnaire::{Answers, Door, Question, Wrong};
use domain::training::run::Window;
use domain::words::Urn;
use http::StatusCode;
use records::Versioned;
use store::training::StoredRun;
use web::{Html, IntoResponse, Problem, Response, Visit, see_other, with_cookie};

use super::organisation;
use crate::named;
use crate::public::forms::draft::BookingDrafts;

use crate::public::pages::{self, Asked, Listed, attendee_path, question_path};

/// What is booked, and for whom the visitor is signed in.
pub(super) struct Asking {
    pub(super) run: Versioned<StoredRun>,
    own: Option<Urn>,
}

impl Asking {
    /// The run that the path names, and the setting that the visitor is signed in for.
    pub(super) async fn of(visit: &Visit) -> Result<Self, Problem> {
        let run = named::run(&visit.app, visit.part("run")).await?;
        let own = school(visit).await?.map(|(_, urn)| urn);
        Ok(Self { run, own })
    }

    pub(super) fn door(&self) -> Door<'_> {
        Door { run: &self.run.record.0, own: self.own.as_ref() }
    }
}

/// Leads to the first question, or shows what was left half done, or what became of it.
pub(crate) async fn start(visit: Visit) -> Result<Response, Problem> {
    let asking = Asking::of(&visit).await?;
    let door = asking.door();
    let drafts = BookingDrafts::of(&visit).await?;
    Ok(match drafts.draft(door.run.id()) {
        Some(draft) if draft.sent.is_some() => see_other(&booked_path(door.run.id())),
        Some(draft) => {
            let next = next_path(&door, &draft.answers);
            pages::start(visit.council()?, door.run, &next, drafts.until()).into_response()
        }
        None if !matches!(door.run.window(visit.app.now()), Window::Open { .. }) => see_other(&run_path(door.run.id())),
        None => see_other(&next_path(&door, &Answers::default())),
    })
}

/// One question's page. Who comes to a question before its turn is led to the one that is next.
pub(crate) async fn ask_question(visit: Visit) -> Result<Response, Problem> {
    let question = asked_for(&visit)?;
    let asking = Asking::of(&visit).await?;
    let door = asking.door();
    let run = door.run;
    let drafts = BookingDrafts::of(&visit).await?;
    let none = Answers::default();
    let answers = match drafts.draft(run.id()) {
        Some(draft) if draft.sent.is_some() => return Ok(see_other(&booked_path(run.id()))),
        Some(draft) => &draft.answers,
        None => &none,
    };
    let review = answers.review(door);
    let next = review.next();
    let first = answers.questions(door).next();
    if drafts.gone && drafts.draft(run.id()).is_none() && first != Some(question) {
        return Ok(pages::gone(visit.council()?, run.id()).into_response());
    }
    if next.is_some_and(|next| next < question) || !answers.questions(door).any(|other| other == question) {
        return Ok(see_other(&next_path(&door, answers)));
    }
    let wrong = if answers.seen(question) { review.wrong(question).collect() } else { Vec::new() };
    let too_late = visit.query.has("again");
    show(&visit, &door, answers, question, wrong, too_late)
}

/// Takes the answer to one question, right or wrong, and leads on.
pub(crate) async fn answer_question(visit: Visit) -> Result<Response, Problem> {
    let question = asked_for(&visit)?;
    let asking = Asking::of(&visit).await?;
    let door = asking.door();
    let run = door.run;
    let mut drafts = BookingDrafts::of(&visit).await?;
    if drafts.draft(run.id()).is_some_and(|draft| draft.sent.is_some()) {
        return Ok(see_other(&booked_path(run.id())));
    }
    let too_late = drafts.gone;
    if question == Question::Attendees {
        return answer_more(visit, &door, drafts).await;
    }
    let picked = match question {
        Question::Organisation => organisation::picked(&visit.form.text("pick")),
        _ => None,
    };
    let sent = |name: &str| match &picked {
        Some((urn, _)) if name == "urn" => urn.as_str().to_owned(),
        Some((_, name)) => name.clone(),
        None => visit.form.text(name),
    };
    let draft = drafts.draft_mut(&visit, run.id());
    draft.answers.put(question, sent).map_err(|_| Problem::too_large())?;
    let answers = draft.answers.clone();
    // It is kept before it is judged: what is wrong can be put right later, and what is lost cannot.
    let cookie = drafts.save(&visit).await?;
    let wrong: Vec<Wrong> = answers.review(door).wrong(question).collect();
    let first = answers.questions(door).next();
    let response = if !wrong.is_empty() {
        show(&visit, &door, &answers, question, wrong, too_late)?
    } else if too_late && first != Some(question) {
        see_other(&format!(
            "{}?again",
            first.map_or_else(|| run_path(run.id()), |first| question_path(run.id(), first))
        ))
    } else {
        see_other(&next_path(&door, &answers))
    };
    Ok(with_cookie(response, cookie))
}

/// Whether somebody else comes too.
async fn answer_more(visit: Visit, door: &Door<'_>, mut drafts: BookingDrafts) -> Result<Response, Problem> {
    let id = door.run.id();
    let Some(draft) = drafts.draft(id) else { return Ok(see_other(&attendee_path(id, 0))) };
    let count = draft.answers.attendees().len();
    match visit.form.text("more").as_str() {
        "yes" => Ok(see_other(&attendee_path(id, count))),
        "no" => {
            let draft = drafts.draft_mut(&visit, id);
            draft.answers.saw(Question::Attendees);
            let answers = draft.answers.clone();
            let cookie = drafts.save(&visit).await?;
            let wrong: Vec<Wrong> = answers.review(*door).wrong(Question::Attendees).collect();
            let response = if wrong.is_empty() {
                see_other(&next_path(door, &answers))
            } else {
                show(&visit, door, &answers, Question::Attendees, wrong, false)?
            };
            Ok(with_cookie(response, cookie))
        }
        _ => {
            let sentence = "Select yes if you want to add somebody else".to_owned();
            let wrong = vec![Wrong { field: "attendees", sentence }];
            show(&visit, door, &draft.answers, Question::Attendees, wrong, false)
        }
    }
}

/// A question's page, with what is wrong.
fn show(
    visit: &Visit,
    door: &Door<'_>,
    answers: &Answers,
    question: Question,
    wrong: Vec<Wrong>,
    too_late: bool,
) -> Result<Response, Problem> {
    let council = visit.council()?;
    let sent = !wrong.is_empty();
    let back = back(door, answers, question);
    let page: Html = match question {
        Question::Attendees if answers.attendees().is_empty() => {
            return Ok(see_other(&attendee_path(door.run.id(), 0)));
        }
        Question::Attendees => {
            let wrong = wrong.into_iter().next().map(|wrong| wrong.sentence);
            pages::attendees(council, &Listed { run: door.run, answers, wrong, back })
        }
        Question::Organisation if organisation::is_looked_for(door, answers) => {
            let asked = Asked { question, run: door.run, answers, wrong, back, too_late };
            pages::organisation(council, &asked)
        }
        _ => pages::question(council, &Asked { question, run: door.run, answers, wrong, back, too_late }),
    };
    Ok(if sent { page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response() } else { page.into_response() })
}

/// The page that is next: a question, or the check when all are answered.
pub(super) fn next_path(door: &Door<'_>, answers: &Answers) -> String {
    let review = answers.review(*door);
    let id = door.run.id();
    match review.next() {
        Some(Question::Attendees) => match review.next_attendee() {
            Some(index) => attendee_path(id, index),
            None => question_path(id, Question::Attendees),
        },
        Some(question) => question_path(id, question),
        None => book_path(id, "check"),
    }
}

fn asked_for(visit: &Visit) -> Result<Question, Problem> {
    choice(visit.part("question")).map_err(|_| Problem::not_found())
}

/// The page before: the check page for who came from there, the question before for who is on the way.
pub(super) fn back(door: &Door<'_>, answers: &Answers, question: Question) -> String {
    let id = door.run.id();
    if answers.review(*door).next().is_none() {
        return book_path(id, "check");
    }
    answers.before(*door, question).map_or_else(|| run_path(id), |before| question_path(id, before))
}

/// Deletes the answers.
pub(crate) async fn forget(visit: Visit) -> Result<Response, Problem> {
    let run = named::run_id(visit.part("run"))?;
    let mut drafts = BookingDrafts::of(&visit).await?;
    // Of what was sent nothing is deleted: who forgets that begins another booking.
    let sent = drafts.draft(&run).is_some_and(|draft| draft.sent.is_some());
    let cookie = drafts.forget(&visit, &run).await?;
    let next = if sent { start_path(&run) } else { "/training?deleted".to_owned() };
    Ok(with_cookie(see_other(&next), cookie))
}
