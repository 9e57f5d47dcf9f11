//! Training: the pages on which staff plan it: courses, and runs that are made, copied, changed, moved and called off. What
//! is true of it stands in `domain::training`, how it is kept in `bookings`; this component asks and shows.

mod forms;
mod pages;
pub mod routes;
mod typed;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component =
        web::Component::new("training-planning", crate::routes::routes).section(registrar::SECTION);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve(request).await
    }
}
