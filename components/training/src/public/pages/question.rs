//! One page for each question about a booking, with what was answered before and what is wrong with it. Who is to come is
//! asked in `people`, for which setting in `organisation`.

use super::question_path;
use crate::public::pages::markup::{continue_button, heading, paragraph, sheet};
use crate::public::pages::words::{counted, price, titled};
use domain::choice::Choice;
use domain::training::questionnaire::{Answers, Question, Wrong};
use domain::training::run::Run;
use domain::training::words::Audience;
use domain::words::Pence;
use govuk::{
    Checkboxes, Choice as Offer, InputKind, InputMode, InsetText, Label, Legend, NotificationBanner, Radios, Size,
    TextInput, Width,
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
    sheet(asked.question.label(), content).back(&asked.back).errors(errors).banner(banner).html(council)
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

impl Asked<'_> {
    /// What is wrong with one field.
    pub(super) fn error(&self, field: &str) -> Option<&str> {
        self.wrong.iter().find(|wrong| wrong.field == field).map(|wrong| wrong.sentence.as_str())
    }

    /// What was typed into one field.
    pub(super) fn value(&self, field: &str) -> &str {
        self.answers.text(field)
    }

    /// The question's own words as the page's heading.
    fn legend(&self) -> Legend {
        Legend::heading(self.question.label())
    }
}

fn audience(asked: &Asked<'_>) -> Markup {
    let run = asked.run;
    let costs = run.audiences().iter().any(|audience| run.price(*audience) != Pence::ZERO);
    let choice = |audience: &Audience| {
        let offer = Offer::new(audience.name(), audience.label());
        if costs { offer.hint(price(run.price(*audience))) } else { offer }
    };
    html! {
        (Radios::new("audience", asked.legend()).hint("If they are for several groups, make a booking for each group.")
            .choices(run.audiences().iter().map(choice))
            .value(Some(asked.value("audience"))).error(asked.error("audience")))
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
        (TextInput::new("organisation", Label::heading(asked.question.label())).hint(hint).autocomplete("organization")
            .value(asked.value("organisation")).error(asked.error("organisation")))
    }
}

fn booker(asked: &Asked<'_>) -> Markup {
    let permission = asked.answers.audience(asked.run).is_some_and(|audience| asked.run.needs_permission(audience));
    html! {
        (paragraph("We write to you about the booking, whoever attends."))
        (TextInput::new("name", "Your name").autocomplete("name").spellcheck(false)
            .value(asked.value("name")).error(asked.error("name")))
        (TextInput::new("email", "Your email address").kind(InputKind::Email).autocomplete("email").spellcheck(false)
            .value(asked.value("email")).error(asked.error("email")))
        (TextInput::new("phone", "Your phone number (optional)").kind(InputKind::Tel).inputmode(InputMode::Tel)
            .hint("In case something changes at short notice").autocomplete("tel").width(Width::Chars20)
            .value(asked.value("phone")).error(asked.error("phone")))
        @if permission {
            (TextInput::new("manager", "The name of the manager who gives permission")
                .hint("We may ask them. We do not write to them.").spellcheck(false).autocomplete("off")
                .value(asked.value("manager")).error(asked.error("manager")))
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
        (Radios::new("takes_fewer", asked.legend()).hint(hint)
            .choice(Offer::new("yes", "Yes, some of us can come without the others"))
            .choice(Offer::new("no", "No, we all come or nobody does"))
            .value(Some(asked.value("takes_fewer"))).error(asked.error("takes_fewer")))
    }
}

fn fee(asked: &Asked<'_>) -> Markup {
    let each = asked.answers.price(asked.run);
    let count = u32::try_from(asked.answers.attendees().len()).unwrap_or(u32::MAX);
    let total = each.times(count);
    let agreed = Offer::new("yes", "Yes, my organisation will pay").checked(asked.value("fee_acknowledged") == "yes");
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
        (Checkboxes::new("fee_acknowledged", Legend::new("Will your organisation pay for the places?").size(Size::S))
            .choice(agreed).error(asked.error("fee_acknowledged")))
        (TextInput::new("purchase_order", "Purchase order number").hint("It stands on our invoice")
            .width(Width::Chars20).spellcheck(false).autocomplete("off")
            .value(asked.value("purchase_order")).error(asked.error("purchase_order")))
    }
}
