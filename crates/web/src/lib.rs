//! Request in, response out, who is asking: the one library that knows spin-sdk. It never knows a domain area: what a
//! referral or an enquiry is, it could not say.
//!
//! A component is a route table and handlers:
//!
//! ```text
//! #[cfg(target_family = "wasm")]
//! mod component {
//!     static COMPONENT: web::Component = web::Component::new("desk", crate::routes::routes, web::DESK);
//!
//!     #[spin_sdk::http_service]
//!     async fn handle(request: spin_sdk::http::Request) -> web::Response {
//!         COMPONENT.serve(request).await
//!     }
//! }
//! ```
//!
//! and a handler is a function of what it needs, answering what there is to say or a [`Problem`]:
//!
//! ```text
//! #[utoipa::path(post, path = "", request_body = Ask, responses((status = 201, body = Receipt)))]
//! async fn ask(app: App, caller: Caller, key: IdempotencyKey, body: JsonBody) -> Result<Created<Receipt>, Problem>
//! ```

pub mod answer;
mod app;
pub mod body;
mod caller;
mod cookie;
mod council;
#[cfg(any(test, target_family = "wasm"))]
mod counter_form;
mod file;
mod form;
mod frame;
mod headers;
mod html;
pub mod idempotency;
pub mod json;
pub mod limit;
mod log;
pub mod openapi;
pub mod outbound;
mod paging;
pub mod precondition;
pub mod problem;
mod query;
mod scheduler;
pub mod session;
pub mod settings;
mod sheet;
mod shell;
mod signed;
#[cfg(target_family = "wasm")]
pub mod spin;
mod staff;
pub mod store;
#[cfg(test)]
mod testing;
mod upload;
mod visit;
mod wish;

/// What stands in for Spin when this crate is built natively.
#[cfg(not(target_family = "wasm"))]
pub mod stand_in {
    pub use records::in_memory::{InMemoryEnvironment as StandInEnvironment, InMemoryStore as StandInStore};
}

pub use answer::{Created, Json, Page, Repeatable, Tagged, see_other, with_cookie};
pub use app::{App, Decide, Shared};
pub use axum::response::{IntoResponse, Response};
pub use body::JsonBody;
pub use caller::Caller;
pub use cookie::{Browser, Cookie};
pub use council::{Contact, Council, Phase, Safeguarding};
pub use file::{Codings, File};
pub use form::Form;
pub use frame::{DESK, HOME, Links, SIGN_IN, Section, about_safety, email_link, frame, phone_link};
pub use html::Html;
pub use idempotency::{Fingerprint, IdempotencyKey};
pub use limit::{Limit, Lookups};
pub use log::Waiting;
pub use openapi::{Api, InQuery, Takes};
pub use paging::Paging;
pub use precondition::{IfMatch, IfNoneMatch};
pub use problem::Problem;
pub use query::{Path, Query};
pub use scheduler::{Scheduler, is_token};
pub use serde_json::Value;
pub use settings::{Misconfigured, SettingLines, Settings};
pub use sheet::Sheet;
pub use shell::{Component, World};
pub use signed::Signed;
pub use staff::{
    KeyRow, Proof, Staff, StoredKey, bearer, key, key_history_is_whole, key_record, note_key_use, open_key,
};
pub use store::{Env, Store};
pub use upload::UPLOAD_BYTES_MAX;
pub use visit::{Answering, PageHandler, Pages, Visit};
pub use wish::Reader;
