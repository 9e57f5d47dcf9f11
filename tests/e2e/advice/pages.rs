//! Families who ask on pages: what is kept of them between two pages, and what becomes of it.

use reqwest::Method;
use runner::{Fault, When};

use crate::browser::{Browser, Seen};
use crate::door::{house, story};
use crate::people::{Family, Staff, a_question};

/// More operations than any request makes.
const EVERY_OPERATION: usize = 20;

/// Pages and what is sent from each.
type Answers<'a> = &'a [(&'a str, &'a [(&'a str, &'a str)])];

const GENERAL: Answers<'_> = &[
    ("route", &[("route", "adoption")]),
    ("school", &[("school_area", "here")]),
    ("kind", &[("kind", "general")]),
    ("relationship", &[("relationship", "adoptive_parent")]),
    ("topics", &[("topics", "send"), ("topics", "pupil_premium_plus")]),
    ("question", &[("question", "How does the school spend Pupil Premium Plus?\r\nWe ask for a reason.")]),
    ("name", &[("name", "Robin Ashe")]),
    ("reply", &[("reply_by", "email"), ("email", "robin@family.example")]),
    ("needs", &[("needs", "")]),
];

/// Answers one question after another, and ends on the page after the last.
async fn answers(browser: &Browser, pages: Answers<'_>) -> Seen {
    let mut seen = browser.goes("/advice/ask/route").await;
    for (question, fields) in pages {
        let path = format!("/advice/ask/{question}");
        assert_eq!(seen.path, path, "the question that is next");
        seen = browser.sends(&path, fields).await;
    }
    seen
}

/// The family that holds this receipt.
fn family(browser: &Browser, sent: &Seen) -> Family {
    let text = &sent.answer.text;
    let after = |mark: &str, length: usize| text.split_once(mark).unwrap().1[..length].to_owned();
    let reference = format!("ENQ-{}", after(">ENQ-", 9));
    Family { door: browser.door.clone(), reference, code: after("front-door-code\"><strong>", 19) }
}

#[test]
fn a_question_asked_on_pages_is_the_same_as_one_asked_of_the_api() {
    story(|door| async move {
        let adviser = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let browser = Browser::new(&door);
        let check = answers(&browser, GENERAL).await.is("/advice/check", 200);
        assert!(check.words().contains("robin@family.example"));
        let sent = browser.sends("/advice/check", &[]).await.is("/advice/sent", 200);
        let family = family(&browser, &sent);

        let thread = family.reads().await;
        assert_eq!(thread["question"], "How does the school spend Pupil Premium Plus?\nWe ask for a reason.");
        assert_eq!(adviser.opens(&family).await.json()["enquirer"]["name"], "Robin Ashe");
        assert!(sent.words().contains(thread["reply"]["due"]["says"].as_str().unwrap()), "the page says the same day");
        let saved = browser.goes("/advice/sent/save").await;
        assert!(saved.answer.text.contains(&family.reference) && saved.answer.text.contains(&family.code));
        assert_eq!(saved.answer.header("content-type"), Some("text/plain; charset=utf-8"));
    });
}

#[test]
fn a_page_says_what_is_wrong_in_the_words_of_the_api_and_keeps_what_was_typed() {
    story(|door| async move {
        let mut question = a_question();
        question["name"] = "".into();
        question["reply"]["email"] = "robin".into();
        let told = door.post("/api/v1/advice/enquiries", &question).send().await.is(422).json();
        let told: Vec<_> = told["errors"].as_array().unwrap().iter().map(|e| e["detail"].as_str().unwrap()).collect();

        let browser = Browser::new(&door);
        answers(&browser, &GENERAL[..6]).await.is("/advice/ask/name", 200);
        let name = browser.sends("/advice/ask/name", &[("name", " ")]).await.is("/advice/ask/name", 422);
        assert!(name.words().contains(told[0]), "{}", name.words());
        browser.sends("/advice/ask/name", &[("name", "Robin")]).await.is("/advice/ask/reply", 200);
        let fields = [("reply_by", "email"), ("email", "robin")];
        let reply = browser.sends("/advice/ask/reply", &fields).await.is("/advice/ask/reply", 422);
        assert!(reply.words().contains(told[1]), "{}", reply.words());
        assert!(reply.answer.text.contains("value=\"robin\""), "it is played back");
        let again = browser.goes("/advice/ask/reply").await.is("/advice/ask/reply", 200);
        assert!(again.answer.text.contains("value=\"robin\""), "and kept, wrong as it is");
    });
}

#[test]
fn who_comes_out_of_turn_is_led_to_the_question_that_is_next() {
    story(|door| async move {
        let browser = Browser::new(&door);
        for path in ["/advice/ask/name", "/advice/check", "/advice/identity"] {
            browser.goes(path).await.is("/advice/ask/route", 200);
        }
        browser.goes("/advice/sent").await.is("/advice", 200);
        browser.sends("/advice/check", &[]).await.is("/advice/ask/route", 200);
        answers(&browser, &GENERAL[..3]).await.is("/advice/ask/relationship", 200);
        browser.goes("/advice/ask/reply").await.is("/advice/ask/relationship", 200);
        browser.goes("/advice/ask/child").await.is("/advice/ask/relationship", 200);
        browser.goes("/advice/ask/kind").await.is("/advice/ask/kind", 200);
        browser.goes("/advice/ask/nothing").await.is("/advice/ask/nothing", 404);
        assert!(browser.goes("/advice").await.words().contains("a question that you have not sent yet"));
    });
}

#[test]
fn of_a_family_that_somebody_else_can_help_nothing_is_kept() {
    story(|door| async move {
        let browser = Browser::new(&door);
        answers(&browser, &GENERAL[..1]).await.is("/advice/ask/school", 200);
        let held = browser.cookie("fd_draft").unwrap();
        let fields = [("school_area", "elsewhere"), ("educated_in", "885")];
        let told = browser.sends("/advice/ask/school", &fields).await;
        assert!(told.words().contains("the Virtual School of Worcestershire"), "{}", told.words());
        assert_eq!(browser.cookie("fd_draft"), None);
        browser.plant("fd_draft", &held);
        assert!(browser.goes("/advice/ask/kind").await.words().contains("We no longer have your answers"));

        let other = Browser::new(&door);
        let told = other.sends("/advice/ask/route", &[("route", "in_care")]).await;
        assert!(told.path.ends_with("reason=through_carer"), "{}", told.path);
        assert_eq!(other.cookie("fd_draft"), None, "nothing was even begun");
    });
}

#[test]
fn who_is_not_sure_of_the_council_is_told_how_to_find_out_and_goes_on() {
    story(|door| async move {
        let browser = Browser::new(&door);
        answers(&browser, &GENERAL[..1]).await;
        let told = browser.sends("/advice/ask/school", &[("school_area", "not_sure")]).await;
        assert!(told.path.starts_with("/advice/who-can-help"), "{}", told.path);
        let again = browser.goes("/advice/ask/school").await.is("/advice/ask/school", 200);
        assert!(!again.answer.text.contains("govuk-error"), "they have been told already");
        browser.sends("/advice/ask/school", &[("school_area", "here")]).await.is("/advice/ask/kind", 200);
    });
}

#[test]
fn what_may_say_who_a_child_is_is_pointed_out_and_the_family_decides() {
    story(|door| async move {
        let browser = Browser::new(&door);
        answers(&browser, &GENERAL[..5]).await;
        let question = [("question", "My address is robin@family.example")];
        let told = browser.sends("/advice/ask/question", &question).await.is("/advice/identity", 200);
        assert!(told.words().contains("an email address"), "{}", told.words());
        browser.sends("/advice/identity", &[]).await.is("/advice/ask/name", 200);
        browser.sends("/advice/ask/question", &[("question", "How?")]).await.is("/advice/ask/name", 200);
        browser.goes("/advice/identity").await.is("/advice/ask/name", 200);
    });
}

#[test]
fn sent_twice_at_once_it_is_one_question_with_one_receipt() {
    story(|door| async move {
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        let browser = Browser::new(&door);
        answers(&browser, GENERAL).await.is("/advice/check", 200);
        let send = || browser.asks(Method::POST, "/advice/check", &[]);
        let (first, second, third) = tokio::join!(send(), send(), send());
        for answer in [first, second, third] {
            assert_eq!(answer.is(303).header("location"), Some("/advice/sent"));
        }
        let sent = browser.goes("/advice/sent").await.is("/advice/sent", 200);
        let family = family(&browser, &sent);
        let rows = manager.lists("").await;
        assert_eq!(rows.iter().filter(|row| row["reference"] == family.reference.as_str()).count(), 1);
        let again = browser.sends("/advice/check", &[]).await.is("/advice/sent", 200);
        assert_eq!(again.words(), sent.words(), "a later press shows the same receipt");
        browser.goes("/advice/ask/name").await.is("/advice/sent", 200);
        browser.sends("/advice/forget", &[]).await.is("/advice?deleted", 200);
        browser.goes("/advice/sent").await.is("/advice", 200);
    });
}

#[test]
fn whichever_operation_fails_a_form_is_offered_again_and_makes_one_question() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let manager = Staff::joins(&door, "Mo Diaz", "manager").await;
        for fault in [Fault::Fail, Fault::LoseAnswer] {
            for nth in 1..=EVERY_OPERATION {
                let browser = Browser::new(&door);
                answers(&browser, GENERAL).await.is("/advice/check", 200);
                let before = manager.lists("").await.len();
                house.faults().inject(When::any().nth(nth), fault);
                let first = browser.asks(Method::POST, "/advice/check", &[]).await;
                house.faults().clear();
                if first.status != 303 {
                    assert_eq!(first.status, 503, "{fault:?} at {nth}");
                    assert!(first.text.contains("<form method=\"post\" action=\"/advice/check\" novalidate>"));
                }
                let sent = browser.sends("/advice/check", &[]).await.is("/advice/sent", 200);
                assert_eq!(family(&browser, &sent).reads().await["state"], "received");
                assert_eq!(manager.lists("").await.len(), before + 1, "{fault:?} at {nth}");
            }
        }
        running.stop().await;
    });
}

#[test]
fn a_failing_store_costs_nobody_what_they_typed() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let browser = Browser::new(&door);
        answers(&browser, &GENERAL[..5]).await;
        house.faults().inject(When::any().nth(1), Fault::Fail);
        let failed = browser.sends("/advice/ask/question", &[("question", "Why & <how>?")]).await;
        house.faults().clear();
        assert_eq!(failed.answer.status, 503);
        assert_eq!(failed.value("question"), Some("Why &amp; &lt;how&gt;?"), "the page holds it, to be sent again");
        running.stop().await;
    });
}

#[test]
fn half_typed_answers_lie_sealed_and_open_for_no_other_browser() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let browser = Browser::new(&door);
        answers(&browser, &GENERAL[..7]).await;
        let bytes = house.bytes_on_disk();
        for typed in ["Robin", "Pupil Premium", "adoptive_parent"] {
            assert!(!bytes.windows(typed.len()).any(|window| window == typed.as_bytes()), "{typed} lies in the clear");
        }
        let (other, key) = (Browser::new(&door), browser.cookie("fd_draft").unwrap());
        let (place, secret) = key.rsplit_once('.').unwrap();
        other.plant("fd_draft", &format!("{place}.{}", secret.chars().rev().collect::<String>()));
        assert!(other.goes("/advice/ask/name").await.words().contains("We no longer have your answers"));
        other.plant("fd_draft", "not a key");
        assert!(other.goes("/advice/ask/name").await.words().contains("We no longer have your answers"));
        let kept = other.sends("/advice/ask/name", &[("name", "Kim Low")]).await.is("/advice/ask/route?again", 200);
        assert!(kept.words().contains("We have kept what you just sent us"));
        answers(&other, &GENERAL[..6]).await.is("/advice/ask/reply", 200);
        running.stop().await;
    });
}

#[test]
fn a_cookie_is_for_this_service_and_this_session_of_the_browser_alone() {
    story(|door| async move {
        let answer = Browser::new(&door).asks(Method::POST, "/advice/ask/route", &[("route", "adoption")]).await;
        let cookie = answer.header("set-cookie").unwrap();
        let attributes = cookie.split_once("; ").unwrap().1;
        assert!(attributes.starts_with("Path=/advice; HttpOnly; SameSite=Lax"), "{cookie}");
        assert!(!cookie.contains("Max-Age") && !cookie.contains("Expires"), "{cookie}");
    });
}

#[test]
fn a_form_from_another_site_is_refused() {
    story(|door| async move {
        for (header, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
            let ask = door.ask(Method::POST, "/advice/ask/route").header(header, value);
            let ask = ask.header("content-type", "application/x-www-form-urlencoded").body("route=adoption");
            let answer = ask.send().await;
            assert_eq!(answer.header("set-cookie"), None);
            answer.tells_on_a_page(403, "This was sent from another website, so we did not take it");
        }
    });
}

#[test]
fn a_family_comes_back_reads_writes_and_takes_its_question_back() {
    story(|door| async move {
        let adviser = Staff::joins(&door, "Sam Okoro", "adviser").await;
        let asked = Family::asks(&door, &a_question()).await;
        let browser = Browser::new(&door);
        browser.goes("/advice/enquiry").await.is("/advice/come-back", 200);
        let wrong = [("reference", asked.reference.as_str()), ("access_code", "AAAA-AAAA-AAAA-AAAA")];
        let refused = browser.sends("/advice/come-back", &wrong).await.is("/advice/come-back", 422);
        assert!(refused.words().contains("We have no question with this reference and access code"));

        let (reference, code) = (asked.reference.to_lowercase(), asked.code.replace('-', " "));
        let right = [("reference", reference.as_str()), ("access_code", code.as_str())];
        browser.sends("/advice/come-back", &right).await.is("/advice/enquiry", 200);
        adviser.steps(&asked, "triage", &serde_json::json!({})).await.is(200);
        adviser.steps(&asked, "assignment", &serde_json::json!({"to": "me"})).await.is(200);
        adviser.steps(&asked, "question", &serde_json::json!({"text": "Which school?"})).await.is(200);
        let waiting = browser.goes("/advice/enquiry").await.is("/advice/enquiry", 200);
        for said in ["Waiting for you", "Sam Okoro wrote", "Which school?", "We are waiting to hear from you"] {
            assert!(waiting.words().contains(said), "{said} in {}", waiting.words());
        }
        assert!(browser.goes("/advice/enquiry/looked").await.words().contains("Sam Okoro"));

        let attempt = waiting.value("attempt").unwrap().to_owned();
        let message = [("text", "Elm <School>"), ("attempt", attempt.as_str())];
        let empty = [("text", " "), ("attempt", attempt.as_str())];
        assert!(browser.sends("/advice/enquiry", &empty).await.words().contains("Enter your message"));
        browser.sends("/advice/enquiry", &message).await.is("/advice/enquiry?done=written", 200);
        let twice = browser.sends("/advice/enquiry", &message).await.is("/advice/enquiry?done=written", 200);
        assert_eq!(twice.words().matches("Elm &lt;School&gt;").count(), 1, "sent twice, it stands there once");

        let sure = browser.goes("/advice/enquiry/withdraw").await.is("/advice/enquiry/withdraw", 200);
        let attempt = [("attempt", sure.value("attempt").unwrap())];
        let done = browser.sends("/advice/enquiry/withdraw", &attempt).await.is("/advice/enquiry?done=withdrawn", 200);
        assert!(done.words().contains("Taken back"));
        browser.sends("/advice/enquiry/leave", &[]).await.is("/advice", 200);
        browser.goes("/advice/enquiry").await.is("/advice/come-back", 200);
    });
}

#[test]
fn a_message_that_may_say_who_a_child_is_is_pointed_out_before_it_is_sent() {
    story(|door| async move {
        let asked = Family::asks(&door, &a_question()).await;
        let browser = Browser::new(&door);
        let fields = [("reference", asked.reference.as_str()), ("access_code", asked.code.as_str())];
        let open = browser.sends("/advice/come-back", &fields).await.is("/advice/enquiry", 200);
        let attempt = open.value("attempt").unwrap().to_owned();
        let with = |identity| {
            [("text", "Write to <jo@family.example>"), ("attempt", attempt.as_str()), ("identity", identity)]
        };
        let told = browser.sends("/advice/enquiry", &with("")[..2]).await.is("/advice/enquiry", 200);
        assert!(told.words().contains("Your message seems to have in it: an email address"), "{}", told.words());
        assert_eq!(told.value("text"), Some("Write to &lt;jo@family.example&gt;"), "it is on the page, whole");
        assert_eq!(asked.reads().await["messages"], serde_json::json!([]), "and not sent yet");
        let change = browser.sends("/advice/enquiry", &with("change")).await.is("/advice/enquiry", 200);
        assert!(change.answer.text.contains(">Write to &lt;jo@family.example&gt;</textarea>"), "{}", change.words());
        browser.sends("/advice/enquiry", &with("keep")).await.is("/advice/enquiry?done=written", 200);
        let signed = [("text", "Dear Sam Okoro, thank you. Robin Ashe"), ("attempt", "another")];
        browser.sends("/advice/enquiry", &signed).await.is("/advice/enquiry?done=written", 200);
        assert_eq!(asked.reads().await["messages"][0]["text"], "Write to <jo@family.example>");
    });
}

#[test]
fn a_message_written_while_the_question_was_locked_comes_along() {
    story(|door| async move {
        let asked = Family::asks(&door, &a_question()).await;
        let browser = Browser::new(&door);
        let fields = [("text", "I wrote this for an hour"), ("attempt", "a")];
        let locked = browser.sends("/advice/enquiry", &fields).await.is("/advice/enquiry", 200);
        assert_eq!(locked.value("text"), Some("I wrote this for an hour"));
        let (reference, code) = (asked.reference.as_str(), asked.code.as_str());
        let fields = [("reference", reference), ("access_code", code), ("text", "I wrote this for an hour")];
        let opened = browser.sends("/advice/come-back", &fields).await.is("/advice/come-back", 200);
        assert!(opened.answer.text.contains(">I wrote this for an hour</textarea>"), "{}", opened.words());
        assert_eq!(asked.reads().await["messages"], serde_json::json!([]), "it is not sent yet");
    });
}

#[test]
fn a_wrong_code_on_the_page_counts_like_one_on_the_api() {
    story(|door| async move {
        let asked = Family::asks(&door, &a_question()).await;
        let browser = Browser::new(&door);
        let wrong = [("reference", asked.reference.as_str()), ("access_code", "AAAA-AAAA-AAAA-AAAA")];
        for _ in 0..10 {
            browser.sends("/advice/come-back", &wrong).await.is("/advice/come-back", 422);
        }
        let right = [("reference", asked.reference.as_str()), ("access_code", asked.code.as_str())];
        browser.sends("/advice/come-back", &right).await.is("/advice/come-back", 429);
    });
}

/// How many operations a request makes on the store.
async fn operations(house: &crate::door::House, request: impl Future<Output = crate::door::Answer>) -> usize {
    house.faults().record();
    request.await;
    let seen = house.faults().recorded().len();
    house.faults().clear();
    seen
}

#[test]
fn a_page_costs_the_store_little() {
    house(|house| async move {
        let (door, running) = house.open().await;
        let browser = Browser::new(&door);
        let post = |path, fields| browser.asks(Method::POST, path, fields);
        let first: &[(&str, &str)] = &[("route", "adoption")];
        assert!(operations(&house, post("/advice/ask/route", first)).await <= 5, "a limit, and a draft begun");
        assert_eq!(
            operations(&house, post("/advice/ask/school", &[("school_area", "here")])).await,
            2,
            "read, written"
        );
        assert_eq!(operations(&house, browser.asks(Method::GET, "/advice/ask/kind", &[])).await, 1, "read");
        answers(&Browser::new(&door), &[]).await;
        for (question, fields) in &GENERAL[2..] {
            browser.sends(&format!("/advice/ask/{question}"), fields).await;
        }
        // A submission as of the API (6, and one or two for its limit), the draft read and written.
        assert!(operations(&house, post("/advice/check", &[])).await <= 10);
        running.stop().await;
    });
}
