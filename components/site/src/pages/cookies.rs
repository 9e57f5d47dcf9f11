//! The cookies there are. All of them are strictly necessary, so nobody is asked for consent (Privacy and Electronic
//! Communications (EC Directive) Regulations 2003, regulation 6 and schedule A1).

use govuk::{SummaryCard, SummaryList, SummaryRow};
use maud::{Markup, html};

use super::paragraph;

pub(super) fn content() -> Markup {
    html! {
        (paragraph("Cookies are small files that a website keeps on your phone, tablet or computer."))
        (paragraph("We use only 2, and only when you ask us for advice. The service cannot work without them, so we do not \
            ask you to agree to them. We do not use cookies to watch what you do."))
        (cookie(
            "fd_draft",
            "Keeps what you have half typed, so that you do not lose it",
            "When you close your web browser. What you typed is gone after 24 hours at most",
        ))
        (cookie(
            "fd_enquiry",
            "Keeps open the question that you opened with your code",
            "When you close your web browser. The question is locked after 30 minutes in which you do nothing",
        ))
        (paragraph("You can delete both in your web browser at any time. If you do, you lose what you have half typed, or \
            have to type your code again. Nothing that you sent to us is lost."))
    }
}

fn cookie(name: &str, what_for: &str, until: &str) -> SummaryList {
    SummaryList::new()
        .card(SummaryCard::new(name))
        .row(SummaryRow::new("What it is for", what_for))
        .row(SummaryRow::new("When it goes", until))
}
