//! Training: what is due by itself, and what keeps its lists right. For schedulers; what there is to do stands in `bookings`.

pub mod routes;
mod tasks;
mod views;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component =
        web::Component::new("training-tasks", crate::routes::routes).variables(&["tasks_key"]);

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
