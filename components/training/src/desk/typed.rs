//! What somebody typed into a form, under the names that the form has. It judges nothing.

use domain::input::form_value;
use web::{Form, Value};

/// The parts of a date, as the boxes of a form are named.
const DATE_PARTS: [&str; 3] = ["day", "month", "year"];

/// The fields of a form with what stands in them; a field of several values stands there several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Typed(Vec<(String, String)>);

impl Typed {
    /// What a form holds under these names; whatever else it holds is not looked at.
    pub(crate) fn of(form: &Form, names: &[String]) -> Self {
        Self(names.iter().flat_map(|name| form.all(name).map(|value| (name.clone(), value))).collect())
    }

    /// The same with one more value.
    pub(crate) fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }

    /// What stands in a field; empty where nothing does.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Everything that was chosen for a field.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The three boxes of a date.
    pub(crate) fn date(&self, name: &str) -> [&str; 3] {
        DATE_PARTS.map(|part| self.text(&format!("{name}-{part}")))
    }

    /// The same as the rules read it, which name fields as `renamed` says. Each line of a field in `lines` is a value.
    pub(crate) fn body(&self, lines: &str, renamed: impl Fn(&str) -> String) -> Value {
        let values = self.0.iter().flat_map(|(name, value)| {
            let several = name == lines;
            let parts: Vec<&str> = if several { value.lines().collect() } else { vec![value] };
            parts.into_iter().map(|part| (renamed(name), part))
        });
        form_value(values)
    }
}

/// The names of a date's three boxes.
pub(crate) fn date_names(name: &str) -> [String; 3] {
    DATE_PARTS.map(|part| format!("{name}-{part}"))
}

/// How the rules name a box of a date: `date-day` is `date[day]`.
pub(crate) fn nested(name: &str) -> Option<String> {
    let (name, part) = name.rsplit_once('-')?;
    DATE_PARTS.contains(&part).then(|| format!("{name}[{part}]"))
}

#[cfg(test)]
mod tests {
    use super::{Typed, nested};

    #[test]
    fn a_date_and_lines_come_to_the_rules_as_they_read_them() {
        let typed = Typed::default()
            .with("title", "Attachment")
            .with("outcomes", "Recognise it\n\nRespond to it")
            .with("date-day", "4")
            .with("date-month", "2")
            .with("date-year", "2027")
            .with("audiences", "carers")
            .with("audiences", "governors");
        let body = typed.body("outcomes", |name| nested(name).unwrap_or_else(|| name.to_owned()));
        let read = r#"{"audiences": ["carers", "governors"], "date": {"day": "4", "month": "2", "year": "2027"},
            "outcomes": ["Recognise it", "", "Respond to it"], "title": "Attachment"}"#;
        assert_eq!(body, read.parse::<web::Value>().unwrap());
        assert_eq!(typed.date("date"), ["4", "2", "2027"]);
        assert_eq!(typed.all("audiences").collect::<Vec<_>>(), ["carers", "governors"]);
    }
}
