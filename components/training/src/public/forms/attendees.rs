//! Who is to come, one after another.

use crate::public::paths::{book_path, booked_path};
use domain::training::booking::MAX_PLACES;
use domain::training::questionnaire::{Answers, Door, Question, Typed};
use http::StatusCode;
use web::{IntoResponse, Problem, Response, Visit, see_other, with_cookie};

use super::questions::{Asking, back, next_path};
use crate::named;
use crate::public::forms::draft::BookingDrafts;
use crate::public::pages::{self, Adding, attendee_path, question_path};

/// The page that asks about one of them.
pub(crate) async fn ask_attendee(visit: Visit) -> Result<Response, Problem> {
    let index = asked_for(&visit)?;
    let asking = Asking::of(&visit).await?;
    let door = asking.door();
    let run = door.run;
    let drafts = BookingDrafts::of(&visit).await?;
    let none = Answers::default();
    let answers = match drafts.draft(run.id()) {
        Some(draft) if draft.sent.is_some() => return Ok(see_other(&booked_path(run.id()))),
        Some(draft) => &draft.answers,
        None if drafts.gone => return Ok(pages::gone(visit.council()?, run.id()).into_response()),
        None => &none,
    };
    let review = answers.review(door);
    if review.next().is_some_and(|next| next < Question::Attendees) || index > answers.attendees().len() {
        return Ok(see_other(&next_path(&door, answers)));
    }
    let wrong = review.wrong_about(index);
    let typed = answers.attendees().get(index);
    let back = way_back(&door, answers, index);
    let adding = Adding { run, index, typed, wrong, back, too_late: visit.query.has("again") };
    Ok(pages::attendee(visit.council()?, &adding).into_response())
}

/// Takes what was typed about one of them, right or wrong, and leads on.
pub(crate) async fn answer_attendee(visit: Visit) -> Result<Response, Problem> {
    let index = asked_for(&visit)?;
    let asking = Asking::of(&visit).await?;
    let door = asking.door();
    let run = door.run;
    let mut drafts = BookingDrafts::of(&visit).await?;
    if drafts.draft(run.id()).is_some_and(|draft| draft.sent.is_some()) {
        return Ok(see_other(&booked_path(run.id())));
    }
    let too_late = drafts.gone;
    let draft = drafts.draft_mut(&visit, run.id());
    // Of answers that were deleted the first page is asked again; who was named here is kept as the first.
    let index = index.min(draft.answers.attendees().len());
    draft.answers.put_attendee(index, Typed::sent(|name| visit.form.text(name))).map_err(|_| Problem::too_large())?;
    let answers = draft.answers.clone();
    let cookie = drafts.save(&visit).await?;
    let wrong = answers.review(door).wrong_about(index);
    let response = if !wrong.is_empty() {
        let back = way_back(&door, &answers, index);
        let adding = Adding { run, index, typed: answers.attendees().get(index), wrong, back, too_late };
        pages::attendee(visit.council()?, &adding).status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
    } else if answers.review(door).next().is_some_and(|next| next < Question::Attendees) {
        let next = next_path(&door, &answers);
        see_other(&if too_late { format!("{next}?again") } else { next })
    } else if answers.review(door).next().is_none() {
        see_other(&book_path(run.id(), "check"))
    } else {
        see_other(&question_path(run.id(), Question::Attendees))
    };
    Ok(with_cookie(response, cookie))
}

/// Takes one of them out again.
pub(crate) async fn remove_attendee(visit: Visit) -> Result<Response, Problem> {
    let index = asked_for(&visit)?;
    let run = named::run_id(visit.part("run"))?;
    let mut drafts = BookingDrafts::of(&visit).await?;
    let cookie = match drafts.draft(&run) {
        Some(draft) if draft.sent.is_some() => return Ok(see_other(&booked_path(&run))),
        Some(_) => {
            drafts.draft_mut(&visit, &run).answers.remove_attendee(index);
            drafts.save(&visit).await?
        }
        None => None,
    };
    Ok(with_cookie(see_other(&question_path(&run, Question::Attendees)), cookie))
}

/// Which one the path names, from 0.
fn asked_for(visit: &Visit) -> Result<usize, Problem> {
    let number = visit.part("number").parse::<usize>().ok().filter(|number| (1..=MAX_PLACES).contains(number));
    number.and_then(|number| number.checked_sub(1)).ok_or_else(Problem::not_found)
}

/// To the list, once there is one; to the question before it for the first of all.
fn way_back(door: &Door<'_>, answers: &Answers, index: usize) -> String {
    let complete = answers.review(*door).next().is_none();
    match index {
        _ if complete => book_path(door.run.id(), "check"),
        0 if answers.attendees().len() < 2 => back(door, answers, Question::Attendees),
        0 => question_path(door.run.id(), Question::Attendees),
        _ if answers.attendees().is_empty() => attendee_path(door.run.id(), 0),
        _ => question_path(door.run.id(), Question::Attendees),
    }
}
