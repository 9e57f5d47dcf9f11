//! Advice for families of children who were in care: the pages on which staff see their work and answer. What is true of it
//! stands in `domain::advice`, how it is kept in `enquiries`; this component asks and shows.

mod forms;
mod pages;
pub mod routes;
mod typed;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component =
        web::Component::new("advice-desk", crate::routes::routes).section(crate::pages::SECTION);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve(request).await
    }
}
