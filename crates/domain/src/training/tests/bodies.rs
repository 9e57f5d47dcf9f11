//! What is read of every body is what its table says.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::booking::Book;
use super::super::course::{AboutCourse, Retirement};
use super::super::requests::{
    CallOff, Cancel, Evaluate, Marks, NewRun, OpenBooking, RunRequest, Substitute, WriteNotice,
};
use super::{run_body, run_of};
use crate::input::walk::walk;
use crate::input::{Request, Style};
use crate::problems::Problems;

#[test]
fn what_staff_plan_is_read_as_its_table_says() {
    walk::<AboutCourse>(&json!({}), |body| AboutCourse::read(body, Style::Json).map(drop));
    walk::<Retirement>(&json!({}), |body| Retirement::read(body, Style::Json).map(drop));
    walk::<NewRun>(&json!({}), |body| NewRun::read(body, Style::Json).map(drop));
    walk::<RunRequest>(&json!({}), |body| RunRequest::read(body, Style::Json).map(drop));
    walk::<CallOff>(&json!({}), |body| CallOff::read(body, Style::Json).map(drop));
    walk::<WriteNotice>(&json!({}), |body| WriteNotice::read(body, Style::Json).map(drop));
}

#[test]
fn what_a_booker_asks_for_is_read_as_its_table_says() {
    let run = run_of(&run_body());
    let read = |body: &Value| {
        Book::run(body)?;
        Book::read(body, Style::Json, &run, None).map(drop)
    };
    // Of these audiences one pays, and the other needs permission.
    walk::<Book>(&json!({"audience": "designated_teachers", "manager": null}), read);
    walk::<Book>(&json!({"audience": "school_staff", "purchase_order": null}), read);
}

/// A change and the code that may stand beside it, which is read by whoever opens the booking.
fn opened<T: Request>(body: &Value) -> Result<(), Problems> {
    T::read(body, Style::Json)?;
    OpenBooking::read(body, Style::Json).map(drop)
}

#[test]
fn what_a_booker_changes_is_read_as_its_table_says() {
    walk::<OpenBooking>(&json!({}), opened::<OpenBooking>);
    walk::<Cancel>(&json!({}), opened::<Cancel>);
    walk::<Substitute>(&json!({}), opened::<Substitute>);
}

#[test]
fn what_is_said_of_a_run_afterwards_is_read_as_its_table_says() {
    walk::<Marks>(&json!({}), |body| Marks::read(body, Style::Json).map(drop));
    walk::<Evaluate>(&json!({}), |body| Evaluate::read(body, Style::Json, Timestamp::UNIX_EPOCH).map(drop));
}
