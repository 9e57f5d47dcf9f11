//! Training: the pages on which staff see what becomes of a run: it is called off; or it is held, and they see what attendees
//! thought, who has a certificate, and what is charged. What is true of it stands in `domain::training`, how it is kept in
//! `bookings`; this component asks and shows.

mod forms;
mod pages;
pub mod routes;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component =
        web::Component::new("training-results", crate::routes::routes).section(registrar::SECTION);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve(request).await
    }
}
