//! The directory of settings: its API and its pages. How it is read is `domain::directory`'s, how it is kept and searched
//! the crate `directories`'s; this component takes what is sent and shows what is there.

mod chunk;
mod forms;
mod imports;
mod pages;
pub mod routes;
mod settings;
mod views;

#[cfg(target_family = "wasm")]
mod component {
    static COMPONENT: web::Component = web::Component::new("directory", crate::routes::routes).section(web::DESK);

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
