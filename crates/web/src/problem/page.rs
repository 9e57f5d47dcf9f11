//! A problem as a page: what happened, what to do, how to reach somebody. The words are those of the API.

use govuk::{Button, ExitThisPage, Page};
use http::StatusCode;
use http::header::RETRY_AFTER;
use maud::{Markup, html};
use serde_json::Value;

use super::{Again, Problem};
use crate::council::{Contact, Council};
use crate::html::Html;
use crate::layout::{SIGN_IN, SiteArea, about_safety, bare, email_link, layout, phone_link};

const SECONDS_IN_A_MINUTE: u64 = 60;

/// The page for a problem. Without a council, because the settings cannot be used, it has no one to get in touch with.
pub(crate) fn as_page(problem: &Problem, council: Option<&Council>, area: &SiteArea, request_id: &str) -> Html {
    let layout = council.map_or_else(bare, |council| layout(council, area));
    let status = problem.status();
    let content = html! {
        h1 class="govuk-heading-l" { (problem.kind().title) }
        (what_happened(problem))
        @if let Some(wait) = wait(problem) { p class="govuk-body" { (wait) } }
        @match &problem.0.again {
            Some(again) => (try_again(again, status == StatusCode::UNAUTHORIZED)),
            None => p class="govuk-body" { (problem.kind().next) },
        }
        @if let Some(council) = council {
            (get_in_touch(council))
            (about_safety(&council.safeguarding))
        }
        p class="govuk-body" { a class="govuk-link" href=(area.href) { "Go to the first page" } }
        @if status.is_server_error() {
            p class="govuk-body" {
                "If you get in touch about this, tell us this code, which helps us find out what went wrong: "
                strong class="govuk-!-text-break-word" { (request_id) }
            }
        }
    };
    let page = Page::new(&layout, problem.kind().title, content);
    Html::new(if area.exit { page.exit_this_page(ExitThisPage::new()) } else { page }).status(status)
}

/// The same form once more, with everything that was typed.
fn try_again(Again { action, fields }: &Again, sign_in: bool) -> Markup {
    html! {
        @if sign_in {
            p class="govuk-body" {
                a class="govuk-link" href=(SIGN_IN) rel="noreferrer noopener" target="_blank" {
                    "Sign in again (opens in new tab)"
                }
                ", then come back to this page."
            }
        }
        p class="govuk-body" { "We still have what you sent us. Press “Try again” to send it once more." }
        form method="post" action=(action) novalidate {
            @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
            (Button::new("Try again").prevent_double_click(true))
        }
    }
}

fn what_happened(problem: &Problem) -> Markup {
    let errors = problem.0.members.get("errors").and_then(Value::as_array);
    let errors = errors.into_iter().flatten().filter_map(|error| error.get("detail")?.as_str());
    let errors: Vec<&str> = errors.collect();
    html! {
        @if let Some(detail) = &problem.0.detail { p class="govuk-body" { (detail) @if !ends(detail) { "." } } }
        @if !errors.is_empty() {
            ul class="govuk-list govuk-list--bullet" { @for error in &errors { li { (error) } } }
        }
    }
}

/// Details are sentences without a full stop, or several with one.
fn ends(sentence: &str) -> bool {
    sentence.ends_with(['.', '!', '?'])
}

/// How long to wait, where the answer says so.
fn wait(problem: &Problem) -> Option<String> {
    let seconds: u64 = problem.0.headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    let minutes = seconds.div_ceil(SECONDS_IN_A_MINUTE);
    Some(match minutes {
        0 | 1 => "You can try again in a minute.".to_owned(),
        minutes => format!("You can try again in {minutes} minutes."),
    })
}

fn get_in_touch(council: &Council) -> Markup {
    let Contact { email, phone, opening_hours, .. } = &council.contact;
    html! {
        p class="govuk-body" {
            "You can phone " (council.virtual_school) " on " (phone_link(phone))
            @if let Some(hours) = opening_hours { " (" (hours) ")" }
            ", or email " (email_link(email)) "."
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;
    use domain::problems::{Code, Problems};

    use super::as_page;
    use crate::council::tests::larkshire;
    use crate::form::Form;
    use crate::layout::{HOME, SiteArea};
    use crate::problem::Problem;
    use crate::testing::{body_text, extract_body, request};

    fn page(problem: &Problem) -> String {
        body_text(as_page(problem, Some(&larkshire()), &HOME, "0123456789abcdef").into_response())
    }

    #[test]
    fn it_says_what_happened_what_to_do_and_whom_to_reach() {
        let html = page(&Problem::not_found());
        for said in [
            "<h1 class=\"govuk-heading-l\">We could not find what you asked for</h1>",
            "check that you copied all of it",
            "href=\"tel:01632960900\"",
            "href=\"/\">Go to the first page</a>",
            "mailto:virtual.school@larkshire.example",
            "call <a class=\"govuk-link govuk-!-font-weight-bold\" href=\"tel:999\">999</a>",
        ] {
            assert!(html.contains(said), "{said} in {html}");
        }
        assert!(!html.contains("0123456789abcdef"), "a code is for what we have to look into");
    }

    #[test]
    fn where_pages_can_be_left_in_one_press_this_one_can_too() {
        let left = |exit| {
            let area = SiteArea { exit, ..HOME };
            body_text(as_page(&Problem::not_found(), Some(&larkshire()), &area, "x").into_response())
        };
        assert!(left(true).contains("govuk-exit-this-page"));
        assert!(!left(false).contains("govuk-exit-this-page"));
    }

    #[test]
    fn a_fault_of_ours_shows_the_code_of_the_request_and_never_the_cause() {
        let html = page(&Problem::internal("no such table"));
        assert!(html.contains("0123456789abcdef") && !html.contains("no such table"));
        let bare = as_page(&Problem::internal("x"), None, &HOME, "0123456789abcdef").into_response();
        assert_eq!(bare.status(), 500);
        assert!(body_text(bare).contains("0123456789abcdef"));
    }

    #[test]
    fn a_form_that_met_a_failure_can_be_sent_again_as_it_was() {
        let form = || {
            let body = "text=one%0D%0A%3Ctwo%3E";
            let headers = [("content-type", "application/x-www-form-urlencoded")];
            extract_body::<Form>(request("POST", "/x", &headers, body)).unwrap()
        };
        let html = page(&Problem::unavailable("x").keeping(&form(), "/x"));
        assert!(html.contains("<form method=\"post\" action=\"/x\" novalidate>"), "{html}");
        assert!(html.contains("name=\"text\" value=\"one\r\n&lt;two&gt;\""), "{html}");
        assert!(page(&Problem::too_many(60).keeping(&form(), "/x")).contains("Try again</button>"));
        let signed_out = page(&Problem::unauthenticated().keeping(&form(), "/x"));
        assert!(signed_out.contains("href=\"/sign-in\"") && signed_out.contains("Try again</button>"));
        assert!(!page(&Problem::not_found().keeping(&form(), "/x")).contains("Try again</button>"));
    }

    #[test]
    fn what_is_wrong_and_how_long_to_wait_are_said() {
        let wrong = Problems::one("#/route", Code::CannotBeEmpty, "Say how the child <left> care");
        assert!(page(&Problem::bad_query(&wrong)).contains("<li>Say how the child &lt;left&gt; care</li>"));
        assert!(page(&Problem::malformed("It broke off")).contains("<p class=\"govuk-body\">It broke off.</p>"));
        assert!(page(&Problem::too_many(61)).contains("try again in 2 minutes"));
        assert!(page(&Problem::unavailable("x")).contains("try again in a minute"));
    }
}
