//! Walks through the table of a body: what its reader says of a value must be what the table says of it. The values are made
//! of the table: good ones that are taken, each required field left out, each value just outside its shape.

use serde_json::{Map, Value, json};

use super::{Body, Description, FromBody, Shape, Style, When, Word};
use crate::problems::{Code, Problem, Problems, pointer_step};
use crate::words::MAX_PENCE;

/// Walks through the table of `T`. `over` takes the place of what is made of the table, where a rule beside it wants
/// something else; null leaves a field out.
pub(crate) fn walk<T: FromBody>(over: &Value, read: impl Fn(&Value) -> Result<(), Problems>) {
    let mut walked = 0;
    for mut body in examples(T::BODY) {
        for (name, value) in over.as_object().unwrap() {
            match value {
                Value::Null => body.as_object_mut().unwrap().remove(name),
                value => body.as_object_mut().unwrap().insert(name.clone(), value.clone()),
            };
        }
        let problems = read(&body).err().unwrap_or_default();
        assert!(problems.is_empty(), "{body} is good by its table, but {problems}");
        Walk { whole: &body, read: &read }.through(T::BODY, "");
        walked += 1;
    }
    assert!(walked > 0);
}

struct Walk<'a> {
    whole: &'a Value,
    read: &'a dyn Fn(&Value) -> Result<(), Problems>,
}

impl Walk<'_> {
    /// Through one object, which stands at a JSON pointer.
    fn through(&self, table: &Body, at: &str) {
        let object = self.whole.pointer(at).unwrap();
        for field in table.fields() {
            let place = format!("{at}/{}", field.name);
            match self.whole.pointer(&place) {
                Some(given) => self.given(field, &place, given),
                None if matches!(field.when, Some(When::Is { .. })) => {
                    let problems = self.with(at, field.name, Some(example(field, 0)));
                    assert_eq!(told(&problems), [(pointer(&place), Code::InvalidValue)], "has no place");
                }
                None => {}
            }
        }
        assert!(object.get("nobody_knows_this").is_none());
        let problems = self.with(at, "nobody_knows_this", Some(json!(1)));
        let told_of_it = told(&problems) == [(pointer(&format!("{at}/nobody_knows_this")), Code::UnknownField)];
        assert_eq!(told_of_it, !table.is_open(), "{problems}");
    }

    fn given(&self, field: &Description, place: &str, given: &Value) {
        let (at, name) = place.rsplit_once('/').unwrap();
        if field.required {
            let absence = match field.when {
                Some(When::Is { absence, .. }) => absence,
                Some(When::Without(_)) | None => Code::CannotBeEmpty,
            };
            for nothing in [None, Some(Value::Null), Some(json!("  "))] {
                let problems = self.with(at, name, nothing);
                assert_eq!(told(&problems), [(pointer(place), absence)], "left out");
                assert_eq!(problems.iter().next().unwrap().detail, field.missing);
            }
        }
        for wrong in outside(&field.shape) {
            let problems = self.with(at, name, Some(wrong.clone()));
            let mine = |problem: &Problem| problem.pointer.starts_with(&pointer(place));
            assert!(!problems.is_empty() && problems.iter().all(mine), "{wrong} at {place}: {problems}");
        }
        for edge in edges(&field.shape) {
            let problems = self.with(at, name, Some(edge.clone()));
            let shapeless = |problem: &&Problem| {
                problem.pointer.starts_with(&pointer(place))
                    && (matches!(problem.code, Code::InvalidFormat | Code::InvalidLength)
                        || problem.detail == field.missing)
            };
            assert!(problems.iter().find(shapeless).is_none(), "{edge} at {place}: {problems}");
        }
        match (field.shape, given) {
            (Shape::Object(table), _) => self.through(table, place),
            (Shape::List { of: Shape::Object(table), .. }, Value::Array(items)) if !items.is_empty() => {
                self.through(table, &format!("{place}/0"));
            }
            _ => {}
        }
    }

    /// What is wrong once another value stands there, or none.
    fn with(&self, at: &str, name: &str, value: Option<Value>) -> Problems {
        let mut body = self.whole.clone();
        let object = body.pointer_mut(at).unwrap().as_object_mut().unwrap();
        match value {
            Some(value) => object.insert(name.to_owned(), value),
            None => object.remove(name),
        };
        (self.read)(&body).err().unwrap_or_default()
    }
}

fn told(problems: &Problems) -> Vec<(String, Code)> {
    problems.iter().map(|problem| (problem.pointer.clone(), problem.code)).collect()
}

fn pointer(place: &str) -> String {
    place.split('/').skip(1).fold("#".to_owned(), |pointer, step| pointer_step(&pointer, step))
}

/// Bodies that are good by their table: one for each answer that decides about others.
fn examples(table: &Body) -> Vec<Value> {
    let deciding = table.fields().find_map(|field| match field.when {
        Some(When::Is { field, .. }) => Some(field),
        Some(When::Without(_)) | None => None,
    });
    let decisions = match deciding.map(|name| table.field(name).unwrap().shape) {
        Some(Shape::OneOf(names)) => names.iter().map(|name| Some(*name)).collect(),
        Some(shape) => panic!("{shape:?} cannot decide"),
        None => vec![None],
    };
    let instead: Vec<&str> = table
        .fields()
        .filter_map(|field| match field.when {
            Some(When::Without(other)) => Some(other),
            Some(When::Is { .. }) | None => None,
        })
        .collect();
    let inside = table.fields().map(|field| match field.shape {
        Shape::Object(table) => examples(table).len(),
        _ => 1,
    });
    let mut made = Vec::new();
    for (variant, decision) in (0..inside.max().unwrap_or(1)).flat_map(|one| decisions.iter().map(move |by| (one, by)))
    {
        for other_is_given in if instead.is_empty() { vec![false] } else { vec![false, true] } {
            let mut object = Map::new();
            for field in table.fields() {
                let has_a_place = match field.when {
                    Some(When::Is { field, one_of, .. }) => {
                        assert_eq!(Some(field), deciding, "one answer decides about the others of a body");
                        one_of.contains(&decision.unwrap())
                    }
                    Some(When::Without(_)) => !other_is_given,
                    None => other_is_given || !instead.contains(&field.name),
                };
                if Some(field.name) == deciding {
                    object.insert(field.name.to_owned(), json!(decision));
                } else if has_a_place {
                    object.insert(field.name.to_owned(), example(field, variant));
                }
            }
            made.push(Value::Object(object));
        }
    }
    made
}

fn example(field: &Description, variant: usize) -> Value {
    match (field.shape, field.example) {
        (Shape::Object(table), _) => {
            let mut examples = examples(table);
            examples.swap_remove(variant.min(examples.len() - 1))
        }
        (shape, example) => good(&shape, example),
    }
}

fn good(shape: &Shape, example: Option<&str>) -> Value {
    match shape {
        Shape::Text(text) => json!(example.or(text.example).unwrap_or("Words")),
        Shape::OneOf(names) => json!(names[0]),
        Shape::Whole(least, _) => json!(least),
        Shape::Flag => json!(true),
        Shape::Money => json!({"amount": 7_500, "currency": "GBP"}),
        Shape::List { of, .. } => json!([good(of, example)]),
        Shape::Object(table) => examples(table).swap_remove(0),
    }
}

/// Values just outside a shape.
fn outside(shape: &Shape) -> Vec<Value> {
    match shape {
        Shape::Text(text) => {
            let long = text.most.map(|most| json!("a".repeat(most + 1)));
            let other = (text.pattern.is_some() || text.format.is_some()).then(|| json!("?"));
            [json!(7), json!({"a": 1})].into_iter().chain(long).chain(other).collect()
        }
        Shape::OneOf(_) => vec![json!("none of them"), json!(7)],
        Shape::Whole(least, most) => vec![json!(least - 1), json!(most + 1), json!(least.to_string()), json!(1.5)],
        Shape::Flag => vec![json!("yes"), json!(1)],
        Shape::Money => {
            let amount = |amount: i64, currency: &str| json!({"amount": amount, "currency": currency});
            vec![json!(75), amount(-1, "GBP"), amount(MAX_PENCE + 1, "GBP"), amount(1, "EUR"), json!({"amount": 1})]
        }
        Shape::List { of, least, most } => {
            let too_many = Value::Array(vec![good(of, None); most + 1]);
            let too_few = least.checked_sub(1).map(|few| Value::Array(vec![good(of, None); few]));
            let wrong = outside(of).into_iter().map(|wrong| json!([wrong]));
            [json!("x"), too_many].into_iter().chain(too_few).chain(wrong).collect()
        }
        Shape::Object(_) => vec![json!("x"), json!([])],
    }
}

/// The outermost values inside a shape.
fn edges(shape: &Shape) -> Vec<Value> {
    match shape {
        Shape::Text(text) if text.example.is_none() => {
            text.most.map(|most| json!("a".repeat(most))).into_iter().collect()
        }
        Shape::OneOf(names) => names.iter().map(|name| json!(name)).collect(),
        Shape::Whole(least, most) => vec![json!(least), json!(most)],
        Shape::Money => [0, MAX_PENCE].map(|amount| json!({"amount": amount, "currency": "GBP"})).to_vec(),
        Shape::List { of, least: 0, .. } => vec![json!([]), json!([good(of, None)])],
        Shape::List { of: Shape::OneOf(names), most, .. } => vec![json!(names.iter().take(*most).collect::<Vec<_>>())],
        Shape::Text(_) | Shape::Flag | Shape::List { .. } | Shape::Object(_) => Vec::new(),
    }
}

/// Whatever matches a word's regular expression is read, and so is its example.
fn reads_what_matches<W: Word>() {
    use proptest::strategy::{Strategy, ValueTree};
    let Shape::Text(text) = W::SHAPE else { panic!("no text") };
    assert!(W::parse(text.example.unwrap()).is_ok());
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let matching = proptest::string::string_regex(text.pattern.unwrap().trim_matches(['^', '$'])).unwrap();
    for _ in 0..500 {
        let typed = matching.new_tree(&mut runner).unwrap().current();
        let read = W::read(&json!(typed), Style::Json);
        assert!(read.is_ok(), "{typed}");
    }
}

#[test]
fn whatever_matches_the_expression_of_a_word_is_read() {
    use crate::{access_code, advice, people, training, words};
    reads_what_matches::<words::Urn>();
    reads_what_matches::<words::LaCode>();
    reads_what_matches::<words::LaEstab>();
    reads_what_matches::<words::Postcode>();
    reads_what_matches::<access_code::AccessCode>();
    reads_what_matches::<people::StaffId>();
    reads_what_matches::<people::ProviderId>();
    reads_what_matches::<advice::Assignee>();
    reads_what_matches::<advice::Assigned>();
    reads_what_matches::<training::words::RunId>();
    reads_what_matches::<training::seats::Nonce>();
    reads_what_matches::<jiff::civil::Time>();
}

#[test]
fn the_examples_of_words_are_good() {
    use crate::{directory, reference, training, words};
    fn is_good<W: Word>() {
        assert!(W::read(&good(&W::SHAPE, None), Style::Json).is_ok());
    }
    is_good::<words::EmailAddress>();
    is_good::<words::NhsNumber>();
    is_good::<words::PersonName>();
    is_good::<words::FirstNameOrInitial>();
    is_good::<words::Phone>();
    is_good::<words::Upn>();
    is_good::<words::YearGroup>();
    is_good::<words::Pence>();
    is_good::<reference::Reference>();
    is_good::<training::run::JoinLink>();
    is_good::<directory::Search>();
    is_good::<jiff::civil::Date>();
}

/// Each type that is read from a body of its own is walked through, by itself or inside another; queries have no names and no
/// need.
#[test]
fn every_body_is_walked_through() {
    fn sources(folder: &std::path::Path, into: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, into);
            } else if !path.ends_with("input/tests.rs") {
                into.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut all = Vec::new();
    sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    let (all, mut bodies) = (all.join("\n"), 0);
    for body in all.split("\nimpl FromBody for ").skip(1) {
        let (name, rest) = body.split_once(' ').unwrap();
        let table = rest.split_once(';').unwrap().0;
        let walked = [
            format!("walk::<{name}>"),
            format!("walk_request::<{name}>"),
            format!("Object<{name}>"),
            format!("{name}::BODY"),
        ];
        let known = table.contains("Body::unnamed(") || walked.iter().any(|how| all.contains(how.as_str()));
        assert!(known, "{name} is not walked through");
        bodies += 1;
    }
    assert!(bodies > 20);
}
