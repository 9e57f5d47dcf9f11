//! What anybody may know of a certificate by its code, which is no name.

use crate::public::pages::markup::{heading, link, sheet};
use crate::public::pages::words::day;
use domain::training::words::CertificateCode;
use govuk::{Button, SummaryList, SummaryRow, Tag, TextInput, Width};
use jiff::Timestamp;
use maud::html;
use web::{Council, Html, phone_link};

/// The page that asks for a code; `wrong`: why the one that was typed is none.
pub(crate) fn check_certificate(council: &Council, typed: &str, wrong: Option<&str>) -> Html {
    let title = "Check a certificate";
    let content = html! {
        form method="get" action="/training/certificate" novalidate {
            (heading(title))
            p class="govuk-body" { "Each of our certificates has a code. Enter it to see what it certifies." }
            (TextInput::new("code", "The code of the certificate").hint("12 letters and numbers, such as K7MP-9XWA-H3TC").width(Width::Chars20)
                .spellcheck(false).autocomplete("off").value(typed).error(wrong))
            (Button::new("Check"))
        }
    };
    let errors = wrong.map(|wrong| ("code", wrong));
    sheet(title, content).section("/training/certificate").errors(errors).html(council)
}

/// What a code stands for: never more than the course, the day and the initials of whoever attended.
pub(crate) fn certificate_checked(
    council: &Council,
    code: &CertificateCode,
    found: Option<(&str, Timestamp, &str)>,
) -> Html {
    let title = if found.is_some() { "This certificate is ours" } else { "We have no certificate with this code" };
    let content = html! {
        (heading(title))
        @match found {
            Some((course, at, initials)) => {
                (SummaryList::new()
                    .row(SummaryRow::new("Code", html! { span class="front-door-unbroken" { (code.in_groups()) } }))
                    .row(SummaryRow::new("Training", course))
                    .row(SummaryRow::new("Date", day(at)))
                    .row(SummaryRow::new("Attended by", initials))
                    .row(SummaryRow::new("Attended", html! { (Tag::new("All of it")) })))
                p class="govuk-body" { "Compare the initials with the name on the certificate. We do not show more, to protect whoever it belongs to." }
            },
            None => {
                p class="govuk-body" { "Compare the code " strong class="front-door-unbroken" { (code.in_groups()) } " with the one on the certificate." }
                p class="govuk-body" { "If it is the same, phone us on " (phone_link(&council.contact.phone)) "." }
            },
        }
        p class="govuk-body" { (link("/training/certificate", "Check another certificate")) }
    };
    sheet(title, content).section("/training/certificate").html(council)
}
