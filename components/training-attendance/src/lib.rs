//! Training: the API of who is on a run: bookings, register, what attendees thought, certificates, charges. What is true of
//! all that stands in `domain::training`, how it is kept in `bookings`; this component only carries requests there and
//! answers back.

mod attending;
mod callers;
mod certificates;
mod evaluating;
mod messages;
mod money;
pub mod routes;
mod views;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component = web::Component::new("training-attendance", crate::routes::routes);

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
