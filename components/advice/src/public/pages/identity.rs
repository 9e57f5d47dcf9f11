//! Pointing out what might say who a child is, before it is sent. It only hints, and the person decides.

use casework::markup::{heading, post};
use domain::advice::questionnaire::Question;
use domain::choice::Choice;
use domain::tripwire::Kind;
use govuk::{Button, ButtonStyle};
use maud::{Markup, html};
use web::{Council, Html};

use super::{question_path, sheet};

const TITLE: &str = "Check what you wrote";

/// About the question that is being asked.
pub(crate) fn identity(council: &Council, kinds: &[Kind]) -> Html {
    let content = html! {
        (what_was_seen("Your question", kinds))
        div class="govuk-button-group" {
            (Button::link("Change my question", question_path(Question::Text)))
            (post("/advice/identity", None, &Button::new("Keep it as it is").style(ButtonStyle::Secondary)))
        }
    };
    sheet(TITLE, content).back(question_path(Question::Text)).html(council)
}

/// About a message to us. It is not sent yet, and kept nowhere but on this page.
pub(crate) fn identity_in_message(council: &Council, kinds: &[Kind], text: &str, attempt: &str) -> Html {
    let send = |answer: &str, button: Button| {
        html! {
            form method="post" action="/advice/enquiry" novalidate {
                input type="hidden" name="text" value=(text);
                input type="hidden" name="attempt" value=(attempt);
                input type="hidden" name="identity" value=(answer);
                (button)
            }
        }
    };
    let content = html! {
        (what_was_seen("Your message", kinds))
        p class="govuk-body" { "We have not sent your message yet." }
        div class="govuk-button-group" {
            (send("change", Button::new("Change my message")))
            (send("keep", Button::new("Send it as it is").style(ButtonStyle::Secondary).prevent_double_click(true)))
        }
    };
    sheet(TITLE, content).html(council)
}

fn what_was_seen(whose: &str, kinds: &[Kind]) -> Markup {
    html! {
        (heading(TITLE))
        p class="govuk-body" { (whose) " seems to have in it:" }
        ul class="govuk-list govuk-list--bullet" { @for kind in kinds { li { (kind.label()) } } }
        p class="govuk-body" {
            "We do not need this to answer you. Leaving it out keeps the child and other people safer. "
            "We may be wrong: if it is something else, or you want us to have it, you can go on."
        }
    }
}
