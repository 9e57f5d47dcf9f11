//! Advice for families of children who were in care: the service's pages. What is true of it stands in `domain::advice`,
//! how it is kept in `enquiries`; this component asks, one thing at a time, and shows what was answered.

mod forms;
mod pages;
pub mod routes;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component =
        web::Component::new("advice-pages", crate::routes::routes).section(crate::pages::SECTION);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve(request).await
    }
}
