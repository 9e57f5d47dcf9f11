//! Reading a list of words or of objects, each item's problems at its own index; never reads past the most allowed.

use std::ops::RangeInclusive;

use serde_json::Value;

use super::{Description, Field, FromBody, List, Object, Reader, Style, Word};
use crate::problems::{Code, Fault, pointer_step};
use crate::text::thousands;

impl<'v> Reader<'v> {
    /// A list of objects, such as attendees.
    pub fn objects<T: FromBody, const LEAST: usize, const MOST: usize>(
        &mut self,
        field: &Field<List<Object<T>, LEAST, MOST>>,
        mut make: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(given) = self.found(field)? else { return (LEAST == 0).then(Vec::new) };
        self.each(field, given, LEAST..=MOST, |reader, item, pointer| reader.inside(T::BODY, item, pointer, &mut make))
    }

    pub(super) fn distinct<W: Word + PartialEq>(
        &mut self,
        field: &Description,
        given: &'v Value,
        count: RangeInclusive<usize>,
    ) -> Option<Vec<W>> {
        let read = self.each(field, given, count, |reader, item, pointer| match W::read(item, reader.style) {
            Ok(word) => Some(word),
            Err(fault) => reader.note_at(pointer, field, &fault),
        })?;
        let mut distinct = Vec::with_capacity(read.len());
        for word in read {
            if !distinct.contains(&word) {
                distinct.push(word);
            }
        }
        Some(distinct)
    }

    fn each<T>(
        &mut self,
        field: &Description,
        given: &'v Value,
        count: RangeInclusive<usize>,
        mut read: impl FnMut(&mut Self, &'v Value, String) -> Option<T>,
    ) -> Option<Vec<T>> {
        let items = match (given, self.style) {
            (Value::Array(items), _) => numbered(items.iter(), self.style),
            (Value::Object(rows), Style::Form) => rows_in_order(rows),
            (one, Style::Form) => numbered(std::iter::once(one), self.style),
            (_, Style::Json) => {
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
            items.into_iter().map(|(name, item)| read(self, item, pointer_step(&list, &name))).collect();
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
