//! Answering an offer by the link in the email: looking at it spends nothing, pressing a button does.

use crate::public::pages::markup::{heading, link, paragraph, sheet};
use crate::public::pages::words::{counted, place, when};
use crate::public::paths::run_path;
use domain::calendar::moment_in_words;
use domain::training::run::Run;
use domain::training::seats::Offer;
use govuk::{Button, ButtonStyle, InsetText, SummaryList, SummaryRow};
use maud::html;
use web::{Council, Html, about_safety, phone_link};

/// What is offered to whom.
pub(crate) struct Offered<'a> {
    /// The reference, which stands in the email too.
    pub(crate) reference: String,
    /// On which run.
    pub(crate) run: &'a Run,
    /// The offer.
    pub(crate) offer: Offer,
    /// Where the answer goes: the address of this page.
    pub(crate) action: String,
    /// Names this attempt, so that pressing twice does it once.
    pub(crate) attempt: String,
}

/// An offer that can be answered.
pub(crate) fn offer(council: &Council, offered: &Offered<'_>) -> Html {
    let count = u64::try_from(offered.offer.places.len()).unwrap_or_default();
    let title = format!("We can offer you {}", counted(count, "place", "places"));
    let details = offered.run.details();
    let content = html! {
        span class="govuk-caption-l" { "Booking " (offered.reference) }
        (heading(&title))
        (SummaryList::new()
            .row(SummaryRow::new("Training", offered.run.title().as_str()))
            .row(SummaryRow::new("When", when(details.starts_at, details.ends_at)))
            .row(SummaryRow::new("Where", place(&details.delivery))))
        (InsetText::new(html! {
            p class="govuk-body govuk-!-margin-bottom-0" {
                (if count == 1 { "It is" } else { "They are" }) " yours until " strong { (moment_in_words(offered.offer.until)) }
                ". After that we offer " (if count == 1 { "it" } else { "them" }) " to the next in the queue."
            }
        }))
        form method="post" action=(offered.action) novalidate {
            input type="hidden" name="attempt" value=(offered.attempt);
            div class="govuk-button-group" {
                button type="submit" name="answer" value="accept" class="govuk-button" data-module="govuk-button"
                    data-prevent-double-click="true" { "Accept" }
                button type="submit" name="answer" value="decline" class="govuk-button govuk-button--secondary"
                    data-module="govuk-button" data-prevent-double-click="true" { "Decline" }
            }
        }
        (about_safety(&council.safeguarding))
    };
    sheet(title, content).html(council)
}

/// There is nothing to answer, or no more, or it was just answered: `title` says so.
pub(crate) fn offer_gone(council: &Council, run: Option<&Run>, title: &str, sentence: &str) -> Html {
    let content = html! {
        (heading(title))
        (paragraph(sentence))
        (Button::link("Come back to your booking", "/training/come-back").style(ButtonStyle::Secondary))
        p class="govuk-body" {
            @if let Some(run) = run { (link(&run_path(run.id()), "Look at the training")) " or phone " } @else { "Phone " }
            (phone_link(&council.contact.phone)) "."
        }
        (about_safety(&council.safeguarding))
    };
    sheet(title, content).html(council)
}
