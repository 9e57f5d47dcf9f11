//! Training: courses, runs of them, bookings, registers, certificates. The whole service: its API for programs, its pages for
//! bookers and attendees, its pages for staff. What is true of it stands in `domain::training`, how it is kept in
//! `store::training`; this component carries requests there and answers back.

mod api;
mod calendar;
mod charges_csv;
mod desk;
mod named;
mod opening;
mod other_areas;
mod problems;
mod public;
pub mod routes;
mod service_url;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component = web::Component::new("training", crate::routes::routes, crate::public::SECTION)
        .variables(&[crate::service_url::SERVICE_URL, web::Scheduler::VARIABLE]);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve(request).await
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_document_says_what_the_code_does() {
        let document = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
        assert_eq!(crate::routes::routes().is_documented(document), Ok(()));
    }
}
