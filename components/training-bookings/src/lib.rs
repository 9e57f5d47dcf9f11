//! Bookings of places on training: the service's API. What is true of them stands in `domain::training`, how they are kept in
//! `bookings`; this component only carries requests there and answers back.

mod asking;
mod callers;
pub mod routes;
mod seeing;
mod steps;
mod views;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component =
        web::Component::new("training-bookings", crate::routes::routes).variables(bookings::VARIABLES);

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
