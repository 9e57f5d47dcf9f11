//! What is read of every body is what its table says.

use super::*;
use crate::advice::{
    Assign, Close, HandleFlag, Open, RaiseFlag, Redirect, Reopen, Request, SaveReply, Say, Signpost, Triage, Write,
};
use crate::input::FromBody;
use crate::input::walk::walk;

fn walk_request<T: Request>() {
    walk::<T>(&json!({}), |body| T::read(body, Style::Json).map(drop));
}

#[test]
fn a_question_is_read_as_its_table_says() {
    walk::<Ask>(&json!({}), |body| Ask::read(body, Style::Json, london_date(maundy_thursday())).map(drop));
    assert_eq!(Ask::BODY.field("kind").unwrap().called, "Kind of question");
}

#[test]
fn what_the_family_and_staff_send_is_read_as_its_table_says() {
    walk_request::<Open>();
    walk_request::<Write>();
    walk_request::<Triage>();
    walk_request::<Say>();
    walk_request::<Signpost>();
    walk_request::<Redirect>();
    walk_request::<Close>();
    walk_request::<Reopen>();
    walk_request::<RaiseFlag>();
    walk_request::<HandleFlag>();
    walk_request::<SaveReply>();
    let me = StaffId::parse("amara").unwrap();
    walk::<Assign>(&json!({}), |body| Assign::read(body, Style::Json, &me).map(drop));
}
