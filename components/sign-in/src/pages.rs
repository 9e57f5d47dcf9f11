//! The pages of signing in and out. Each is a function of what stands on it.

pub(crate) mod with;

use domain::people::{ABSOLUTE_HOURS, IDLE_MINUTES, Way};
use domain::problems::Problems;
use govuk::{Button, Details, InputKind, Panel, TextInput};
use maud::{Markup, html};
use store::people::LINK_MINUTES;
use web::{Council, Html, Links, Section, Sheet, email_link, phone_link};

/// Where these pages stand.
pub(crate) const SECTION: Section =
    Section { name: Some("Staff and partners"), href: "/sign-in", links: Links::Of(&[]), exit: false };

/// Who the first administrator says they are, as they typed it.
#[derive(Default)]
pub(crate) struct Newcomer<'a> {
    /// Lets them in.
    pub(crate) key: &'a str,
    pub(crate) name: &'a str,
    pub(crate) email: &'a str,
    /// What is wrong.
    pub(crate) problems: Problems,
}

/// Asks who the first administrator is.
pub(crate) fn first(council: &Council, newcomer: &Newcomer<'_>) -> Html {
    let Newcomer { key, name, email, problems } = newcomer;
    let wrong = |pointer: &str| problems.at(pointer).map(|problem| problem.detail.as_str());
    let (wrong_name, wrong_email) = (wrong("#/name"), wrong("#/email"));
    let content = html! {
        (heading("Be the first administrator"))
        p class="govuk-body" {
            "Nobody can sign in to " (council.virtual_school) " yet. You will be its first administrator: you can then "
            "invite everybody else."
        }
        form method="post" action="/sign-in/first" novalidate {
            input type="hidden" name="key" value=(key);
            (TextInput::new("name", "Your name").value(*name).error(wrong_name).autocomplete("name").spellcheck(false)
                .hint("Families will see it when you open their question"))
            (email_field(email, wrong_email))
            (Button::new("Sign in").prevent_double_click(true))
        }
    };
    let errors = [("name", wrong_name), ("email", wrong_email)];
    sheet("Be the first administrator", content).errors(shown(errors)).html(council)
}

/// Asks for the address that a link is to go to, or for another way of `ways`.
pub(crate) fn start(council: &Council, ways: &[Way], email: &str, wrong: Option<&str>) -> Html {
    let content = html! {
        (heading("Sign in"))
        p class="govuk-body" {
            "This is for staff of " (council.virtual_school) ", schools and providers. "
            "We will email you a link. There is no password."
        }
        form method="post" action="/sign-in" novalidate {
            (email_field(email, wrong).hint("The address that you were invited with"))
            (Button::new("Email me a link").prevent_double_click(true))
        }
        (with::offers(ways))
        p class="govuk-body" {
            "Families do not need to sign in. "
            a class="govuk-link" href="/advice" { "Ask a question, or come back to one" }
            "."
        }
    };
    sheet("Sign in", content).errors(shown([("email", wrong)])).html(council)
}

/// Says that a link is on its way, if the address is known: the same to everybody.
pub(crate) fn sent(council: &Council) -> Html {
    let content = html! {
        (heading("Check your email"))
        p class="govuk-body" {
            "If you have been invited, we have sent you a link. Open it within " (LINK_MINUTES) " minutes. "
            "You can use it once."
        }
        (Details::new("I have not had an email", html! {
            ul class="govuk-list govuk-list--bullet" {
                li { "Wait a few minutes, then look in your junk folder." }
                li { a class="govuk-link" href="/sign-in" { "Check the address and ask for another link" } "." }
                li { "Ask whoever runs this service where you work whether you have been invited." }
            }
            (get_in_touch(council))
        }))
    };
    sheet("Check your email", content).html(council)
}

/// Asks a visitor who followed a link to press a button: programs that look at links in emails press none.
pub(crate) fn confirm(council: &Council, token: &str, name: &str) -> Html {
    let content = html! {
        (heading("Sign in"))
        p class="govuk-body" { "You are signing in as " strong { (name) } "." }
        form method="post" action={ "/sign-in/link/" (token) } novalidate {
            (Button::new("Sign in").prevent_double_click(true))
        }
        p class="govuk-body" {
            "We sign you out after " (in_words(IDLE_MINUTES)) " in which you do nothing, and after " (ABSOLUTE_HOURS)
            " hours in any case. If this is not you, close this page."
        }
    };
    sheet("Sign in", content).html(council)
}

/// Says that a link no longer works.
pub(crate) fn spent(council: &Council) -> Html {
    let content = html! {
        (heading("This link no longer works"))
        p class="govuk-body" {
            "A link works once, and for " (LINK_MINUTES) " minutes. It may also be that your email program cut it in two."
        }
        (Button::link("Ask for another link", "/sign-in"))
        (get_in_touch(council))
    };
    sheet("This link no longer works", content).html(council)
}

/// Says that the visitor is signed out.
pub(crate) fn signed_out(council: &Council) -> Html {
    let content = html! {
        (Panel::confirmation("You are signed out"))
        p class="govuk-body" { a class="govuk-link" href="/sign-in" { "Sign in again" } }
    };
    sheet("You are signed out", content).html(council)
}

fn sheet(title: &str, content: Markup) -> Sheet {
    Sheet::new(&SECTION, title, content)
}

fn heading(words: &str) -> Markup {
    html! { h1 class="govuk-heading-l" { (words) } }
}

fn email_field(email: &str, wrong: Option<&str>) -> TextInput {
    TextInput::new("email", "Your email address")
        .kind(InputKind::Email)
        .value(email)
        .error(wrong)
        .autocomplete("email")
        .spellcheck(false)
}

fn shown<'a, const N: usize>(errors: [(&'a str, Option<&'a str>); N]) -> impl Iterator<Item = (&'a str, &'a str)> {
    errors.into_iter().filter_map(|(field, wrong)| Some((field, wrong?)))
}

fn get_in_touch(council: &Council) -> Markup {
    html! {
        p class="govuk-body" {
            "You can phone us on " (phone_link(&council.contact.phone)) " or email " (email_link(&council.contact.email)) "."
        }
    }
}

fn in_words(minutes: i64) -> String {
    match minutes {
        60 => "an hour".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}
