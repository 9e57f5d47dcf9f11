//! The fields of each question. Those that are not fields of a request have the names of `domain::advice::questionnaire`.

use casework::form::{Filled, offer};
use domain::advice::questionnaire::{ELSEWHERE, HERE, NOT_SURE};
use domain::advice::{Kind, ReplyBy, Topic, fields as f};
use domain::choice::Choice;
use domain::remit::{Route, authorities};
use domain::words::YearGroup;
use govuk::{
    Checkboxes, Choice as Offer, DateInput, InputKind, InputMode, Label, Legend, Radios, SelectOption, Size, Width,
};
use maud::{Markup, html};
use web::Council;

use super::Asked;

/// The years that a family can choose; who is older is told so by their date of birth.
const YEAR_GROUPS: [&str; 16] = ["N1", "N2", "R", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"];

pub(super) fn route(asked: &Asked<'_>) -> Markup {
    let choices = Route::ALL.iter().filter(|route| **route != Route::NotSure).copied().map(offer);
    html! {
        (asked.choose(&f::ROUTE, asked.legend()).hint("Select the one that fits best. There is no wrong answer.")
            .choices(choices).divider("or").choice(offer(Route::NotSure)))
    }
}

pub(super) fn school(asked: &Asked<'_>, council: &Council) -> Markup {
    let ours = council.authority_code.as_str();
    let others = authorities().iter().filter(|(code, _)| *code != ours);
    let select = asked
        .select(&f::EDUCATED_IN, "Which council’s area is the school in?")
        .option(SelectOption::new("", "Choose a council"))
        .options(others.map(|(code, name)| SelectOption::new(*code, *name)));
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
        (asked.choose(&f::KIND, asked.legend())
            .choice(Offer::new(Kind::AboutAChild.name(), "Yes, it is about one child")
                .hint("We will ask for a first name or initial, and how old they are."))
            .choice(Offer::new(Kind::General.name(), "No, it is a general question").hint("You do not need to name anybody.")))
    }
}

pub(super) fn relationship(asked: &Asked<'_>) -> Markup {
    html! { (asked.choose_among(&f::RELATIONSHIP, asked.legend())) }
}

pub(super) fn responsibility(asked: &Asked<'_>) -> Markup {
    html! {
        (asked.choose_among(&f::RESPONSIBILITY, asked.legend())
            .hint("This means that the law lets you make decisions about the child. Adopters and special guardians have it."))
    }
}

pub(super) fn child(asked: &Asked<'_>) -> Markup {
    let years = YEAR_GROUPS.iter().filter_map(|code| Some((*code, YearGroup::parse(code).ok()?.label())));
    let year_group = asked
        .select(&f::YEAR_GROUP, "School year")
        .option(SelectOption::new("", "Choose a year"))
        .options(years.map(|(code, label)| SelectOption::new(code, label)));
    let parts = ["date_of_birth-day", "date_of_birth-month", "date_of_birth-year"];
    let born = asked.error("date_of_birth-day");
    let date_of_birth = DateInput::new(f::DATE_OF_BIRTH.name, Legend::new("Date of birth"))
        .hint("For example, 27 3 2014")
        .values(parts.map(|part| asked.value(part)))
        .error(born);
    html! {
        (asked.line(&f::FIRST_NAME, "Their first name, or an initial").hint("Please do not tell us their surname.")
            .width(Width::Chars20).spellcheck(false).autocomplete("off"))
        (Radios::new("age_by", Legend::new("How old are they?").size(Size::M))
            .choice(Offer::new("year_group", "I will say their school year").reveals(html! { (year_group) }))
            .choice(Offer::new("date_of_birth", "I will give their date of birth").reveals(html! { (date_of_birth) }))
            .value(Some(asked.value("age_by"))).error(asked.error("age_by")))
    }
}

pub(super) fn contact(asked: &Asked<'_>) -> Markup {
    html! {
        (asked.line(&f::SETTING_NAME, "Name of the school, nursery or college (optional)").autocomplete("off"))
        (asked.yes_or_no(&f::CONTACT_SCHOOL, "May we talk to the school about this child?")
            .hint("We only do so if you say yes. You can ask us for advice either way."))
    }
}

pub(super) fn topics(asked: &Asked<'_>) -> Markup {
    let name = f::TOPICS.name;
    let choices = Topic::ALL.iter().map(|topic| offer(*topic).checked(asked.answers.is(name, topic.name())));
    html! {
        (Checkboxes::new(name, asked.legend()).hint("Select all that fit.").choices(choices).error(asked.error(name)))
    }
}

pub(super) fn text(asked: &Asked<'_>) -> Markup {
    let hint = "Please leave out surnames, pupil numbers, NHS numbers and court papers. We do not need them.";
    html! { (asked.counted(&f::QUESTION, Label::new("Your question").size(Size::M)).hint(hint).rows(10)) }
}

pub(super) fn name(asked: &Asked<'_>) -> Markup {
    html! {
        (asked.line(&f::NAME, asked.label()).hint("So that we know what to call you.").autocomplete("name")
            .spellcheck(false))
    }
}

pub(super) fn reply(asked: &Asked<'_>) -> Markup {
    let email = asked.line(&f::EMAIL, "Email address").autocomplete("email");
    let phone = asked
        .line(&f::PHONE, "Phone number")
        .kind(InputKind::Tel)
        .inputmode(InputMode::Tel)
        .autocomplete("tel")
        .width(Width::Chars20);
    let times = asked.line(&f::GOOD_TIMES, "Good times to phone you (optional)");
    let by_phone = html! {
        (phone) (times)
        (asked.yes_or_no(&f::VOICEMAIL, "Is it safe to leave a message on this number?")
            .hint("Say no if somebody else might hear it who should not."))
    };
    html! {
        (Radios::new("reply_by", asked.legend())
            .hint("You can always read our answer here too, with your reference and access code.")
            .choice(offer(ReplyBy::Email).reveals(html! { (email) }))
            .choice(offer(ReplyBy::Phone).reveals(by_phone))
            .value(Some(asked.value("reply_by"))).error(asked.error("reply_by")))
    }
}

pub(super) fn needs(asked: &Asked<'_>) -> Markup {
    html! {
        (asked.lines(&f::NEEDS, Label::new("What we should know (optional)").size(Size::M))
            .hint("For example, an interpreter, large print, or a good way to talk with you. Leave this empty if not."))
    }
}
