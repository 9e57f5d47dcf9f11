//! Figures and facts in rows and columns. Never for laying out a page.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::{Size, class_if, classes};
use crate::setters::setters;

/// A table.
/// See <https://design-system.service.gov.uk/components/table/>.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Table {
    caption: Option<Content>,
    caption_size: Option<Size>,
    head: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
    first_cell_is_header: bool,
    small_until_tablet: bool,
    classes: String,
}

/// One cell. Made from plain text by `into()`.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Cell {
    content: Content,
    numeric: bool,
    colspan: Option<u16>,
    rowspan: Option<u16>,
    classes: String,
}

impl Table {
    /// A table that says what it shows.
    pub fn new(caption: impl Into<Content>) -> Self {
        Self { caption: Some(caption.into()), ..Self::default() }
    }

    /// A table right under a heading that says what it shows.
    pub fn without_caption() -> Self {
        Self::default()
    }

    /// Shows each row as a block where there is no room for columns. Cells made with [`Cell::under`] then say what they are.
    pub fn stacked(self) -> Self {
        self.classes("front-door-stacked")
    }

    setters! {
        /// How large the caption is set.
        caption_size: just Size;
        /// Whether the first cell of each row says what the row is about.
        first_cell_is_header: set bool;
        /// Smaller type on narrow screens, for tables with many columns.
        small_until_tablet: set bool;
        /// Further class names.
        classes: into String;
    }

    /// The headings of the columns.
    pub fn head(mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) -> Self {
        self.head = cells.into_iter().map(Into::into).collect();
        self
    }

    /// Adds a row.
    pub fn row(mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) -> Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }
}

impl Cell {
    /// A cell that says `content`.
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }

    /// A cell that says its column's heading itself where a narrow screen shows rows as blocks; see [`Table::stacked`].
    pub fn under(heading: &str, content: impl Render) -> Self {
        Self::new(html! { span class="front-door-stacked__label" { (heading) } (content) })
    }

    /// A cell with a number, set to the right with figures of one width.
    pub fn numeric(content: impl Into<Content>) -> Self {
        Self { numeric: true, ..Self::new(content) }
    }

    setters! {
        /// How many columns it spans.
        colspan: just u16;
        /// How many rows it spans.
        rowspan: just u16;
        /// Further class names.
        classes: into String;
    }

    fn column_heading(&self) -> Markup {
        let numeric = class_if(self.numeric, "govuk-table__header--numeric");
        html! {
            th scope="col" class=(classes(&["govuk-table__header", numeric, &self.classes])) colspan=[self.colspan]
                rowspan=[self.rowspan] { (self.content) }
        }
    }

    fn row_heading(&self) -> Markup {
        html! {
            th scope="row" class=(classes(&["govuk-table__header", &self.classes])) colspan=[self.colspan]
                rowspan=[self.rowspan] { (self.content) }
        }
    }

    fn plain(&self) -> Markup {
        let numeric = class_if(self.numeric, "govuk-table__cell--numeric");
        html! {
            td class=(classes(&["govuk-table__cell", numeric, &self.classes])) colspan=[self.colspan]
                rowspan=[self.rowspan] { (self.content) }
        }
    }
}

impl<T: Into<Content>> From<T> for Cell {
    fn from(content: T) -> Self {
        Self::new(content)
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        let small = class_if(self.small_until_tablet, "govuk-table--small-text-until-tablet");
        let caption_size = Size::class(self.caption_size, "govuk-table__caption");
        html! {
            table class=(classes(&["govuk-table", small, &self.classes])) {
                @if let Some(caption) = &self.caption {
                    caption class=(classes(&["govuk-table__caption", &caption_size])) { (caption) }
                }
                @if !self.head.is_empty() {
                    thead class="govuk-table__head" {
                        tr class="govuk-table__row" { @for cell in &self.head { (cell.column_heading()) } }
                    }
                }
                tbody class="govuk-table__body" {
                    @for row in &self.rows {
                        tr class="govuk-table__row" {
                            @for (place, cell) in row.iter().enumerate() {
                                @if place == 0 && self.first_cell_is_header { (cell.row_heading()) }
                                @else { (cell.plain()) }
                            }
                        }
                    }
                }
            }
        }
    }
}
