//! Training: the pages on which staff see what there is to do, and write to those who booked. What is true of it stands in
//! `domain::training`, how it is kept in `bookings`; this component asks and shows. Staff plan training on the pages of
//! `training-planning`, and look after a run on those of `training-register`: together they would be larger than 1 MiB.

mod forms;
mod pages;
pub mod routes;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component =
        web::Component::new("training-desk", crate::routes::routes).section(registrar::SECTION);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve(request).await
    }
}
