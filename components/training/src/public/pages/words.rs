//! How training is spoken of on every page: when, where, how many places, what it costs. It counts nothing itself.

use domain::calendar::{Calendar, day_in_words, london_date, london_time, moment_in_words, time_in_words};
use domain::choice::Choice;
use domain::training::run::{Delivery, Run, Window};
use domain::training::seats::{Counts, PlaceState, PlaceStateName};
use domain::training::words::{Audience, Exemption, Mode};
use domain::words::Pence;
use govuk::{Colour, Tag};
use jiff::Timestamp;
use maud::{Markup, html};

/// "9:30am to 3:30pm on Tuesday 24 November 2026".
pub(crate) fn when(starts_at: Timestamp, ends_at: Timestamp) -> String {
    if london_date(starts_at) == london_date(ends_at) {
        format!(
            "{} to {} on {}",
            time_in_words(starts_at),
            time_in_words(ends_at),
            day_in_words(london_date(starts_at))
        )
    } else {
        format!("{} to {}", moment_in_words(starts_at), moment_in_words(ends_at))
    }
}

/// Until when something is possible: "the end of Friday 5 February 2027", where a whole day is meant, since nobody knows to
/// which day midnight belongs.
pub(crate) fn until(at: Timestamp) -> String {
    if london_time(at) != (0, 0) {
        return moment_in_words(at);
    }
    let before = at.checked_sub(jiff::SignedDuration::from_secs(1)).unwrap_or(at);
    format!("the end of {}", day(before))
}

/// The day on which something starts.
pub(crate) fn day(starts_at: Timestamp) -> String {
    day_in_words(london_date(starts_at))
}

/// Where a run is held; not how to join it.
pub(crate) fn place(delivery: &Delivery) -> String {
    match delivery {
        Delivery::InPerson { venue, .. } => venue.as_str().to_owned(),
        Delivery::Online { .. } => Mode::Online.label().to_owned(),
    }
}

/// Which places there are, so that nobody has to guess what "full" means.
pub(crate) fn places(counts: &Counts) -> String {
    let taken = match counts.offered {
        0 => format!("{} taken", counts.confirmed),
        offered => format!("{} taken and {offered} offered to people in the queue", counts.confirmed),
    };
    let waiting = match counts.queued {
        0 => String::new(),
        queued => format!(" {} in the queue.", counted(queued, "person is", "people are")),
    };
    format!("{} in all: {taken}, {} left.{waiting}", counts.capacity, counts.available)
}

/// The same in a few words, for a list.
pub(crate) fn places_left(counts: &Counts, window: &Window) -> Tag {
    match window {
        Window::Cancelled => Tag::new("Cancelled").colour(Colour::Red),
        Window::Closed => Tag::new("Booking has closed").colour(Colour::Grey),
        Window::NotYet { .. } => Tag::new("Not open yet").colour(Colour::Grey),
        Window::Open { .. } if counts.available == 0 => Tag::new("Full: join the queue").colour(Colour::Yellow),
        Window::Open { .. } => Tag::new(counted(counts.available, "place left", "places left")).colour(Colour::Green),
    }
}

/// "Designated teachers, governors".
pub(crate) fn audiences(audiences: &[Audience]) -> String {
    let label = |(place, audience): (usize, &Audience)| {
        if place == 0 { audience.label().to_owned() } else { lower_first(audience.label()) }
    };
    audiences.iter().enumerate().map(label).collect::<Vec<_>>().join(", ")
}

/// "£75", or that it is free.
pub(crate) fn price(each: Pence) -> String {
    if each == Pence::ZERO { "Free".to_owned() } else { format!("{each} for each place") }
}

/// What a run costs, for each of those for whom it is; one line where all pay the same.
pub(crate) fn prices(run: &Run) -> Markup {
    let all: Vec<(Audience, Pence)> =
        run.audiences().iter().map(|audience| (*audience, run.price(*audience))).collect();
    let first = all.first().map_or(Pence::ZERO, |(_, each)| *each);
    html! {
        @if all.iter().all(|(_, each)| *each == first) { (price(first)) }
        @else {
            ul class="govuk-list" { @for (audience, each) in &all { li { (audience.label()) ": " (price(*each)) } } }
        }
    }
}

/// What holds when plans change, in sentences.
pub(crate) fn changes(run: &Run, calendar: &Calendar) -> Vec<String> {
    let details = run.details();
    let policy = &details.policy;
    let mut sentences = Vec::new();
    if policy.late_fee == Pence::ZERO {
        sentences.push("You can cancel until it starts. It costs nothing.".to_owned());
    } else {
        let free_until = until(policy.free_until(details.starts_at, calendar));
        sentences.push(format!(
            "You can cancel free of charge until {free_until}. After that we charge {} for each place.",
            policy.late_fee
        ));
        if !policy.exemptions.is_empty() {
            let excuses = excuses(&policy.exemptions);
            sentences.push(format!("We do not charge for a late cancellation because of {excuses}."));
        }
    }
    if policy.no_show_fee != Pence::ZERO {
        sentences.push(format!("If somebody does not come, we charge {}.", policy.no_show_fee));
    }
    let until = moment_in_words(policy.substitution_until(details.starts_at));
    sentences.push(format!("Somebody else can come instead. Tell us by {until}."));
    sentences
}

/// "an Ofsted visit, illness or a safeguarding matter".
fn excuses(exemptions: &[Exemption]) -> String {
    let words: Vec<&str> = exemptions
        .iter()
        .map(|exemption| match exemption {
            Exemption::OfstedVisit => "an Ofsted visit",
            Exemption::Illness => "illness",
            Exemption::Safeguarding => "a safeguarding matter",
        })
        .collect();
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// How a place stands.
pub(crate) fn state(state: PlaceState) -> Tag {
    let name = state.name();
    Tag::new(name.label()).colour(match name {
        PlaceStateName::Confirmed => Colour::Green,
        PlaceStateName::Offered => Colour::Blue,
        PlaceStateName::Queued => Colour::Yellow,
        PlaceStateName::RunCancelled => Colour::Red,
        PlaceStateName::Lapsed
        | PlaceStateName::Declined
        | PlaceStateName::Left
        | PlaceStateName::CancelledFree
        | PlaceStateName::CancelledLate
        | PlaceStateName::NotPlaced => Colour::Grey,
    })
}

/// What a run is called among others: its title and its day.
pub(crate) fn titled(run: &Run) -> String {
    format!("{}, {}", run.title().as_str(), day(run.details().starts_at))
}

/// "1 place", "3 places".
pub(crate) fn counted(count: impl Into<u64>, one: &str, many: &str) -> String {
    match count.into() {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    }
}

/// Our own words begin with letters of ASCII.
pub(crate) fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn until_midnight_is_until_the_end_of_the_day_before() {
        let said = |at: &str| until(at.parse().unwrap());
        assert_eq!(said("2027-02-06T00:00:00Z"), "the end of Friday 5 February 2027");
        assert_eq!(said("2027-06-30T23:00:00Z"), "the end of Wednesday 30 June 2027");
        assert_eq!(said("2027-02-05T09:30:00Z"), "9:30am on Friday 5 February 2027");
    }

    #[test]
    fn a_run_of_one_day_names_it_once_and_a_list_reads_as_a_sentence() {
        let at = |text: &str| text.parse().unwrap();
        let (start, end) = (at("2027-02-10T09:30:00Z"), at("2027-02-10T15:00:00Z"));
        assert_eq!(when(start, end), "9:30am to 3pm on Wednesday 10 February 2027");
        assert!(when(start, at("2027-02-11T15:00:00Z")).contains("to 3pm on Thursday 11 February 2027"));
        assert_eq!(audiences(&[Audience::Carers, Audience::Governors]), "Carers and adoptive parents, governors");
    }
}
