//! Every URL of training: its API, its pages for the public, its pages for staff.

use web::{Api, pages, routes};

use crate::api::{
    attendance, booking_steps, bookings, certificates, charges, courses, due, evaluations, messages, planning, runs,
};
use crate::desk;
use crate::public::forms;

/// Training.
#[must_use]
pub fn routes() -> Api {
    let api = Api::new(
        "training",
        "Front Door: training",
        "Courses, runs of them, and places on a run. What is taught, when, and whether places are left is for everybody to \
         see. Anybody may ask for places, without an account: a reference and an access code open one booking, and nothing \
         else. Whoever is signed in for a school sees and changes its bookings without a code, staff any. Full is no error: \
         whoever does not get a place stands in the queue, and is offered one when it is their turn. Staff plan runs, keep \
         registers and account for them with an API key.",
    )
    .document(include_str!("../openapi.json"));
    staff_pages(public_pages(programs(api)))
}

fn programs(api: Api) -> Api {
    api.at("/api/v1/training/courses", routes!(courses::list_courses, courses::make_course))
        .at("/api/v1/training/courses/{id}", routes!(courses::read_course, courses::change_course))
        .at("/api/v1/training/courses/{id}/retirement", routes!(courses::retire))
        .at("/api/v1/training/runs", routes!(runs::list_runs, planning::make_run))
        .at("/api/v1/training/runs.json", routes!(runs::feed))
        .at("/api/v1/training/runs.ics", routes!(runs::calendar))
        .at("/api/v1/training/runs/{id}", routes!(runs::read_run, planning::change_run))
        .at("/api/v1/training/runs/{id}/details", routes!(planning::details))
        .at("/api/v1/training/runs/{id}/cancellation", routes!(planning::cancel_run))
        // Who is on a run. The trainer of a run may keep its register too, signed in.
        .at("/api/v1/training/runs/{id}/bookings", routes!(attendance::list_bookings))
        .at("/api/v1/training/runs/{id}/messages", routes!(messages::write))
        .at("/api/v1/training/runs/{id}/register", routes!(attendance::register, attendance::mark))
        .at("/api/v1/training/runs/{id}/evaluations", routes!(attendance::evaluations))
        .at("/api/v1/training/runs/{id}/charges", routes!(charges::list_charges))
        .at("/api/v1/training/runs/{id}/charges.csv", routes!(charges::charges_file))
        .at("/api/v1/training/runs/{id}/audit", routes!(attendance::audit))
        .at("/api/v1/training/evaluations", routes!(evaluations::evaluate))
        .at("/api/v1/training/certificates/{code}", routes!(certificates::check))
        // Bookings. The code is sent in a body, so even reading is a POST.
        .at("/api/v1/training/bookings", routes!(bookings::book, bookings::of_school))
        .at("/api/v1/training/bookings/{reference}", routes!(bookings::read))
        .at("/api/v1/training/bookings/{reference}/view", routes!(bookings::view))
        .at("/api/v1/training/bookings/{reference}/calendar", routes!(bookings::calendar))
        .at("/api/v1/training/bookings/{reference}/cancellation-cost", routes!(bookings::cost))
        .at("/api/v1/training/bookings/{reference}/acceptance", routes!(booking_steps::accept))
        .at("/api/v1/training/bookings/{reference}/declining", routes!(booking_steps::decline))
        .at("/api/v1/training/bookings/{reference}/cancellation", routes!(booking_steps::cancel))
        .at("/api/v1/training/bookings/{reference}/substitution", routes!(booking_steps::substitute))
        // For schedulers.
        .at("/api/v1/training/due", routes!(due::due))
        .at("/api/v1/training/sweep", routes!(due::sweep))
}

fn public_pages(api: Api) -> Api {
    api.page("/training", pages!(get forms::show_catalogue))
        .page("/training/runs/{run}", pages!(get forms::show_run))
        // Booking, one thing at a time.
        .page("/training/book/{run}", pages!(get forms::start))
        .page("/training/book/{run}/attendee/{number}", pages!(get forms::ask_attendee, post forms::answer_attendee))
        .page("/training/book/{run}/attendee/{number}/remove", pages!(post forms::remove_attendee))
        .page("/training/book/{run}/check", pages!(get forms::show_check, post forms::send))
        .page("/training/book/{run}/forget", pages!(post forms::forget))
        .page("/training/book/{run}/{question}", pages!(get forms::ask_question, post forms::answer_question))
        .page("/training/settings/{run}", pages!(get forms::show_settings))
        .page("/training/settings/{run}/found", pages!(get forms::show_found))
        .page("/training/booked/{run}", pages!(get forms::show_receipt))
        .page("/training/booked/{run}/save", pages!(get forms::save_receipt))
        // A booking.
        .page("/training/come-back", pages!(get forms::show_come_back, post forms::come_back))
        .page("/training/bookings/{reference}", pages!(get forms::show_booking))
        .page("/training/bookings/{reference}/accept", pages!(post forms::accept))
        .page("/training/bookings/{reference}/decline", pages!(post forms::decline))
        .page("/training/bookings/{reference}/cancel", pages!(get forms::show_cancel, post forms::choose_places))
        .page("/training/bookings/{reference}/cancel/cost", pages!(get forms::show_cost, post forms::cancel))
        .page(
            "/training/bookings/{reference}/attendee/{place}",
            pages!(get forms::show_substitute, post forms::substitute),
        )
        .page("/training/bookings/{reference}/calendar", pages!(get forms::calendar))
        .page("/training/bookings/{reference}/leave", pages!(post forms::leave))
        .page("/training/school", pages!(get forms::show_school))
        // By a link in an email.
        .page("/training/offer/{token}", pages!(get forms::show_offer, post forms::answer_offer))
        .page("/training/evaluation/{token}", pages!(get forms::show_evaluation, post forms::evaluate))
        // Certificates.
        .page("/training/certificate", pages!(get forms::show_certificate_check))
        .page("/training/certificate/{code}", pages!(get forms::check_certificate))
        .page("/training/certificate/of/{reference}/{place}", pages!(get forms::show_certificate))
}

fn staff_pages(api: Api) -> Api {
    use desk::forms::{booking, cancel_run, course, list, message, register, results, run, run_form};
    api.page("/desk/training", pages!(get list::show))
        .page("/desk/training/messages/{run}", pages!(get message::show, post message::send))
        // What is taught, and when.
        .page("/desk/training/courses", pages!(get course::show_list))
        .page("/desk/training/courses/new", pages!(get course::show_new, post course::make))
        .page("/desk/training/courses/{course}", pages!(get course::show, post course::change))
        .page("/desk/training/planning/new", pages!(get run_form::show_new, post run_form::make))
        .page("/desk/training/planning/{run}", pages!(get run_form::show_change, post run_form::change))
        // Who is on a run.
        .page("/desk/training/runs/{run}", pages!(get run::show))
        .page("/desk/training/runs/{run}/bookings/{reference}", pages!(get booking::show))
        // For the trainers of runs too.
        .page("/desk/training/registers", pages!(get register::show_list))
        .page("/desk/training/registers/{run}", pages!(get register::show, post register::mark))
        // What becomes of a run.
        .page("/desk/training/results/{run}/cancel", pages!(get cancel_run::show, post cancel_run::cancel))
        .page("/desk/training/results/{run}/evaluations", pages!(get results::show_evaluations))
        .page("/desk/training/results/{run}/certificates", pages!(get results::show_certificates))
        .page("/desk/training/results/{run}/charges", pages!(get results::show_charges))
        .page("/desk/training/results/{run}/charges.csv", pages!(get results::save_charges))
}
