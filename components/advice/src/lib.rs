//! Advice for families of children who were in care. The whole service: its API for programs, its pages for families, its pages
//! for staff. What is true of it stands in `domain::advice`, how it is kept in `store::advice`; this component carries requests
//! there and answers back.

mod api;
mod desk;
mod problems;
mod public;
pub mod routes;
mod terms;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component = web::Component::new("advice", crate::routes::routes, crate::public::SECTION);

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
