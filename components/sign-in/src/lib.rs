//! Signing in and out: with a link in an email, with an account at a council's or the
//! schools' identity provider, and as the first administrator of a new installation. Who may sign in stands
//! in `store::people`; what they may do is each component's own to say.

mod forms;
mod pages;
mod problems;
mod providers;
pub mod routes;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component = web::Component::new("sign-in", crate::routes::routes, crate::pages::SECTION)
        .variables(&crate::forms::VARIABLES);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve(request).await
    }
}
