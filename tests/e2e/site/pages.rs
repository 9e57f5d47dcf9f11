//! The site's own pages: true to the settings, light, within the policy that every page has, and never a dead end.

use crate::browser::PAGE_BYTES_MAX;
use crate::door::{Answer, Door, house, story};
use crate::site::files::files_of;

const PAGES: [&str; 6] = ["/", "/accessibility", "/privacy", "/cookies", "/feedback", "/api"];

/// The first visit to the start page may bring so many bytes over the wire in all.
const FIRST_VISIT_BYTES_MAX: usize = 60 * 1024;

/// A page as a browser asks for it.
async fn page(door: &Door, path: &str) -> Answer {
    let accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    let answer = door.get(path).header("accept", accept).send().await;
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{path}");
    answer
}

/// The words between two texts, wherever they stand.
fn between<'a>(html: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    html.split(before).skip(1).filter_map(|rest| rest.split_once(after)).map(|(inside, _)| inside).collect()
}

/// What is left of HTML when its tags are gone.
fn words(html: &str) -> String {
    html.split('<').map(|rest| rest.split_once('>').map_or(rest, |(_, text)| text)).collect()
}

#[test]
fn every_page_is_whole_and_light_and_says_what_it_is() {
    story(|door| async move {
        for path in PAGES {
            let answer = page(&door, path).await.is(200);
            let html = &answer.text;
            assert!(answer.length < PAGE_BYTES_MAX, "{path} has {} bytes", answer.length);
            assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\""), "{path}");
            let headings = between(html, "<h1 class=\"govuk-heading-l\">", "</h1>");
            assert_eq!(headings.len(), 1, "{path}");
            let title = between(html, "<title>", "</title>")[0];
            assert!(title.starts_with(headings[0]) && title.ends_with("Larkshire County Council"), "{path}: {title}");
            assert_eq!(answer.header("x-robots-tag"), Some("all"), "{path}");
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
            assert_eq!(answer.header("set-cookie"), None, "{path}: the cookies page says that none is needed here");
        }
    });
}

#[test]
fn every_page_keeps_to_the_policy_it_is_sent_with() {
    story(|door| async move {
        for path in PAGES.into_iter().chain(["/nothing"]) {
            let answer = page(&door, path).await;
            let policy = answer.header("content-security-policy").unwrap();
            assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
            for tag in between(&answer.text, "<", ">") {
                assert!(
                    !tag.starts_with("style") && !tag.contains(" style=") && !tag.contains(" on"),
                    "{path}: <{tag}>"
                );
                assert!(!tag.starts_with("script") || tag.contains(" src=\"/assets/"), "{path}: <{tag}>");
                assert!(!tag.starts_with("link") || tag.contains(" href=\"/assets/"), "{path}: <{tag}>");
                assert!(!tag.starts_with("img") && !tag.starts_with("iframe"), "{path}: <{tag}>");
            }
        }
    });
}

#[test]
fn the_first_visit_brings_little_over_the_wire() {
    story(|door| async move {
        let start = page(&door, "/").await.is(200);
        let mut bytes = start.length;
        for file in files_of(&start.text) {
            bytes += door.get(&file).header("accept-encoding", "gzip, deflate, br").send().await.is(200).length;
        }
        assert!(bytes < FIRST_VISIT_BYTES_MAX, "{bytes} bytes");
    });
}

#[test]
fn no_link_of_a_page_is_dead() {
    story(|door| async move {
        let mut links: Vec<String> = Vec::new();
        for path in PAGES.into_iter().chain(["/nothing"]) {
            let html = page(&door, path).await.text;
            links.extend(
                between(&html, "href=\"", "\"").into_iter().filter(|href| href.starts_with('/')).map(str::to_owned),
            );
        }
        links.sort();
        links.dedup();
        assert!(PAGES.iter().all(|path| links.iter().any(|link| link == path)), "every page is linked: {links:?}");
        for link in &links {
            let answer = door.get(link).header("accept", "text/html").send().await;
            let to = answer.header("location").unwrap_or_default();
            // What only a school may see is behind a door of its own.
            assert!(answer.status == 200 || to.starts_with("/sign-in"), "{link}: {} {to}", answer.status);
        }
    });
}

#[test]
fn safety_comes_first_where_somebody_might_write_to_us() {
    story(|door| async move {
        let answer = door.get("/api/v1/advice/remit?route=adoption&educated_in=900").send().await.is(200).json();
        let sentences = answer["safeguarding"].as_str().unwrap();
        for path in ["/", "/feedback"] {
            let html = page(&door, path).await.text;
            let main = between(&html, "<main", "</main>")[0];
            let said = main.find("immediate danger").unwrap();
            assert!(main.find("mailto:").is_none_or(|first| said < first), "{path}");
            assert!(words(main).contains(sentences), "the words of the API: {path}");
        }
    });
}

#[test]
fn what_a_council_sets_shows_on_every_page() {
    house(|house| async move {
        let council = [
            ("authority_code", "301"),
            ("authority_name", "Barking <b> & Dagenham"),
            ("council_name", "Barking & Dagenham Council"),
            ("council_website", "https://council.example/?a=1&b=2"),
            ("virtual_school_name", "Aspire"),
            ("contact_email", "aspire@council.example"),
            ("contact_phone", "020 7946 0000"),
            ("contact_address", "Aspire, Town Hall, Barking"),
            ("opening_hours", "Tuesdays, 10am to noon"),
            ("safeguarding_hub", "MASH"),
            ("safeguarding_phone", "020 7946 0999"),
            ("safeguarding_hours", "day and night"),
            ("data_protection_email", "dpo@council.example"),
            ("first_contact_working_days", "1"),
            ("reply_working_days", "9"),
            ("phase", ""),
        ];
        let council: String = council.iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
        let running = house.builder().variable("council", council).start().await.unwrap();
        let door = Door::at(running.url());
        for path in PAGES.into_iter().chain(["/nothing"]) {
            let html = page(&door, path).await.text;
            assert!(html.contains("Barking &amp; Dagenham Council") && html.contains(">Aspire<"), "{path}");
            assert!(html.contains("href=\"https://council.example/?a=1&amp;b=2\""), "{path}");
            for gone in ["Larkshire", "larkshire", "01632", "<b>", "phase-banner"] {
                assert!(!html.contains(gone), "{gone} on {path}");
            }
        }
        for (path, said) in [
            ("/", "within 1 working day, and we answer your question within 9 working days"),
            ("/", "AspireTown HallBarking"),
            ("/", "Tuesdays, 10am to noon"),
            ("/", "phone MASH on 020 7946 0999. It is open day and night."),
            ("/nothing", "phone Aspire on 020 7946 0000 (Tuesdays, 10am to noon), or email aspire@council.example."),
            ("/accessibility", "the pages of Aspire at this address. Barking &amp; Dagenham Council runs them."),
            ("/privacy", "Our data protection officer is at dpo@council.example."),
            ("/feedback", "Write to our data protection officer at dpo@council.example."),
            ("/feedback", "complain to Barking &amp; Dagenham Council"),
        ] {
            let text = words(&page(&door, path).await.text);
            assert!(text.contains(said), "{said} on {path}: {text}");
        }
    });
}

#[test]
fn what_a_council_leaves_out_is_not_filled_in_with_another_s() {
    house(|house| async move {
        let council = "authority_code = 301\nauthority_name = Barking and Dagenham\n\
            contact_email = aspire@council.example\ncontact_phone = 020 7946 0000\nsafeguarding_hub = MASH\n\
            safeguarding_phone = 020 7946 0999\ndata_protection_email = dpo@council.example\n";
        let running = house.builder().variable("council", council).start().await.unwrap();
        let door = Door::at(running.url());
        for path in PAGES {
            let html = page(&door, path).await.is(200).text;
            assert!(html.contains("Barking and Dagenham Council"), "{path}");
            for gone in ["Larkshire", "larkshire", "01632", "Monday to Friday", "phase-banner"] {
                assert!(!html.contains(gone), "{gone} on {path}");
            }
        }
    });
}

#[test]
fn where_the_api_is_described_is_a_page_for_people_and_a_list_for_programs() {
    story(|door| async move {
        let html = page(&door, "/api").await;
        let list = door.get("/api").header("accept", "application/json").send().await.is(200);
        for answer in [&html, &list] {
            assert_eq!(answer.header("vary"), Some("accept"));
        }
        for item in list.json()["items"].as_array().unwrap() {
            assert!(html.text.contains(&format!("href=\"{}\"", item["openapi"].as_str().unwrap())));
        }
    });
}

#[test]
fn search_engines_are_told_what_is_not_for_them() {
    story(|door| async move {
        let robots = door.get("/robots.txt").send().await.is(200);
        assert_eq!(robots.header("content-type"), Some("text/plain; charset=utf-8"));
        assert!(robots.text.contains("Disallow: /api/"));
    });
}

#[test]
fn what_the_statements_promise_is_there() {
    story(|door| async move {
        for (path, said) in [
            ("/privacy", "section 23ZZA of the Children Act 1989"),
            ("/privacy", "A question about one child6 years after it ends"),
            ("/privacy", "Any other question2 years after it ends"),
            ("/privacy", "What you have half typed and not sent24 hours"),
            ("/cookies", "fd_draft"),
            ("/cookies", "fd_enquiry"),
            ("/privacy", "A booking of training6 years after it ends"),
            ("/cookies", "fd_places"),
            ("/cookies", "fd_booking"),
            ("/cookies", "fd_session"),
            ("/cookies", "fd_back"),
            ("/cookies", "fd_with"),
            ("/cookies", "fd_writing"),
            ("/feedback", "within 30 days"),
            ("/feedback", "Information Commissioner"),
            ("/accessibility", "version 2.2, at level AA"),
            ("/accessibility", "Equality Advisory and Support Service"),
        ] {
            let text = words(&page(&door, path).await.text);
            assert!(text.contains(said), "{said} on {path}: {text}");
        }
    });
}
