//! Messages by email: sent when a scheduler calls, receipts taken, and what failed dealt with by programs and on the desk. What
//! a message is stands in `domain::messages`, what is due in `store::messages`; this component alone calls GOV.UK Notify.

mod api;
mod bodies;
mod callers;
mod delivery;
mod forms;
mod notify;
mod pages;
mod problems;
mod receipts;
pub mod routes;
mod settings;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component =
        web::Component::new("messages", crate::routes::routes, web::DESK).variables(&crate::settings::VARIABLES);

    #[spin_sdk::http_service]
    async fn handle(request: spin_sdk::http::Request) -> web::Response {
        COMPONENT.serve(request).await
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_document_says_what_the_code_does() {
        let document = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
        assert_eq!(crate::routes::routes().is_documented(document), Ok(()));
    }
}
