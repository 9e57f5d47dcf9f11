//! What somebody typed into the form of a step, and the form's own words for the version it was made from. It judges
//! nothing.

use std::fmt;

use domain::advice::{Enquiry, StepName};
use domain::choice::Choice;
use domain::input::form_value;
use web::{Form, Value};

/// The fields that are chosen and not written.
const CHOSEN: [&str; 3] = ["to", "topics", "outcome"];

/// The fields of one step, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Typed(Vec<(&'static str, String)>);

impl Typed {
    /// What a form holds for a step; whatever else it holds is not looked at.
    pub(crate) fn of(step: StepName, form: &Form) -> Self {
        Self(fields(step).iter().flat_map(|name| form.all(name).map(|value| (*name, value))).collect())
    }

    /// What the form of a step holds before anybody typed.
    pub(crate) fn before(step: StepName, enquiry: &Enquiry) -> Self {
        Self(match step {
            StepName::Triage => enquiry.topics().iter().map(|topic| ("topics", topic.name().to_owned())).collect(),
            _ => Vec::new(),
        })
    }

    /// What was kept of a step's form.
    pub(crate) fn kept(step: StepName, kept: &[(String, String)]) -> Self {
        let known = |name: &String| fields(step).iter().copied().find(|field| field == name);
        Self(kept.iter().filter_map(|(name, value)| Some((known(name)?, value.clone()))).collect())
    }

    /// The same, to be kept.
    pub(crate) fn fields(&self) -> Vec<(String, String)> {
        self.0.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    }

    /// Whether there are no words in it to lose: what was only chosen is chosen again in a moment.
    pub(crate) fn has_no_words(&self) -> bool {
        self.0.iter().all(|(name, value)| CHOSEN.contains(name) || value.trim().is_empty())
    }

    /// What was typed into a field; empty where nothing was.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    /// Everything that was chosen for a field.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The same with more words at the end of a field, on a line of their own.
    pub(crate) fn with(mut self, name: &'static str, words: &str) -> Self {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, value)) if !value.trim().is_empty() => *value = format!("{}\n\n{words}", value.trim_end()),
            Some((_, value)) => words.clone_into(value),
            None => self.0.push((name, words.to_owned())),
        }
        self
    }

    /// The same as the rules read it.
    pub(crate) fn body(&self, step: StepName) -> Value {
        let mut body = form_value(self.0.iter().map(|(name, value)| (*name, value.as_str())));
        // A browser sends nothing for boxes of which none is ticked; the rules shall see that they were asked.
        if let (StepName::Triage, Value::Object(fields)) = (step, &mut body) {
            fields.entry("topics").or_insert_with(|| Value::Array(Vec::new()));
        }
        body
    }
}

/// The fields that a step's form asks for.
fn fields(step: StepName) -> &'static [&'static str] {
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
    use domain::advice::StepName;

    use super::{Seen, Typed};

    #[test]
    fn what_was_seen_survives_its_way_through_a_form() {
        let seen = Seen { version: 7, messages: 3, notes: 1 };
        assert_eq!(Seen::read(&seen.to_string()), seen);
        for broken in ["", "7", "7-3", "x-3-1", "-7-3-1", "99999999999999999999-1-1"] {
            assert_eq!(Seen::read(broken), Seen::default(), "{broken}");
        }
    }

    #[test]
    fn a_saved_reply_is_put_behind_what_was_typed_and_takes_nothing_away() {
        let text = |typed: &Typed| typed.text("text").to_owned();
        let empty = Typed::default().with("text", "Saved");
        assert_eq!(text(&empty), "Saved");
        assert_eq!(text(&empty.with("text", "Another")), "Saved\n\nAnother");
        assert_eq!(text(&Typed(vec![("text", " \n".to_owned())]).with("text", "Saved")), "Saved");
    }

    #[test]
    fn only_words_are_kept_and_only_those_that_the_form_has() {
        let words = |fields: &[(&'static str, &str)]| {
            !Typed(fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()).has_no_words()
        };
        assert!(words(&[("to", "me"), ("reason", "On leave")]) && words(&[("text", "x")]));
        assert!(!words(&[("to", "me"), ("reason", " ")]) && !words(&[("topics", "send")]) && !words(&[]));
        let kept = [("text".to_owned(), "Words".to_owned()), ("colour".to_owned(), "red".to_owned())];
        assert_eq!(Typed::kept(StepName::Note, &kept).fields(), kept[..1]);
    }

    #[test]
    fn boxes_of_which_none_is_ticked_are_told_to_the_rules() {
        assert_eq!(Typed::default().body(StepName::Triage).to_string(), r#"{"topics":[]}"#);
        let typed = Typed(vec![("topics", "send".to_owned()), ("topics", "other".to_owned())]);
        assert_eq!(typed.body(StepName::Triage).to_string(), r#"{"topics":["send","other"]}"#);
        assert_eq!(Typed::default().body(StepName::Note).to_string(), "{}");
    }
}
