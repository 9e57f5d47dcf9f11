//! The privacy notice (UK GDPR articles 12 to 14): what is kept, why, for how long, and what people may ask for. The
//! years are those that the service computes with.

use domain::retention::Policy;
use govuk::{Cell, Table};
use maud::{Markup, html};
use web::{Council, email_link};

use super::{bullets, heading, link, paragraph};

pub(super) fn content(council: &Council) -> Markup {
    html! {
        (paragraph(format!(
            "{} runs these pages for {}. The council decides what happens to your information and answers for it.",
            council.name, council.virtual_school
        )))
        (paragraph(html! {
            "Our data protection officer is at " (email_link(&council.data_protection_email)) "."
        }))

        (heading("What we keep when you ask for advice"))
        (bullets([
            "your name, and what you are to the child",
            "how you want us to reply: your email address or phone number",
            "how the child left care, where they go to school, and what your question is about",
            "your question, our answer, and everything that we write to each other after it",
            "if the question is about one child: their first name or initial, and their year group or date of birth",
            "anything you need from us, such as an interpreter",
            "which members of our staff opened your question, and when. You can see this too",
        ]))
        (paragraph("Nobody here reads what you type until you send it."))

        (heading("What we keep when you book training"))
        (bullets([
            "your name and email address, your phone number if you give it, and the organisation that you book for",
            "the name, email address and job of each person who is to come, and what they need to take part",
            "the name of the manager who gives permission, and a purchase order number, if we ask for them",
            "who came, what they thought of it, and the code of their certificate",
        ]))
        (paragraph("Tell the people whose places you book that you have given us their details. Whoever checks a certificate \
            by its code sees the course, the date and initials: never a name."))

        (heading("Why we may keep it"))
        (paragraph("If you book training, we need what you tell us to hold it, and to show that the money for it was well \
            spent. Training the people who work with these children is part of the same task."))
        (paragraph(html! {
            "The law asks us to give this advice: section 23ZZA of the Children Act 1989. We use your information because \
            we need it for that task (UK GDPR, article 6(1)(e)). If you tell us about health or anything else that the law \
            protects more, we use it because the task is in the public interest (article 9(2)(g))."
        }))
        (paragraph("We do not sell it, and we do not use it for advertising."))

        (heading("Who sees it"))
        (paragraph("Our own staff who answer you. If you say so, your child’s school. If we think that a child may come to \
            harm, we tell the people who can keep them safe."))
        (paragraph("GOV.UK Notify sends our emails for us. It gets your email address and the reference of your question or \
            booking: never your question, your name, or a child’s name."))
        (paragraph("Everything we keep is encrypted. Somebody who steals a copy cannot read it without our secret key."))
        (how_long())
        (heading("If you sign in"))
        (paragraph("If you work here, or for a school or a provider, and sign in, we keep your name, your email address, \
            who you work for, and when you signed in with which browser. What you do to somebody’s records stays in \
            their history, with your name, for as long as we keep the record."))
        (heading("What your web browser and our computers note"))
        (paragraph(html! {
            "We use a few " (link("cookies", "/cookies")) ", so that you do not lose what you type. Our computers note that a page \
            was asked for, and how long it took: never who asked, or what was on it. To stop misuse, we count how often \
            somebody sends us something within an hour. For that we keep a scrambled form of their internet address. Nobody \
            can tell the address from it without our secret key."
        }))
        (your_rights(council))
    }
}

fn how_long() -> Markup {
    let Policy { named_enquiry_years, general_enquiry_years, training_years, quiet_working_days, .. } =
        Policy::default();
    html! {
        (heading("How long we keep it"))
        (Table::without_caption()
            .first_cell_is_header(true)
            .head(["What", "How long"])
            .row([Cell::new("A question about one child"), years(named_enquiry_years)])
            .row([Cell::new("Any other question"), years(general_enquiry_years)])
            .row([Cell::new("A booking of training"), years(training_years)])
            .row([Cell::new("What you have half typed and not sent"), Cell::new("24 hours")]))
        (paragraph(format!(
            "You see the date when you open your question. It is never sooner than {quiet_working_days} working days after \
             you last wrote to us. If anybody was worried about a child’s safety, a manager decides, not a computer."
        )))
        (paragraph("What you have half typed is locked with a key that only your web browser keeps. Without it not even we can \
            read what you typed."))
    }
}

fn years(years: i16) -> Cell {
    Cell::new(format!("{years} years after it ends"))
}

fn your_rights(council: &Council) -> Markup {
    html! {
        (heading("What you can ask for"))
        (paragraph("You can ask us to:"))
        (bullets([
            "show you what we have about you, or about a child you are responsible for",
            "put right what is wrong",
            "delete it, or stop using it. Sometimes the law says that we must keep it; then we tell you why",
        ]))
        (paragraph(html! {
            "Write to " (email_link(&council.data_protection_email)) ". We answer within one month, and it costs nothing."
        }))
        (paragraph(html! {
            "If you are not happy with what we do with your information, you can "
            (link("complain to us, and to the Information Commissioner", "/feedback")) "."
        }))
    }
}
