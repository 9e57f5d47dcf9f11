//! The links by which those who attended say what they thought.

use domain::training::seats::{Attendance, PlaceNumber};
use store::training::{EvaluationLink, OpenedBooking};
use web::{App, Problem};

/// Where those who attended and have not said what they thought of it do so.
///
/// # Errors
/// None that a link comes to.
pub(crate) fn evaluations(app: &App, opened: &OpenedBooking) -> Result<Vec<(PlaceNumber, String)>, Problem> {
    let wanted = opened.places().filter(|(place, _, notes)| {
        let attended = matches!(place.attendance, Some(Attendance::Attended | Attendance::PartAttended));
        attended && notes.evaluation.is_none()
    });
    wanted
        .map(|(place, ..)| {
            let link = EvaluationLink::new(opened.reference().clone(), Some(place.number), app.now());
            Ok((place.number, format!("/training/evaluation/{}", link.token(app.database())?)))
        })
        .collect()
}
