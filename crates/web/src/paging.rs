//! Lists a page at a time: `limit` and `after` in the query, `items` and `next` in the answer. It never sorts.

use domain::input::{Body, Field, FromBody, Reader, Shape, Text, Whole, Word};
use domain::problems::Fault;
use domain::text::machine_readable;

use crate::answer::Page;

/// How many items a page has unless the caller says otherwise.
const DEFAULT_ITEMS: i64 = 50;
/// The most a page has.
const MAX_ITEMS: i64 = 100;

const LIMIT: Field<Option<Whole<1, MAX_ITEMS>>> =
    Field::new("limit", "The limit", "Enter a limit from 1 to 100").about("At most this many.");
const AFTER: Field<Option<Place>> = Field::new("after", "The place to go on from", "Enter the next of the page before")
    .about("The `next` of the page before.");

/// Where a page ended.
struct Place(String);

impl Word for Place {
    const SHAPE: Shape = Shape::Text(Text::ANY);

    fn parse(typed: &str) -> Result<Self, Fault> {
        machine_readable(typed).map(Self)
    }
}

/// Which page a caller asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    limit: usize,
    after: Option<String>,
}

impl FromBody for Paging {
    const BODY: &'static Body = &Body::unnamed(&[&LIMIT, &AFTER]);
}

impl Paging {
    /// Reads `limit` and `after` among a query's other fields.
    pub fn read(query: &mut Reader<'_>) -> Option<Self> {
        let (limit, after) = (query.get(&LIMIT), query.get(&AFTER));
        let limit = limit?.map_or(DEFAULT_ITEMS, Whole::get);
        Some(Self { limit: usize::try_from(limit).unwrap_or(1), after: after?.map(|place| place.0) })
    }

    /// The page of `items`, which come in the order of their `place`. A place is told to the caller: no personal data. An
    /// item that went away meanwhile does no harm: the page goes on behind where it was.
    pub fn cut<T>(&self, items: impl IntoIterator<Item = T>, place: impl Fn(&T) -> String) -> Page<T> {
        let seen = |item: &T| self.after.as_ref().is_some_and(|after| place(item) <= *after);
        let mut items = items.into_iter().skip_while(seen);
        let page: Vec<T> = items.by_ref().take(self.limit).collect();
        let next = items.next().and_then(|_| page.last()).map(place);
        Page { items: page, next }
    }
}

#[cfg(test)]
mod tests {
    use domain::input::{self, Style};
    use serde_json::{Value, json};

    use super::Paging;

    fn read(query: &Value) -> Option<Paging> {
        input::read(query, Style::Form, Paging::read).ok()
    }

    #[test]
    fn every_item_is_on_one_page() {
        let mut query = json!({"limit": "2"});
        let mut seen = Vec::new();
        for _ in 0..3 {
            let page = read(&query).unwrap().cut(["a", "b", "c", "d", "e"], ToString::to_string);
            seen.push(page.items);
            match page.next {
                Some(next) => query["after"] = next.into(),
                None => break,
            }
        }
        assert_eq!(seen, [vec!["a", "b"], vec!["c", "d"], vec!["e"]]);
    }

    #[test]
    fn a_last_page_that_is_full_has_no_next() {
        let page = read(&json!({"limit": "2"})).unwrap().cut(["a", "b"], ToString::to_string);
        assert_eq!((page.items.len(), page.next), (2, None));
    }

    #[test]
    fn a_page_goes_on_behind_an_item_that_went_away() {
        let page = read(&json!({"after": "b"})).unwrap().cut(["a", "c"], ToString::to_string);
        assert_eq!(page.items, ["c"]);
    }

    #[test]
    fn a_page_has_50_items_unless_asked_for_up_to_100() {
        let items = || (0..200).map(|number| format!("{number:03}"));
        for (query, length) in [(json!({}), Some(50)), (json!({"limit": "100"}), Some(100))] {
            assert_eq!(read(&query).map(|paging| paging.cut(items(), Clone::clone).items.len()), length);
        }
        for limit in ["0", "101", "-1", "x", "1.5"] {
            assert_eq!(read(&json!({"limit": limit})), None, "{limit}");
        }
    }
}
