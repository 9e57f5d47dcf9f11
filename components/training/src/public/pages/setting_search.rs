//! Looking for the setting for which somebody books. With script the list changes on the booking's own page as they type;
//! without it this page shows what was found.

use crate::public::pages::markup::{continue_button, heading, link, sheet};
use crate::public::pages::words::titled;
use crate::public::paths::{organisation_path, settings_path};
use domain::directory::{FOUND_MAX, Found, Setting, Status};
use domain::training::run::Run;
use domain::words::Postcode;
use govuk::{Button, ButtonStyle, Choice as Offer, InputKind, Legend, Radios, Size, TextInput};
use maud::{Markup, html};
use web::{Council, Html};

/// What somebody looked for, and what came of it: something found, or a sentence that says what is wrong.
pub(crate) fn settings(council: &Council, run: &Run, typed: &str, outcome: Result<&Found, &str>) -> Html {
    let title = "Find your school, nursery or college";
    let back = organisation_path(run.id());
    let content = html! {
        span class="govuk-caption-l" { (titled(run)) }
        (heading(title))
        form method="get" action=(settings_path(run.id())) role="search" novalidate {
            (TextInput::new("q", "Part of its name, its town or postcode, or its URN").value(typed).error(outcome.err())
                .kind(InputKind::Search).spellcheck(false).autocomplete("off"))
            (Button::new("Find").style(ButtonStyle::Secondary))
        }
        @if let Ok(results) = outcome { (found(run, results)) }
        p class="govuk-body" { (link(&back, "It is not in the list")) }
    };
    let errors = outcome.err().map(|wrong| ("q", wrong));
    sheet(title, content).back(&back).errors(errors).html(council)
}

/// What was found, for the page and for its script.
pub(crate) fn found(run: &Run, found: &Found) -> Markup {
    let words = match found.count {
        0 => "No settings found".to_owned(),
        1 => "1 setting found".to_owned(),
        many => format!("{} settings found", domain::text::thousands(many)),
    };
    let open: Vec<&Setting> = found.settings.iter().filter(|setting| setting.status != Status::Closed).collect();
    html! {
        h2 class="govuk-heading-s" { (words) }
        @if found.count > FOUND_MAX {
            p class="govuk-body" { "These are the first " (FOUND_MAX) ". Type more to find the right one." }
        }
        @if !open.is_empty() {
            form method="post" action=(organisation_path(run.id())) novalidate {
                (Radios::new("pick", Legend::new("Which one is it?").size(Size::S)).small(true)
                    .choices(open.into_iter().map(offer)))
                (continue_button())
            }
        }
    }
}

fn offer(setting: &Setting) -> Offer {
    let postcode = setting.postcode.as_ref().map_or("", Postcode::as_str);
    let parts = [setting.town.as_str(), postcode].into_iter().filter(|part| !part.is_empty());
    let place: Vec<&str> = parts.collect();
    Offer::new(format!("{} {}", setting.urn.as_str(), setting.name), setting.name.as_str()).hint(format!(
        "{}, URN {}",
        place.join(", "),
        setting.urn.as_str()
    ))
}
