//! A problem is told to people on a page and to programs as JSON, in the same words.

use reqwest::Method;

use crate::door::{council_but_for, house, story};

const NOT_FOUND: &str = "We could not find what you asked for";

#[test]
fn people_get_a_page_and_programs_get_json() {
    story(|door| async move {
        for path in ["/nothing", "/nothing/at/all", "/health/", "//api", "/%F0%9F%8C%B3"] {
            door.get(path).send().await.tells_on_a_page(404, NOT_FOUND);
        }
        for path in ["/api/", "/api/v1", "/api/v1/nothing", "/assets/nothing.css"] {
            assert_eq!(door.get(path).send().await.tells(404, "not-found").json()["title"], NOT_FOUND);
        }
    });
}

#[test]
fn a_wrong_method_gets_a_page_that_programs_understand_too() {
    story(|door| async move {
        let answer = door.ask(Method::POST, "/health").send().await;
        let answer = answer.tells_on_a_page(405, "This cannot be done here");
        assert!(answer.header("allow").is_some_and(|allow| allow.contains("GET")));
        assert!(door.ask(Method::HEAD, "/nothing").send().await.is(404).text.is_empty());
    });
}

#[test]
fn a_page_that_tells_a_problem_says_whom_to_reach_and_what_about_safety() {
    story(|door| async move {
        let page = door.get("/nothing").send().await.text;
        for said in [
            "href=\"tel:01632960900\"",
            "mailto:virtual.school@larkshire.example",
            "Monday to Friday, 9am to 5pm",
            "If a child is in immediate danger, call <a",
            "href=\"tel:01632960999\"",
            "<title>We could not find what you asked for - Larkshire Virtual School - Larkshire County Council</title>",
        ] {
            assert!(page.contains(said), "{said} in {page}");
        }
    });
}

#[test]
fn a_setting_that_cannot_be_used_stops_pages_and_api_and_only_the_log_says_which() {
    house(|house| async move {
        let log = runner::Output::captured();
        let council = council_but_for("contact_phone", "ask-around");
        let builder = house.builder().variable("council", council).output(log.clone());
        let running = builder.start().await.unwrap();
        let door = crate::door::Door::at(running.url());
        let page = door.get("/").send().await.tells_on_a_page(500, "Sorry, there is a problem with the service");
        assert!(page.text.contains(page.header("x-request-id").unwrap()), "the code that leads to the log line");
        let answer = door.get("/api/v1/advice/remit?route=adoption").send().await.tells(500, "internal");
        for text in [page.text, answer.text] {
            assert!(!text.contains("contact_phone") && !text.contains("ask-around"), "{text}");
        }
        let log = log.lines().concat();
        assert!(
            log.contains("the variable council cannot be used: contact_phone is not a phone number")
                && !log.contains("ask-around"),
            "{log}"
        );
    });
}
