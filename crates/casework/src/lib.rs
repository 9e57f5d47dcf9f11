//! What every service does alike, written once and knowing none of them.
//!
//! For the public: open a record with a reference and an access code and keep it open in a browser ([`AccessCookie`],
//! [`with_code`], [`come_back`]); keep what a browser has half typed ([`BrowserDraft`]); ask one question a page
//! ([`question`]), send once, and show the receipt ([`receipt`]).
//!
//! For staff: a list with tabs, filters and pages ([`list`]); the form of a step that keeps what was typed ([`Typed`],
//! [`Unsent`]) and tells who was quicker ([`news`]); the history ([`history`]).
//!
//! For programs: who asks, about what, on which version ([`StaffCall`]).

mod access_cookie;
mod browser_draft;
pub mod come_back;
pub mod history;
pub mod list;
mod lookup;
pub mod markup;
pub mod news;
pub mod question;
pub mod receipt;
mod staff_call;
mod typed;
mod unsent;

pub use access_cookie::{AccessCookie, Held, Opening};
pub use browser_draft::{BrowserDraft, DraftCookie};
pub use lookup::{NotOpened, with_code};
pub use news::Did;
pub use staff_call::StaffCall;
pub use typed::Typed;
pub use unsent::Unsent;
