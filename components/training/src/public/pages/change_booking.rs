//! Changing a booking: giving places up, with what that costs shown first, and sending somebody else.

use crate::public::pages::attendee_fields::fields;
use crate::public::pages::markup::{continue_button, heading, link, paragraph, sheet};
use crate::public::pages::words::{counted, state, titled, until};
use crate::public::paths::booking_path;
use domain::calendar::moment_in_words;
use domain::choice::Choice;
use domain::problems::Problems;
use domain::training::booking::Attendee;
use domain::training::questionnaire::Typed;
use domain::training::seats::{PlaceNumber, PlaceState};
use domain::training::terms::Cancellation;
use domain::training::words::Exemption;
use govuk::{
    Button, ButtonStyle, Checkboxes, Choice as Offer, Legend, Radios, Size, SummaryList, SummaryRow, WarningText,
};
use maud::html;
use web::{Council, Html};

use super::booking::ViewContext;

/// Choosing which places to give up.
pub(crate) struct Choosing<'a> {
    /// The booking.
    pub(crate) context: &'a ViewContext<'a>,
    /// The places that can be given up.
    pub(crate) places: Vec<(PlaceNumber, &'a Attendee, PlaceState)>,
    /// What excuses a late cancellation; none where it costs nothing now.
    pub(crate) exemptions: &'a [Exemption],
    /// What was chosen.
    pub(crate) chosen: &'a [String],
    /// What is wrong with it.
    pub(crate) wrong: Option<String>,
}

/// Which places somebody would give up, and what that costs.
pub(crate) struct Costed<'a> {
    /// The booking.
    pub(crate) context: &'a ViewContext<'a>,
    /// Which.
    pub(crate) places: Vec<(PlaceNumber, &'a Attendee, PlaceState)>,
    /// What each confirmed one costs.
    pub(crate) cost: Cancellation,
    /// What excuses it.
    pub(crate) exemption: Option<Exemption>,
}

/// Somebody else is to come.
pub(crate) struct Substituting<'a> {
    /// The booking.
    pub(crate) context: &'a ViewContext<'a>,
    /// In which place.
    pub(crate) place: PlaceNumber,
    /// Who was to come.
    pub(crate) attendee: &'a Attendee,
    /// What was typed.
    pub(crate) typed: Typed,
    /// What is wrong with it.
    pub(crate) problems: Problems,
}

/// The page on which places to give up are chosen.
pub(crate) fn cancel(council: &Council, choosing: &Choosing<'_>) -> Html {
    let title = "Which places do you want to give up?";
    let path = booking_path(choosing.context.booking.reference());
    let offer = |(number, attendee, state): &(PlaceNumber, &Attendee, PlaceState)| {
        Offer::new(number.to_string(), attendee.name.as_str())
            .hint(state.name().label())
            .checked(choosing.chosen.contains(&number.to_string()))
    };
    let content = html! {
        form method="post" action=(format!("{path}/cancel")) novalidate {
            span class="govuk-caption-l" { (titled(choosing.context.run)) }
            (Checkboxes::new("places", Legend::heading(title)).hint("We tell you what it costs before anything happens.")
                .choices(choosing.places.iter().map(offer)).error(choosing.wrong.as_deref()))
            @if !choosing.exemptions.is_empty() {
                (Radios::new("exemption", Legend::new("Is it because of one of these? (optional)").size(Size::M))
                    .hint("Then it costs nothing.")
                    .choices(choosing.exemptions.iter().map(|exemption| Offer::new(exemption.name(), exemption.label())))
                    .choice(Offer::new("", "None of these")))
            }
            (continue_button())
        }
    };
    let errors = choosing.wrong.as_deref().map(|wrong| ("places", wrong));
    sheet(title, content).back(path).errors(errors).html(council)
}

/// The page that says what it costs, and asks whether somebody is sure.
pub(crate) fn cost(council: &Council, costed: &Costed<'_>) -> Html {
    let path = booking_path(costed.context.booking.reference());
    let count = u32::try_from(costed.places.len()).unwrap_or(u32::MAX);
    let confirmed = costed.places.iter().filter(|(.., state)| *state == PlaceState::Confirmed).count();
    let total = costed.cost.fee_each.times(u32::try_from(confirmed).unwrap_or(u32::MAX));
    let costs = !costed.cost.free && confirmed > 0 && total.is_some_and(|total| total.get() > 0);
    let these = if count == 1 { "this place".to_owned() } else { format!("these {count} places") };
    let title = match total {
        Some(total) if costs => format!("It costs {total} to give up {these}"),
        _ => format!("It costs nothing to give up {these}"),
    };
    let list = costed.places.iter().map(|(number, attendee, place)| {
        SummaryRow::new(
            format!("{number}. {}", attendee.name.as_str()),
            html! {
                (state(*place))
                @if *place == PlaceState::Confirmed && costs { " costs " (costed.cost.fee_each) }
            },
        )
    });
    let button = format!("Give up {}", counted(count, "place", "places"));
    let content = html! {
        span class="govuk-caption-l" { (titled(costed.context.run)) }
        (heading(&title))
        @if costs {
            (WarningText::new(format!(
                "You could cancel free of charge until {}. We send your organisation an invoice.",
                until(costed.cost.free_until)
            )))
            p class="govuk-body" { "Instead, you can " (link(&path, "send somebody else")) ". That costs nothing more." }
        }
        (SummaryList::new().rows(list))
        (paragraph("We then offer the places to others. If you change your mind, you have to ask again and may have to wait."))
        form method="post" action=(format!("{path}/cancel/cost")) novalidate {
            input type="hidden" name="attempt" value=(costed.context.attempt);
            @for (number, ..) in &costed.places { input type="hidden" name="places" value=(number); }
            @if let Some(exemption) = costed.exemption { input type="hidden" name="exemption" value=(exemption.name()); }
            input type="hidden" name="fee" value=(costed.cost.fee_each.get());
            div class="govuk-button-group" {
                (Button::new(button).style(ButtonStyle::Warning).prevent_double_click(true))
                (link(&path, "Keep them"))
            }
        }
    };
    sheet(title, content).back(format!("{path}/cancel")).html(council)
}

/// The page on which somebody else is named.
pub(crate) fn substitute(council: &Council, substituting: &Substituting<'_>) -> Html {
    let Substituting { context, place, attendee, typed, problems } = substituting;
    let title = "Who comes instead?";
    let path = booking_path(context.booking.reference());
    let wrong = |field: &str| problems.at(&format!("#/{field}")).map(|problem| problem.detail.as_str());
    let details = context.run.details();
    let content = html! {
        form method="post" action=(format!("{path}/attendee/{place}")) novalidate {
            input type="hidden" name="attempt" value=(context.attempt);
            span class="govuk-caption-l" { (titled(context.run)) }
            (heading(title))
            p class="govuk-body" {
                "Instead of " strong { (attendee.name.as_str()) } ". Until "
                (moment_in_words(details.policy.substitution_until(details.starts_at))) " this costs nothing."
            }
            (fields(&|field| typed.text(field), &wrong, council))
            (Button::new("Send them instead").prevent_double_click(true))
        }
    };
    let errors = Typed::FIELDS.into_iter().filter_map(|field| Some((field, wrong(field)?)));
    sheet(title, content).back(path).errors(errors).html(council)
}
