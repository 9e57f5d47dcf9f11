//! One page for each question about a booking, with what was answered before and what is wrong with it. Who is to come is
//! asked in `people`, for which setting in `organisation`.

use super::question_path;
use crate::public::pages::markup::{continue_button, heading, page_of, paragraph};
use crate::public::pages::words::{counted, price, titled};
use casework::form::{Filled, offer};
use domain::choice::Choice;
use domain::training::fields as f;
use domain::training::questionnaire::{Answers, Question, Wrong};
use domain::training::run::Run;
use domain::training::words::Audience;
use domain::words::Pence;
use govuk::{
    Checkboxes, Choice as Offer, InputKind, InputMode, InsetText, Label, Legend, NotificationBanner, Size, Width,
};
use maud::{Markup, html};
use web::{Council, Html};

/// A question as somebody meets it.
pub(crate) struct Asked<'a> {
    /// Which.
    pub(crate) question: Question,
    /// About what.
    pub(crate) run: &'a Run,
    /// All answers so far.
    pub(crate) answers: &'a Answers,
    /// What is wrong with the answers to this one.
    pub(crate) wrong: Vec<Wrong>,
    /// The page before.
    pub(crate) back: String,
    /// Whether answers given earlier were deleted because they were too old.
    pub(crate) too_late: bool,
}

/// A question's page.
pub(crate) fn question(council: &Council, asked: &Asked<'_>) -> Html {
    let content = html! {
        form method="post" action=(question_path(asked.run.id(), asked.question)) novalidate {
            (caption(asked.run))
            @match asked.question {
                Question::Audience => (audience(asked)),
                Question::Organisation => (organisation(asked)),
                Question::Booker => { (heading(asked.question.label())) (booker(asked)) }
                Question::Fewer => (fewer(asked)),
                Question::Fee => { (heading(asked.question.label())) (fee(asked)) }
                // On pages of its own.
                Question::Attendees => {}
            }
            (continue_button())
        }
    };
    let errors = asked.wrong.iter().map(|wrong| (wrong.field, wrong.sentence.as_str()));
    let banner = asked.too_late.then(too_late);
    page_of(asked.question.label(), content).back(&asked.back).errors(errors).banner(banner).html(council)
}

/// Which training it is about, above each question.
pub(super) fn caption(run: &Run) -> Markup {
    html! { span class="govuk-caption-l" { (titled(run)) } }
}

/// What tells somebody that their answers are gone.
pub(super) fn too_late() -> NotificationBanner {
    NotificationBanner::new(html! {
        p class="govuk-notification-banner__heading" { "We no longer have your earlier answers" }
        (paragraph("We delete answers that are not sent within 24 hours, to keep them private."))
        (paragraph("Please answer these questions again. We have kept what you just sent us."))
    })
}

impl Filled for Asked<'_> {
    fn value(&self, field: &str) -> &str {
        self.answers.text(field)
    }

    fn error(&self, field: &str) -> Option<&str> {
        self.wrong.iter().find(|wrong| wrong.field == field).map(|wrong| wrong.sentence.as_str())
    }
}

impl Asked<'_> {
    /// The question's own words as the page's heading.
    fn legend(&self) -> Legend {
        Legend::heading(self.question.label())
    }
}

fn audience(asked: &Asked<'_>) -> Markup {
    let run = asked.run;
    let costs = run.audiences().iter().any(|audience| run.price(*audience) != Pence::ZERO);
    let choice = |audience: &Audience| {
        let offer = offer(*audience);
        if costs { offer.hint(price(run.price(*audience))) } else { offer }
    };
    html! {
        (asked.choose(&f::AUDIENCE, asked.legend()).hint("If they are for several groups, make a booking for each group.")
            .choices(run.audiences().iter().map(choice)))
    }
}

/// For those who belong to no setting, or to one whose name we do not know.
fn organisation(asked: &Asked<'_>) -> Markup {
    let required = asked.answers.audience(asked.run).is_some_and(Audience::is_of_a_setting);
    let hint = if required {
        "Its name as people know it"
    } else {
        "For example, a council, a trust or a fostering agency. Leave this empty if you book for yourself."
    };
    html! {
        (asked.line(&f::ORGANISATION, Label::heading(asked.question.label())).hint(hint).autocomplete("organization"))
    }
}

fn booker(asked: &Asked<'_>) -> Markup {
    let permission = asked.answers.audience(asked.run).is_some_and(|audience| asked.run.needs_permission(audience));
    html! {
        (paragraph("We write to you about the booking, whoever attends."))
        (asked.line(&f::NAME, "Your name").autocomplete("name").spellcheck(false))
        (asked.line(&f::EMAIL, "Your email address").autocomplete("email"))
        (asked.line(&f::PHONE, "Your phone number (optional)").kind(InputKind::Tel).inputmode(InputMode::Tel)
            .hint("In case something changes at short notice").autocomplete("tel").width(Width::Chars20))
        @if permission {
            (asked.line(&f::MANAGER, "The name of the manager who gives permission")
                .hint("We may ask them. We do not write to them.").spellcheck(false).autocomplete("off"))
        }
    }
}

fn fewer(asked: &Asked<'_>) -> Markup {
    let count = asked.answers.attendees().len();
    let hint = format!(
        "You ask for {}. If you say yes, we give you the places that there are, and the others wait in the queue. \
         If you say no, all of you wait until there are enough.",
        counted(u64::try_from(count).unwrap_or_default(), "place", "places")
    );
    html! {
        (asked.choose(&f::TAKES_FEWER, asked.legend()).hint(hint)
            .choice(Offer::new("yes", "Yes, some of us can come without the others"))
            .choice(Offer::new("no", "No, we all come or nobody does")))
    }
}

fn fee(asked: &Asked<'_>) -> Markup {
    let each = asked.answers.price(asked.run);
    let count = u32::try_from(asked.answers.attendees().len()).unwrap_or(u32::MAX);
    let total = each.times(count);
    let name = f::FEE_ACKNOWLEDGED.name;
    let agreed = Offer::new("yes", "Yes, my organisation will pay").checked(asked.value(name) == "yes");
    html! {
        (InsetText::new(html! {
            p class="govuk-body" {
                "Each place costs " (each) ". "
                @if let Some(total) = total {
                    (counted(count, "place costs", "places cost")) " " strong { (total) } " in all. "
                }
                "You do not pay now: we send an invoice. You pay only for places that are confirmed."
            }
        }))
        (Checkboxes::new(name, Legend::new("Will your organisation pay for the places?").size(Size::S))
            .choice(agreed).error(asked.error(name)))
        (asked.line(&f::PURCHASE_ORDER, "Purchase order number").hint("It stands on our invoice")
            .width(Width::Chars20).spellcheck(false).autocomplete("off"))
    }
}
