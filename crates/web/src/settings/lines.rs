//! Several settings in one variable, as lines of `name = value`. Never repeats a value.
//!
//! - A blank line, and one that begins with `#`, says nothing.
//! - In every other line the name stands before the first `=`, and the value is all that follows it. Space around either
//!   does not count. Nothing in a value is special: `#`, `=`, quotes and commas are part of it.
//! - A setting whose value is empty is not set, as one without a line.
//! - Each name stands once, and is one that the variable has.

use super::Misconfigured;

/// The settings of a text, read one by one. Notes every fault on the way, never the first alone.
pub struct SettingLines<'t> {
    settings: Vec<(&'static str, &'t str)>,
    faults: Vec<String>,
}

impl<'t> SettingLines<'t> {
    /// Reads `text`, the value of `variable`, which has settings of these names. `make` answers `None` only where a fault
    /// was noted, which the methods below do.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read<T>(
        variable: &'static str,
        text: &'t str,
        names: &[&'static str],
        make: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Result<T, Misconfigured> {
        let mut lines = Self { settings: Vec::new(), faults: Vec::new() };
        // Some editors begin a file with a mark of its encoding.
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            lines.take(index + 1, line.trim(), names);
        }
        match make(&mut lines) {
            Some(made) if lines.faults.is_empty() => Ok(made),
            _ => Err(Misconfigured::new(variable, lines.faults.join("; "))),
        }
    }

    fn take(&mut self, number: usize, line: &'t str, names: &[&'static str]) {
        if line.is_empty() || line.starts_with('#') {
            return;
        }
        let Some((name, value)) = line.split_once('=') else {
            return self.faults.push(format!("line {number} is not name = value"));
        };
        let (name, value) = (name.trim(), value.trim());
        match names.iter().find(|known| **known == name) {
            Some(known) if self.settings.iter().any(|(taken, _)| taken == known) => self.note(known, "stands twice"),
            Some(known) => self.settings.push((known, value)),
            None if is_name(name) => self.faults.push(format!("there is no setting {name}")),
            None => self.faults.push(format!("line {number} does not begin with a name")),
        }
    }

    /// A setting that must be set, as `parse` reads it; the error of `parse` says what the setting is or is not.
    pub fn required<T>(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(&'t str) -> Result<T, &'static str>,
    ) -> Option<T> {
        let value = self.optional(name, parse)?;
        if value.is_none() {
            self.note(name, "is not set");
        }
        value
    }

    /// A setting that need not be set; `None` outside only where it cannot be used.
    pub fn optional<T>(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(&'t str) -> Result<T, &'static str>,
    ) -> Option<Option<T>> {
        let set = self.set().find(|(known, _)| *known == name);
        let value = set.map(|(_, value)| parse(value)).transpose();
        value.map_err(|fault| self.note(name, fault)).ok()
    }

    /// The settings that are set.
    pub fn set(&self) -> impl Iterator<Item = (&'static str, &'t str)> + use<'_, 't> {
        self.settings.iter().copied().filter(|(_, value)| !value.is_empty())
    }

    fn note(&mut self, name: &str, fault: &str) {
        self.faults.push(format!("{name} {fault}"));
    }
}

/// Whether it looks like a name of ours. What does not may be anything, a secret in the wrong place too.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::{Misconfigured, SettingLines};

    const NAMES: [&str; 3] = ["colour", "size", "shape"];

    fn read(text: &str) -> Result<Vec<(&str, &str)>, Misconfigured> {
        SettingLines::read("things", text, &NAMES, |lines| Some(lines.set().collect()))
    }

    #[track_caller]
    fn refused(text: &str, faults: &str) {
        let said = read(text).unwrap_err().to_string();
        assert_eq!(said, format!("the variable things cannot be used: {faults}"));
    }

    #[test]
    fn a_line_is_a_name_and_a_value_and_space_around_them_does_not_count() {
        let blue = vec![("colour", "sky blue"), ("size", "3")];
        for text in [
            "colour = sky blue\nsize = 3",
            "\r\n colour=sky blue \r\n\t size\t=3",
            "\u{feff}colour =sky blue\nsize=3\n",
        ] {
            assert_eq!(read(text).unwrap(), blue, "{text:?}");
        }
    }

    #[test]
    fn blank_lines_and_lines_that_begin_with_a_number_sign_say_nothing() {
        assert_eq!(read("").unwrap(), vec![]);
        assert_eq!(read("# colour = red\n\n   # = # =\ncolour = blue").unwrap(), vec![("colour", "blue")]);
    }

    #[test]
    fn nothing_in_a_value_is_special() {
        for value in ["#1 # of 2", "a=b==c", "\"quoted\"", "it's", "one, two; three", "\\n", "{{ size }}", "${HOME}"] {
            assert_eq!(read(&format!("colour = {value}")).unwrap(), vec![("colour", value)]);
        }
    }

    #[test]
    fn a_setting_without_a_value_is_not_set() {
        assert_eq!(read("colour =\nsize = 3").unwrap(), vec![("size", "3")]);
    }

    #[test]
    fn a_name_that_stands_twice_is_named_even_with_the_same_value_or_none() {
        refused("colour = red\ncolour = blue", "colour stands twice");
        refused("colour = red\ncolour = red", "colour stands twice");
        refused("colour =\ncolour = red", "colour stands twice");
    }

    #[test]
    fn an_unknown_name_is_named() {
        refused("flavour = mint\nsize = 3", "there is no setting flavour");
        refused("Colour = red", "line 1 does not begin with a name");
    }

    #[test]
    fn a_line_that_is_none_is_told_by_its_number_and_not_repeated() {
        refused("size = 3\n\na secret", "line 3 is not name = value");
        refused("= a secret", "line 1 does not begin with a name");
        refused("a secret = x", "line 1 does not begin with a name");
        refused("c2VjcmV0MQ==", "line 1 does not begin with a name");
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let text = "colour = red\nflavour = mint\nsize = three\nnonsense";
        let read = SettingLines::read("things", text, &NAMES, |lines| {
            let colour = lines.required("colour", Ok);
            let size = lines.optional("size", |text| text.parse::<u8>().map_err(|_| "is not a number"));
            let shape = lines.required("shape", Ok);
            Some((colour?, size?, shape?))
        });
        assert_eq!(
            read.unwrap_err().fault,
            "there is no setting flavour; line 4 is not name = value; size is not a number; shape is not set"
        );
    }
}
