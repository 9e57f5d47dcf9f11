//! The desk: what staff need whichever service they work in. It never knows a service.

mod keys;
mod people;
pub mod routes;
mod views;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component = web::Component::new("desk", crate::routes::routes);

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
