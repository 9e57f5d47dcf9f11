//! A booking that was made: seeing and changing it with its code or as the school it is for, and answering an offer by its
//! link. What is done is done by `bookings`; this component asks and shows.

mod forms;
mod pages;
pub mod routes;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component = web::Component::new("training-change", crate::routes::routes)
        .section(prospectus::SECTION)
        .variables(bookings::VARIABLES);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve(request).await
    }
}
