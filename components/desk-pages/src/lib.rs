//! The desk's own pages: what needs doing, one's account, people, keys, what administrators did, and replies to use again.
//! Each service's other pages for staff are that service's.

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
