//! The form of a step: its fields, what it holds before anybody typed, how the rules read it, and the form's own words for the
//! version that it was made from. It judges nothing.

use std::fmt;

use casework::Typed;
use domain::advice::{Enquiry, StepName};
use domain::choice::Choice;
use web::Value;

/// The fields that are chosen and not written.
pub(crate) const CHOSEN: [&str; 3] = ["to", "topics", "outcome"];

/// The fields that a step's form asks for.
pub(crate) const fn fields(step: StepName) -> &'static [&'static str] {
    match step {
        StepName::Answer | StepName::AskFamily | StepName::Note => &["text"],
        StepName::Assign => &["to", "reason"],
        StepName::Triage => &["topics", "note"],
        StepName::RaiseFlag => &["concern"],
        StepName::HandleFlag => &["passed_to", "note"],
        StepName::Signpost => &["service", "text"],
        StepName::Redirect => &["authority", "text"],
        StepName::Close => &["outcome"],
        StepName::Reopen => &["reason"],
    }
}

/// What the form of a step holds before anybody typed.
pub(crate) fn before(step: StepName, enquiry: &Enquiry) -> Typed {
    match step {
        StepName::Triage => Typed::from_fields(enquiry.topics().iter().map(|topic| ("topics", topic.name()))),
        _ => Typed::default(),
    }
}

/// What was typed as the rules read it.
pub(crate) fn body(step: StepName, typed: &Typed) -> Value {
    let mut body = typed.body();
    // A browser sends nothing for boxes of which none is ticked; the rules shall see that they were asked.
    if let (StepName::Triage, Value::Object(fields)) = (step, &mut body) {
        fields.entry("topics").or_insert_with(|| Value::Array(Vec::new()));
    }
    body
}

/// What somebody saw when their form was made: the version, and how much had been said and noted by then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// The version.
    pub(crate) version: u64,
    /// How many messages the thread had.
    pub(crate) messages: usize,
    /// How many notes there were.
    pub(crate) notes: usize,
}

impl Seen {
    /// What somebody sees now.
    pub(crate) fn of(version: u64, enquiry: &Enquiry) -> Self {
        Self { version, messages: enquiry.messages().len(), notes: enquiry.notes().len() }
    }

    /// Reads it from a form. What cannot be read is nothing: whoever sends it is shown everything.
    pub(crate) fn read(text: &str) -> Self {
        let mut numbers = text.split('-');
        let mut next = || numbers.next()?.parse::<u64>().ok();
        let count = |number: u64| usize::try_from(number).unwrap_or_default();
        let (Some(version), Some(messages), Some(notes)) = (next(), next(), next()) else { return Self::default() };
        Self { version, messages: count(messages), notes: count(notes) }
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}-{}", self.version, self.messages, self.notes)
    }
}

#[cfg(test)]
mod tests {
    use casework::Typed;
    use domain::advice::StepName;

    use super::{Seen, body};

    #[test]
    fn what_was_seen_survives_its_way_through_a_form() {
        let seen = Seen { version: 7, messages: 3, notes: 1 };
        assert_eq!(Seen::read(&seen.to_string()), seen);
        for broken in ["", "7", "7-3", "x-3-1", "-7-3-1", "99999999999999999999-1-1"] {
            assert_eq!(Seen::read(broken), Seen::default(), "{broken}");
        }
    }

    #[test]
    fn boxes_of_which_none_is_ticked_are_told_to_the_rules() {
        assert_eq!(body(StepName::Triage, &Typed::default()).to_string(), r#"{"topics":[]}"#);
        let typed = Typed::from_fields([("topics", "send"), ("topics", "other")]);
        assert_eq!(body(StepName::Triage, &typed).to_string(), r#"{"topics":["send","other"]}"#);
        assert_eq!(body(StepName::Note, &Typed::default()).to_string(), "{}");
    }
}
