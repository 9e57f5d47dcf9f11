//! What staff ask for and send: which page is shown, and what is done. The words are the pages', the rules the domain's.

mod audit;
mod case;
mod list;
pub(crate) mod replies;
mod step;
mod thread;

pub(crate) use audit::show_history;
pub(crate) use list::{find, show_find, show_list};
pub(crate) use step::{show_step, take_step};
pub(crate) use thread::show_thread;

use casework::Unsent;
use web::Cookie;

/// What staff wrote for a step that was not taken.
const UNSENT: Unsent = Unsent { cookie: Cookie { name: "fd_writing", path: "/desk/advice" }, kind: "advice" };
