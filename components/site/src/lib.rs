//! The front of the house: the start page, the statements, the files of every page, where the API is described. It keeps
//! no records.

mod documents;
mod files;
mod health;
mod pages;
pub mod routes;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component = web::Component::new("site", crate::routes::routes, web::HOME);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve_without_store(request).await
    }
}
