//! Turning an HTML form's flat pairs into the shape that JSON has; never judges the values.

use serde_json::{Map, Value};

use crate::problems::{Code, Fault};

/// How deep a field name may nest: `attendees[0][birth_date][day]` is four.
const MAX_DEPTH: usize = 4;

/// Shapes decoded form pairs like JSON: `a[b][c]` nests, a repeated name becomes a list. A name that nests too deep,
/// or whose brackets do not match, stays as it is and so ends up as an unknown field.
#[must_use]
pub fn form_value<N: AsRef<str>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Value {
    let mut form = Map::new();
    for (name, value) in pairs {
        let value = Value::String(value.into());
        match steps(name.as_ref()).as_deref() {
            Some([first, rest @ ..]) => put(&mut form, first, rest, value),
            _ => put(&mut form, name.as_ref(), &[], value),
        }
    }
    Value::Object(form)
}

fn steps(name: &str) -> Option<Vec<&str>> {
    let Some((first, brackets)) = name.split_once('[') else {
        return Some(vec![name]);
    };
    let inner = brackets.strip_suffix(']')?;
    let mut steps = vec![first];
    // `topics[]` is how some frameworks mark a list; here a repeated name is enough.
    steps.extend(inner.split("][").filter(|step| !step.is_empty()));
    let clean = steps.iter().all(|step| !step.contains(['[', ']']));
    (clean && steps.len() <= MAX_DEPTH).then_some(steps)
}

fn put(form: &mut Map<String, Value>, name: &str, rest: &[&str], value: Value) {
    let Some((next, rest)) = rest.split_first() else {
        match form.get_mut(name) {
            None => {
                form.insert(name.to_owned(), value);
            }
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
        return;
    };
    let inner = form.entry(name).or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(inner) = inner {
        put(inner, next, rest, value);
    } else {
        // `a=1&a[b]=2` makes no sense; a list of both is refused wherever it is read.
        *inner = Value::Array(vec![inner.take(), value]);
    }
}

/// Whether somebody left every part empty, as with three untouched date boxes.
pub(super) fn is_blank(parts: &Map<String, Value>) -> bool {
    parts.values().all(|part| match part {
        Value::String(text) => text.trim().is_empty(),
        Value::Object(parts) => is_blank(parts),
        _ => false,
    })
}

/// Joins the three boxes of the GOV.UK date input into `YYYY-MM-DD`, saying which box is empty.
pub(super) fn date_text(parts: &Map<String, Value>) -> Result<String, Fault> {
    let part = |name: &str| parts.get(name).and_then(Value::as_str).map_or("", str::trim);
    let (day, month, year) = (part("day"), part("month"), part("year"));
    let missing: Vec<&str> = [("a day", day), ("a month", month), ("a year", year)]
        .iter()
        .filter(|(_, v)| v.is_empty())
        .map(|(n, _)| *n)
        .collect();
    if !missing.is_empty() {
        return Err(Fault::about(Code::InvalidFormat, format!("must include {}", missing.join(" and "))));
    }
    Ok(format!("{year:0>4}-{month:0>2}-{day:0>2}"))
}
