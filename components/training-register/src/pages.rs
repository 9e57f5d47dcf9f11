//! The pages of staff and trainers about one run of training. Each is a function of what stands on it; it fetches nothing
//! and decides nothing.

mod booking;
mod facts;
mod places;
mod register;
mod registers;
mod run;

use registrar::paths::REGISTERS;
use web::Section;

pub(crate) use booking::{Sight, booking};
pub(crate) use register::{REGISTER_ROWS, Register, Row, Said, register};
pub(crate) use registers::registers;
pub(crate) use run::{OneRun, PlaceView, Verdict, one_run, parties};

/// Where a trainer is who is not on our staff.
const TRAINERS: Section = Section {
    name: Some("Training registers"),
    href: REGISTERS,
    links: &[("Your registers", REGISTERS), ("Your account", "/desk/account")],
    exit: false,
};
