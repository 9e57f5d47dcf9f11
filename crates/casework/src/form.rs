//! The inputs of a page's form, made of the fields that its reader reads: how each is called, how long it may be and what is
//! offered stands there alone. What a page asks, and in which words, it says itself.

use domain::choice::Choice;
use domain::input::{Description, Field, Shape, Text};
use govuk::{
    CharacterCount, Choice as Offer, InputKind, Label, Legend, Limit, Radios, Select, Size, TextInput, Textarea,
};

/// A form as somebody meets it.
pub trait Filled {
    /// What was typed into a field; empty where nothing was.
    fn value(&self, field: &str) -> &str;

    /// What is wrong with it.
    fn error(&self, field: &str) -> Option<&str>;

    /// A line to type in.
    fn line(&self, field: &Description, label: impl Into<Label>) -> TextInput {
        let line = TextInput::new(field.name, label).value(self.value(field.name)).error(self.error(field.name));
        match field.shape {
            Shape::Text(Text { format: Some("email"), .. }) => line.kind(InputKind::Email).spellcheck(false),
            _ => line,
        }
    }

    /// Lines to type in.
    fn lines(&self, field: &Description, label: impl Into<Label>) -> Textarea {
        Textarea::new(field.name, label).value(self.value(field.name)).error(self.error(field.name))
    }

    /// Lines to type in that say how much room is left.
    fn counted(&self, field: &Description, label: impl Into<Label>) -> CharacterCount {
        let count = CharacterCount::new(field.name, label, limit(field));
        count.value(self.value(field.name)).error(self.error(field.name))
    }

    /// Something to choose one of.
    fn choose(&self, field: &Description, legend: impl Into<Legend>) -> Radios {
        Radios::new(field.name, legend).value(Some(self.value(field.name))).error(self.error(field.name))
    }

    /// One of all that there are.
    fn choose_among<C: Choice>(&self, field: &Field<C>, legend: impl Into<Legend>) -> Radios {
        self.choose(field, legend).choices(C::ALL.iter().copied().map(offer))
    }

    /// Yes or no.
    fn yes_or_no(&self, field: &Description, legend: &str) -> Radios {
        let legend = Legend::new(legend).size(Size::S);
        self.choose(field, legend).choice(Offer::new("yes", "Yes")).choice(Offer::new("no", "No"))
    }

    /// One of a long list.
    fn select(&self, field: &Description, label: impl Into<Label>) -> Select {
        Select::new(field.name, label).value(Some(self.value(field.name))).error(self.error(field.name))
    }
}

/// One of a few, as it is offered.
pub fn offer(choice: impl Choice) -> Offer {
    Offer::new(choice.name(), choice.label())
}

/// How much may be typed into a field.
#[must_use]
pub fn limit(field: &Description) -> Limit {
    let most = field.shape.most_chars().and_then(|most| u32::try_from(most).ok());
    Limit::Length(most.unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use domain::choices;
    use domain::text::LongText;
    use domain::words::EmailAddress;
    use maud::Render;

    use super::*;

    choices! {
        enum Colour {
            Red = "red", "Red";
            Blue = "blue", "Blue";
        }
    }

    const EMAIL: Field<EmailAddress> = Field::new("email", "Your email address", "Enter your email address");
    const WORDS: Field<Option<LongText<500>>> = Field::new("words", "Your words", "Enter your words");
    const COLOUR: Field<Colour> = Field::new("colour", "The colour", "Select a colour");

    struct Form;

    impl Filled for Form {
        fn value(&self, field: &str) -> &str {
            if field == "colour" { "blue" } else { "typed <here>" }
        }

        fn error(&self, field: &str) -> Option<&str> {
            (field == "words").then_some("It is wrong")
        }
    }

    #[test]
    fn an_input_is_called_bounded_and_offered_as_its_field_says() {
        let email = Form.line(&EMAIL, "Email").render().into_string();
        assert!(email.contains("name=\"email\"") && email.contains("type=\"email\""), "{email}");
        assert!(email.contains("value=\"typed &lt;here&gt;\""), "{email}");
        let words = Form.counted(&WORDS, "Words").render().into_string();
        assert!(words.contains("data-maxlength=\"500\"") && words.contains("It is wrong"), "{words}");
        let colours = Form.choose_among(&COLOUR, "Which?").render().into_string();
        assert_eq!(colours.matches("type=\"radio\"").count(), 2);
        assert!(colours.contains("value=\"blue\" checked"), "{colours}");
    }
}
