//! How to tell us what is good and what is not, and how to complain about what we do with personal data (Data Protection
//! Act 2018, section 164A: acknowledged within 30 days).

use maud::{Markup, html};
use web::{Council, about_safety, email_link, phone_link};

use super::{bullets, heading, link, paragraph};

pub(super) fn content(council: &Council) -> Markup {
    let contact = &council.contact;
    html! {
        (about_safety(&council.safeguarding))
        (paragraph("Never send us your access code. We do not need it."))

        (heading("Tell us what you think"))
        (paragraph(html! {
            "Tell us what is good, what is hard to use, and what is missing. Email " (email_link(&contact.email))
            " or phone " (phone_link(&contact.phone)) "."
        }))

        (heading("Complain about our service"))
        (paragraph("Tell us first, by email or by phone. We will try to put it right."))
        (paragraph(html! {
            "If you are still not happy, you can complain to "
            @match &council.website {
                Some(website) => (link(&council.name, website)),
                None => (council.name),
            }
            ". After that you can go to the "
            (link("Local Government and Social Care Ombudsman", "https://www.lgo.org.uk/")) "."
        }))

        (heading("Complain about what we do with personal information"))
        (paragraph(html! {
            "Write to our data protection officer at " (email_link(&council.data_protection_email)) ". Tell us:"
        }))
        (bullets([
            "your name, and how to reach you",
            "what happened, and when",
            "the reference of your question, if you have one",
            "what you would like us to do",
        ]))
        (paragraph("We will tell you that we have it within 30 days. We will look into it without delay, tell you how it is \
            going, and tell you what we found. It costs nothing."))
        (paragraph(html! {
            "If you are not happy with our answer, you can complain to the Information Commissioner: "
            (link("ico.org.uk/make-a-complaint", "https://ico.org.uk/make-a-complaint/")) " or phone "
            a class="govuk-link front-door-unbroken" href="tel:03031231113" { "0303 123 1113" } "."
        }))
    }
}
