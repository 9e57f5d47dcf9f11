//! After the training: what those who attended thought of it, by a link that is theirs, and certificates: whole for whoever
//! they are for, and checked by anybody by their code. What is kept is kept by `bookings`; this component asks and shows.

mod forms;
mod pages;
pub mod routes;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component = web::Component::new("training-after", crate::routes::routes)
        .section(prospectus::SECTION)
        .variables(bookings::VARIABLES);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve(request).await
    }
}
