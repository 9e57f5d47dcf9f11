//! A list of staff: parts with their counts, and pages. What stands in a row is the service's.

use govuk::{PageItem, PageLink, Pagination};
use maud::{Markup, html};

/// So many rows stand on one page.
pub const ROWS: usize = 25;

/// So many numbered pages are offered around the one that is shown.
const NEAR: usize = 2;

/// A part of a list.
pub struct Part<'a> {
    /// Where it is.
    pub address: String,
    /// What it is called.
    pub words: &'a str,
    /// How many rows it has.
    pub count: usize,
    /// Whether it is the one that is shown.
    pub here: bool,
}

/// A list's parts as links, the one that is shown marked.
#[must_use]
pub fn parts(label: &str, parts: &[Part<'_>]) -> Markup {
    html! {
        nav aria-label=(label) {
            ul class="govuk-body front-door-views" {
                @for part in parts {
                    li {
                        a class="govuk-link govuk-link--no-visited-state" href=(part.address)
                            aria-current=[part.here.then_some("page")] { (part.words) " (" (part.count) ")" }
                    }
                }
            }
        }
    }
}

/// One page of so many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paged {
    /// Which page.
    pub page: usize,
    /// Of how many.
    pub pages: usize,
}

impl Paged {
    /// The page that was asked for, or the nearest there is.
    #[must_use]
    pub fn of(rows: usize, on_each: usize, asked: usize) -> Self {
        let pages = rows.div_ceil(on_each.max(1)).max(1);
        Self { page: asked.clamp(1, pages), pages }
    }

    /// How many rows come before its first.
    #[must_use]
    pub const fn skip(self, on_each: usize) -> usize {
        self.page.saturating_sub(1).saturating_mul(on_each)
    }

    /// The way to the other pages; nothing where there is one. `href` makes the address of a page.
    #[must_use]
    pub fn links(self, href: impl Fn(usize) -> String) -> Markup {
        let Self { page, pages } = self;
        if pages < 2 {
            return html! {};
        }
        let near = |to: usize| PageLink::new(href(to)).label(format!("Page {to} of {pages}"));
        let mut pagination =
            Pagination::new().previous((page > 1).then(|| near(page - 1))).next((page < pages).then(|| near(page + 1)));
        let mut before = 0;
        for number in (1..=pages).filter(|number| [1, page, pages].iter().any(|near| near.abs_diff(*number) <= NEAR)) {
            if number > before + 1 {
                pagination = pagination.item(PageItem::gap());
            }
            before = number;
            let item = if number == page {
                PageItem::current(number, href(number))
            } else {
                PageItem::page(number, href(number))
            };
            pagination = pagination.item(item);
        }
        html! { (pagination) }
    }
}

#[cfg(test)]
mod tests {
    use super::Paged;

    #[test]
    fn a_page_that_is_not_there_is_the_nearest_one() {
        for (rows, asked, page, pages) in [(0, 1, 1, 1), (25, 2, 1, 1), (26, 2, 2, 2), (60, 0, 1, 3), (60, 9, 3, 3)] {
            assert_eq!(Paged::of(rows, 25, asked), Paged { page, pages });
        }
    }
}
