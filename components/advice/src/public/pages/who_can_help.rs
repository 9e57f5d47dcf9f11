//! The page for a family whom somebody else can help better. Nothing they told us is kept.

use casework::markup::{heading, link, paragraph};
use domain::remit::{Answer, Verdict};
use govuk::Button;
use maud::html;
use web::{Council, Html, about_safety, email_link, phone_link};

use super::sheet;

/// Who can help, and why it is not us; or what must be known first.
pub(crate) fn who_can_help(council: &Council, answer: &Answer) -> Html {
    let depends = answer.verdict == Verdict::Depends;
    let content = html! {
        (heading(&answer.title))
        @for sentence in &answer.explanation { (paragraph(sentence)) }
        @if depends {
            p class="govuk-body" {
                "The school can tell you which council it belongs to, or you can look at "
                a class="govuk-link" href="https://www.gov.uk/find-local-council" rel="noreferrer" {
                    "Find your local council on GOV.UK"
                }
                " with the school’s postcode. You can also phone us on " (phone_link(&council.contact.phone))
                " or email " (email_link(&council.contact.email)) "."
            }
            (Button::link("Choose the council", "/advice/ask/school"))
        } @else {
            @if let Some(helper) = &answer.who_can_help {
                p class="govuk-body" {
                    "Look for “virtual school” on that council’s website, or ask the school’s designated teacher for "
                    "children who were in care. They will know how to reach " (helper.name) "."
                }
            }
            p class="govuk-body" { "We have not kept anything that you told us." }
            p class="govuk-body" { (link("/advice/ask/route", "Start again with different answers")) }
        }
        (about_safety(&council.safeguarding))
    };
    let sheet = sheet(&answer.title, content);
    if depends { sheet.back("/advice/ask/school") } else { sheet.back("/advice") }.html(council)
}
