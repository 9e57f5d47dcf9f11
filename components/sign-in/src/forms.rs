//! What a browser asks for and sends. The words are the pages', who may sign in stands in `store::people`.

pub(crate) mod back;
pub(crate) mod first;
pub(crate) mod link;
pub(crate) mod session;
pub(crate) mod with;

#[cfg(target_family = "wasm")]
use crate::providers::{COUNCIL, SCHOOL};

/// The variable that lets the first administrator in.
pub(crate) const SETUP_KEY: &str = "setup_key";

/// All variables that are this component's own.
#[cfg(target_family = "wasm")]
pub(crate) const VARIABLES: [&str; 7] = [
    SETUP_KEY,
    COUNCIL.issuer,
    COUNCIL.client_id,
    COUNCIL.client_secret,
    SCHOOL.issuer,
    SCHOOL.client_id,
    SCHOOL.client_secret,
];
