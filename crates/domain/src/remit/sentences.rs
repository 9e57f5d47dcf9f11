//! The sentences of an answer, in plain English; never decides the outcome.

use super::answer::{Answer, Helper, Outcome, Verdict};
use super::authorities;
use super::table::{Row, Service};
use super::{Local, Question};
use crate::choice::Choice;
use crate::words::LaCode;

pub(super) fn compose(
    local: &Local,
    question: &Question,
    row: Option<&Row>,
    note: Option<&str>,
    outcome: Outcome,
) -> Answer {
    let elsewhere = row.and_then(|row| row.home.places(question).into_iter().flatten().next());
    let helper = match (outcome, elsewhere) {
        (Outcome::AnotherAuthority, Some(code)) => {
            Some(Helper { name: virtual_school(local, code), authority: Some(code.clone()) })
        }
        _ => None,
    };
    let mut explanation: Vec<String> = note.filter(|note| !note.is_empty()).map(str::to_owned).into_iter().collect();
    explanation.push(why(local, row, helper.as_ref(), outcome));
    if outcome.verdict() == Verdict::NotOffered && helper.is_none() {
        let anybody = "Ask the designated teacher at the child’s school, or your council’s family information service.";
        explanation.push(row.map_or(anybody, |row| &*row.who_else).to_owned());
    }
    Answer {
        verdict: outcome.verdict(),
        reason: outcome,
        cohort: row.map(|row| row.cohort),
        title: title(question.service, outcome).to_owned(),
        explanation,
        who_can_help: helper,
        basis: row.map(|row| row.basis.clone().into_owned()),
        statutory: row.is_some_and(|row| row.statutory),
    }
}

const fn title(service: Service, outcome: Outcome) -> &'static str {
    match (outcome, outcome.verdict(), service) {
        (Outcome::AnotherAuthority, _, _) => "Another Virtual School can help you",
        (_, Verdict::Depends, _) => "Tell us which council it is",
        (_, Verdict::Offered, Service::Advice) => "We can advise you",
        (_, Verdict::Offered, Service::Training) => "You can book our training",
        (_, Verdict::Offered, Service::Referral) => "You can refer this child to us",
        (_, Verdict::Offered, Service::Commission) => "You can ask us for provision",
        (_, Verdict::NotOffered, _) => "Somebody else can help you better",
    }
}

fn why(local: &Local, row: Option<&Row>, helper: Option<&Helper>, outcome: Outcome) -> String {
    let us = &local.virtual_school;
    let home = row.map_or("", |row| row.home.label());
    match outcome {
        Outcome::Offered => format!("{us} can help with this."),
        Outcome::WithAgreement => {
            format!("{us} can help once somebody who has parental responsibility for the child agrees.")
        }
        Outcome::ProfessionalsOnly => {
            format!("{us} can help when a professional who works with the child asks, such as their social worker.")
        }
        Outcome::AdviceOnly => format!("{us} can give advice about this child, but does not take on casework."),
        Outcome::AuthorityUnknown => {
            format!("Which Virtual School can help depends on one thing: {}.", lower_first(home))
        }
        Outcome::AnotherAuthority => {
            let name = helper.map_or("another council’s Virtual School", |helper| helper.name.as_str());
            format!("{home} is another one, so please ask {name}.")
        }
        Outcome::TooYoung => "The child is not old enough yet for the help that Virtual Schools give.".to_owned(),
        Outcome::TooOld => "The child is older than the children whom this help is for.".to_owned(),
        Outcome::ThroughCarer => {
            "While a child is in care, their carer or social worker asks the Virtual School for them.".to_owned()
        }
        Outcome::ManagerMayOverride => {
            format!("{us} does not offer this as a rule. One of our managers may decide otherwise and say why.")
        }
        Outcome::SwitchedOff | Outcome::NotOffered | Outcome::Signposted => {
            format!("{us} does not offer this to these children.")
        }
        Outcome::NotCovered => "This is not a child whom Virtual Schools are asked by law to help.".to_owned(),
        Outcome::NotInForce => "On that day there were no rules under which Virtual Schools help here.".to_owned(),
    }
}

fn virtual_school(local: &Local, code: &LaCode) -> String {
    match local.authorities.get(code).map(String::as_str).or_else(|| authorities::name(code.as_str())) {
        Some(name) => format!("the Virtual School of {name}"),
        None => format!("the Virtual School of the council with the code {}", code.as_str()),
    }
}

/// Our own sentences begin with letters of ASCII: the lower case of all others is a table of 12 KiB.
fn lower_first(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| std::iter::once(first.to_ascii_lowercase()).chain(chars).collect())
}
