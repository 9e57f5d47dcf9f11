//! The fields of each question. Their names are those of `domain::advice::questionnaire`.

use domain::advice::questionnaire::{ELSEWHERE, HERE, NOT_SURE};
use domain::advice::{MAX_MESSAGE_CHARS, Relationship, Responsibility, Topic};
use domain::choice::Choice;
use domain::remit::{Route, authorities};
use domain::words::YearGroup;
use govuk::{
    CharacterCount, Checkboxes, Choice as Offer, DateInput, InputKind, InputMode, Label, Legend, Limit, Radios, Select,
    SelectOption, Size, TextInput, Textarea, Width,
};
use maud::{Markup, html};
use web::Council;

use super::Asked;

/// The years that a family can choose; who is older is told so by their date of birth.
const YEAR_GROUPS: [&str; 16] = ["N1", "N2", "R", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"];

pub(super) fn route(asked: &Asked<'_>) -> Markup {
    let choices = Route::ALL.iter().filter(|route| **route != Route::NotSure).copied().map(offer);
    html! {
        (Radios::new("route", asked.legend()).hint("Select the one that fits best. There is no wrong answer.")
            .choices(choices).divider("or").choice(offer(Route::NotSure))
            .value(Some(asked.value("route"))).error(asked.error("route")))
    }
}

pub(super) fn school(asked: &Asked<'_>, council: &Council) -> Markup {
    let ours = council.authority_code.as_str();
    let others = authorities().iter().filter(|(code, _)| *code != ours);
    let select = Select::new("educated_in", "Which council’s area is the school in?")
        .option(SelectOption::new("", "Choose a council"))
        .options(others.map(|(code, name)| SelectOption::new(*code, *name)))
        .value(Some(asked.value("educated_in")))
        .error(asked.error("educated_in"));
    html! {
        (Radios::new("school_area", asked.legend())
            .hint("The Virtual School of the council where the school is can help. It does not matter where you live.")
            .choice(Offer::new(HERE, format!("In {}", council.authority_name)))
            .choice(Offer::new(ELSEWHERE, "In another council’s area in England").reveals(html! { (select) }))
            .choice(Offer::new(NOT_SURE, "I am not sure, or it is not in England"))
            .value(Some(asked.value("school_area"))).error(asked.error("school_area")))
    }
}

pub(super) fn kind(asked: &Asked<'_>) -> Markup {
    html! {
        (Radios::new("kind", asked.legend())
            .choice(Offer::new("about_a_child", "Yes, it is about one child")
                .hint("We will ask for a first name or initial, and how old they are."))
            .choice(Offer::new("general", "No, it is a general question").hint("You do not need to name anybody."))
            .value(Some(asked.value("kind"))).error(asked.error("kind")))
    }
}

pub(super) fn relationship(asked: &Asked<'_>) -> Markup {
    html! {
        (Radios::new("relationship", asked.legend()).choices(Relationship::ALL.iter().copied().map(offer))
            .value(Some(asked.value("relationship"))).error(asked.error("relationship")))
    }
}

pub(super) fn responsibility(asked: &Asked<'_>) -> Markup {
    html! {
        (Radios::new("parental_responsibility", asked.legend())
            .hint("This means that the law lets you make decisions about the child. Adopters and special guardians have it.")
            .choices(Responsibility::ALL.iter().copied().map(offer))
            .value(Some(asked.value("parental_responsibility"))).error(asked.error("parental_responsibility")))
    }
}

pub(super) fn child(asked: &Asked<'_>) -> Markup {
    let years = YEAR_GROUPS.iter().filter_map(|code| Some((*code, YearGroup::parse(code).ok()?.label())));
    let year_group = Select::new("year_group", "School year")
        .option(SelectOption::new("", "Choose a year"))
        .options(years.map(|(code, label)| SelectOption::new(code, label)))
        .value(Some(asked.value("year_group")))
        .error(asked.error("year_group"));
    let parts = ["date_of_birth-day", "date_of_birth-month", "date_of_birth-year"];
    let born = asked.error("date_of_birth-day");
    let date_of_birth = DateInput::new("date_of_birth", Legend::new("Date of birth"))
        .hint("For example, 27 3 2014")
        .values(parts.map(|part| asked.value(part)))
        .error(born);
    html! {
        (TextInput::new("first_name", "Their first name, or an initial").hint("Please do not tell us their surname.")
            .width(Width::Chars20).spellcheck(false).autocomplete("off")
            .value(asked.value("first_name")).error(asked.error("first_name")))
        (Radios::new("age_by", Legend::new("How old are they?").size(Size::M))
            .choice(Offer::new("year_group", "I will say their school year").reveals(html! { (year_group) }))
            .choice(Offer::new("date_of_birth", "I will give their date of birth").reveals(html! { (date_of_birth) }))
            .value(Some(asked.value("age_by"))).error(asked.error("age_by")))
    }
}

pub(super) fn contact(asked: &Asked<'_>) -> Markup {
    html! {
        (TextInput::new("setting_name", "Name of the school, nursery or college (optional)")
            .value(asked.value("setting_name")).error(asked.error("setting_name")).autocomplete("off"))
        (yes_or_no(asked, "contact_school", "May we talk to the school about this child?")
            .hint("We only do so if you say yes. You can ask us for advice either way."))
    }
}

pub(super) fn topics(asked: &Asked<'_>) -> Markup {
    let choices = Topic::ALL.iter().map(|topic| offer(*topic).checked(asked.answers.is("topics", topic.name())));
    html! {
        (Checkboxes::new("topics", asked.legend()).hint("Select all that fit.").choices(choices)
            .error(asked.error("topics")))
    }
}

pub(super) fn text(asked: &Asked<'_>) -> Markup {
    let limit = Limit::Length(u32::try_from(MAX_MESSAGE_CHARS).unwrap_or(u32::MAX));
    let hint = "Please leave out surnames, pupil numbers, NHS numbers and court papers. We do not need them.";
    html! {
        (CharacterCount::new("question", Label::new("Your question").size(Size::M), limit).hint(hint).rows(10)
            .value(asked.value("question")).error(asked.error("question")))
    }
}

pub(super) fn name(asked: &Asked<'_>) -> Markup {
    html! {
        (TextInput::new("name", asked.label()).hint("So that we know what to call you.").autocomplete("name")
            .spellcheck(false).value(asked.value("name")).error(asked.error("name")))
    }
}

pub(super) fn reply(asked: &Asked<'_>) -> Markup {
    let email = TextInput::new("email", "Email address")
        .kind(InputKind::Email)
        .autocomplete("email")
        .spellcheck(false)
        .value(asked.value("email"))
        .error(asked.error("email"));
    let phone = TextInput::new("phone", "Phone number")
        .kind(InputKind::Tel)
        .inputmode(InputMode::Tel)
        .autocomplete("tel")
        .width(Width::Chars20)
        .value(asked.value("phone"))
        .error(asked.error("phone"));
    let times = TextInput::new("good_times", "Good times to phone you (optional)")
        .value(asked.value("good_times"))
        .error(asked.error("good_times"));
    let by_phone = html! {
        (phone) (times)
        (yes_or_no(asked, "safe_to_leave_message", "Is it safe to leave a message on this number?")
            .hint("Say no if somebody else might hear it who should not."))
    };
    html! {
        (Radios::new("reply_by", asked.legend())
            .hint("You can always read our answer here too, with your reference and access code.")
            .choice(Offer::new("email", "By email").reveals(html! { (email) }))
            .choice(Offer::new("phone", "By phone").reveals(by_phone))
            .value(Some(asked.value("reply_by"))).error(asked.error("reply_by")))
    }
}

pub(super) fn needs(asked: &Asked<'_>) -> Markup {
    html! {
        (Textarea::new("needs", Label::new("What we should know (optional)").size(Size::M))
            .hint("For example, an interpreter, large print, or a good way to talk with you. Leave this empty if not.")
            .value(asked.value("needs")).error(asked.error("needs")))
    }
}

fn yes_or_no(asked: &Asked<'_>, name: &str, legend: &str) -> Radios {
    Radios::new(name, Legend::new(legend).size(Size::S))
        .choice(Offer::new("yes", "Yes"))
        .choice(Offer::new("no", "No"))
        .value(Some(asked.value(name)))
        .error(asked.error(name))
}

fn offer(choice: impl Choice) -> Offer {
    Offer::new(choice.name(), choice.label())
}
