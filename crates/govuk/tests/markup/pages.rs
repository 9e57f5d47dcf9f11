//! Whole pages. Nothing here looks at a fixture: govuk-frontend has none for its page template.

use govuk::{
    Assets, BackLink, Breadcrumbs, EARLY_SCRIPT, EXIT_TO, ErrorSummary, ExitThisPage, Footer, Layout, Masthead,
    NavigationItem, NotificationBanner, Page, PhaseBanner, Problem, ServiceNavigation,
};
use maud::{Render, html};

use crate::html::{Token, obeys_the_policy, tokens};

fn layout() -> Layout {
    let assets = Assets {
        stylesheet: "/assets/site-1a2b.css".to_owned(),
        early_script: "/assets/early-3c4d.js".to_owned(),
        script: "/assets/site-5e6f.js".to_owned(),
        icon: Some("/assets/icon-7a8b.svg".to_owned()),
    };
    let navigation = ServiceNavigation::new()
        .service("Ask for advice", "/advice")
        .item(NavigationItem::new("Start", "/advice"))
        .item(NavigationItem::new("Come back", "/advice/return"));
    Layout::new("Example Council", assets)
        .service("Ask for advice")
        .navigation(navigation)
        .phase_banner(PhaseBanner::new("Beta", "This is a new service."))
        .footer(Footer::new().link("Accessibility", "/accessibility"))
}

fn page(layout: &Layout) -> Page<'_> {
    Page::new(layout, "What is your name?", html! { h1 class="govuk-heading-l" { "What is your name?" } })
}

fn position(html: &str, wanted: &str) -> usize {
    html.find(wanted).unwrap_or_else(|| panic!("no {wanted} in {html}"))
}

#[test]
fn the_title_says_page_service_and_organisation() {
    let html = page(&layout()).render().0;
    assert!(html.contains("<title>What is your name? - Ask for advice - Example Council</title>"));
}

#[test]
fn the_title_does_not_say_the_same_thing_twice() {
    let html = Page::new(&layout(), "Ask for advice", html! {}).render().0;
    assert!(html.contains("<title>Ask for advice - Example Council</title>"));
}

#[test]
fn errors_come_first_in_the_title_and_on_the_page() {
    let errors = ErrorSummary::new().problem(Problem::at("Enter your name", "name"));
    let html = page(&layout()).errors(errors).render().0;
    assert!(html.contains("<title>Error: What is your name? - "));
    assert!(position(&html, "govuk-error-summary") < position(&html, "<h1"));
}

#[test]
fn no_errors_leave_the_page_as_it_is() {
    let layout = layout();
    assert_eq!(page(&layout).errors(ErrorSummary::new()).render().0, page(&layout).render().0);
}

#[test]
fn the_page_obeys_its_policy_and_takes_files_from_its_own_site_only() {
    let html = page(&layout()).exit_this_page(ExitThisPage::new()).render().0;
    obeys_the_policy(&html);
    for token in tokens(&html) {
        let Token::Open { name, .. } = &token else { continue };
        let file = token.attribute("src").or(token.attribute("href").filter(|_| name == "link"));
        assert!(file.is_none_or(|file| file.starts_with("/assets/")), "{token}");
    }
}

#[test]
fn script_is_announced_by_a_file_before_anything_is_drawn() {
    let html = page(&layout()).render().0;
    assert!(html.contains("<body class=\"govuk-template__body\"><script src=\"/assets/early-3c4d.js\"></script><a "));
    assert!(EARLY_SCRIPT.contains("'js-enabled'") && EARLY_SCRIPT.contains("'govuk-frontend-supported'"));
}

#[test]
fn the_skip_link_comes_first_and_leads_to_the_content() {
    let html = page(&layout()).back_link(&BackLink::new("/advice")).render().0;
    let skip = position(&html, "href=\"#main-content\"");
    assert!(html.find("<a ").is_some_and(|first| first < skip && skip - first < 4));
    assert!(position(&html, "govuk-back-link") < position(&html, "id=\"main-content\""));
}

#[test]
fn exit_this_page_is_within_reach_of_pointer_and_keyboard() {
    let html = page(&layout()).exit_this_page(ExitThisPage::new()).render().0;
    let by_keyboard = position(&html, "govuk-js-exit-this-page-skiplink");
    let by_pointer = position(&html, "govuk-js-exit-this-page-button");
    assert!(by_keyboard < position(&html, "<header") && by_pointer < position(&html, "<main"));
    assert_eq!(html.matches(EXIT_TO).count(), 2);
    assert_eq!(html.matches("rel=\"nofollow noreferrer\"").count(), 2);
}

#[test]
fn a_page_never_has_both_a_back_link_and_breadcrumbs() {
    let breadcrumbs = Breadcrumbs::new().link("Home", "/");
    let html = page(&layout()).back_link(&BackLink::new("/")).breadcrumbs(&breadcrumbs).render().0;
    assert!(html.contains("govuk-breadcrumbs") && !html.contains("govuk-back-link"));
}

#[test]
fn the_section_that_the_page_belongs_to_is_marked() {
    let html = page(&layout()).section("/advice/return").render().0;
    assert_eq!(html.matches("aria-current=\"true\"").count(), 1);
    assert!(html.contains("href=\"/advice/return\" aria-current=\"true\""));
    assert!(!page(&layout()).render().0.contains("aria-current"));
}

#[test]
fn a_council_bears_its_own_name_and_logo_and_nothing_of_the_crowns() {
    let logo = html! { img src="/assets/logo.svg" alt="Example Council"; };
    let layout = layout().masthead(Masthead::new(logo, "/"));
    let html = page(&layout).render().0;
    assert!(html.contains("<img src=\"/assets/logo.svg\" alt=\"Example Council\">"));
    for theirs in ["crown", "Crown", "GOV.UK", "Transport", "opengraph", "theme-color"] {
        assert!(!html.contains(theirs), "{theirs} in {html}");
    }
}

#[test]
fn news_stands_above_the_heading() {
    let html = page(&layout()).banner(NotificationBanner::success("Your reply is sent")).render().0;
    assert!(position(&html, "govuk-notification-banner") < position(&html, "<h1"));
}

#[test]
fn the_content_is_two_thirds_wide_unless_it_needs_more() {
    let layout = layout();
    assert!(page(&layout).render().0.contains("govuk-grid-column-two-thirds"));
    assert!(page(&layout).wide(true).render().0.contains("govuk-grid-column-full"));
}

#[test]
fn no_text_of_a_page_can_become_markup() {
    let poison = "\" poison=\"\"></title><poison>";
    let assets = Assets {
        stylesheet: poison.to_owned(),
        early_script: poison.to_owned(),
        script: poison.to_owned(),
        icon: Some(poison.to_owned()),
    };
    let layout = Layout::new(poison, assets).service(poison).lang(poison);
    let errors = ErrorSummary::new().problem(Problem::at(poison, poison));
    let page = Page::new(&layout, poison, html! { (poison) })
        .errors(errors)
        .back_link(&BackLink::new(poison))
        .banner(NotificationBanner::new(poison))
        .exit_this_page(ExitThisPage::new().href(poison));
    let html = page.render().0;
    for token in tokens(&html) {
        let hit = matches!(&token, Token::Open { name, .. } if name == "poison");
        assert!(!hit && token.attribute("poison").is_none(), "{html}");
    }
}
