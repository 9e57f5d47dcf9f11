//! Training: the API of its courses and runs. What is true of them stands in `domain::training`, how they are kept in
//! `bookings`; this component only carries requests there and answers back. Who is on a run is the affair of others.

mod callers;
mod catalogue;
mod courses;
mod managing;
pub mod routes;
mod views;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component =
        web::Component::new("training", crate::routes::routes).variables(bookings::VARIABLES);

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
