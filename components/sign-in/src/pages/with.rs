//! The pages around signing in with an identity provider: the offer, and what to do where it did not work.

use domain::choice::Choice;
use domain::people::Way;
use govuk::{Button, ButtonStyle};
use maud::{Markup, html};
use web::{Council, Html};

use super::{get_in_touch, heading, sheet};

/// Offers to sign in in these ways too.
pub(super) fn offers(ways: &[Way]) -> Markup {
    html! {
        @if !ways.is_empty() {
            h2 class="govuk-heading-m" { "Other ways to sign in" }
            div class="govuk-button-group" {
                @for way in ways {
                    (start(&format!("Sign in with {}", account(*way)), *way).style(ButtonStyle::Secondary))
                }
            }
        }
    }
}

/// Says that too much time passed, or that this is another browser.
pub(crate) fn again(council: &Council, way: Way) -> Html {
    let content = html! {
        (heading("Start signing in again"))
        p class="govuk-body" {
            "This took too long, was done before, or was begun in another window. You are not signed in."
        }
        (start("Start again", way))
    };
    sheet("Start signing in again", content).html(council)
}

/// Says that the provider does not answer.
pub(crate) fn unavailable(council: &Council, way: Way) -> Html {
    let title = format!("You cannot sign in with {} at the moment", account(way));
    let content = html! {
        (heading(&title))
        p class="govuk-body" { "It does not answer us. Wait a minute, then try again." }
        (start("Try again", way))
        (by_link())
    };
    sheet(&title, content).html(council)
}

/// Says that the provider and we do not understand each other.
pub(crate) fn broken(council: &Council, way: Way) -> Html {
    let title = format!("There is a problem with signing in with {}", account(way));
    let content = html! {
        (heading(&title))
        p class="govuk-body" { "What it told us about you cannot be trusted, so you are not signed in." }
        (start("Try again", way))
        (by_link())
        (get_in_touch(council))
    };
    sheet(&title, content).html(council)
}

/// Says that this account was not let in.
pub(crate) fn stranger(council: &Council, way: Way) -> Html {
    let content = html! {
        (heading("You cannot sign in with this account"))
        p class="govuk-body" {
            (service(way)) " says who you are, but nobody has invited you with that account’s email address"
            @if way == Way::School { " for the school or college that you chose there" }
            ", or your access has ended."
        }
        p class="govuk-body" {
            "If we know you under another address, "
            a class="govuk-link" href="/sign-in" { "have a link sent to it" }
            ". If we should know you, ask " (council.virtual_school) " to invite you."
        }
        (get_in_touch(council))
    };
    sheet("You cannot sign in with this account", content).html(council)
}

fn start(words: &str, way: Way) -> Button {
    Button::link(words, format!("/sign-in/with/{}", way.name()))
}

fn by_link() -> Markup {
    html! {
        p class="govuk-body" {
            "Or " a class="govuk-link" href="/sign-in" { "have a link sent to your email address" } "."
        }
    }
}

/// What people sign in with.
fn account(way: Way) -> &'static str {
    match way {
        Way::Council => "your council account",
        _ => way.label(),
    }
}

/// Who knows them by it.
fn service(way: Way) -> &'static str {
    match way {
        Way::Council => "Your council",
        _ => way.label(),
    }
}
