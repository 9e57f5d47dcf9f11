//! What somebody typed into a form of staff, under the names that the form has. It judges nothing.

use domain::input::form_value;
use web::{Form, Value};

/// The fields of a form with what stands in them; a field of several values stands there several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// What a browser sent of these fields, in their order; what else it sent is not looked at.
    pub fn of<'f>(fields: impl IntoIterator<Item = &'f str>, form: &Form) -> Self {
        let of = |name: &'f str| form.all(name).map(move |value| (name.to_owned(), value));
        Self(fields.into_iter().flat_map(of).collect())
    }

    /// These fields with these values.
    pub fn from_fields<N: Into<String>, V: Into<String>>(fields: impl IntoIterator<Item = (N, V)>) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }

    /// The same without fields that the form does not have.
    #[must_use]
    pub fn only(mut self, fields: &[&str]) -> Self {
        self.0.retain(|(name, _)| fields.contains(&name.as_str()));
        self
    }

    /// The fields with their values.
    #[must_use]
    pub fn fields(&self) -> &[(String, String)] {
        &self.0
    }

    /// Whether there are no words in it to lose: what was only `chosen` is chosen again in a moment.
    #[must_use]
    pub fn has_no_words(&self, chosen: &[&str]) -> bool {
        self.0.iter().all(|(name, value)| chosen.contains(&name.as_str()) || value.trim().is_empty())
    }

    /// What was typed into a field; empty where nothing was.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Everything that was chosen for a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The same with more words at the end of a field, on a line of their own.
    #[must_use]
    pub fn with(mut self, name: &str, words: &str) -> Self {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, value)) if !value.trim().is_empty() => *value = format!("{}\n\n{words}", value.trim_end()),
            Some((_, value)) => words.clone_into(value),
            None => self.0.push((name.to_owned(), words.to_owned())),
        }
        self
    }

    /// The same as the rules read it.
    #[must_use]
    pub fn body(&self) -> Value {
        form_value(self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::Typed;

    #[test]
    fn words_are_put_behind_what_was_typed_and_take_nothing_away() {
        let text = |typed: &Typed| typed.text("text").to_owned();
        let empty = Typed::default().with("text", "Saved");
        assert_eq!(text(&empty), "Saved");
        assert_eq!(text(&empty.with("text", "Another")), "Saved\n\nAnother");
        assert_eq!(text(&Typed::from_fields([("text", " \n")]).with("text", "Saved")), "Saved");
    }

    #[test]
    fn what_was_only_chosen_holds_no_words_and_fields_of_another_form_are_dropped() {
        let words =
            |fields: &[(&str, &str)]| !Typed::from_fields(fields.iter().copied()).has_no_words(&["to", "topics"]);
        assert!(words(&[("to", "me"), ("reason", "On leave")]) && words(&[("text", "x")]));
        assert!(!words(&[("to", "me"), ("reason", " ")]) && !words(&[("topics", "send")]) && !words(&[]));
        let kept = Typed::from_fields([("text", "Words"), ("colour", "red")]).only(&["text"]);
        assert_eq!(kept, Typed::from_fields([("text", "Words")]));
    }
}
