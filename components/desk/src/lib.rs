//! The desk: what staff share whichever service they work in. Home, people, keys, what administrators did, and the directory of
//! settings. Each service's pages for staff are that service's.

mod api;
mod chunk;
mod forms;
mod pages;
mod problems;
pub mod routes;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component = web::Component::new("desk", crate::routes::routes, web::DESK);

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
