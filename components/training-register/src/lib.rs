//! Training: the pages on which staff see who is on a run, write to them, and account for it; and the register, which the
//! trainer of the run marks too. What is true of it stands in `domain::training`, how it is kept in `bookings`; this
//! component asks and shows.

mod forms;
mod pages;
pub mod routes;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component =
        web::Component::new("training-register", crate::routes::routes).section(registrar::SECTION);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve(request).await
    }
}
