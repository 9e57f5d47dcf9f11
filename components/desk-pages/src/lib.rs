//! The desk's own pages: what needs doing, one's account, people, keys, and what administrators did. Each service's pages
//! for staff are that service's.

mod forms;
mod pages;
pub mod routes;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component = web::Component::new("desk-pages", crate::routes::routes).section(web::DESK);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve(request).await
    }
}
