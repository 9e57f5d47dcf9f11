//! One row of a form's table of sentences, shared by the API and the page; never reads anything itself.

/// A field: its name, what a sentence calls it, and how it asks for a missing answer.
///
/// The wording follows the GOV.UK Design System's error message guidance: say what to do, in the words of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name in JSON and HTML.
    pub name: &'static str,
    /// How a sentence starts: "Your question" (must be 3,000 characters or fewer).
    pub called: &'static str,
    /// The sentence when there is no answer, or not one of those offered: "Enter your question", "Select a topic".
    pub missing: &'static str,
}

impl Field {
    /// One row of the table.
    #[must_use]
    pub const fn new(name: &'static str, called: &'static str, missing: &'static str) -> Self {
        Self { name, called, missing }
    }
}
