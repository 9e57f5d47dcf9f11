//! From the domain's facts to what is shown of them.

use domain::advice::{Age, Author, Enquiry, Flag, Looks, Message, Promise, Reply, Row, Setting, Topic};
use domain::calendar::{Calendar, Due, day_in_words};
use domain::choice::Choice;
use domain::clock::Standing;
use domain::people::StaffMember;
use domain::remit::Answer;
use domain::retention::{Fate, Policy};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{
    AssignmentView, Case, ChildView, DueView, EnquirerView, FlagView, HandlingView, KeptView, LooksView, MessageView,
    NoteView, PromiseView, Receipt, RemitView, RowView, SkippedView, StaffView, Thread,
};

/// What the views need beside the enquiry.
pub(crate) struct Light<'a> {
    pub(crate) calendar: &'a Calendar,
    pub(crate) now: Timestamp,
    pub(crate) safeguarding: &'a str,
}

impl RemitView {
    pub(crate) fn of(answer: Answer, safeguarding: String) -> Self {
        Self {
            verdict: answer.verdict.name(),
            reason: answer.reason.name(),
            heading: answer.title,
            says: answer.explanation,
            who_can_help: answer.who_can_help.map(|helper| helper.name),
            basis: answer.basis,
            statutory: answer.statutory,
            safeguarding,
        }
    }
}

impl Receipt {
    /// The same whenever it is made again: the days are those promised at the start.
    pub(crate) fn of(enquiry: &Enquiry, access_code: String, calendar: &Calendar, safeguarding: &str) -> Self {
        let clocks = enquiry.clocks();
        Self {
            reference: enquiry.reference().to_string(),
            access_code,
            received_at: enquiry.received_at(),
            first_contact: DueView::of(clocks.first_contact().promised(calendar)),
            reply: DueView::of(clocks.first_reply().promised(calendar)),
            kept: KeptView::of(enquiry, calendar),
            safeguarding: safeguarding.to_owned(),
        }
    }
}

impl Thread {
    pub(crate) fn of(enquiry: &Enquiry, light: &Light<'_>) -> Self {
        let stage = enquiry.stage().name();
        Self {
            reference: enquiry.reference().to_string(),
            state: stage.name(),
            state_says: stage.for_the_family(),
            received_at: enquiry.received_at(),
            topics: names(enquiry.topics()),
            question: enquiry.ask().question.as_str().to_owned(),
            messages: enquiry.messages().iter().map(MessageView::of).collect(),
            reply: enquiry.is_open().then(|| PromiseView::of(enquiry.clocks().reply(), light)),
            kept: KeptView::of(enquiry, light.calendar),
            safeguarding: light.safeguarding.to_owned(),
        }
    }
}

impl Case {
    pub(crate) fn of(enquiry: &Enquiry, light: &Light<'_>) -> Self {
        let ask = enquiry.ask();
        let assigned = enquiry.stage().staff().map(StaffView::of);
        Self {
            thread: Thread::of(enquiry, light),
            enquirer: EnquirerView::of(enquiry),
            child: ask.child.as_ref().map(|child| {
                let (year_group, date_of_birth) = match &child.age {
                    Age::YearGroup(year) => (Some(year.label()), None),
                    Age::Born(born) => (None, Some(born.date())),
                };
                ChildView {
                    first_name: child.first_name.as_str().to_owned(),
                    year_group,
                    date_of_birth,
                    parental_responsibility: child.responsibility.name(),
                    contact_school: child.contact_school,
                }
            }),
            educated_in: ask.educated_in.as_str().to_owned(),
            setting: ask.setting.as_ref().map(|setting| match setting {
                Setting::Named(name) => name.as_str().to_owned(),
                Setting::Urn(urn) => urn.as_str().to_owned(),
            }),
            assigned_to: assigned,
            first_contact: PromiseView::of(enquiry.clocks().first_contact(), light),
            assignments: enquiry
                .assignments()
                .iter()
                .map(|assignment| AssignmentView {
                    at: assignment.at,
                    to: StaffView::of(&assignment.to),
                    by: StaffView::of(&assignment.by),
                    reason: assignment.reason.as_ref().map(|reason| reason.as_str().to_owned()),
                })
                .collect(),
            notes: enquiry
                .notes()
                .iter()
                .map(|note| NoteView { at: note.at, by: StaffView::of(&note.by), text: note.text.as_str().to_owned() })
                .collect(),
            flags: enquiry.flags().iter().map(FlagView::of).collect(),
            may_be_safeguarding: enquiry.may_be_safeguarding(),
        }
    }
}

impl DueView {
    pub(crate) fn of(due: Due) -> Self {
        let skipped = due.skipped.into_iter();
        Self {
            date: due.date,
            says: day_in_words(due.date),
            skipped: skipped.map(|day| SkippedView { date: day.date, reason: day.reason.to_string() }).collect(),
            beyond_known_holidays: due.beyond_known_holidays,
        }
    }
}

impl PromiseView {
    fn of(promise: &Promise, light: &Light<'_>) -> Self {
        let (status, due, days_left) = match promise.standing(light.calendar, light.now) {
            Standing::Due(due) => ("due", Some(due), None),
            Standing::Overdue(due) => ("overdue", Some(due), None),
            Standing::Waiting { days_left } => ("waiting", None, Some(days_left)),
            Standing::Kept => ("kept", None, None),
            Standing::KeptLate(due) => ("kept_late", Some(due), None),
        };
        Self { status, due: due.map(DueView::of), days_left }
    }
}

impl KeptView {
    fn of(enquiry: &Enquiry, calendar: &Calendar) -> Self {
        let fate = enquiry.fate(&Policy::default(), calendar);
        let until = match fate {
            Fate::Deleted { on } => Some(on),
            Fate::Open | Fate::HeldForAPerson => None,
        };
        Self { until, says: fate.in_words() }
    }
}

impl MessageView {
    fn of(message: &Message) -> Self {
        let (from, name, purpose) = match &message.from {
            Author::Family => ("family", None, None),
            Author::Staff { by, purpose } => ("staff", Some(by.name.as_str().to_owned()), Some(purpose.name())),
        };
        Self { at: message.at, from, name, purpose, text: message.text.as_str().to_owned() }
    }
}

impl StaffView {
    pub(crate) fn of(staff: &StaffMember) -> Self {
        Self { id: staff.id.as_str().to_owned(), name: staff.name.as_str().to_owned(), role: staff.role.name() }
    }
}

impl EnquirerView {
    fn of(enquiry: &Enquiry) -> Self {
        let ask = enquiry.ask();
        let (reply_by, reply_to, good_times, safe_to_leave_message) = match &ask.reply {
            Reply::Email(email) => ("email", email.as_str(), None, None),
            Reply::Phone { number, good_times, safe_to_leave_message } => {
                ("phone", number.as_str(), good_times.as_ref(), Some(*safe_to_leave_message))
            }
        };
        Self {
            name: ask.name.as_str().to_owned(),
            relationship: ask.relationship.name(),
            route: ask.route.name(),
            reply_by,
            reply_to: reply_to.to_owned(),
            good_times: good_times.map(|times| times.as_str().to_owned()),
            safe_to_leave_message,
            needs: ask.needs.as_ref().map(|needs| needs.as_str().to_owned()),
        }
    }
}

impl FlagView {
    fn of(flag: &Flag) -> Self {
        Self {
            number: flag.number,
            at: flag.at,
            by: StaffView::of(&flag.by),
            concern: flag.concern.as_str().to_owned(),
            handled: flag.handled.as_ref().map(|handling| HandlingView {
                at: handling.at,
                by: StaffView::of(&handling.by),
                passed_to: handling.passed_to.as_str().to_owned(),
                note: handling.note.as_ref().map(|note| note.as_str().to_owned()),
            }),
        }
    }
}

impl LooksView {
    pub(crate) fn of(looks: &Looks) -> Self {
        Self {
            name: looks.by.name.as_str().to_owned(),
            role: looks.by.role.name(),
            first_at: looks.first_at,
            last_at: looks.last_at,
            times: looks.times,
        }
    }
}

impl RowView {
    pub(crate) fn of(row: &Row, today: Date) -> Self {
        Self {
            reference: row.reference.to_string(),
            state: row.stage.name(),
            topics: names(&row.topics),
            assigned_to: row.assigned_to.as_ref().map(StaffView::of),
            received_at: row.received_at,
            due_on: row.due_on,
            overdue: row.is_overdue(today),
            flagged: row.flagged,
        }
    }
}

fn names(topics: &[Topic]) -> Vec<&'static str> {
    topics.iter().map(|topic| topic.name()).collect()
}
