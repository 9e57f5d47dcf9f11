//! Stories of staff at their desk.

mod advice;
