//! A certificate for whoever it is for, to print on one page.

use crate::public::pages::markup::{heading, sheet};
use crate::public::pages::words::when;
use domain::training::words::CertificateCode;
use govuk::{Button, ButtonStyle, SummaryList, SummaryRow};
use jiff::Timestamp;
use maud::html;
use web::{Council, Html};

/// A certificate for whoever it is for.
pub(crate) struct Certified<'a> {
    /// Who attended.
    pub(crate) name: &'a str,
    /// What.
    pub(crate) title: &'a str,
    /// When it started and ended.
    pub(crate) times: (Timestamp, Timestamp),
    /// What it taught.
    pub(crate) outcomes: Vec<&'a str>,
    /// Who taught it.
    pub(crate) trainer: &'a str,
    /// By which it is checked.
    pub(crate) code: &'a CertificateCode,
    /// Where that is done, as it stands on paper.
    pub(crate) check_at: String,
    /// The page before.
    pub(crate) back: String,
}

/// The certificate. It fits one page of paper.
pub(crate) fn certificate(council: &Council, certified: &Certified<'_>) -> Html {
    let title = "Certificate of attendance";
    let content = html! {
        article class="front-door-certificate" {
            p class="govuk-body govuk-!-font-weight-bold" { (council.virtual_school) }
            (heading(title))
            p class="govuk-body" { "We certify that" }
            p class="govuk-heading-l front-door-certificate__name" { (certified.name) }
            p class="govuk-body" { "attended all of" }
            p class="govuk-heading-m" { (certified.title) }
            p class="govuk-body" { (when(certified.times.0, certified.times.1)) }
            @if !certified.outcomes.is_empty() {
                h2 class="govuk-heading-s" { "What it was about" }
                ul class="govuk-list govuk-list--bullet" { @for outcome in &certified.outcomes { li { (outcome) } } }
            }
            (SummaryList::new().borderless(true)
                .row(SummaryRow::new("Trainer", certified.trainer))
                .row(SummaryRow::new("Code", html! { strong class="front-door-unbroken" { (certified.code.in_groups()) } }))
                .row(SummaryRow::new("To check it", html! { "Enter the code at " span class="govuk-!-text-break-word" { (certified.check_at) } })))
        }
        (Button::script("Print this certificate").style(ButtonStyle::Secondary).classes("front-door-print"))
    };
    sheet(title, content).back(&certified.back).html(council)
}
