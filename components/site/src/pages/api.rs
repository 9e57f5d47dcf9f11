//! The page that leads people who write programs to the descriptions.

use maud::{Markup, html};

use super::{link, paragraph};
use crate::documents::Document;

pub(super) fn content(documents: &[Document]) -> Markup {
    html! {
        (paragraph("This page is for people who write programs. Whatever can be done on the pages of this website, a \
            program can do too."))
        (paragraph("Each part of the service has a description in the OpenAPI format, version 3.1:"))
        ul class="govuk-list govuk-list--bullet" {
            @for document in documents { li { (link(document.title, &document.openapi)) } }
        }
        (paragraph("A program that asks for this page as JSON gets the same list."))
    }
}
