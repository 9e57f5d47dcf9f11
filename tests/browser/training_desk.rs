//! Stories of staff who look after training, and of trainers.

mod every_page;
mod making;
mod planning;
mod register;
