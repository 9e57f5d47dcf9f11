//! The cookies there are. All of them are strictly necessary, so nobody is asked for consent (Privacy and Electronic
//! Communications (EC Directive) Regulations 2003, regulation 6 and schedule A1).

use domain::people::{ABSOLUTE_HOURS, IDLE_MINUTES};
use govuk::{Level, SummaryCard, SummaryList, SummaryRow};
use maud::{Markup, html};

use super::paragraph;

pub(super) fn content() -> Markup {
    html! {
        (paragraph("Cookies are small files that a website keeps on your phone, tablet or computer."))
        (paragraph("We use only 8: 2 when you ask us for advice, 2 when you book training, and 4 when you sign in because \
            you work with us. The service cannot work without them, so we do not ask you to agree to them. We do not use cookies to watch what \
            you do."))
        h2 class="govuk-heading-m" { "When you ask us for advice" }
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
        h2 class="govuk-heading-m" { "When you book training" }
        (cookie(
            "fd_places",
            "Keeps what you have half typed, so that you do not lose it",
            "When you close your web browser. What you typed is gone after 24 hours at most",
        ))
        (cookie(
            "fd_booking",
            "Keeps open the booking that you made, or opened with your code",
            "When you close your web browser. The booking is locked after 30 minutes in which you do nothing",
        ))
        h2 class="govuk-heading-m" { "When you sign in" }
        (cookie(
            "fd_session",
            "Keeps you signed in",
            &format!(
                "When you sign out or close your web browser. You are signed out after {IDLE_MINUTES} minutes in which you \
                    do nothing, and after {ABSOLUTE_HOURS} hours in any case"
            ),
        ))
        (cookie(
            "fd_back",
            "Remembers which page you wanted before you had to sign in",
            "When you are signed in, or close your web browser",
        ))
        (cookie(
            "fd_with",
            "Makes sure that it is you who comes back from your council’s or DfE’s sign-in page",
            "When you come back, or close your web browser. It is of no use after 15 minutes",
        ))
        (cookie(
            "fd_writing",
            "Keeps what you wrote about an enquiry and did not send, so that you do not lose it",
            "When it is sent, or you close your web browser. What you wrote is gone after 24 hours at most",
        ))
        (paragraph("You can delete them all in your web browser at any time. If you do, you lose what you have half typed, \
            or have to type your code or sign in again. Nothing that you sent to us is lost."))
    }
}

fn cookie(name: &str, what_for: &str, until: &str) -> SummaryList {
    SummaryList::new()
        .card(SummaryCard::new(name).level(Level::Three))
        .row(SummaryRow::new("What it is for", what_for))
        .row(SummaryRow::new("When it goes", until))
}
