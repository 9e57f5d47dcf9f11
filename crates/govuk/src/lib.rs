//! How a page looks: the GOV.UK Design System's patterns as functions returning markup. It knows nothing of what a
//! page is about, who asks for it or where it is kept.
//!
//! Each component is a value: made with what it cannot do without, set with the rest, and put into `html!` as it is.
//! Words are escaped; only maud's `Markup` goes in as markup. The HTML is that of the version of govuk-frontend that
//! `frontend/package.json` names, which the tests compare with its own fixtures.
//!
//! ```
//! use govuk::{Button, Choice, Page, Radios};
//! use govuk::{Assets, ErrorSummary, Layout, Legend};
//! use maud::html;
//!
//! let layout = Layout::new("Example Council", Assets::default()).service("Ask for advice");
//! let asked = Radios::new("role", Legend::heading("Who are you asking for?"))
//!     .choice(Choice::new("own", "My own child"))
//!     .choice(Choice::new("other", "A child I look after"))
//!     .error(Some("Select who you are asking for"));
//! let errors = ErrorSummary::of([&asked as _]);
//! let form = html! {
//!     form method="post" novalidate { (asked) (Button::new("Continue").prevent_double_click(true)) }
//! };
//! let page = html! { (Page::new(&layout, "Who are you asking for?", form).errors(errors)) }.into_string();
//! assert!(page.contains("<title>Error: Who are you asking for? - Ask for advice - Example Council</title>"));
//! assert!(page.contains("<a href=\"#role\">Select who you are asking for</a>"));
//! ```

mod button;
mod content;
mod footer;
mod form;
mod layout;
mod looks;
mod masthead;
mod notification_banner;
mod page;
mod pagination;
mod panel;
mod phase_banner;
mod service_navigation;
mod setters;
mod summary_card;
mod summary_list;
mod table;
mod tabs;
mod tag;
mod task_list;
mod text;
mod way;

pub use button::{Button, ButtonStyle};
pub use content::Content;
pub use footer::{Footer, FooterSection, FooterWidth};
pub use form::{
    CharacterCount, Checkboxes, Choice, DateInput, DatePart, ErrorMessage, ErrorSummary, Fieldset, FormField, Hint,
    InputKind, InputMode, Label, Legend, Limit, Problem, Radios, Select, SelectOption, TextInput, Textarea,
};
pub use layout::{Assets, EARLY_SCRIPT, Layout};
pub use looks::{Level, Size, Width};
pub use masthead::Masthead;
pub use notification_banner::NotificationBanner;
pub use page::Page;
pub use pagination::{PageItem, PageLink, Pagination};
pub use panel::Panel;
pub use phase_banner::PhaseBanner;
pub use service_navigation::{NavigationItem, ServiceNavigation};
pub use summary_card::SummaryCard;
pub use summary_list::{Action, SummaryList, SummaryRow};
pub use table::{Cell, Table};
pub use tabs::{Tab, Tabs};
pub use tag::{Colour, Tag};
pub use task_list::{Task, TaskList, TaskStatus};
pub use text::{Details, InsetText, WarningText};
pub use way::{BackLink, Breadcrumbs, EXIT_TO, ExitThisPage, SkipLink};
