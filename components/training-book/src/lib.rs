//! Booking places on a run, for anybody: one thing at a time, and the receipt. What is true of it stands in
//! `domain::training`, how it is kept in `bookings`; this component asks and shows what was answered.

mod forms;
mod pages;
pub mod routes;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component = web::Component::new("training-book", crate::routes::routes)
        .section(prospectus::SECTION)
        .variables(bookings::VARIABLES);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve(request).await
    }
}
