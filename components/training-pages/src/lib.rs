//! What there is of training, for everybody: the catalogue, each run, a school's bookings in one list, certificates checked
//! by their code. It changes nothing.

mod forms;
mod pages;
pub mod routes;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component = web::Component::new("training-pages", crate::routes::routes)
        .section(prospectus::SECTION)
        .variables(bookings::VARIABLES);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve(request).await
    }
}
