//! The front of the house: health and the list of API documents. It keeps no records.

mod files;
mod pages;
pub mod routes;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component = web::Component::new("site", crate::routes::routes);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve_without_store(request).await
    }
}
