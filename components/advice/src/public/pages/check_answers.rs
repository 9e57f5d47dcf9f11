//! Checking the answers, sending them, and what a family then has in hand.

use casework::markup::{heading, lines, link, lower_first, paragraph, post, typed};
use casework::receipt::{self, SentBefore, access_code};
use domain::access_code::AccessCode;
use domain::advice::questionnaire::Question;
use domain::advice::{Age, Ask, Enquiry, Reply, Setting};
use domain::calendar::{Calendar, Due, date_in_words, day_in_words};
use domain::choice::Choice;
use domain::remit::authorities;
use domain::retention::Policy;
use govuk::{Action, Button, ButtonStyle, Details, Panel, SummaryList, SummaryRow};
use maud::{Markup, html};
use web::{Council, Html, about_safety};

use super::{question_path, sheet};
use crate::public::SECTION;

/// Everything that was answered, before it is sent.
pub(crate) fn check(council: &Council, ask: &Ask, back: &str) -> Html {
    let title = "Check your answers before you send them";
    let content = html! {
        (heading(title))
        (SummaryList::new().rows(rows(council, ask)))
        h2 class="govuk-heading-m" { "Send your question" }
        p class="govuk-body" {
            "We will use what you told us to answer you, and for nothing else. Our "
            (link("/privacy", "privacy notice")) " says what we keep and for how long."
        }
        (about_safety(&council.safeguarding))
        div class="govuk-button-group" {
            (post("/advice/check", None, &Button::new("Send my question").prevent_double_click(true)))
            (post("/advice/forget", None, &Button::new("Delete my answers").style(ButtonStyle::Secondary)))
        }
    };
    sheet(title, content).back(back).html(council)
}

fn rows(council: &Council, ask: &Ask) -> Vec<SummaryRow> {
    let mut rows = vec![
        row("How the child left care", ask.route.label(), Question::Route),
        row("Where the child goes to school", area(council, ask), Question::School),
        row("One child, or general", if ask.child.is_some() { "About one child" } else { "General" }, Question::Kind),
        row("Who you are", ask.relationship.label(), Question::Relationship),
    ];
    if let Some(child) = &ask.child {
        let age = match &child.age {
            Age::YearGroup(year) => year.label(),
            Age::Born(born) => format!("born on {}", date_in_words(born.date())),
        };
        let school = match &ask.setting {
            Some(Setting::Named(name)) => name.as_str(),
            Some(Setting::Urn(urn)) => urn.as_str(),
            None => "Not given",
        };
        let contact = if child.contact_school { "Yes" } else { "No" };
        let child_lines = lines([child.first_name.as_str(), &age]);
        rows.push(row("Parental responsibility", child.responsibility.label(), Question::Responsibility));
        rows.push(row("The child", child_lines, Question::Child));
        rows.push(row("School", school, Question::Contact));
        rows.push(row("May we talk to the school", contact, Question::Contact));
    }
    let topics = lines(ask.topics.iter().map(|topic| topic.label()));
    rows.push(row("What it is about", topics, Question::Topics));
    rows.push(row("Your question", typed(ask.question.as_str()), Question::Text));
    rows.push(row("Your name", ask.name.as_str(), Question::Name));
    rows.push(row("How we reply", reply(&ask.reply), Question::Reply));
    let needs = ask.needs.as_ref().map_or_else(|| html! { "Nothing" }, |needs| typed(needs.as_str()));
    rows.push(row("What we should know", needs, Question::Needs));
    rows
}

fn row(key: &str, value: impl Into<govuk::Content>, question: Question) -> SummaryRow {
    SummaryRow::new(key, value).action(Action::change(lower_first(key), question_path(question)))
}

fn area<'a>(council: &'a Council, ask: &Ask) -> &'a str {
    if ask.educated_in == council.authority_code {
        return &council.authority_name;
    }
    let named = authorities().iter().find(|(code, _)| *code == ask.educated_in.as_str());
    named.map_or("Another council’s area", |(_, name)| *name)
}

fn reply(reply: &Reply) -> Markup {
    match reply {
        Reply::Email(email) => lines(["By email", email.as_str()]),
        Reply::Phone { number, good_times, safe_to_leave_message } => {
            let message = if *safe_to_leave_message { "You may leave a message" } else { "Do not leave a message" };
            let times = good_times.iter().map(|times| times.as_str());
            lines(["By phone", number.as_str()].into_iter().chain(times).chain([message]))
        }
    }
}

/// What a family has in hand once their question is sent.
pub(crate) struct Receipt<'a> {
    pub(crate) enquiry: &'a Enquiry,
    pub(crate) code: &'a AccessCode,
    pub(crate) calendar: &'a Calendar,
}

impl Receipt<'_> {
    fn first_contact(&self) -> Due {
        self.enquiry.clocks().first_contact().promised(self.calendar)
    }

    fn reply(&self) -> Due {
        self.enquiry.clocks().first_reply().promised(self.calendar)
    }
}

/// For how long a question is kept.
pub(super) fn kept(enquiry: &Enquiry, calendar: &Calendar) -> String {
    enquiry.fate(&Policy::default(), calendar).in_words()
}

/// The receipt.
pub(crate) fn sent(council: &Council, receipt: &Receipt<'_>) -> Html {
    let title = "We have your question";
    let reference = html! { "Your reference" br; strong class="front-door-unbroken" { (receipt.enquiry.reference()) } };
    let (first_contact, reply) = (receipt.first_contact(), receipt.reply());
    let content = html! {
        (Panel::confirmation(title).content(reference))
        (access_code(&receipt.code.grouped(), "to read our answer", "/advice/sent/save"))
        h2 class="govuk-heading-m" { "What happens next" }
        ol class="govuk-list govuk-list--number" {
            li { "Somebody looks at your question by " (day_in_words(first_contact.date)) "." }
            li { "We answer by " strong { (day_in_words(reply.date)) } "." }
            li { "You come back here with your reference and access code to read the answer and to write to us again." }
        }
        (why_this_day(&reply))
        (paragraph(kept(receipt.enquiry, receipt.calendar)))
        (about_safety(&council.safeguarding))
        p class="govuk-body" {
            (link("/advice/come-back", "Come back to your question")) " or "
            (link("/", "go to the start page")) "."
        }
    };
    sheet(title, content).html(council)
}

/// The days that were passed over on the way to a day, folded away.
pub(super) fn why_this_day(due: &Due) -> Markup {
    let skipped = html! {
        p class="govuk-body" { "We count working days. We did not count:" }
        ul class="govuk-list govuk-list--bullet" {
            @for day in &due.skipped { li { (day_in_words(day.date)) " (" (day.reason) ")" } }
        }
        @if due.beyond_known_holidays {
            p class="govuk-body" { "The bank holidays of that time are not published yet, so the day may come out later." }
        }
    };
    html! { @if !due.skipped.is_empty() { (Details::new("Why this day", skipped)) } }
}

/// The reference and code as a text file: lines as any program shows them.
pub(crate) fn saved(council: &Council, receipt: &Receipt<'_>) -> String {
    let (reference, access_code) = (receipt.enquiry.reference(), receipt.code.grouped());
    format!(
        "{}\r\n\r\nYour reference: {reference}\r\nYour access code: {access_code}\r\n\r\nWe answer by {}.\r\n\r\n\
         To read our answer, open the page where you asked, choose \"Come back to a question\", and enter both.\r\n\
         Anybody who has both can read it, so keep them safe.\r\n\r\n{}\r\n",
        council.virtual_school,
        day_in_words(receipt.reply().date),
        council.safeguarding.sentences()
    )
}

/// The page of somebody who comes back to a question that was sent too long ago to show its code again.
pub(crate) fn sent_before(council: &Council, reference: &str) -> Html {
    let sent = SentBefore {
        section: &SECTION,
        title: "You have sent this question",
        reference,
        after: "after you send a question",
        back: "/advice".to_owned(),
        buttons: html! {
            (Button::link("Come back to your question", "/advice/come-back"))
            (post("/advice/forget", None, &Button::new("Ask another question").style(ButtonStyle::Secondary)))
        },
    };
    receipt::sent_before(council, sent)
}

/// The page of somebody whose answers were deleted before they were sent.
pub(crate) fn gone(council: &Council) -> Html {
    let title = "We no longer have your answers";
    let content = html! {
        (heading(title))
        (paragraph("We delete answers that are not sent within 24 hours, to keep them private. We have not sent anything."))
        (Button::link("Start again", question_path(Question::Route)))
    };
    sheet(title, content).back("/advice").html(council)
}
