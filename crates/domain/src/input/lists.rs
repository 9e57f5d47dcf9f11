//! Reading a list of words, of numbers or of objects, each item's problems at its own index; never reads past the most allowed.

use std::ops::RangeInclusive;

use serde_json::Value;

use super::scalars::{as_integer, as_text};
use super::{Field, Reader, Style};
use crate::problems::{Code, Fault, pointer_step};
use crate::text::thousands;

impl<'v> Reader<'v> {
    /// A list of words, such as topics. The same word twice counts once. With 0 in `count` it may be left out.
    pub fn list<T: PartialEq>(
        &mut self,
        field: &Field,
        count: RangeInclusive<usize>,
        parse: impl Fn(&str) -> Result<T, Fault>,
    ) -> Option<Vec<T>> {
        self.distinct(field, count, |value, style| parse(&as_text(value, style)?))
    }

    /// A list of whole numbers within bounds. The same number twice counts once. With 0 in `count` it may be left out.
    pub fn integers(
        &mut self,
        field: &Field,
        count: RangeInclusive<usize>,
        bounds: RangeInclusive<i64>,
    ) -> Option<Vec<i64>> {
        self.distinct(field, count, |value, style| as_integer(value, style, &bounds))
    }

    fn distinct<T: PartialEq>(
        &mut self,
        field: &Field,
        count: RangeInclusive<usize>,
        parse: impl Fn(&Value, Style) -> Result<T, Fault>,
    ) -> Option<Vec<T>> {
        let read = self.each(field, count, |reader, value, pointer| match parse(value, reader.style) {
            Ok(item) => Some(item),
            Err(fault) => reader.note_at(pointer, field, &fault),
        })?;
        let mut distinct = Vec::with_capacity(read.len());
        for item in read {
            if !distinct.contains(&item) {
                distinct.push(item);
            }
        }
        Some(distinct)
    }

    /// A list of objects, such as attendees.
    pub fn objects<T>(
        &mut self,
        field: &Field,
        count: RangeInclusive<usize>,
        mut make: impl FnMut(&mut Reader<'v>) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.each(field, count, |reader, value, pointer| reader.inside(value, pointer, &mut make))
    }

    fn each<T>(
        &mut self,
        field: &Field,
        count: RangeInclusive<usize>,
        mut read: impl FnMut(&mut Self, &'v Value, String) -> Option<T>,
    ) -> Option<Vec<T>> {
        let given = self.given(field);
        let items = match (given, self.style) {
            (None, _) => Vec::new(),
            (Some(Value::Array(items)), _) => numbered(items.iter(), self.style),
            (Some(Value::Object(rows)), Style::Form) => rows_in_order(rows),
            (Some(one), Style::Form) => numbered(std::iter::once(one), self.style),
            (Some(_), Style::Json) => {
                return self.note(field, &Fault::about(Code::InvalidFormat, "must be a list"));
            }
        };
        if items.is_empty() && *count.start() > 0 {
            return self.note(field, &Fault::ask_again(Code::CannotBeEmpty));
        }
        if items.len() > *count.end() {
            let rest = format!("must have {} or fewer", thousands(*count.end()));
            return self.note(field, &Fault::about(Code::InvalidLength, rest));
        }
        if items.len() < *count.start() {
            let rest = format!("must have {} or more", thousands(*count.start()));
            return self.note(field, &Fault::about(Code::InvalidLength, rest));
        }
        let list = self.pointer_to(field.name);
        // Every item is read even after a bad one, so that all problems are told at once.
        let read: Vec<Option<T>> =
            items.into_iter().map(|(name, value)| read(self, value, pointer_step(&list, &name))).collect();
        read.into_iter().collect()
    }
}

/// Items with their index. A form's blank rows are rows nobody filled in; in JSON a blank item is a mistake.
fn numbered<'v>(items: impl Iterator<Item = &'v Value>, style: Style) -> Vec<(String, &'v Value)> {
    items
        .enumerate()
        .filter(|(_, item)| style == Style::Json || item.as_str().is_none_or(|text| !text.trim().is_empty()))
        .map(|(index, item)| (index.to_string(), item))
        .collect()
}

/// A form's rows, `attendees[0][name]`, in the order of their numbers, which may have gaps.
fn rows_in_order(rows: &serde_json::Map<String, Value>) -> Vec<(String, &Value)> {
    let mut rows: Vec<(String, &Value)> = rows.iter().map(|(name, row)| (name.clone(), row)).collect();
    // As texts of one length, which is how lists are sorted elsewhere: a component holds the code of one such sort.
    rows.sort_by_cached_key(|(name, _)| format!("{:020}", name.parse::<u64>().unwrap_or(u64::MAX)));
    rows
}
