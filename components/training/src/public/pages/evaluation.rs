//! What somebody who attended thought of it: the same few questions for every course.

use crate::public::pages::markup::{heading, link, paragraph, sheet};
use crate::public::pages::words::titled;
use domain::problems::Problems;
use domain::training::evaluation::{Evaluation, QUESTIONS};
use domain::training::run::Run;
use domain::training::words::CertificateCode;
use govuk::{Button, CharacterCount, Choice as Offer, Label, Legend, Limit, Panel, Radios, Size};
use maud::{Markup, html};
use web::{Council, Form, Html, about_safety};

/// The most that is said in one's own words.
const COMMENT_CHARS: u32 = 1_000;

/// Where a comment is typed.
const COMMENT: &str = "most_useful";

/// An answer and its number, from the worst on.
const SCALE: [(&str, &str); 5] = [("1", "1: not at all"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5: very much")];

/// Somebody who attended, with the form before them.
pub(crate) struct Evaluating<'a> {
    /// What they attended.
    pub(crate) run: &'a Run,
    /// Who.
    pub(crate) name: &'a str,
    /// Where the form goes: the address of this page.
    pub(crate) action: String,
    /// What was sent, if it was.
    pub(crate) form: &'a Form,
    /// What is wrong with it.
    pub(crate) problems: Problems,
    /// Whether a certificate comes of it.
    pub(crate) certificate: bool,
}

/// The form.
pub(crate) fn evaluation(council: &Council, evaluating: &Evaluating<'_>) -> Html {
    let title = "What did you think of the training?";
    let wrong = |field: &str| evaluating.problems.at(&format!("#/{field}")).map(|problem| problem.detail.as_str());
    let names = Evaluation::names();
    let content = html! {
        form method="post" action=(evaluating.action) novalidate {
            span class="govuk-caption-l" { (titled(evaluating.run)) }
            (heading(title))
            p class="govuk-body" { "This is for " strong { (evaluating.name) } ". It takes about 2 minutes." }
            @if evaluating.certificate { (paragraph("You then get your certificate.")) }
            @for (name, question) in names.iter().zip(QUESTIONS) {
                (scale(name, question, &evaluating.form.text(name), wrong(name)))
            }
            (about_safety(&council.safeguarding))
            (CharacterCount::new(COMMENT, Label::new("What was most useful, and what should be better? (optional)").size(Size::M), Limit::Length(COMMENT_CHARS))
                .hint("Our trainers and staff read it. Please do not write about a child.")
                .value(evaluating.form.text(COMMENT)).error(wrong(COMMENT)))
            (Button::new("Send").prevent_double_click(true))
        }
    };
    let errors = names.into_iter().chain([COMMENT]).filter_map(|field| Some((field, wrong(field)?)));
    sheet(title, content).errors(errors).html(council)
}

fn scale(name: &str, question: &str, value: &str, wrong: Option<&str>) -> Markup {
    html! {
        (Radios::new(name, Legend::new(question).size(Size::S)).small(true)
            .choices(SCALE.map(|(number, words)| Offer::new(number, words)))
            .value(Some(value)).error(wrong))
    }
}

/// What comes of it; also for who has sent it before.
pub(crate) fn evaluated(council: &Council, run: &Run, certificate: Option<(&CertificateCode, &str)>) -> Html {
    let title = "Thank you for telling us";
    let content = html! {
        (Panel::confirmation(title))
        p class="govuk-body" { "We use what you said to make " (titled(run)) " better." }
        @if let Some((code, href)) = certificate {
            h2 class="govuk-heading-m" { "Your certificate" }
            p class="govuk-body" { (link(href, "See and print your certificate")) }
            p class="govuk-body" {
                "Its code is " strong class="front-door-unbroken" { (code.in_groups()) } ". Anybody can check it at "
                (link("/training/certificate", "check a certificate")) "."
            }
        } @else {
            (paragraph("There is a certificate for those who attended all of it."))
        }
        (about_safety(&council.safeguarding))
        p class="govuk-body" { (link("/training", "Find more training")) "." }
    };
    sheet(title, content).html(council)
}

/// Who attended and has not said what they thought of it, each with a link of their own to pass on.
pub(crate) fn wanted(council: &Council, run: &Run, links: &[(&str, &str)]) -> Html {
    let title = "What did they think of the training?";
    let content = html! {
        span class="govuk-caption-l" { (titled(run)) }
        (heading(title))
        @if links.is_empty() {
            (paragraph("Everybody who attended has told us. Thank you."))
        } @else {
            (paragraph("Each person who attended has a page of their own. Open it for them, or send them its address. Whoever attended all of it then gets a certificate."))
            ul class="govuk-list govuk-list--spaced" { @for (name, href) in links { li { (link(href, name)) } } }
        }
        (about_safety(&council.safeguarding))
    };
    sheet(title, content).html(council)
}
