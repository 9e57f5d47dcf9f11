//! The register of a run: who is to come, and whether they came. It works on a telephone with a bad signal: one form for
//! everybody, a button beside each person that saves what is chosen so far, and nothing lost or done twice however often
//! it is sent.

use crate::desk::pages::markup::{count, heading, hidden, mark, pagination};
use crate::desk::paths::{REGISTERS, TRAINING, register_path, run_path};
use crate::public::pages::markup::paragraph;
use crate::public::pages::words::when;
use domain::calendar::{day_in_words, london_date};
use domain::choice::Choice;
use domain::training::run::Run;
use domain::training::seats::Attendance;
use govuk::{Button, ButtonStyle, Choice as Offer, InsetText, Legend, NotificationBanner, Radios, Size};
use maud::{Markup, html};
use web::DESK;
use web::{Council, Html, Sheet};

use super::TRAINERS;

/// So many people stand on one page: more would take long to come with a bad signal.
pub(crate) const REGISTER_ROWS: usize = 25;

/// Somebody with a confirmed place.
pub(crate) struct Row {
    /// What the form calls them: their booking and place.
    pub(crate) key: String,
    /// Their name.
    pub(crate) name: String,
    /// Their job, and for whom they come.
    pub(crate) job: String,
    /// What we should have ready for them.
    pub(crate) needs: Option<String>,
    /// Whether they came, as last marked.
    pub(crate) attendance: Option<Attendance>,
}

/// A run's register.
pub(crate) struct Register<'a> {
    /// The run.
    pub(crate) run: &'a Run,
    /// Everybody on this page, by name.
    pub(crate) rows: Vec<Row>,
    /// Which page, of how many.
    pub(crate) page: (usize, usize),
    /// How many are marked, of how many.
    pub(crate) marked: (usize, usize),
    /// Whether the day of the run has come.
    pub(crate) open: bool,
    /// Chance, which makes two sendings of this page's marks one.
    pub(crate) nonce: String,
    /// Whether a trainer looks who is not on our staff.
    pub(crate) for_trainer: bool,
    /// What came of the marks that were sent.
    pub(crate) said: Option<Said>,
}

/// What came of the marks that somebody sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// So many are saved.
    pub(crate) saved: usize,
    /// So many were saved before.
    pub(crate) before: usize,
    /// So many could not be.
    pub(crate) refused: usize,
}

impl Said {
    /// What an address says, where it says anything.
    pub(crate) fn read(query: &web::Query) -> Option<Self> {
        let number = |name| query.text(name).parse().unwrap_or_default();
        let said = Self { saved: number("saved"), before: number("before"), refused: number("refused") };
        query.has("saved").then_some(said)
    }

    /// As an address says it.
    pub(crate) fn query(self) -> String {
        let Self { saved, before, refused } = self;
        format!("saved={saved}&before={before}&refused={refused}")
    }

    fn sentences(self) -> String {
        let marks = |number, of: &str| format!("{} {of}", count(number, "mark is", "marks are"));
        let mut sentences = Vec::new();
        if self.saved > 0 || self == Self::default() {
            sentences.push(if self.saved == 0 {
                "Nothing was chosen that is not saved already.".to_owned()
            } else {
                marks(self.saved, "saved.")
            });
        }
        if self.before > 0 {
            sentences.push(format!("{} saved already.", count(self.before, "mark was", "marks were")));
        }
        if self.refused > 0 {
            let refused = count(self.refused, "mark was", "marks were");
            sentences.push(format!("{refused} not saved: look below how those places stand now."));
        }
        sentences.join(" ")
    }

    fn banner(self) -> NotificationBanner {
        // Whoever saved one row goes on there: nothing takes the focus away.
        let banner = if self.saved > 0 {
            NotificationBanner::success(self.sentences())
        } else {
            NotificationBanner::new(self.sentences())
        };
        banner.disable_auto_focus(true)
    }
}

/// What the form showed of each place: its mark, if it had one. What is not chosen anew is not sent anew.
fn shown(rows: &[Row]) -> String {
    let shown: Vec<String> =
        rows.iter().map(|row| format!("{}={}", row.key, row.attendance.map_or("", Choice::name))).collect();
    shown.join(" ")
}

/// The register.
pub(crate) fn register(council: &Council, register: &Register<'_>) -> Html {
    let run = register.run;
    let details = run.details();
    let (marked, all) = register.marked;
    let content = html! {
        (heading(&when(details.starts_at, details.ends_at), "Register"))
        p class="govuk-body-l" { (run.title().as_str()) }
        @if run.cancelled().is_some() {
            (InsetText::new("This run was cancelled."))
        } @else if all == 0 {
            (paragraph("Nobody has a confirmed place. Whoever gets one stands here."))
        } @else {
            p class="govuk-body" { (marked) " of " (count(all, "person is", "people are")) " marked." }
            @if register.open { (register.form()) } @else {
                (InsetText::new(format!("You can mark the register from {} on.", day_in_words(london_date(details.starts_at)))))
                @for row in &register.rows { div class="front-door-message" { p class="govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1" { (row.name) } div class="govuk-hint" { (row.about()) } } }
            }
            (pagination(&format!("{}?page=", register_path(run.id())), register.page.0, register.page.1))
        }
    };
    let title = "Register";
    let page = if register.for_trainer {
        Sheet::new(&TRAINERS, title, content).section(REGISTERS).back(REGISTERS)
    } else {
        Sheet::new(&DESK, title, content).section(TRAINING).back(run_path(run.id()))
    };
    page.banner(register.said.map(Said::banner)).html(council)
}

impl Register<'_> {
    fn form(&self) -> Markup {
        let first = (self.page.0 - 1) * REGISTER_ROWS;
        html! {
            (paragraph("Choose for each person, and save as often as you like: each button saves all that you have chosen. \
                        Sending the same again does no harm."))
            form method="post" action=(register_path(self.run.id())) novalidate {
                (hidden("nonce", &self.nonce))
                (hidden("page", self.page.0))
                (hidden("shown", shown(&self.rows)))
                @for (place, row) in self.rows.iter().enumerate() { (row.questions(first + place + 1)) }
                div class="govuk-button-group" {
                    (Button::new("Save all"))
                    @if self.rows.iter().any(|row| row.attendance.is_none()) {
                        (Button::new("Save, and everybody else here attended").style(ButtonStyle::Secondary).name("rest")
                            .value(Attendance::Attended.name()))
                    }
                }
            }
        }
    }
}

impl Row {
    fn questions(&self, number: usize) -> Markup {
        let name = format!("mark-{}", self.key);
        let choices = Attendance::ALL.iter().map(|attendance| Offer::new(attendance.name(), attendance.label()));
        html! {
            div id={ "row-" (number) } class="front-door-message" {
                (Radios::new(name, Legend::new(&self.name).size(Size::S)).hint(self.about()).small(true)
                    .choices(choices).value(self.attendance.map(Choice::name)).group_classes("govuk-!-margin-bottom-2"))
                button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-3" data-module="govuk-button"
                    name="row" value=(number) {
                    "Save" span class="govuk-visually-hidden" { " (" (self.name) ")" }
                }
            }
        }
    }

    fn about(&self) -> Markup {
        html! {
            (self.job)
            @if let Some(attendance) = self.attendance { " " (mark(attendance)) }
            @if let Some(needs) = &self.needs {
                div class="front-door-note front-door-typed govuk-!-margin-top-2" { "Needs: " (needs) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, Said, shown};
    use domain::training::seats::Attendance;

    #[test]
    fn what_came_of_marks_is_said_in_whole_sentences() {
        for (said, words) in [
            ((1, 0, 0), "1 mark is saved."),
            ((2, 1, 0), "2 marks are saved. 1 mark was saved already."),
            ((0, 3, 0), "3 marks were saved already."),
            ((0, 0, 1), "1 mark was not saved: look below how those places stand now."),
            ((0, 0, 0), "Nothing was chosen that is not saved already."),
        ] {
            let (saved, before, refused) = said;
            assert_eq!(Said { saved, before, refused }.sentences(), words);
        }
    }

    #[test]
    fn the_form_knows_what_it_showed_of_everybody() {
        let row = |key: &str, attendance| Row {
            key: key.to_owned(),
            name: "Robin Ashe".to_owned(),
            job: "Carer".to_owned(),
            needs: None,
            attendance,
        };
        let rows = [row("TRN-1-1", Some(Attendance::Attended)), row("TRN-1-2", None)];
        assert_eq!(shown(&rows), "TRN-1-1=attended TRN-1-2=");
    }
}
