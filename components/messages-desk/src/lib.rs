//! Messages by email as staff see them: what waits, what failed and why, and two buttons. What a message is stands in
//! `domain::messages`, how one goes out in `outbox`; this component sends nothing.

mod forms;
mod pages;
pub mod routes;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component =
        web::Component::new("messages-desk", crate::routes::routes).section(web::DESK).variables(outbox::VARIABLES);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve(request).await
    }
}
